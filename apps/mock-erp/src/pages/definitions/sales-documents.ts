/** Sales quotes and orders, and the unposted invoices and credit memos of API v2.0. */
import { act, textOf } from '../api.ts'
import { booleanColumn, dateColumn, documentAmount, keyColumn, memberColumn, textColumn } from './columns.ts'
import type {
  ActionDefinition,
  EntityDefinition,
  FastTabDefinition,
  FieldDefinition,
  RelatedDefinition,
} from './definition.ts'
import * as field from './fields.ts'
import { orderActions, quoteActions } from './sales-actions.ts'
import { draftLines, salesLines, totals } from './sales-lines.ts'

const customer = field.numberOf('customerNumber', 'Customer no.', 'customers', {
  required: true,
  hint: 'A change re-creates the lines',
})
const externalNumber = field.text('externalDocumentNumber', 'External document no.', 35)

const general = (special: readonly FieldDefinition[]): FastTabDefinition => ({
  heading: 'General',
  fields: [
    field.shown('number', 'No.'),
    customer,
    field.shown('customerName', 'Customer name'),
    field.numberOf('contactNumber', 'Contact no.', 'contacts', { existingOnly: true }),
    field.text('sellToContact', 'Contact', 100, { existingOnly: true }),
    externalNumber,
    field.text('yourReference', 'Your reference', 35),
    field.date('orderDate', 'Order date', { existingOnly: true }),
    field.date('documentDate', 'Document date', { existingOnly: true }),
    field.date('postingDate', 'Posting date', { existingOnly: true }),
    field.date('dueDate', 'Due date', { existingOnly: true }),
    field.date('requestedDeliveryDate', 'Requested delivery date'),
    ...special,
    field.codeOf('salespersonCode', 'Salesperson code', 'salespeople', { existingOnly: true }),
    field.shown('opportunityNumber', 'Opportunity no.'),
    field.text('workDescription', 'Work description', 0, { type: 'textarea', existingOnly: true }),
  ],
})

const invoicing: FastTabDefinition = {
  heading: 'Invoice details',
  folded: true,
  fields: [
    field.numberOf('billToCustomerNumber', 'Bill-to customer no.', 'customers'),
    field.text('billToName', 'Bill-to name', 100),
    ...field.partyAddress('billTo'),
    field.currency,
    field.flag('pricesIncludeTax', 'Prices including VAT'),
    field.paymentTerms,
    field.paymentMethod,
    field.codeOf('customerPriceGroupCode', 'Customer price group', 'customerPriceGroups', { maxlength: 10 }),
    field.decimal('paymentDiscountPercent', 'Payment discount %'),
    field.date('paymentDiscountDate', 'Payment discount date'),
    field.decimal('discountAmount', 'Invoice discount amount'),
  ].map((one) => ({ ...one, existingOnly: true })),
}

const shipping = (special: readonly FieldDefinition[]): FastTabDefinition => ({
  heading: 'Shipping',
  folded: true,
  fields: [
    field.text('shipToName', 'Ship-to name', 100),
    ...field.partyAddress('shipTo'),
    field.location,
    field.shipmentMethod,
    field.shippingAgent,
    field.date('shipmentDate', 'Shipment date'),
    field.date('promisedDeliveryDate', 'Promised delivery date'),
    ...special,
  ].map((one) => ({ ...one, existingOnly: true })),
})

const archived = (set: 'salesQuoteArchives' | 'salesOrderArchives', path: string): RelatedDefinition => ({
  heading: 'Archived versions',
  folded: true,
  path: () => `v2.0/${set}`,
  query: (document) => ({ $filter: `number eq '${textOf(document, 'number')}'` }),
  columns: [
    keyColumn('versionNumber', 'Version', { kind: 'integer' }),
    dateColumn('dateArchived', 'Archived'),
    textColumn('archivedBy', 'By'),
    memberColumn('status', 'Status'),
  ],
  href: (version) => `${path}/${textOf(version, 'id')}`,
  emptyText: 'No version was archived yet.',
})

const statusViews = ['Open', 'Released'].map((status) => ({
  key: status.toLowerCase(),
  label: status,
  filter: `status eq '${status}'`,
}))

const listColumns = [
  keyColumn('number'),
  textColumn('customerName', 'Customer name'),
  textColumn('externalDocumentNumber', 'External document no.', { hideNarrow: true }),
]

export const salesQuotes: EntityDefinition = {
  set: 'salesQuotes',
  path: '/sales-quotes',
  one: 'Sales quote',
  many: 'Sales quotes',
  icon: 'document',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  descending: true,
  views: statusViews,
  notes: 'Sales_x0020_Quote',
  columns: [
    ...listColumns,
    dateColumn('documentDate', 'Document date'),
    dateColumn('validUntilDate', 'Valid until'),
    memberColumn('status', 'Status'),
    documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
  ],
  tabs: [
    general([
      field.date('validUntilDate', 'Valid until', { existingOnly: true }),
      field.date('acceptedDate', 'Accepted', { existingOnly: true }),
    ]),
    invoicing,
    shipping([]),
  ],
  lines: [salesLines('salesQuotes')],
  totals,
  actions: quoteActions,
  related: [archived('salesQuoteArchives', '/sales-quote-archives')],
}

