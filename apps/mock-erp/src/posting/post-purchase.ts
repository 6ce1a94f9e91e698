/** Posts a purchase order: receipt, invoice, all ledgers; a completely invoiced order disappears (mirrors erp-business-logic, sections 3.1 to 3.3). */
import type { Draft, Row } from '@koble/odata-server'
import { releaseReservation } from '../availability/reservations.ts'
import { generalBuffer } from '../ledger/general-buffer.ts'
import { postToParty } from '../ledger/post-to-party.ts'
import { generalPostingSetup, setupAccount } from '../ledger/posting-setup.ts'
import { beginPosting, type Posting } from '../ledger/posting.ts'
import { vendorLedger } from '../ledger/subledger.ts'
import { followQuantity } from '../purchases/line-quantities.ts'
import { linesOf } from '../purchases/lines-of.ts'
import { releasePurchase } from '../purchases/release.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { factorOf, precisionOf } from '../sales/document-context.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big, canonical, negate } from '../values/decimal.ts'
import { baseQuantity } from '../values/quantity.ts'
import type { StockPosting } from './inventory/item-movement.ts'
import { postFinancials, type FinancialLine } from './post-financials.ts'
import type { PostingContext } from './posting-context.ts'
import { checkPurchase } from './purchases/check-purchase.ts'
import { invoiceReceived, receiveItem } from './purchases/item-receipts.ts'
import { partsOfPurchase, type PurchasePart, type PurchaseSteps } from './purchases/parts-of-lines.ts'
import { insertReceipt } from './purchases/receipts.ts'
import { invoiceAmounts, invoiceTotals, type InvoiceAmounts, type InvoiceTotals } from './sales/invoice-amounts.ts'
import { withoutSystemColumns } from './without-system-columns.ts'

export interface PostedPurchase {
  readonly receipt?: Row
  readonly invoice?: Row
}

export function postPurchase(header: Row, what: PurchaseSteps, context: PostingContext): PostedPurchase {
  const { data } = context
  checkPurchase(data, header, partsOfPurchase(linesOf(data, header.id), what), what)
  const ready = releasePurchase(data, header)
  const parts = partsOfPurchase(linesOf(data, header.id), what)
  const receipt = parts.some(({ received }) => received !== '0') ? receive(ready, parts, context) : undefined
  const invoice = parts.some(({ invoiced }) => invoiced !== '0') ? invoiceParts(ready, parts, context) : undefined
  updateOrder(ready, parts, context)
  return { ...(receipt === undefined ? {} : { receipt }), ...(invoice === undefined ? {} : { invoice }) }
}

function receive(header: Row, parts: readonly PurchasePart[], context: PostingContext): Row {
  const { data } = context
  const number = text(header, 'receivingNumber') || drawNumber(data, series.purchaseReceipt, () => false)
  const receipt = insertReceipt(context, header, number, parts)
  const stock = { posting: beginPosting(data, text(header, 'postingDate'), number), general: generalBuffer() }
  for (const part of parts) {
    const item = part.line['lineType'] === 'Item' ? data.get(names.item, text(part.line, 'objectId')) : undefined
    if (item !== undefined && part.received !== '0') receiveItem(stock, header, part, item, receipt)
  }
  stock.general.write(stock.posting, text(header, 'postingDescription'))
  return receipt
}

interface Invoiced {
  readonly part: PurchasePart
  readonly amounts: InvoiceAmounts
}

function invoiceParts(header: Row, parts: readonly PurchasePart[], context: PostingContext): Row {
  const { data } = context
  const number = text(header, 'postingNumber') || drawNumber(data, series.purchaseInvoice, () => false)
  const invoiced = amountsOf(header, parts, context)
  const posting = beginPosting(data, text(header, 'postingDate'), number, 'Invoice')
  const posted = insertInvoice(header, parts, invoiced, number, context)
  const stock = { posting, general: generalBuffer() }
  const totals = invoiceTotals(invoiced.map(({ amounts }) => amounts))
  const entry = postPayable(posting, header, posted, totals)
  for (const { part, amounts } of invoiced) invoiceReceived(stock, header, part, amounts, posted.id)
  postCosts(stock, header, invoiced)
  stock.general.write(posting, text(header, 'postingDescription'))
  return data.update(names.purchaseHeader, posted.id, { ledgerEntryNumber: integer(entry, 'entryNumber') })
}

function amountsOf(header: Row, parts: readonly PurchasePart[], { data }: PostingContext): Invoiced[] {
  const some = parts.filter(({ invoiced }) => invoiced !== '0')
  const amounts = invoiceAmounts(
    some.map(({ line, invoiced: quantity, invoicedBase }) => ({
      line: { ...line, unitPrice: amount(line, 'directUnitCost') },
      quantity,
      quantityBase: invoicedBase,
    })),
    {
      pricesIncludeTax: header['pricesIncludeTax'] === true,
      precision: precisionOf(data, text(header, 'currencyCode')).amount,
      currencyFactor: factorOf(header),
    },
  )
  return some.flatMap((part, at) => {
    const own = amounts[at]
    return own === undefined ? [] : [{ part, amounts: own }]
  })
}

