/**
 * Lines after a change of the order's vendor, currency or prices including VAT (mirrors erp-business-logic, section 2.4, "header change while lines exist"). A
 * web service is not asked: lines are deleted and made again from what they name, unit, variant and quantity; costs, discounts and descriptions typed by hand are
 * lost, and the lines are numbered anew.
 */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { releaseReservation } from '../availability/reservations.ts'
import { fieldError } from '../rules/refusals.ts'
import { amount, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { precisionOf } from '../sales/document-context.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { setAmounts } from './line-amounts.ts'
import { setAccount, setItem, setUnit } from './line-object.ts'
import { setQuantity } from './line-quantities.ts'
import { linesOf } from './lines-of.ts'

const HEADER_COLUMNS = ['vendorId', 'payToId', 'currencyCode', 'genBusPostingGroup', 'vatBusPostingGroup'] as const

/** Brings the lines up to a header that was changed. */
export function followChangedHeader(data: Transaction, header: Row, before: Row): void {
  if (HEADER_COLUMNS.some((column) => header[column] !== before[column])) recreateLines(data, header)
  else if (header['pricesIncludeTax'] !== before['pricesIncludeTax']) convertCosts(data, header)
  if (header['requestedReceiptDate'] !== before['requestedReceiptDate']) copyDate(data, header)
}

/** What the vendor is asked for on the header is asked for on each line. */
function copyDate(data: Transaction, header: Row): void {
  const requestedReceiptDate = text(header, 'requestedReceiptDate')
  for (const line of linesOf(data, header.id)) {
    data.update(names.purchaseLine, line.id, { requestedReceiptDate, expectedReceiptDate: requestedReceiptDate })
  }
}

function recreateLines(data: Transaction, header: Row): void {
  const lines = linesOf(data, header.id)
  checkNothingReceived(lines, 'Quantity Received', 'receivedQuantity')
  for (const line of lines) {
    releaseReservation(data, line.id)
    data.remove(names.purchaseLine, line.id)
  }
  for (const [at, line] of lines.entries()) {
    const draft = again(line, header, data)
    setAmounts(draft, header, data)
    insertRow(data, names.purchaseLine, { ...draft, documentId: header.id, sequence: (at + 1) * 10_000 })
  }
}

function again(line: Row, header: Row, data: Transaction): Draft {
  const draft: Draft = { documentType: 'Order', lineType: 'Comment', description: text(line, 'description') }
  const [item, account] = [names.item, names.account].map((table) => data.get(table, text(line, 'objectId')))
  if (line['lineType'] === 'Item' && item !== undefined) {
    setItem(draft, item, header, data)
    draft['variantCode'] = text(line, 'variantCode')
    setUnit(draft, item, text(line, 'unitOfMeasureCode'), header, data)
  }
  if (line['lineType'] === 'Account' && account !== undefined) setAccount(draft, account, header, data)
  setQuantity(draft, amount(line, 'quantity'))
  return draft
}

/** Unit costs gain or lose their VAT. */
function convertCosts(data: Transaction, header: Row): void {
  const lines = linesOf(data, header.id)
  checkNothingReceived(lines, 'Quantity Invoiced', 'invoicedQuantity')
  const { unitAmount } = precisionOf(data, text(header, 'currencyCode'))
  for (const line of lines) {
    const rate = big(amount(line, 'taxPercent')).div(100).plus(1)
    const cost = big(amount(line, 'directUnitCost'))
    const converted = header['pricesIncludeTax'] === true ? cost.times(rate) : cost.div(rate)
    const draft: Draft = { ...line, directUnitCost: canonical(roundTo(converted, unitAmount)) }
    setAmounts(draft, header, data)
    data.update(names.purchaseLine, line.id, draft)
  }
}

function checkNothingReceived(lines: readonly Row[], field: string, column: string): void {
  if (lines.some((line) => !big(amount(line, column)).eq(0))) {
    fieldError(`${field} must be equal to '0' in Purchase Line.`)
  }
}
