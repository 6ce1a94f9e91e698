/** Names and signs of the currencies that an organization may start with as its base. */

export interface CurrencyNames {
  readonly name: string
  readonly symbol: string
  readonly precision: number
}

const known: Readonly<Record<string, CurrencyNames>> = {
  EUR: { name: 'Euro', symbol: '€', precision: 2 },
  GBP: { name: 'Pound Sterling', symbol: '£', precision: 2 },
  USD: { name: 'US Dollar', symbol: '$', precision: 2 },
  DKK: { name: 'Danish Krone', symbol: 'kr.', precision: 2 },
  SEK: { name: 'Swedish Krona', symbol: 'kr', precision: 2 },
  NOK: { name: 'Norwegian Krone', symbol: 'kr', precision: 2 },
  CHF: { name: 'Swiss Franc', symbol: 'CHF', precision: 2 },
  JPY: { name: 'Yen', symbol: '¥', precision: 0 },
}

export const currencyNames = (code: string): CurrencyNames => known[code] ?? { name: code, symbol: code, precision: 2 }
