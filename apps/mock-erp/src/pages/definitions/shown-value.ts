/** The API's values as people read them: amounts, members of enumerations, dates that are not there. */
import { formatDecimal } from '@koble/ui'
import { decodeMember } from '../../values/enum-name.ts'
import { type Entity, textOf } from '../api.ts'

export const NO_DATE = '0001-01-01'
export const NO_ID = '00000000-0000-0000-0000-000000000000'

const plain = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : ''

/** An amount: two decimals; blank for what is no number. */
export const money = (value: unknown): string => formatDecimal(plain(value), { fraction: 2 })

/** An amount where a glance is enough: a tile. */
export const roughMoney = (value: number): string => formatDecimal(value.toFixed(0))

/** An amount with the row's currency; the local currency is blank. */
export const amountOf = (value: unknown, row: Entity): string =>
  `${money(value)} ${textOf(row, 'currencyCode')}`.trim()

/** `Credit_x0020_Memo` as "Credit Memo". */
export const memberText = (value: unknown): string => decodeMember(plain(value)).trim()

export const dateOf = (row: Entity, name: string): string => {
  const value = textOf(row, name)
  return value === NO_DATE ? '' : value
}
