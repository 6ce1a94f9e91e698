/** Names, signs and rates of the currencies that an organization may start with as its base. */
import { Big } from 'big.js'

export interface CurrencyNames {
  readonly name: string
  readonly symbol: string
  readonly precision: number
  /** What one euro costs. */
  readonly perEuro: string
}

const known: Readonly<Record<string, CurrencyNames>> = {
  EUR: { name: 'Euro', symbol: '€', precision: 2, perEuro: '1' },
  GBP: { name: 'Pound Sterling', symbol: '£', precision: 2, perEuro: '0.86' },
  USD: { name: 'US Dollar', symbol: '$', precision: 2, perEuro: '1.09' },
  DKK: { name: 'Danish Krone', symbol: 'kr.', precision: 2, perEuro: '7.46' },
  SEK: { name: 'Swedish Krona', symbol: 'kr', precision: 2, perEuro: '11.4' },
  NOK: { name: 'Norwegian Krone', symbol: 'kr', precision: 2, perEuro: '11.6' },
  CHF: { name: 'Swiss Franc', symbol: 'CHF', precision: 2, perEuro: '0.95' },
  JPY: { name: 'Yen', symbol: '¥', precision: 0, perEuro: '162' },
}

export const currencyNames = (code: string): CurrencyNames =>
  known[code] ?? { name: code, symbol: code, precision: 2, perEuro: '1' }

/** What one unit of the base currency costs in the other: the form of `exchangerate`. */
export const rateOf = (code: string, base: string): string =>
  new Big(currencyNames(code).perEuro).div(currencyNames(base).perEuro).round(10).toFixed()
