/**
 * A draft with all lines of a posted invoice: the credit memo that will be applied to it, or the invoice that will take its place (erp-business-logic, section 3.6).
 */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { drawNumber, series } from '../rules/number-series.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { documentLines } from '../sales/document-context.ts'
import { deriveOutstanding } from '../sales/line/line-amounts.ts'
import { deriveQuantities } from '../sales/line/line-quantities.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import type { PostingContext } from './posting-context.ts'
import { withoutSystemColumns } from './without-system-columns.ts'

type DraftType = 'Credit_x0020_Memo' | 'Invoice'

export function draftOf(invoice: Row, documentType: DraftType, postingDate: string, context: PostingContext): Row {
  const { data, newId } = context
  const isCredit = documentType === 'Credit_x0020_Memo'
  const number = drawNumber(data, isCredit ? series.draftCreditMemo : series.draftInvoice, () => false)
  const invoiced = documentLines(data, invoice.id)
  const discount = canonical(sum(invoiced.map((line) => amount(line, 'invoiceDiscountAmount'))))
  const header = insertRow(data, names.salesHeader, {
    ...withoutSystemColumns(invoice),
    ...(isCredit ? creditTerms(invoice, postingDate) : {}),
    ...NO_ORDER,
    ...UNPOSTED,
    id: newId(),
    documentType,
    number,
    status: 'Open',
    postingDescription: `${isCredit ? 'Credit Memo' : 'Invoice'} ${number}`,
    postingDate,
    invoiceDiscountCalculation: discount === '0' ? 'None' : 'Amount',
    invoiceDiscountValue: discount,
  })
  for (const line of invoiced) insertLine(data, newId, header, invoice, line)
  return header
}

/** A credit memo is due at once, gives no discount, and is applied to what it corrects. */
const creditTerms = (invoice: Row, postingDate: string): Draft => ({
  documentDate: postingDate,
  dueDate: postingDate,
  paymentDiscountDate: '0001-01-01',
  paymentDiscountPercent: '0',
  paymentMethodCode: '',
  correctsId: invoice.id,
  correctsNumber: text(invoice, 'number'),
  appliesToNumber: text(invoice, 'number'),
})

const UNPOSTED: Draft = {
  preAssignedNumber: '',
  lastPostingNumber: '',
  lastShippingNumber: '',
  ledgerEntryNumber: 0,
  cancelled: false,
  corrective: false,
}

const NO_ORDER = { orderId: '00000000-0000-0000-0000-000000000000', orderNumber: '' }

function insertLine(data: Transaction, newId: () => string, header: Row, invoice: Row, line: Row): void {
  const draft: Draft = {
    ...withoutSystemColumns(line),
    ...NO_ORDER,
    orderLineNumber: 0,
    orderLineId: NO_ORDER.orderId,
    id: newId(),
    documentType: header['documentType'] ?? '',
    documentId: header.id,
    unitCostLcy: costOf(data, invoice, line),
    shippedQuantity: '0',
    invoicedQuantity: '0',
    returnQuantityReceived: '0',
  }
  deriveQuantities(draft, data)
  deriveOutstanding(draft, header, data)
  insertRow(data, names.salesLine, draft)
}

/** Goods come back at the cost that they left with: fine enough that quantity x unit cost is the cost to the cent. */
function costOf(data: Transaction, invoice: Row, line: Row): string {
  const quantity = big(amount(line, 'quantity'))
  if (line['lineType'] !== 'Item' || quantity.eq(0)) return amount(line, 'unitCostLcy')
  const values = Array.from(data.find(names.valueEntry, { documentNumber: text(invoice, 'number') })).filter(
    (value) => integer(value, 'documentLineNumber') === integer(line, 'sequence'),
  )
  const cost = sum(values.map((value) => amount(value, 'costAmountActual')))
  if (cost.eq(0)) return amount(line, 'unitCostLcy')
  return canonical(roundTo(cost.times(-1).div(quantity), '0.0000000001'))
}
