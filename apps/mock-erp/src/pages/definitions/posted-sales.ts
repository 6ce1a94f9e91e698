/** Posted shipments, invoices and credit memos, and archived versions: what is only read. */
import { act, list, readBytes, textOf, type Entity } from '../api.ts'
import {
  amountColumn,
  dateColumn,
  documentAmount,
  keyColumn,
  memberColumn,
  quantityColumn,
  textColumn,
} from './columns.ts'
import type {
  ActionDefinition,
  EntityDefinition,
  FastTabDefinition,
  FieldDefinition,
  LinesDefinition,
} from './definition.ts'
import * as field from './fields.ts'
import { toCustomer } from './sales-actions.ts'
import { isComment, totals } from './sales-lines.ts'

const shown = field.shown
const shownDate = (name: string, label: string): FieldDefinition => shown(name, label, { type: 'date' })
const shownAddress = (prefix: string): readonly FieldDefinition[] => field.partyAddress(prefix, { readonly: true })

const parties = [
  shown('number', 'No.'),
  shown('customerNumber', 'Customer no.'),
  shown('customerName', 'Customer name'),
  shown('sellToContact', 'Contact'),
]

const references = [
  shown('externalDocumentNumber', 'External document no.'),
  shown('yourReference', 'Your reference'),
  shown('salespersonCode', 'Salesperson code'),
]

const shippingTab: FastTabDefinition = {
  heading: 'Shipping',
  folded: true,
  fields: [
    shown('shipToName', 'Ship-to name'),
    ...shownAddress('shipTo'),
    shown('shipmentMethodCode', 'Shipment method code'),
    shown('shippingAgentCode', 'Shipping agent code'),
    shown('packageTrackingNumber', 'Package tracking no.'),
  ],
}

const billingTab: FastTabDefinition = {
  heading: 'Billing',
  folded: true,
  fields: [
    shown('billToCustomerNumber', 'Bill-to customer no.'),
    shown('billToName', 'Bill-to name'),
    ...shownAddress('billTo'),
    shown('currencyCode', 'Currency code'),
    shown('paymentTermsCode', 'Payment terms code'),
    shown('paymentMethodCode', 'Payment method code'),
    shown('paymentDiscountPercent', 'Payment discount %', { type: 'decimal' }),
    shownDate('paymentDiscountDate', 'Payment discount date'),
  ],
}

const object = [
  shown('lineType', 'Type', { width: 9 }),
  shown('lineObjectNumber', 'No.', { width: 10 }),
  shown('description', 'Description', { width: 26 }),
]
const postedLines = (set: string, figures: readonly FieldDefinition[]): LinesDefinition => ({
  heading: 'Lines',
  one: 'Line',
  key: 'sequence',
  collection: (document) => `${set}(${textOf(document, 'id')})/lines`,
  isEditable: () => false,
  isText: isComment,
  columns: [
    ...object,
    shown('locationCode', 'Location', { width: 8 }),
    shown('unitOfMeasureCode', 'Unit', { width: 7 }),
    field.figure('quantity', 'Quantity'),
    ...figures,
  ],
  emptyText: 'No lines.',
})

const priced = [
  field.figure('unitPrice', 'Unit price'),
  field.figure('discountPercent', 'Line discount %'),
  field.amount('lineAmount', 'Line amount'),
  field.amount('netAmount', 'Net amount'),
  field.amount('netAmountIncludingTax', 'Net incl. VAT'),
]

/** The document as it is printed, by the set of API v2.0 that shows it. */
const print = (path: (document: Entity) => string): ActionDefinition => ({
  key: 'print',
  label: 'Print',
  icon: 'document',
  run: async (document) => {
    const bytes = await readBytes(`v2.0/${path(document)}/pdfDocument/pdfDocumentContent`)
    save(new Blob([bytes], { type: 'application/pdf' }), `${textOf(document, 'number')}.pdf`)
    return { message: `${textOf(document, 'number')}.pdf was saved.` }
  },
})

function save(content: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = fileName
  link.click()
  URL.revokeObjectURL(link.href)
}

const v2Invoice = (invoice: Entity): string => `salesInvoices(${textOf(invoice, 'salesInvoiceId')})`

/** The order behind a posted document; one that is completely invoiced lives on in its archived versions. */
const toOrder: ActionDefinition = {
  key: 'order',
  label: 'Order',
  icon: 'document',
  menu: 'Related',
  isOffered: (document) => textOf(document, 'orderNumber') !== '',
  run: async (document) => {
    const [id, number] = [textOf(document, 'orderId'), textOf(document, 'orderNumber')]
    const { rows } = await list('salesOrders', { $filter: `id eq ${id}`, $select: 'id' })
    return rows.length > 0
      ? { message: '', href: `/sales-orders/${id}`, leaves: true }
      : {
          message: `Order ${number} is completely invoiced; what was archived of it is listed.`,
          href: `/sales-order-archives?search=${number}`,
          leaves: true,
        }
  },
}

