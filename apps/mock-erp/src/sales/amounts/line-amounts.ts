/**
 * What a line comes to before invoice discount and VAT (erp-business-logic, section 2.4). Pure: orders, partial invoices and purchases
 * use the same arithmetic. Amounts are in the document's currency, `precision` is its amount rounding precision.
 */
import type Big from 'big.js'
import { big, canonical, roundTo, type Decimal } from '../../values/decimal.ts'

export interface PricedQuantity {
  readonly quantity: Decimal
  readonly unitPrice: Decimal
  readonly discountPercent: Decimal
  readonly precision: Decimal
}

export interface LineAmounts {
  /** Quantity x unit price. */
  readonly gross: Decimal
  readonly discountAmount: Decimal
  /** Gross less line discount: excluding VAT, or including it when prices do. */
  readonly lineAmount: Decimal
}

export function lineAmounts({ quantity, unitPrice, discountPercent, precision }: PricedQuantity): LineAmounts {
  const gross = roundTo(big(quantity).times(unitPrice), precision)
  return discounted(gross, roundTo(gross.times(discountPercent).div(100), precision))
}

/** The same with a discount that was given as an amount: it stands, whatever percent it is. */
export function lineAmountsWithDiscount(
  { quantity, unitPrice, precision }: Omit<PricedQuantity, 'discountPercent'>,
  discountAmount: Decimal,
): LineAmounts {
  return discounted(roundTo(big(quantity).times(unitPrice), precision), big(discountAmount))
}

/** The percent that a discount amount is of the gross amount, to five digits; 0 of nothing. */
export function percentOf(discountAmount: Decimal, gross: Decimal): Decimal {
  if (big(gross).eq(0)) return '0'
  return canonical(roundTo(big(discountAmount).div(gross).times(100), '0.00001'))
}

const discounted = (gross: Big, discount: Big): LineAmounts => ({
  gross: canonical(gross),
  discountAmount: canonical(discount),
  lineAmount: canonical(gross.minus(discount)),
})
