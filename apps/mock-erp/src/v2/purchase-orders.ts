/** API v2.0 `purchaseOrders` (business-central-api.json; business-central-protocol, sections 9 and 13, mirrored). */
import type {
  Draft,
  EntitySetDefinition,
  PropertyDefinition,
  ReadContext,
  Row,
  Scalar,
  WriteContext,
} from '@koble/odata-server'
import { postPurchase } from '../posting/post-purchase.ts'
import { setDueDate, setFactor, setPayTo, setVendor } from '../purchases/header-fields.ts'
import { purchaseOrderDelete, purchaseOrderInsert, purchaseOrderModify } from '../purchases/header-rules.ts'
import { linesOf } from '../purchases/lines-of.ts'
import { totalsOf, type PurchaseTotals } from '../purchases/totals.ts'
import { dialogError, relationError } from '../rules/refusals.ts'
import { amount, text as textOf } from '../rules/setup.ts'
import { idProperty, keyProperty, type Pair } from '../sets/pair.ts'
import { codePair, currency } from '../sets/party-properties.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { shortcutDimension } from '../sets/shortcut-dimension.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { attachmentsBelow, documentAttachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import { pdfDocumentBelow } from './pdf-document.ts'

const vendor = (role: 'buy-from' | 'pay-to', column: string, after: NonNullable<Pair['after']>): Pair => ({
  table: names.vendor,
  keyColumn: 'number',
  length: 20,
  column,
  holds: 'id',
  unknownKey: () => dialogError(`The ${role} vendor cannot be found.`),
  unknownId: `The ${role} vendor cannot be found.`,
  contradiction: `The ${role} vendor values do not match to a specific Vendor.`,
  after,
})

const buyFrom = vendor('buy-from', 'vendorId', (draft, record, context) => {
  if (record === undefined) dialogError('A "vendorNumber" or a "vendorId" must be provided.')
  else setVendor(draft, record, context)
})

/** Blank: the buy-from vendor is paid. */
const payTo = vendor('pay-to', 'payToId', (draft, record, context) => {
  const paid = record ?? context.data.get(names.vendor, textOf(draft, 'vendorId'))
  if (paid !== undefined) setPayTo(draft, paid, context)
})

const currencyPair: Pair = { ...currency('code'), after: (draft, _record, { data }) => setFactor(draft, data) }

const paymentTerms: Pair = {
  ...codePair(names.paymentTerms, 'paymentTermsCode'),
  after: (draft, _record, { data }) => setDueDate(draft, data),
}

const purchaser: Pair = {
  table: names.salesperson,
  keyColumn: 'code',
  length: 20,
  column: 'purchaserCode',
  holds: 'key',
  unknownKey: (code) => relationError('Purchaser Code', names.purchaseHeader, code, names.salesperson),
}

/** An address part has the same name as its column. */
const address = (
  prefix: string,
  written: (property: PropertyDefinition) => PropertyDefinition = (property) => property,
) => ({
  [`${prefix}AddressLine1`]: written(text(100)),
  [`${prefix}AddressLine2`]: written(text(50)),
  [`${prefix}City`]: written(text(30)),
  [`${prefix}Country`]: written(codeField(10)),
  [`${prefix}State`]: written(text(30)),
  [`${prefix}PostCode`]: written(codeField(20)),
})

/** A date that others follow. */
const leading = (column: string, follow: (draft: Draft, data: WriteContext['data']) => void): PropertyDefinition =>
  date({
    column,
    set: (draft, value, { data }) => {
      if (draft[column] === value) return
      draft[column] = value
      follow(draft, data)
    },
  })

export const purchaseOrders: EntitySetDefinition = {
  name: 'purchaseOrders',
  entityType: 'purchaseOrder',
  table: names.purchaseHeader,
  fixed: { documentType: 'Order' },
  properties: {
    id: systemId,
    number: readOnly(codeField(20)),
    orderDate: leading('documentDate', setDueDate),
    postingDate: leading('postingDate', setFactor),
    vendorId: idProperty('vendorId', buyFrom),
    vendorNumber: keyProperty('vendorNumber', buyFrom),
    vendorName: readOnly(text(100, { column: 'buyFromName' })),
    payToName: readOnly(text(100)),
    payToVendorId: idProperty('payToVendorId', payTo),
    payToVendorNumber: keyProperty('payToVendorNumber', payTo),
    shipToName: text(100),
    shipToContact: text(100),
    ...address('buyFrom'),
    ...address('payTo', readOnly),
    ...address('shipTo'),
    shortcutDimension1Code: shortcutDimension(1, names.purchaseHeader),
    shortcutDimension2Code: shortcutDimension(2, names.purchaseHeader),
    currencyId: idProperty('currencyId', currencyPair),
    currencyCode: keyProperty('currencyCode', currencyPair),
    pricesIncludeTax: bool(),
    paymentTermsId: idProperty('paymentTermsId', paymentTerms),
    shipmentMethodId: idProperty('shipmentMethodId', codePair(names.shipmentMethod, 'shipmentMethodCode')),
    purchaser: keyProperty('purchaser', purchaser),
    requestedReceiptDate: date(),
    discountAmount: decimal({
      get: (row, context) => totals(row, context).invoiceDiscountAmount,
      set: setDiscount,
    }),
    discountAppliedBeforeTax: computed(bool(), (row) => row['pricesIncludeTax'] !== true),
    totalAmountExcludingTax: computed(decimal(), (row, context) => totals(row, context).amount),
    totalTaxAmount: computed(decimal(), (row, context) => totals(row, context).tax),
    totalAmountIncludingTax: computed(decimal(), (row, context) => totals(row, context).amountIncludingTax),
    fullyReceived: computed(bool(), isReceived),
    status: computed(
      choice('purchaseOrderEntityBufferStatus', ['Draft', 'In_x0020_Review', 'Open']),
      (row) => STATUS[textOf(row, 'status')] ?? 'Draft',
    ),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    purchaseOrderLines: { target: 'purchaseOrderLines', collection: true, contained: true, targetColumn: 'documentId' },
    pdfDocument: pdfDocumentBelow,
    attachments: attachmentsBelow,
    dimensionSetLines: dimensionSetLinesBelow,
    documentAttachments: documentAttachmentsBelow,
  },
  insert: purchaseOrderInsert,
  modify: purchaseOrderModify,
  delete: purchaseOrderDelete,
  operations: {
    receiveAndInvoice: {
      kind: 'action',
      bound: 'entity',
      run: ({ row, context }) => {
        // Each line says how much of it is received and invoiced, of either perhaps nothing.
        if (row !== undefined) postPurchase(row, { receive: true, invoice: true }, context)
        return undefined
      },
    },
  },
}

/** The page's words for the ERP's. */
const STATUS: Readonly<Record<string, string>> = {
  Open: 'Draft',
  Released: 'Open',
  Pending_x0020_Approval: 'In_x0020_Review',
}

/** One walk over the lines serves all totals of an answer. */
function totals(row: Row, context: ReadContext): PurchaseTotals {
  const key = `purchase totals ${row.id} ${row.rowVersion}`
  const known = context.memo.get(key) as PurchaseTotals | undefined
  if (known !== undefined) return known
  const found = totalsOf(context.data, row.id)
  context.memo.set(key, found)
  return found
}

/** 0 takes the discount away. */
function setDiscount(draft: Draft, value: Scalar): void {
  const wanted = big(typeof value === 'string' || typeof value === 'number' ? value : '0')
  if (wanted.lt(0)) dialogError('The discount amount must not be negative.')
  draft['invoiceDiscountCalculation'] = wanted.eq(0) ? 'None' : 'Amount'
  draft['invoiceDiscountValue'] = wanted.toFixed()
}

/** There are goods or services on the order, and nothing of them is still to come. */
function isReceived(row: Row, { data }: ReadContext): boolean {
  const lines = linesOf(data, row.id).filter((line) => line['lineType'] !== 'Comment')
  const isComplete = (line: Row): boolean =>
    !big(amount(line, 'quantity')).eq(0) && big(amount(line, 'outstandingQuantity')).eq(0)
  return lines.length > 0 && lines.every(isComplete)
}
