/**
 * Exact decimals. Rows hold canonical decimal strings ("12.5", "-0.01", "0"); arithmetic goes through big.js, never
 * through binary floats. Rounding is the ERP's: nearest multiple, exactly half goes away from zero
 * (erp-business-logic, section 0).
 */
import { Big as plainBig } from 'big.js'
import type Big from 'big.js'

// A constructor of our own: others in the process keep their settings. Factors are quotients: 30 digits after the point keep a rounded product exact for
// every amount the ERP can hold.
const Exact = plainBig()
Exact.DP = 30
Exact.NE = -40
Exact.PE = 40

export type Decimal = string

export const big = (value: Decimal | number): Big => new Exact(value)

export function canonical(value: Big): Decimal {
  return value.eq(0) ? '0' : value.toFixed()
}

export function roundTo(value: Big, precision: Decimal = '0.01'): Big {
  const places = DECIMAL_STEP.exec(precision)?.[1]?.length
  if (places !== undefined || precision === '1') return value.round(places ?? 0, Exact.roundHalfUp)
  const step = new Exact(precision)
  return value.div(step).round(0, Exact.roundHalfUp).times(step)
}

/** A step of one unit of some decimal place: rounding to it needs no division. */
const DECIMAL_STEP = /^0\.(0*1)$/

/** The smallest multiple of the precision that is not below the value: a least quantity in whole steps. */
export function roundUpTo(value: Big, precision: Decimal): Big {
  const step = new Exact(precision)
  return value.div(step).round(0, Exact.roundUp).times(step)
}

export const sum = (values: Iterable<Decimal>): Big => {
  let total = new Exact(0)
  for (const value of values) total = total.plus(value)
  return total
}

export const negate = (value: Decimal): Decimal => canonical(big(value).times(-1))