/** The customer's page has the dialog, with the other open invoices to choose from. */
const pay: ActionDefinition = {
  key: 'pay',
  label: 'Register payment',
  icon: 'money',
  isOffered: (invoice) => invoice['closed'] === false,
  run: (invoice) =>
    Promise.resolve({
      message: '',
      href: `/customers/${textOf(invoice, 'billToCustomerId')}?pay=${textOf(invoice, 'number')}`,
      leaves: true,
    }),
}

const cancel: ActionDefinition = {
  key: 'cancel',
  label: 'Cancel invoice',
  icon: 'close',
  menu: 'Correct',
  isOffered: (invoice) => invoice['cancelled'] !== true,
  question: (invoice) => ({
    heading: `Cancel invoice ${textOf(invoice, 'number')}?`,
    effect: 'A corrective credit memo is posted, applied to the invoice; goods return to stock. This cannot be undone.',
    confirmLabel: 'Cancel invoice',
    danger: true,
  }),
  run: async (invoice) => {
    await act(`v2.0/${v2Invoice(invoice)}/Microsoft.NAV.cancel`)
    return { message: `Invoice ${textOf(invoice, 'number')} was cancelled.` }
  },
}

const correct: ActionDefinition = {
  key: 'correct',
  label: 'Make corrective credit memo',
  icon: 'edit',
  menu: 'Correct',
  isOffered: (invoice) => invoice['cancelled'] !== true,
  run: async (invoice) => {
    await act(`v2.0/${v2Invoice(invoice)}/Microsoft.NAV.makeCorrectiveCreditMemo`)
    return { message: 'A draft credit memo was made.', href: '/sales-credit-memos', leaves: true }
  },
}

const ledger = {
  heading: 'Customer ledger entry',
  path: () => 'customerLedgerEntries',
  query: (document: Entity) => ({ $filter: `documentId eq ${textOf(document, 'id')}` }),
  columns: [
    keyColumn('entryNumber', 'Entry no.', { align: 'end' }),
    dateColumn('postingDate', 'Posting date'),
    dateColumn('dueDate', 'Due date'),
    documentAmount('amount', 'Amount'),
    documentAmount('remainingAmount', 'Remaining'),
    dateColumn('closedAtDate', 'Closed'),
  ],
  emptyText: 'No entry.',
}

const listStart = [
  keyColumn('number'),
  textColumn('customerNumber', 'Customer no.', { sortable: false }),
  textColumn('customerName', 'Customer name', { sortable: false }),
  dateColumn('postingDate', 'Posting date'),
]
const listEnd = [
  documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
  documentAmount('remainingAmount', 'Remaining'),
  memberColumn('status', 'Status', { sortable: false }),
]

export const postedSalesShipments: EntityDefinition = {
  set: 'postedSalesShipments',
  path: '/posted-sales-shipments',
  one: 'Posted sales shipment',
  many: 'Posted sales shipments',
  icon: 'box',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  descending: true,
  isReadOnly: true,
  notes: 'Posted_x0020_Sales_x0020_Shipment',
  columns: [...listStart, textColumn('orderNumber', 'Order no.'), textColumn('packageTrackingNumber', 'Tracking no.')],
  tabs: [
    {
      heading: 'General',
      fields: [
        ...parties,
        shown('orderNumber', 'Order no.'),
        shownDate('postingDate', 'Posting date'),
        shownDate('shipmentDate', 'Shipment date'),
        shownDate('requestedDeliveryDate', 'Requested delivery date'),
        ...references,
      ],
    },
    { ...shippingTab, folded: false },
  ],
  lines: [
    postedLines('postedSalesShipments', [
      field.figure('invoicedQuantity', 'Qty. invoiced'),
      field.figure('shippedNotInvoicedQuantity', 'Not invoiced'),
    ]),
  ],
  actions: [print((shipment) => `salesShipments(${textOf(shipment, 'id')})`), toCustomer, toOrder],
}

export const postedSalesInvoices: EntityDefinition = {
  set: 'postedSalesInvoices',
  path: '/posted-sales-invoices',
  one: 'Posted sales invoice',
  many: 'Posted sales invoices',
  icon: 'document',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  descending: true,
  isReadOnly: true,
  notes: 'Posted_x0020_Sales_x0020_Invoice',
  columns: [...listStart, dateColumn('dueDate', 'Due date'), ...listEnd],
  tabs: [
    {
      heading: 'General',
      fields: [
        ...parties,
        shown('orderNumber', 'Order no.'),
        shownDate('postingDate', 'Posting date'),
        shownDate('documentDate', 'Document date'),
        shownDate('dueDate', 'Due date'),
        ...references,
        shown('status', 'Status'),
        shown('remainingAmount', 'Remaining amount', { type: 'decimal' }),
        shown('cancelledByNumber', 'Cancelled by'),
      ],
    },
    billingTab,
    shippingTab,
  ],
  lines: [postedLines('postedSalesInvoices', priced)],
  totals,
  actions: [pay, print(v2Invoice), cancel, correct, toCustomer, toOrder],
  related: [ledger],
}

