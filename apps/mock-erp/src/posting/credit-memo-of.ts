/** A draft credit memo with all lines of a posted invoice, to be applied to it (erp-business-logic, section 3.6). */
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

export function creditMemoOf(invoice: Row, postingDate: string, { data, newId }: PostingContext): Row {
  const number = drawNumber(data, series.draftCreditMemo, () => false)
  const invoiced = documentLines(data, invoice.id)
  const discount = canonical(sum(invoiced.map((line) => amount(line, 'invoiceDiscountAmount'))))
  const header = insertRow(data, names.salesHeader, {
    ...withoutSystemColumns(invoice),
    id: newId(),
    documentType: 'Credit_x0020_Memo',
    number,
    status: 'Open',
    postingDescription: `Credit Memo ${number}`,
    postingDate,
    documentDate: postingDate,
    dueDate: postingDate,
    paymentDiscountDate: '0001-01-01',
    paymentDiscountPercent: '0',
    paymentMethodCode: '',
    invoiceDiscountCalculation: discount === '0' ? 'None' : 'Amount',
    invoiceDiscountValue: discount,
    ...NO_ORDER,
    preAssignedNumber: '',
    lastPostingNumber: '',
    lastShippingNumber: '',
    correctsId: invoice.id,
    correctsNumber: text(invoice, 'number'),
    appliesToNumber: text(invoice, 'number'),
    ledgerEntryNumber: 0,
  })
  for (const line of invoiced) insertLine(data, newId, header, invoice, line)
  return header
}

const NO_ORDER = { orderId: '00000000-0000-0000-0000-000000000000', orderNumber: '' }

function insertLine(data: Transaction, newId: () => string, header: Row, invoice: Row, line: Row): void {
  const draft: Draft = {
    ...withoutSystemColumns(line),
    ...NO_ORDER,
    orderLineNumber: 0,
    orderLineId: NO_ORDER.orderId,
    id: newId(),
    documentType: 'Credit_x0020_Memo',
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
