/**
 * The rounding policy of a price list item: up, down or to the nearest price that ends in the rounding amount or is a multiple of it.
 * Policies and options: reference/dataverse-schema.json, `productpricelevel`. A tie goes up (general knowledge, the reference does not say).
 */
import type Big from 'big.js'
import { exact, isGiven, type Values } from './exact.ts'
import { pricingErrors as errors, type Outcome } from './pricing-errors.ts'

const policies = { none: 1, up: 2, down: 3, nearest: 4 } as const
const options = { endsIn: 1, multipleOf: 2 } as const

/** Allowed prices are `offset` + n x `step`. */
interface Grid {
  readonly offset: Big
  readonly step: Big
}

export function roundPrice(price: Big, item: Values): Outcome<Big> {
  const policy = item['roundingpolicycode'] ?? policies.none
  if (policy === policies.none) return { value: price }
  if (typeof policy !== 'number' || policy < policies.up || policy > policies.nearest) {
    return { error: errors.invalidRoundingPolicy }
  }
  const option = item['roundingoptioncode']
  if (option !== options.endsIn && option !== options.multipleOf) return { error: errors.invalidRoundingOption }
  const amount = exact(item['roundingoptionamount'])
  if (!isGiven(item['roundingoptionamount']) || amount.lte(0)) return { error: errors.invalidRoundingAmount }
  return { value: onGrid(price, gridOf(option, amount), policy) }
}

/** "Ends in 0.99" means 0.99, 1.99, 2.99, ...: the step is the smallest power of ten above the amount. */
function gridOf(option: number, amount: Big): Grid {
  if (option === options.multipleOf) return { offset: exact(0), step: amount }
  let step = exact('0.0001')
  while (step.lte(amount)) step = step.times(10)
  return { offset: amount, step }
}

function onGrid(price: Big, { offset, step }: Grid, policy: number): Big {
  const below = floor(price.minus(offset).div(step)).times(step).plus(offset)
  if (below.eq(price)) return price
  const above = below.plus(step)
  // No price below nothing: a cheap article that ends in 0.99 costs 0.99.
  if (policy === policies.up || below.lt(0)) return above
  if (policy === policies.down) return below
  return price.minus(below).lt(above.minus(price)) ? below : above
}

function floor(value: Big): Big {
  const whole = value.round(0, 0)
  return whole.gt(value) ? whole.minus(1) : whole
}
