/** Posted purchase receipts: all lines of the order appear, with quantity 0 where nothing was received. */
import type { Row } from '@koble/odata-server'
import { integer, text } from '../../rules/setup.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import type { PostingContext } from '../posting-context.ts'
import { withoutSystemColumns } from '../without-system-columns.ts'
import type { PurchasePart } from './parts-of-lines.ts'

export function insertReceipt(
  { data, newId }: PostingContext,
  header: Row,
  number: string,
  parts: readonly PurchasePart[],
): Row {
  const order = { orderId: header.id, orderNumber: text(header, 'number') }
  const receipt = insertRow(data, names.purchaseReceipt, {
    ...withoutSystemColumns(header),
    ...order,
    id: newId(),
    number,
  })
  for (const { line, received, receivedBase } of parts) {
    insertRow(data, names.purchaseReceiptLine, {
      ...withoutSystemColumns(line),
      ...order,
      id: newId(),
      documentId: receipt.id,
      orderLineNumber: integer(line, 'sequence'),
      quantity: received,
      quantityBase: receivedBase,
      receivedQuantity: received,
      receivedQuantityBase: receivedBase,
      invoicedQuantity: '0',
      invoicedQuantityBase: '0',
    })
  }
  return receipt
}
