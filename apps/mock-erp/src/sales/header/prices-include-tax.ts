/** Prices including VAT on or off: unit prices are converted, what the lines come to stays (erp-business-logic, section 2.4). */
import type { Draft, Reader } from '@koble/odata-server'
import { amount, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { lineAmounts } from '../amounts/line-amounts.ts'
import { documentLines, precisionOf } from '../document-context.ts'
import { mustBeZero } from '../test-field.ts'
import type { HeaderTrigger } from './header-trigger.ts'

export const setPricesIncludeTax: HeaderTrigger = (header, value, { data }) => {
  const including = value === true
  if ((header['pricesIncludeTax'] === true) === including) return
  header['pricesIncludeTax'] = including
  const lines = documentLines(data, text(header, 'id'))
  for (const line of lines) mustBeZero(line, amount(line, 'invoicedQuantity'), 'Quantity Invoiced', header)
  for (const line of lines) {
    if (big(amount(line, 'taxPercent')).eq(0)) continue
    const draft: Draft = { ...line }
    convert(draft, header, data)
    data.update(names.salesLine, line.id, draft)
  }
}

function convert(line: Draft, header: Draft, data: Reader): void {
  const precision = precisionOf(data, text(header, 'currencyCode'))
  const including = header['pricesIncludeTax'] === true
  const share = big(amount(line, 'taxPercent')).div(100).plus(1)
  const converted = (column: string, step: string): string => {
    const value = big(amount(line, column))
    return canonical(roundTo(including ? value.times(share) : value.div(share), step))
  }
  const unitPrice = converted('unitPrice', precision.unitAmount)
  const priced = { quantity: amount(line, 'quantity'), discountPercent: amount(line, 'discountPercent') }
  const { discountAmount } = lineAmounts({ ...priced, unitPrice, precision: precision.amount })
  const invoiceDiscountAmount = converted('invoiceDiscountAmount', precision.amount)
  const net = amount(line, including ? 'amountIncludingTax' : 'amount')
  Object.assign(line, {
    unitPrice,
    discountAmount,
    invoiceDiscountAmount,
    lineAmount: canonical(big(net).plus(invoiceDiscountAmount)),
  })
}
