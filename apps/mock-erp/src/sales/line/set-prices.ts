/** Prices, discounts and line amount set by hand: they stand until something finds the price anew (erp-business-logic, sections 1.6 and 2.4). */
import type Big from 'big.js'
import { dialogError, fieldError, mustHaveValue, relationError } from '../../rules/refusals.ts'
import { amount, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { lineAmounts, lineAmountsWithDiscount, percentOf } from '../amounts/line-amounts.ts'
import { precisionOf } from '../document-context.ts'
import { lineKey } from '../test-field.ts'
import { recalculateLine, takeAmounts, vatTerms } from './line-amounts.ts'
import { isComment } from './line-object.ts'
import { findPrice } from './line-price.ts'
import { number, written, type LineTrigger } from './line-trigger.ts'
import { takeVatSetup } from './line-vat.ts'

export const setUnitPrice: LineTrigger = (line, value, header, { data }) => {
  if (isComment(line)) return
  line['unitPrice'] = number(value)
  recalculateLine(line, header, data)
}

export const setDiscountPercent: LineTrigger = (line, value, header, { data }) => {
  if (isComment(line)) return
  line['discountPercent'] = percentBetween(number(value))
  recalculateLine(line, header, data)
}

/** A percent of a field that goes from 0 to 100. */
export function percentBetween(percent: string): string {
  if (big(percent).lt(0)) fieldError(`The value must be greater than or equal to 0. Value: ${percent}.`)
  if (big(percent).gt(100)) fieldError(`The value must be less than or equal to 100. Value: ${percent}.`)
  return percent
}

export const setDiscountAmount: LineTrigger = (line, value, header, { data }) => {
  if (isComment(line)) return
  const { precision } = vatTerms(data, header)
  const discount = canonical(roundTo(big(number(value)), precision))
  const priced = { quantity: amount(line, 'quantity'), unitPrice: amount(line, 'unitPrice'), precision }
  if (big(priced.quantity).eq(0) && !big(discount).eq(0)) {
    mustHaveValue('Quantity', names.salesLine, lineKey(line, header))
  }
  const amounts = lineAmountsWithDiscount(priced, discount)
  if (!isWithin(big(discount), big(amounts.gross))) {
    dialogError('The value in the Line Discount % field must be between 0 and 100.')
  }
  line['discountPercent'] = percentOf(discount, amounts.gross)
  takeAmounts(line, amounts, header, data)
}

/** From 0 to a gross amount, on its side of 0. */
const isWithin = (part: Big, gross: Big): boolean => !part.times(gross).lt(0) && part.abs().lte(gross.abs())

/** The discount is what is missing to the gross amount. */
export const setLineAmount: LineTrigger = (line, value, header, context) => {
  if (isComment(line)) return
  const { precision } = vatTerms(context.data, header)
  const priced = { quantity: amount(line, 'quantity'), unitPrice: amount(line, 'unitPrice'), precision }
  const gross = big(lineAmounts({ ...priced, discountPercent: '0' }).gross)
  const wanted = roundTo(big(number(value)), precision)
  if (!isWithin(wanted, gross)) {
    dialogError(`Line Amount must be between 0 and ${gross.toFixed(2)}.`)
  }
  setDiscountAmount(line, canonical(gross.minus(wanted)), header, context)
}

export const setAllowInvoiceDiscount: LineTrigger = (line, value, header, { data }) => {
  line['allowInvoiceDiscount'] = value === true
  if (!isComment(line)) recalculateLine(line, header, data)
}

/** Price group, discount group, work type: price and discount anew. */
export const pricedBy =
  (column: string, field: string, table: string | undefined): LineTrigger =>
  (line, value, header, context) => {
    const code = written(value)
    if (code !== '' && table !== undefined && context.data.lookup(table, ['code'], [code]) === undefined) {
      relationError(field, names.salesLine, code, table)
    }
    line[column] = code
    if (isComment(line)) return
    findPrice(line, header, context)
    recalculateLine(line, header, context.data)
  }

/** Another VAT product group: a price that includes VAT keeps what is left without it. */
export const setVatProdPostingGroup: LineTrigger = (line, value, header, { data }) => {
  const before = withPercent(amount(line, 'taxPercent'))
  line['vatProdPostingGroup'] = written(value)
  if (isComment(line)) return
  takeVatSetup(line, data)
  const after = withPercent(amount(line, 'taxPercent'))
  if (header['pricesIncludeTax'] === true && !after.eq(before)) {
    const { unitAmount } = precisionOf(data, text(header, 'currencyCode'))
    line['unitPrice'] = canonical(roundTo(big(amount(line, 'unitPrice')).times(after).div(before), unitAmount))
  }
  recalculateLine(line, header, data)
}

const withPercent = (percent: string) => big(percent).div(100).plus(1)
