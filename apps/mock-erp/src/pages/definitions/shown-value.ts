/** The API's values as people read them: amounts, members of enumerations, dates that are not there. */
import { decodeMember } from '../../values/enum-name.ts'
import { type Entity, textOf } from '../api.ts'

export const NO_DATE = '0001-01-01'
export const NO_ID = '00000000-0000-0000-0000-000000000000'

const plain = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '')

const twoDecimals = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** An amount: two decimals; blank for what is no number. */
export function money(value: unknown): string {
  const text = plain(value)
  // Text is formatted as it stands, without a float between.
  return /^-?\d/.test(text) ? twoDecimals.format(text as `${number}`) : text
}

const noDecimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })

/** An amount where a glance is enough: a tile. */
export const roughMoney = (value: number): string => noDecimals.format(value)

/** An amount with the row's currency; the local currency is blank. */
export const amountOf = (value: unknown, row: Entity): string => `${money(value)} ${textOf(row, 'currencyCode')}`.trim()

/** `Credit_x0020_Memo` as "Credit Memo". */
export const memberText = (value: unknown): string => decodeMember(plain(value)).trim()

export const dateOf = (row: Entity, name: string): string => {
  const value = textOf(row, name)
  return value === NO_DATE ? '' : value
}
