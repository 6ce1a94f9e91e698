/** Posted shipments: all lines of the order appear, with quantity 0 where nothing was shipped [q] (erp-business-logic, section 3.1). */
import type { Draft, Row } from '@koble/odata-server'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { salesHeaderColumns, salesLineColumns } from '../../tables/sales.ts'
import { copyNotes } from '../../rules/notes.ts'
import { integer, text } from '../../rules/setup.ts'
import type { PostingContext } from '../posting-context.ts'
import type { LinePart } from './parts-of-lines.ts'

export const copied = (row: Row, columns: Readonly<Record<string, unknown>>): Draft =>
  Object.fromEntries(Object.keys(columns).map((column) => [column, row[column] ?? null]))

export function insertShipment(
  { data, newId }: PostingContext,
  header: Row,
  number: string,
  parts: readonly LinePart[],
): Row {
  const shipment = insertRow(data, names.salesShipment, {
    ...copied(header, salesHeaderColumns),
    id: newId(),
    number,
    orderId: header.id,
    orderNumber: text(header, 'number'),
  })
  for (const { line, shipped, shippedBase } of parts) {
    insertRow(data, names.salesShipmentLine, {
      ...copied(line, salesLineColumns),
      id: newId(),
      documentId: shipment.id,
      quantity: shipped,
      quantityBase: shippedBase,
      invoicedQuantity: '0',
      invoicedQuantityBase: '0',
      orderId: header.id,
      orderNumber: text(header, 'number'),
      orderLineId: line.id,
      orderLineNumber: integer(line, 'sequence'),
      shipmentNumber: number,
    })
  }
  copyNotes(data, header, shipment, 'Posted_x0020_Sales_x0020_Shipment')
  return shipment
}