/** The posted invoice, with all lines of the order. */
function insertInvoice(
  header: Row,
  parts: readonly PurchasePart[],
  invoiced: readonly Invoiced[],
  number: string,
  { data, newId }: PostingContext,
): Row {
  const order = { orderId: header.id, orderNumber: text(header, 'number') }
  const documentType = 'Posted_x0020_Invoice'
  const posted = insertRow(data, names.purchaseHeader, {
    ...withoutSystemColumns(header),
    ...order,
    id: newId(),
    documentType,
    number,
  })
  for (const { line, invoiced: quantity, invoicedBase } of parts) {
    const amounts = invoiced.find(({ part }) => part.line === line)?.amounts
    insertRow(data, names.purchaseLine, {
      ...withoutSystemColumns(line),
      ...order,
      ...lineValues(amounts, quantity, invoicedBase),
      id: newId(),
      documentType,
      documentId: posted.id,
      orderLineNumber: integer(line, 'sequence'),
    })
  }
  return posted
}

const lineValues = (amounts: InvoiceAmounts | undefined, quantity: string, quantityBase: string): Draft => ({
  quantity,
  quantityBase,
  receivedQuantity: quantity,
  receivedQuantityBase: quantityBase,
  invoicedQuantity: quantity,
  invoicedQuantityBase: quantityBase,
  outstandingQuantity: '0',
  outstandingQuantityBase: '0',
  quantityToReceive: '0',
  quantityToInvoice: '0',
  discountAmount: amounts?.lineDiscount ?? '0',
  lineAmount: amounts?.lineAmount ?? '0',
  invoiceDiscountAmount: amounts?.invoiceDiscount ?? '0',
  amount: amounts?.amount ?? '0',
  amountIncludingTax: amounts?.amountIncludingTax ?? '0',
})

/** The vendor ledger entry: what is owed is a credit. */
function postPayable(posting: Posting, header: Row, invoice: Row, totals: InvoiceTotals): Row {
  const vendor = posting.data.get(names.vendor, text(header, 'payToId'))
  if (vendor === undefined) return dialogError('The pay-to vendor cannot be found.')
  return postToParty(posting, vendorLedger, {
    party: vendor,
    postingGroup: text(header, 'vendorPostingGroup'),
    amount: negate(totals.amountIncludingTax),
    amountLcy: negate(totals.amountIncludingTaxLcy),
    currencyCode: text(header, 'currencyCode'),
    currencyFactor: factorOf(header),
    description: text(header, 'postingDescription'),
    more: {
      documentId: invoice.id,
      documentDate: text(header, 'documentDate'),
      dueDate: text(header, 'dueDate'),
      externalDocumentNumber: text(header, 'vendorInvoiceNumber'),
      purchaserCode: text(header, 'purchaserCode'),
      dimensionSetId: integer(header, 'dimensionSetId'),
      purchaseLcy: negate(totals.amountLcy),
    },
  })
}

function postCosts({ posting, general }: StockPosting, header: Row, invoiced: readonly Invoiced[]): void {
  const { data } = posting
  const vendor = data.get(names.vendor, text(header, 'payToId')) ?? {}
  const document = {
    type: 'Purchase',
    sign: 1,
    billToId: text(header, 'payToId'),
    country: text(header, 'payToCountry'),
    taxRegistrationNumber: text(vendor, 'taxRegistrationNumber'),
  } as const
  postFinancials(
    posting,
    general,
    document,
    invoiced.map((line) => financialLine(posting, line)),
  )
}

function financialLine({ data }: Posting, { part, amounts }: Invoiced): FinancialLine {
  const { line } = part
  const groups = {
    genBusPostingGroup: text(line, 'genBusPostingGroup'),
    genProdPostingGroup: text(line, 'genProdPostingGroup'),
    vatBusPostingGroup: text(line, 'vatBusPostingGroup'),
    vatProdPostingGroup: text(line, 'vatProdPostingGroup'),
  }
  const setup = () => generalPostingSetup(data, groups.genBusPostingGroup, groups.genProdPostingGroup)
  const { local } = amounts
  return {
    ...groups,
    account:
      line['lineType'] === 'Account'
        ? text(data.get(names.account, text(line, 'objectId')) ?? {}, 'number')
        : setupAccount(setup(), 'purchaseAccount', 'Purch. Account', names.generalPostingSetup),
    dimensionSetId: integer(line, 'dimensionSetId'),
    net: local.amount,
    vat: canonical(big(local.amountIncludingTax).minus(local.amount)),
    lineDiscount: local.lineDiscount,
    invoiceDiscount: local.invoiceDiscount,
  }
}

function updateOrder(header: Row, parts: readonly PurchasePart[], { data }: PostingContext): void {
  for (const { line, received, invoiced } of parts) {
    const plus = (column: string, value: string): string => canonical(big(amount(line, column)).plus(value))
    const draft: Draft = {
      ...line,
      receivedQuantity: plus('receivedQuantity', received),
      invoicedQuantity: plus('invoicedQuantity', invoiced),
    }
    followQuantity(draft)
    for (const done of ['receivedQuantity', 'invoicedQuantity'] as const) {
      draft[`${done}Base`] = baseQuantity(text(draft, done), amount(line, 'quantityPerUnit'))
    }
    if (received !== '0' || invoiced !== '0') data.update(names.purchaseLine, line.id, draft)
  }
  data.update(names.purchaseHeader, header.id, { receivingNumber: '', postingNumber: '' })
  data.touch(names.purchaseHeader, header.id)
  const lines = linesOf(data, header.id)
  if (!lines.every((line) => big(amount(line, 'invoicedQuantity')).eq(amount(line, 'quantity')))) return
  for (const line of lines) {
    releaseReservation(data, line.id)
    data.remove(names.purchaseLine, line.id)
  }
  data.remove(names.purchaseHeader, header.id)
}
