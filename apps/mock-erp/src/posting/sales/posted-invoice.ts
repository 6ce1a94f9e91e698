/**
 * The posted invoice or credit memo. A draft becomes it and keeps its id; an order's is a new document with all lines of the order, quantity 0 where nothing was
 * invoiced [q] (erp-business-logic, section 3.1; business-central-protocol, section 3.1).
 */
import type { Draft, Row } from '@koble/odata-server'
import { copyNotes } from '../../rules/notes.ts'
import { integer, text } from '../../rules/setup.ts'
import type { Values } from '../../sales/sales-context.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { salesHeaderColumns, salesLineColumns } from '../../tables/sales.ts'
import type { PostingContext } from '../posting-context.ts'
import type { InvoiceAmounts } from './invoice-amounts.ts'
import { copied } from './shipments.ts'

export type PostedDocumentType = 'Posted_x0020_Invoice' | 'Posted_x0020_Credit_x0020_Memo'

/** A line as it is invoiced; `amounts` is missing on comments and on lines that are not in this invoice. */
export interface PostedLine {
  readonly line: Values
  readonly quantity: string
  readonly quantityBase: string
  readonly amounts: InvoiceAmounts | undefined
}

export function insertPostedInvoice(
  context: PostingContext,
  header: Row,
  documentType: PostedDocumentType,
  number: string,
  lines: readonly PostedLine[],
): Row {
  const { data, newId } = context
  const isOrder = header['documentType'] === 'Order'
  const changes: Draft = {
    documentType,
    number,
    status: 'Released',
    userId: context.principal.name,
    shippingNumber: '',
    postingNumber: '',
    ...(isOrder
      ? { orderId: header.id, orderNumber: text(header, 'number') }
      : { preAssignedNumber: text(header, 'number') }),
  }
  const posted = isOrder
    ? insertRow(data, names.salesHeader, { ...copied(header, salesHeaderColumns), id: newId(), ...changes })
    : data.update(names.salesHeader, header.id, changes)
  for (const line of lines) {
    const values = {
      ...valuesOf(line),
      documentType,
      documentId: posted.id,
      ...(isOrder ? originOf(header, line) : {}),
    }
    const id = line.line['id']
    if (isOrder || typeof id !== 'string') insertLine(context, line, values)
    else data.update(names.salesLine, id, values)
  }
  if (isOrder) copyNotes(data, header, posted, 'Posted_x0020_Sales_x0020_Invoice')
  return posted
}

function insertLine({ data, newId }: PostingContext, { line }: PostedLine, values: Draft): void {
  const copy = Object.fromEntries(
    Object.keys(salesLineColumns).flatMap((column) => (column in line ? [[column, line[column] ?? null]] : [])),
  )
  insertRow(data, names.salesLine, { ...copy, id: newId(), ...values })
}

const originOf = (header: Row, { line }: PostedLine): Draft => ({
  orderId: header.id,
  orderNumber: text(header, 'number'),
  orderLineId: text(line, 'id'),
  orderLineNumber: integer(line, 'sequence'),
})

/** Nothing of a posted line is open. */
const CLOSED = Object.fromEntries(
  [
    'outstandingQuantity',
    'outstandingQuantityBase',
    'quantityToShip',
    'quantityToInvoice',
    'returnQuantityToReceive',
    'outstandingAmount',
    'outstandingAmountLcy',
    'shippedNotInvoiced',
    'shippedNotInvoicedLcy',
  ].map((column) => [column, '0']),
)

const valuesOf = ({ quantity, quantityBase, amounts }: PostedLine): Draft => ({
  ...CLOSED,
  quantity,
  quantityBase,
  shippedQuantity: quantity,
  shippedQuantityBase: quantityBase,
  invoicedQuantity: quantity,
  invoicedQuantityBase: quantityBase,
  discountAmount: amounts?.lineDiscount ?? '0',
  lineAmount: amounts?.lineAmount ?? '0',
  invoiceDiscountAmount: amounts?.invoiceDiscount ?? '0',
  amount: amounts?.amount ?? '0',
  amountIncludingTax: amounts?.amountIncludingTax ?? '0',
})
