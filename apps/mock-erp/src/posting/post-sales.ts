/** Posts a sales document: shipment, invoice or credit memo, all ledgers (erp-business-logic, sections 3.1 to 3.3). All of it, or nothing. */
import type { Row } from '@koble/odata-server'
import { generalBuffer } from '../ledger/general-buffer.ts'
import { generalPostingSetup, setupAccount } from '../ledger/posting-setup.ts'
import { beginPosting, type Posting } from '../ledger/posting.ts'
import { drawNumber, series, type Series } from '../rules/number-series.ts'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, salesSetup, text } from '../rules/setup.ts'
import { archiveSales } from '../sales/archive.ts'
import { portionOf } from '../sales/amounts/portion-of.ts'
import { documentLines, factorOf, inLocal } from '../sales/document-context.ts'
import { calculateInvoiceDiscount } from '../sales/invoice-discount.ts'
import { vatTerms } from '../sales/line/line-amounts.ts'
import { lineObject } from '../sales/line/line-object.ts'
import { releaseSales } from '../sales/release.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import type { StockPosting } from './inventory/item-movement.ts'
import { postFinancials, type FinancialLine } from './post-financials.ts'
import type { PostingContext } from './posting-context.ts'
import { checkSalesHeader, checkSalesLines } from './sales/check-sales.ts'
import { invoiceAmounts, invoiceTotals } from './sales/invoice-amounts.ts'
import { roundingLine } from './sales/invoice-rounding.ts'
import { invoiceShipped, moveItem, type StockDocument } from './sales/item-lines.ts'
import {
  isInvoicing,
  isShipping,
  partsOfOrder,
  wholeLines,
  type LinePart,
  type SalesSteps,
} from './sales/parts-of-lines.ts'
import { postReceivable } from './sales/post-receivable.ts'
import { insertPostedInvoice, type PostedLine } from './sales/posted-invoice.ts'
import { postResource } from './sales/resource-lines.ts'
import { insertShipment } from './sales/shipments.ts'
import { updateOrder } from './sales/update-order.ts'

export interface PostedSales {
  readonly shipment?: Row
  readonly invoice?: Row
  readonly creditMemo?: Row
}

/** Orders by `what`; invoices and credit memos ship (or take back) and invoice everything. */
export function postSales(header: Row, what: SalesSteps, context: PostingContext): PostedSales {
  const documentType = text(header, 'documentType')
  if (documentType === 'Order') return postOrder(header, what, context)
  if (documentType === 'Invoice' || documentType === 'Credit_x0020_Memo') return postDirect(header, context)
  return dialogError('This type of document cannot be posted.')
}

function postOrder(header: Row, what: SalesSteps, context: PostingContext): PostedSales {
  const { data } = context
  checkSalesHeader(data, header, what)
  checkSalesLines(data, header, partsOfOrder(data, documentLines(data, header.id), what))
  const ready = prepare(header, context)
  const parts = partsOfOrder(data, documentLines(data, header.id), what)
  if (parts.some(isShipping) && salesSetup(data)['archiveOrders'] === true) archiveSales(data, ready, context)
  const shipment = parts.some(isShipping) ? ship(ready, parts, context) : undefined
  const invoice = parts.some(isInvoicing) ? invoiceParts(ready, parts, context) : undefined
  updateOrder(context, ready, parts, {
    shipment: shipment === undefined ? undefined : text(shipment, 'number'),
    invoice: invoice === undefined ? undefined : text(invoice, 'number'),
  })
  return { ...(shipment === undefined ? {} : { shipment }), ...(invoice === undefined ? {} : { invoice }) }
}

function postDirect(header: Row, context: PostingContext): PostedSales {
  const { data } = context
  checkSalesHeader(data, header, { ship: true, invoice: true })
  checkSalesLines(data, header, wholeLines(documentLines(data, header.id)))
  const ready = prepare(header, context)
  const posted = invoiceParts(ready, wholeLines(documentLines(data, header.id)), context)
  return header['documentType'] === 'Invoice' ? { invoice: posted } : { creditMemo: posted }
}

/** Invoice discount by setup, and an implicit release: amounts stand from here on. */
function prepare(header: Row, { data, clock }: PostingContext): Row {
  if (salesSetup(data)['calculateInvoiceDiscount'] === true) calculateInvoiceDiscount(data, header)
  const current = data.get(names.salesHeader, header.id) ?? header
  if (current['status'] !== 'Released') releaseSales(data, current, clock)
  return data.get(names.salesHeader, header.id) ?? current
}

/** A number that was drawn for a posting that failed is used again. */
function numberFor(
  header: Row,
  column: 'shippingNumber' | 'postingNumber',
  code: Series,
  { data }: PostingContext,
): string {
  return text(header, column) || drawNumber(data, code, () => false)
}

function ship(header: Row, parts: readonly LinePart[], context: PostingContext): Row {
  const { data } = context
  const number = numberFor(header, 'shippingNumber', series.shipment, context)
  const shipment = insertShipment(context, header, number, parts)
  const stock = { posting: beginPosting(data, text(header, 'postingDate'), number), general: generalBuffer() }
  const document = { documentType: 'Sales_x0020_Shipment', documentNumber: number, documentId: shipment.id } as const
  for (const part of parts) {
    const item = isShipping(part) ? itemOf(part, context) : undefined
    if (item === undefined) continue
    const { line } = part
    const { precision } = vatTerms(data, header)
    const net = portionOf(amount(line, 'amount'), part.shipped, amount(line, 'quantity'), precision)
    moveItem(stock, { header, part, item, document, expectedSales: inLocal(net, header) })
  }
  stock.general.write(stock.posting, text(header, 'postingDescription'))
  return shipment
}

