/**
 * Exact amounts of sales documents. Rows hold canonical decimal strings ("12.5", "0"); arithmetic goes through big.js with a
 * constructor of our own, so that nobody else's settings reach it. A half rounds away from zero.
 */
import type { Scalar } from '@koble/odata-server'
import { Big as plainBig } from 'big.js'
import type Big from 'big.js'

const Exact = plainBig()
Exact.DP = 30
Exact.NE = -40
Exact.PE = 40
Exact.RM = 1

/** A column of a row, a draft or a test's table. */
export type Values = Readonly<Record<string, Scalar>>

/** An amount that nobody gave counts as nothing. */
export const exact = (value: Scalar | undefined): Big => new Exact(isNumeric(value) ? value : 0)

export const isGiven = (value: Scalar | undefined): value is Exclude<Scalar, null> =>
  value !== undefined && value !== null

const isNumeric = (value: Scalar | undefined): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '')

export const rounded = (value: Big, places: number): Big => value.round(places, Exact.roundHalfUp)

/** The form in which rows hold it. */
export const canonical = (value: Big): string => (value.eq(0) ? '0' : value.toFixed())

export const sum = (values: Iterable<Big>): Big => {
  let total = exact(0)
  for (const value of values) total = total.plus(value)
  return total
}

/** What a money column can hold (reference/dataverse-protocol.md, section 7: money out of range). */
export const isMoney = (value: Big): boolean => value.abs().lte('922337203685477')
