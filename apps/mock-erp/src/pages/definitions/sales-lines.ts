/** The lines of quotes and orders (Koble's pages) and of unposted invoices and credit memos (API v2.0). */
import { textOf, type Entity } from '../api.ts'
import type { FieldDefinition, LinesDefinition, Lookup } from './definition.ts'
import * as field from './fields.ts'
import { NO_ID } from './shown-value.ts'

const objects: Readonly<Record<string, Lookup>> = {
  Item: field.numbers('items'),
  Resource: field.numbers('resources'),
  Account: field.numbers('v2.0/accounts'),
}

export const isComment = (line: Entity): boolean => line['lineType'] === 'Comment'

export const lineType = (members: readonly string[]): FieldDefinition =>
  field.choice('lineType', 'Type', members, { newOnly: true, width: 9, initial: 'Item' })

export const lineObject: FieldDefinition = {
  ...field.text('lineObjectNumber', 'No.', 20, { newOnly: true, width: 10 }),
  lookup: (line) => objects[textOf(line, 'lineType')],
}

/** The variants of a line's item; a new line's item is known by its number alone. */
function variantsOf(line: Entity): Lookup | undefined {
  const item = textOf(line, 'itemId')
  return item === '' || item === NO_ID
    ? undefined
    : { set: `v2.0/items(${item})/itemVariants`, key: 'code', title: 'description' }
}

const description = field.text('description', 'Description', 100, { width: 20 })
const unit = field.codeOf('unitOfMeasureCode', 'Unit', 'unitsOfMeasure', { maxlength: 10, width: 7 })
const quantity = field.decimal('quantity', 'Quantity', { width: 8 })
const unitPrice = field.decimal('unitPrice', 'Unit price', { width: 9 })
const discount = field.decimal('discountPercent', 'Line discount %', { width: 7 })

const start: readonly FieldDefinition[] = [
  lineType(['Item', 'Resource', 'Account', 'Comment']),
  lineObject,
  description,
  { ...field.text('itemVariantCode', 'Variant', 10, { width: 8 }), lookup: variantsOf },
  { ...field.location, label: 'Location', width: 8 },
  unit,
  quantity,
  unitPrice,
  discount,
  field.amount('lineAmount', 'Line amount'),
]

const progress: readonly FieldDefinition[] = [
  field.decimal('quantityToShip', 'Qty. to ship', { width: 8, existingOnly: true }),
  field.figure('shippedQuantity', 'Qty. shipped'),
  field.decimal('quantityToInvoice', 'Qty. to invoice', { width: 8, existingOnly: true }),
  field.figure('invoicedQuantity', 'Qty. invoiced'),
  field.figure('reservedQuantity', 'Reserved'),
]

const emptyText = 'No lines yet. Choose a type and a number in the last row, then Add.'

/** Comment lines and quantities to ship stay free on released documents, so the grid edits in every status and the ERP says no. */
export const salesLines = (set: 'salesQuotes' | 'salesOrders'): LinesDefinition => ({
  heading: 'Lines',
  one: 'Line',
  key: 'sequence',
  collection: (document: Entity) => `${set}(${textOf(document, 'id')})/lines`,
  columns: [
    ...start,
    ...(set === 'salesOrders' ? progress : []),
    field.date('shipmentDate', 'Shipment date', { width: 12, existingOnly: true }),
  ],
  isText: isComment,
  emptyText,
})

/** API v2.0 names a location and a variant by id alone. */
export const draftLines = (set: 'salesInvoices' | 'salesCreditMemos', lines: string): LinesDefinition => ({
  heading: 'Lines',
  one: 'Line',
  key: 'sequence',
  collection: (document) => `v2.0/${set}(${textOf(document, 'id')})/${lines}`,
  columns: [
    lineType(['Item', 'Account', 'Comment']),
    lineObject,
    description,
    unit,
    quantity,
    unitPrice,
    discount,
    field.amount('amountExcludingTax', 'Amount excl. VAT'),
    field.amount('amountIncludingTax', 'Amount incl. VAT'),
  ],
  isText: isComment,
  emptyText,
})

export const totals: readonly FieldDefinition[] = [
  field.shown('discountAmount', 'Invoice discount'),
  field.shown('totalAmountExcludingTax', 'Total excl. VAT'),
  field.shown('totalTaxAmount', 'Total VAT'),
  field.shown('totalAmountIncludingTax', 'Total incl. VAT'),
]
