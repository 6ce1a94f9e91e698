/** Purchase orders and receipts of API v2.0. */
import { act, list, textOf, transact, type Entity } from '../api.ts'
import { booleanColumn, dateColumn, documentAmount, keyColumn, memberColumn, textColumn } from './columns.ts'
import type { ActionDefinition, ActionOutcome, EntityDefinition, FieldDefinition } from './definition.ts'
import * as field from './fields.ts'
import { isComment, lineObject, lineType, totals } from './sales-lines.ts'

/** API v2.0 names these by id: the field chooses by code. */
const byId = (name: string, label: string, set: string): FieldDefinition => ({
  name,
  label,
  type: 'select',
  lookup: { set, key: 'id', title: 'code' },
})

const receiveAndInvoice = (order: Entity): string =>
  `purchaseOrders(${textOf(order, 'id')})/Microsoft.NAV.receiveAndInvoice`

interface Step {
  readonly key: 'receive' | 'invoice'
  readonly label: string
  readonly effect: string
  /** What each line says before the posting, so that it does this half alone. */
  quantities(line: Entity): Entity
}

/** The API has one action for both; the lines say how much of each, in the same transaction. */
const half = (step: Step): ActionDefinition => ({
  key: step.key,
  label: step.label,
  icon: step.key === 'receive' ? 'box' : 'document',
  menu: 'Post',
  question: (order) => ({
    heading: `${step.label} order ${textOf(order, 'number')}?`,
    effect: step.effect,
    confirmLabel: step.label,
  }),
  run: async (order) => {
    const { rows } = await list(`v2.0/purchaseOrders(${textOf(order, 'id')})/purchaseOrderLines`)
    await transact([
      ...rows
        .filter((line) => !isComment(line))
        .map((line) => ({
          method: 'PATCH',
          path: `purchaseOrderLines(${textOf(line, 'id')})`,
          body: step.quantities(line),
        })),
      { method: 'POST', path: receiveAndInvoice(order) },
    ])
    return outcome(order)
  },
})

async function outcome(order: Entity): Promise<ActionOutcome> {
  const { rows } = await list('v2.0/purchaseOrders', { $filter: `id eq ${textOf(order, 'id')}`, $select: 'id' })
  const leaves = rows.length === 0
  const end = leaves ? ' It is completely invoiced and gone.' : ''
  return { message: `Purchase order ${textOf(order, 'number')} was posted.${end}`, leaves }
}

