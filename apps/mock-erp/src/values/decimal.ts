/**
 * Exact decimals. Rows hold canonical decimal strings ("12.5", "-0.01", "0"); arithmetic goes through big.js, never
 * through binary floats. Rounding is the ERP's: nearest multiple, exactly half goes away from zero
 * (erp-business-logic, section 0).
 */
import Big from 'big.js'

// Factors are quotients: 30 digits after the point keep a rounded product exact for every amount the ERP can hold.
Big.DP = 30
Big.NE = -40
Big.PE = 40

export type Decimal = string

export const big = (value: Decimal | number): Big => new Big(value)

export function canonical(value: Big): Decimal {
  return value.eq(0) ? '0' : value.toFixed()
}

export function roundTo(value: Big, precision: Decimal = '0.01'): Big {
  const places = DECIMAL_STEP.exec(precision)?.[1]?.length
  if (places !== undefined || precision === '1') return value.round(places ?? 0, Big.roundHalfUp)
  const step = new Big(precision)
  return value.div(step).round(0, Big.roundHalfUp).times(step)
}

/** A step of one unit of some decimal place: rounding to it needs no division. */
const DECIMAL_STEP = /^0\.(0*1)$/

/** The smallest multiple of the precision that is not below the value: a least quantity in whole steps. */
export function roundUpTo(value: Big, precision: Decimal): Big {
  const step = new Big(precision)
  return value.div(step).round(0, Big.roundUp).times(step)
}

export const sum = (values: Iterable<Decimal>): Big => {
  let total = new Big(0)
  for (const value of values) total = total.plus(value)
  return total
}

export const negate = (value: Decimal): Decimal => canonical(big(value).times(-1))
