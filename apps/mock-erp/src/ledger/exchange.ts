/** Exchange rates: currency factors and amounts in local currency (erp-business-logic, section 0). */
import type { Reader, Row } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'

/** Foreign units for one local unit on a date; 1 for the local currency (blank). */
export function currencyFactor(data: Reader, currencyCode: string, date: string): string {
  if (currencyCode === '') return '1'
  const rate = rateOn(data, currencyCode, date)
  if (rate === undefined) {
    return dialogError(
      `There is no Currency Exchange Rate within the filter. Filters: Currency Code: ${currencyCode}, Starting Date: ..${date}`,
    )
  }
  const own = big(amount(rate, 'exchangeRateAmount')).div(amount(rate, 'relationalExchangeRateAmount'))
  const relational = text(rate, 'relationalCurrencyCode')
  return canonical(relational === '' ? own : own.times(currencyFactor(data, relational, date)))
}

/** The last rate that began on or before the date. */
export function rateOn(data: Reader, currencyCode: string, date: string): Row | undefined {
  let latest: Row | undefined
  for (const row of data.find(names.exchangeRate, { currencyCode })) {
    const starts = text(row, 'startingDate')
    if (starts <= date && (latest === undefined || starts > text(latest, 'startingDate'))) latest = row
  }
  return latest
}

/** Amount / factor, rounded to the local currency's precision. */
export const toLocal = (value: string, factor: string): string =>
  value === '0' ? '0' : canonical(roundTo(factor === '1' ? big(value) : big(value).div(factor)))