export const purchaseOrders: EntityDefinition = {
  set: 'v2.0/purchaseOrders',
  path: '/purchase-orders',
  one: 'Purchase order',
  many: 'Purchase orders',
  icon: 'document',
  group: 'Purchasing',
  title: 'vendorName',
  key: 'number',
  sort: 'number',
  descending: true,
  columns: [
    keyColumn('number'),
    textColumn('vendorNumber', 'Vendor no.', { sortable: false }),
    textColumn('vendorName', 'Vendor name'),
    dateColumn('orderDate', 'Document date'),
    dateColumn('requestedReceiptDate', 'Requested receipt'),
    memberColumn('status', 'Status', { sortable: false }),
    booleanColumn('fullyReceived', 'Received'),
    documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.shown('number', 'No.'),
        field.numberOf('vendorNumber', 'Vendor no.', 'vendors', { required: true }),
        field.shown('vendorName', 'Vendor name'),
        field.date('orderDate', 'Document date', { existingOnly: true }),
        field.date('postingDate', 'Posting date', { existingOnly: true }),
        field.date('requestedReceiptDate', 'Requested receipt date'),
        field.codeOf('purchaser', 'Purchaser code', 'salespeople', { existingOnly: true }),
        field.shown('status', 'Status'),
        field.shown('fullyReceived', 'Completely received', { type: 'checkbox' }),
      ],
    },
    {
      heading: 'Invoice details',
      folded: true,
      fields: [
        field.numberOf('payToVendorNumber', 'Pay-to vendor no.', 'vendors'),
        field.currency,
        field.flag('pricesIncludeTax', 'Prices including VAT'),
        byId('paymentTermsId', 'Payment terms', 'paymentTerms'),
        byId('shipmentMethodId', 'Shipment method', 'shipmentMethods'),
        field.decimal('discountAmount', 'Invoice discount amount'),
        ...field.partyAddress('buyFrom'),
      ].map((one) => ({ ...one, existingOnly: true })),
    },
  ],
  lines: [
    {
      heading: 'Lines',
      one: 'Line',
      key: 'sequence',
      collection: (order) => `v2.0/purchaseOrders(${textOf(order, 'id')})/purchaseOrderLines`,
      columns: [
        lineType(['Item', 'Account', 'Comment']),
        lineObject,
        field.text('description', 'Description', 100, { width: 24 }),
        { ...byId('locationId', 'Location', 'v2.0/locations'), width: 9 },
        field.codeOf('unitOfMeasureCode', 'Unit', 'unitsOfMeasure', { maxlength: 10, width: 7 }),
        field.decimal('quantity', 'Quantity', { width: 8 }),
        field.decimal('directUnitCost', 'Direct unit cost', { width: 9 }),
        field.decimal('discountPercent', 'Line discount %', { width: 7 }),
        field.amount('amountExcludingTax', 'Amount excl. VAT'),
        field.decimal('receiveQuantity', 'Qty. to receive', { width: 8, existingOnly: true }),
        field.figure('receivedQuantity', 'Qty. received'),
        field.decimal('invoiceQuantity', 'Qty. to invoice', { width: 8, existingOnly: true }),
        field.figure('invoicedQuantity', 'Qty. invoiced'),
        field.date('expectedReceiptDate', 'Expected receipt', { width: 12, existingOnly: true }),
      ],
      isText: isComment,
      emptyText: 'No lines yet. Choose a type and a number in the last row, then Add.',
    },
  ],
  totals,
  actions: [
    half({
      key: 'receive',
      label: 'Receive',
      effect: 'The quantities to receive enter the stock; nothing is invoiced. This cannot be undone.',
      quantities: (line) => ({ receiveQuantity: line['receiveQuantity'], invoiceQuantity: 0 }),
    }),
    half({
      key: 'invoice',
      label: 'Invoice',
      effect: 'What was received and not yet invoiced is posted to the vendor’s account. This cannot be undone.',
      quantities: (line) => ({
        receiveQuantity: 0,
        invoiceQuantity: Number(line['receivedQuantity']) - Number(line['invoicedQuantity']),
      }),
    }),
    {
      key: 'receiveAndInvoice',
      label: 'Receive and invoice',
      icon: 'money',
      menu: 'Post',
      question: (order) => ({
        heading: `Receive and invoice order ${textOf(order, 'number')}?`,
        effect: 'The quantities to receive and to invoice are posted. This cannot be undone.',
        confirmLabel: 'Receive and invoice',
      }),
      run: async (order) => {
        await act(`v2.0/${receiveAndInvoice(order)}`)
        return outcome(order)
      },
    },
    {
      key: 'vendor',
      label: 'Vendor',
      icon: 'people',
      menu: 'Related',
      run: (order) => Promise.resolve({ message: '', href: `/vendors/${textOf(order, 'vendorId')}`, leaves: true }),
    },
  ],
  related: [
    {
      heading: 'Posted receipts',
      path: () => 'v2.0/purchaseReceipts',
      query: (order) => ({ $filter: `orderNumber eq '${textOf(order, 'number')}'` }),
      columns: [keyColumn('number'), dateColumn('postingDate', 'Posting date')],
      href: (receipt) => `/purchase-receipts/${textOf(receipt, 'id')}`,
      emptyText: 'Nothing was received yet.',
    },
  ],
}

export const purchaseReceipts: EntityDefinition = {
  set: 'v2.0/purchaseReceipts',
  path: '/purchase-receipts',
  one: 'Posted purchase receipt',
  many: 'Posted purchase receipts',
  icon: 'box',
  group: 'Purchasing',
  title: 'vendorName',
  key: 'number',
  sort: 'number',
  descending: true,
  isReadOnly: true,
  columns: [
    keyColumn('number'),
    textColumn('vendorNumber', 'Vendor no.', { sortable: false }),
    textColumn('vendorName', 'Vendor name'),
    textColumn('orderNumber', 'Order no.'),
    dateColumn('postingDate', 'Posting date'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.shown('number', 'No.'),
        field.shown('vendorNumber', 'Vendor no.'),
        field.shown('vendorName', 'Vendor name'),
        field.shown('orderNumber', 'Order no.'),
        field.shown('postingDate', 'Posting date', { type: 'date' }),
        field.shown('currencyCode', 'Currency code'),
      ],
    },
  ],
  lines: [
    {
      heading: 'Lines',
      one: 'Line',
      key: 'sequence',
      collection: (receipt) => `v2.0/purchaseReceipts(${textOf(receipt, 'id')})/purchaseReceiptLines`,
      isEditable: () => false,
      columns: [
        field.shown('lineType', 'Type', { width: 9 }),
        field.shown('lineObjectNumber', 'No.', { width: 10 }),
        field.shown('description', 'Description', { width: 24 }),
        field.shown('unitOfMeasureCode', 'Unit', { width: 7 }),
        field.figure('quantity', 'Quantity'),
        field.figure('unitCost', 'Unit cost'),
      ],
      emptyText: 'No lines.',
    },
  ],
}
