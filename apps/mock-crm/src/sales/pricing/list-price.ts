/**
 * What a price list item (`productpricelevel`) asks for one unit: six pricing methods over the product's list price and costs, then
 * the rounding policy (reference/dataverse-protocol.md, section 14; the numbers of the methods are dataverse-schema.json's).
 */
import type Big from 'big.js'
import { exact, isGiven, type Values } from './exact.ts'
import { pricingErrors as errors, type Outcome, type PricingError } from './pricing-errors.ts'
import { roundPrice } from './round-price.ts'

interface Method {
  /** The product's column that the percentage is taken of, and the error when it is empty. */
  readonly of: 'price' | 'currentcost' | 'standardcost'
  readonly missing: PricingError
  readonly price: (of: Big, percentage: Big) => Big | undefined
}

const percentOf = (of: Big, percentage: Big): Big => of.times(percentage).div(100)
const markup = (of: Big, percentage: Big): Big => of.times(percentage.plus(100)).div(100)
/** A margin of 100 % and more has no price. */
const margin = (of: Big, percentage: Big): Big | undefined =>
  percentage.gte(100) ? undefined : of.times(100).div(exact(100).minus(percentage))

const methods: Readonly<Record<number, Method>> = {
  2: { of: 'price', missing: errors.missingPrice, price: percentOf },
  3: { of: 'currentcost', missing: errors.missingCurrentCost, price: markup },
  4: { of: 'currentcost', missing: errors.missingCurrentCost, price: margin },
  5: { of: 'standardcost', missing: errors.missingStandardCost, price: markup },
  6: { of: 'standardcost', missing: errors.missingStandardCost, price: margin },
}

function listPrice(item: Values, product: Values): Outcome<Big> {
  const code = item['pricingmethodcode']
  if (!isGiven(code)) return { error: errors.missingPricingCode }
  if (code === 1) return isGiven(item['amount']) ? { value: exact(item['amount']) } : missing('missingPriceLevelAmount')
  const method = methods[Number(code)]
  if (method === undefined) return { error: errors.invalidPricingCode }
  if (!isGiven(item['percentage'])) return missing('missingPriceLevelPercentage')
  if (!isGiven(product[method.of])) return { error: method.missing }
  const price = method.price(exact(product[method.of]), exact(item['percentage']))
  return price === undefined ? missing('invalidPriceLevelPercentage') : roundPrice(price, item)
}

const missing = (name: keyof typeof errors): Outcome<never> => ({ error: errors[name] })

/** Which quantities the item is sold in: 1 any, 2 whole, 3 whole and fractional. */
const sellsQuantity = (item: Values, quantity: Big): boolean =>
  item['quantitysellingcode'] !== 2 || quantity.round(0, 0).eq(quantity)

/** The price of one unit for this quantity under the item, or why there is none. */
export function itemPrice(item: Values, product: Values, quantity: Big): Outcome<Big> {
  return sellsQuantity(item, quantity) ? listPrice(item, product) : { error: errors.invalidQuantity }
}
