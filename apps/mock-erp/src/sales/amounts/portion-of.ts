/** The part of an amount that belongs to a part of the quantity, and its local value (erp-business-logic, section 2.4, "Derived"). */
import { big, canonical, roundTo, type Decimal } from '../../values/decimal.ts'

/** Amount x part / quantity, rounded; 0 of no quantity. */
export function portionOf(amount: Decimal, part: Decimal, quantity: Decimal, precision: Decimal): Decimal {
  if (big(quantity).eq(0)) return '0'
  return canonical(roundTo(big(amount).times(part).div(quantity), precision))
}