export const postedSalesCreditMemos: EntityDefinition = {
  set: 'postedSalesCreditMemos',
  path: '/posted-sales-credit-memos',
  one: 'Posted sales credit memo',
  many: 'Posted sales credit memos',
  icon: 'document',
  group: 'Sales',
  title: 'customerName',
  key: 'number',
  sort: 'number',
  descending: true,
  isReadOnly: true,
  notes: 'Posted_x0020_Sales_x0020_Credit_x0020_Memo',
  columns: [...listStart, ...listEnd],
  tabs: [
    {
      heading: 'General',
      fields: [
        ...parties,
        shownDate('postingDate', 'Posting date'),
        shownDate('documentDate', 'Document date'),
        ...references,
        shown('status', 'Status'),
        shown('remainingAmount', 'Remaining amount', { type: 'decimal' }),
        shown('correctsNumber', 'Corrects'),
      ],
    },
    billingTab,
  ],
  lines: [postedLines('postedSalesCreditMemos', priced)],
  totals,
  actions: [print((memo) => `salesCreditMemos(${textOf(memo, 'salesCreditMemoId')})`), toCustomer],
  related: [ledger],
}

const archive = (kind: 'Quote' | 'Order', extra: readonly FieldDefinition[]): EntityDefinition => ({
  set: `v2.0/sales${kind}Archives`,
  path: `/sales-${kind.toLowerCase()}-archives`,
  one: `Sales ${kind.toLowerCase()} archive`,
  many: `Sales ${kind.toLowerCase()} archives`,
  icon: 'history',
  group: 'Sales',
  title: 'sellToCustomerName',
  key: 'number',
  sort: 'number',
  descending: true,
  isReadOnly: true,
  columns: [
    keyColumn('number'),
    quantityColumn('versionNumber', 'Version'),
    textColumn('sellToCustomerName', 'Customer name'),
    dateColumn('documentDate', 'Document date'),
    dateColumn('dateArchived', 'Archived', { sortable: false }),
    textColumn('archivedBy', 'By'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        shown('number', 'No.'),
        shown('versionNumber', 'Version', { type: 'integer' }),
        shown('sellToCustomerNumber', 'Customer no.'),
        shown('sellToCustomerName', 'Customer name'),
        shownDate('documentDate', 'Document date'),
        ...extra,
        shown('externalDocumentNumber', 'External document no.'),
        shown('currencyCode', 'Currency code'),
        shown('status', 'Status'),
        shownDate('dateArchived', 'Archived'),
        shown('archivedBy', 'Archived by'),
      ],
    },
  ],
  lines: [
    {
      heading: 'Lines',
      one: 'Line',
      key: 'sequence',
      collection: (version) => `v2.0/sales${kind}Archives(${textOf(version, 'id')})/sales${kind}ArchiveLines`,
      isEditable: () => false,
      isText: isComment,
      columns: [
        ...object,
        shown('unitOfMeasureCode', 'Unit', { width: 7 }),
        field.figure('quantity', 'Quantity'),
        field.figure('unitPrice', 'Unit price'),
        field.figure('lineDiscountPercent', 'Line discount %'),
        field.amount('lineAmount', 'Line amount'),
        field.amount('amountIncludingVAT', 'Amount incl. VAT'),
      ],
      emptyText: 'No lines.',
    },
  ],
})

export const salesQuoteArchives = archive('Quote', [shownDate('quoteValidUntilDate', 'Valid until')])
export const salesOrderArchives = archive('Order', [shownDate('orderDate', 'Order date')])

export const customerLedgerEntries: EntityDefinition = {
  set: 'customerLedgerEntries',
  path: '/customer-ledger-entries',
  one: 'Customer ledger entry',
  many: 'Customer ledger entries',
  icon: 'money',
  group: 'Finance',
  title: 'customerNumber',
  key: 'documentNumber',
  sort: 'entryNumber',
  descending: true,
  isReadOnly: true,
  hasNoCard: true,
  views: [
    { key: 'open', label: 'Open', filter: 'open eq true' },
    { key: 'invoices', label: 'Invoices', filter: "documentType eq 'Invoice'" },
    { key: 'payments', label: 'Payments', filter: "documentType eq 'Payment'" },
  ],
  columns: [
    keyColumn('entryNumber', 'Entry no.', { align: 'end' }),
    dateColumn('postingDate', 'Posting date'),
    memberColumn('documentType', 'Type'),
    textColumn('documentNumber', 'Document no.'),
    textColumn('customerNumber', 'Customer no.', { href: (entry) => `/customers/${textOf(entry, 'customerId')}` }),
    dateColumn('dueDate', 'Due date'),
    documentAmount('amount', 'Amount'),
    documentAmount('remainingAmount', 'Remaining'),
    amountColumn('remainingAmountLcy', 'Remaining (LCY)', { hideNarrow: true }),
  ],
  tabs: [],
}