export const salesOrders: EntityDefinition = {
  set: 'salesOrders',
  path: '/sales-orders',
  one: 'Sales order',
  many: 'Sales orders',
  icon: 'document',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  descending: true,
  views: statusViews,
  notes: 'Sales_x0020_Order',
  columns: [
    ...listColumns,
    dateColumn('orderDate', 'Order date'),
    dateColumn('requestedDeliveryDate', 'Requested delivery', { hideNarrow: true }),
    memberColumn('status', 'Status'),
    booleanColumn('fullyShipped', 'Shipped'),
    documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
  ],
  tabs: [
    general([field.shown('quoteNumber', 'Quote no.')]),
    invoicing,
    shipping([
      field.text('packageTrackingNumber', 'Package tracking no.', 50),
      field.flag('partialShipping', 'Partial shipping'),
      field.shown('fullyShipped', 'Completely shipped', { type: 'checkbox' }),
      field.shown('fullyInvoiced', 'Completely invoiced', { type: 'checkbox' }),
    ]),
  ],
  lines: [salesLines('salesOrders')],
  totals,
  actions: orderActions,
  related: [
    {
      heading: 'Posted shipments',
      path: () => 'postedSalesShipments',
      query: (order) => ({ $filter: `orderId eq ${textOf(order, 'id')}` }),
      columns: [
        keyColumn('number'),
        dateColumn('postingDate', 'Posting date'),
        textColumn('shipToName', 'Ship-to name'),
      ],
      href: (shipment) => `/posted-sales-shipments/${textOf(shipment, 'id')}`,
      emptyText: 'Nothing was shipped yet.',
    },
    {
      heading: 'Posted invoices',
      path: () => 'postedSalesInvoices',
      query: (order) => ({ $filter: `orderId eq ${textOf(order, 'id')}` }),
      columns: [
        keyColumn('number'),
        dateColumn('postingDate', 'Posting date'),
        documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
        documentAmount('remainingAmount', 'Remaining'),
      ],
      href: (invoice) => `/posted-sales-invoices/${textOf(invoice, 'id')}`,
      emptyText: 'Nothing was invoiced yet.',
    },
    archived('salesOrderArchives', '/sales-order-archives'),
  ],
}

const postDraft = (set: 'salesInvoices' | 'salesCreditMemos', one: string, posted: string): ActionDefinition => ({
  key: 'post',
  label: 'Post',
  icon: 'check',
  question: (draft) => ({
    heading: `Post ${one} ${textOf(draft, 'number')}?`,
    effect: 'It is posted to stock, the customer’s account and the general ledger. This cannot be undone.',
    confirmLabel: 'Post',
  }),
  run: async (draft) => {
    await act(`v2.0/${set}(${textOf(draft, 'id')})/Microsoft.NAV.post`)
    return { message: `The ${one} ${textOf(draft, 'number')} was posted.`, href: posted, leaves: true }
  },
})

const draftColumns = [
  keyColumn('number'),
  textColumn('customerNumber', 'Customer no.', { sortable: false }),
  textColumn('customerName', 'Customer name', { sortable: false }),
  dateColumn('postingDate', 'Posting date'),
  documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
]

const draftFields = (dateName: string): readonly FieldDefinition[] => [
  field.shown('number', 'No.'),
  customer,
  field.shown('customerName', 'Customer name'),
  externalNumber,
  field.date(dateName, 'Document date', { existingOnly: true }),
  field.date('postingDate', 'Posting date', { existingOnly: true }),
  field.date('dueDate', 'Due date', { existingOnly: true }),
  { ...field.currency, existingOnly: true },
  field.text('salesperson', 'Salesperson code', 20, { existingOnly: true }),
  field.decimal('discountAmount', 'Invoice discount amount', { existingOnly: true }),
]

export const salesInvoices: EntityDefinition = {
  set: 'v2.0/salesInvoices',
  path: '/sales-invoices',
  one: 'Sales invoice',
  many: 'Sales invoices',
  icon: 'document',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  filter: "status eq 'Draft'",
  columns: draftColumns,
  tabs: [{ heading: 'General', fields: draftFields('invoiceDate') }],
  lines: [draftLines('salesInvoices', 'salesInvoiceLines')],
  totals,
  actions: [postDraft('salesInvoices', 'invoice', '/posted-sales-invoices')],
}

export const salesCreditMemos: EntityDefinition = {
  set: 'v2.0/salesCreditMemos',
  path: '/sales-credit-memos',
  one: 'Sales credit memo',
  many: 'Sales credit memos',
  icon: 'document',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  filter: "status eq 'Draft'",
  columns: draftColumns,
  tabs: [{ heading: 'General', fields: draftFields('creditMemoDate') }],
  lines: [draftLines('salesCreditMemos', 'salesCreditMemoLines')],
  totals,
  actions: [postDraft('salesCreditMemos', 'credit memo', '/posted-sales-credit-memos')],
}
