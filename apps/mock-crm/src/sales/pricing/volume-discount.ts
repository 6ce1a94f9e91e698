/**
 * The discount list (`discounttype` with its `discount` rows) of a price list item: an amount or a percentage of the price for each
 * unit, by quantity (reference/dataverse-protocol.md, section 14).
 */
import type Big from 'big.js'
import { exact, isGiven, rounded, type Values } from './exact.ts'
import { pricingErrors as errors, type Outcome } from './pricing-errors.ts'

export interface DiscountList {
  readonly type: Values
  readonly breaks: readonly Values[]
}

export function volumeDiscount(
  list: DiscountList | undefined,
  price: Big,
  quantity: Big,
  places: number,
): Outcome<Big> {
  if (list === undefined) return { value: exact(0) }
  if (list.type['statecode'] === 1) return { error: errors.inactiveDiscountType }
  const found = list.breaks.find((row) => reaches(row, quantity))
  if (found === undefined) return { value: exact(0) }
  if (list.type['isamounttype'] === true) return { value: rounded(exact(found['amount']), places) }
  return { value: rounded(price.times(exact(found['percentage'])).div(100), places) }
}

const reaches = (row: Values, quantity: Big): boolean =>
  quantity.gte(exact(row['lowquantity'])) && (!isGiven(row['highquantity']) || quantity.lte(exact(row['highquantity'])))