const itemOf = ({ line }: LinePart, { data }: PostingContext): Row | undefined =>
  line['lineType'] === 'Item' ? lineObject(data, line) : undefined

function invoiceParts(header: Row, parts: readonly LinePart[], context: PostingContext): Row {
  const { data } = context
  const isCredit = header['documentType'] === 'Credit_x0020_Memo'
  const number = numberFor(header, 'postingNumber', isCredit ? series.creditMemo : series.invoice, context)
  const lines = postedLines(header, parts, context)
  const type = isCredit ? 'Credit_x0020_Memo' : 'Invoice'
  const posting = beginPosting(data, text(header, 'postingDate'), number, type)
  const posted = insertPostedInvoice(context, header, `Posted_x0020_${type}`, number, lines)
  const stock = { posting, general: generalBuffer() }
  const entry = postReceivable(posting, {
    header,
    documentId: posted.id,
    lines,
    totals: invoiceTotals(lines.flatMap(({ amounts }) => (amounts === undefined ? [] : [amounts]))),
  })
  for (const [at, part] of parts.entries()) postItemOrResource(stock, header, part, lines[at], posted, context)
  postRevenue(posting, stock, header, lines, context)
  stock.general.write(posting, text(header, 'postingDescription'))
  return data.update(names.salesHeader, posted.id, { ledgerEntryNumber: integer(entry, 'entryNumber') })
}

/** All lines with their amounts, and the one that rounds the invoice. */
function postedLines(header: Row, parts: readonly LinePart[], { data }: PostingContext): PostedLine[] {
  const terms = { ...vatTerms(data, header), currencyFactor: factorOf(header) }
  const invoiced = parts.filter(isInvoicing).map(({ line, invoiced: quantity, invoicedBase }) => ({
    line,
    quantity,
    quantityBase: invoicedBase,
  }))
  const total = invoiceTotals(invoiceAmounts(invoiced, terms)).amountIncludingTax
  const rounding = roundingLine(
    data,
    header,
    total,
    parts.map(({ line }) => line),
  )
  const all = rounding === undefined ? invoiced : [...invoiced, { line: rounding, quantity: '1', quantityBase: '1' }]
  const amounts = invoiceAmounts(all, terms)
  const byLine = new Map(all.map(({ line }, at) => [line, amounts[at]]))
  const own = parts.map(({ line, invoiced: quantity, invoicedBase }) => ({
    line,
    quantity,
    quantityBase: invoicedBase,
    amounts: byLine.get(line),
  }))
  if (rounding === undefined) return own
  return [...own, { line: rounding, quantity: '1', quantityBase: '1', amounts: byLine.get(rounding) }]
}

function postItemOrResource(
  stock: StockPosting,
  header: Row,
  part: LinePart,
  posted: PostedLine | undefined,
  document: Row,
  context: PostingContext,
): void {
  const amounts = posted?.amounts
  if (amounts === undefined) return
  if (part.line['lineType'] === 'Resource') postResource(stock.posting, header, part, amounts, document.id)
  if (header['documentType'] === 'Order') return invoiceShipped(stock, header, part, amounts, document.id)
  const item = itemOf(part, context)
  if (item === undefined) return
  const type = header['documentType'] === 'Invoice' ? 'Invoice' : 'Credit_x0020_Memo'
  const under: StockDocument = {
    documentType: `Sales_x0020_${type}`,
    documentNumber: text(document, 'number'),
    documentId: document.id,
  }
  moveItem(stock, { header, part, item, document: under, amounts })
}

function postRevenue(
  posting: Posting,
  { general }: StockPosting,
  header: Row,
  lines: readonly PostedLine[],
  { data }: PostingContext,
): void {
  const document = {
    type: 'Sale',
    sign: posting.documentType === 'Invoice' ? -1 : 1,
    billToId: text(header, 'billToId'),
    country: text(header, 'billToCountry'),
    taxRegistrationNumber: text(header, 'taxRegistrationNumber'),
  } as const
  const financial = lines.flatMap((line) => financialLine(posting, line, data))
  postFinancials(posting, general, document, financial)
}

function financialLine(posting: Posting, { line, amounts }: PostedLine, data: PostingContext['data']): FinancialLine[] {
  if (amounts === undefined) return []
  const groups = {
    genBusPostingGroup: text(line, 'genBusPostingGroup'),
    genProdPostingGroup: text(line, 'genProdPostingGroup'),
    vatBusPostingGroup: text(line, 'vatBusPostingGroup'),
    vatProdPostingGroup: text(line, 'vatProdPostingGroup'),
  }
  const { local } = amounts
  const account =
    line['lineType'] === 'Account'
      ? text(data.get(names.account, text(line, 'objectId')) ?? {}, 'number')
      : revenueAccount(posting, groups)
  return [
    {
      ...groups,
      account,
      dimensionSetId: integer(line, 'dimensionSetId'),
      net: local.amount,
      vat: canonical(big(local.amountIncludingTax).minus(local.amount)),
      lineDiscount: local.lineDiscount,
      invoiceDiscount: local.invoiceDiscount,
    },
  ]
}

function revenueAccount(
  { data, documentType }: Posting,
  groups: Pick<FinancialLine, 'genBusPostingGroup' | 'genProdPostingGroup'>,
): string {
  const setup = generalPostingSetup(data, groups.genBusPostingGroup, groups.genProdPostingGroup)
  const title = names.generalPostingSetup
  if (documentType === 'Invoice') return setupAccount(setup, 'salesAccount', 'Sales Account', title)
  return setupAccount(setup, 'salesCreditMemoAccount', 'Sales Credit Memo Account', title)
}
