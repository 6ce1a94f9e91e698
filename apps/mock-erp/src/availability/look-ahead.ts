/** Requirements beyond a date that must not be promised away (erp-business-logic, section 5.2). */
import type { Reader } from '@koble/odata-server'
import type Big from 'big.js'
import { inventorySetup, text } from '../rules/setup.ts'
import { addFormula } from '../values/date-formula.ts'
import { big } from '../values/decimal.ts'
import { isRequirement, unreserved, type Movement } from './movements.ts'

/** The last day that is looked at: by the given date formula, else by the company's Check-Avail. Period. */
export function lookAheadEnd(data: Reader, date: string, formula: string | undefined): string {
  return addFormula(date, formula ?? text(inventorySetup(data), 'availabilityPeriod'))
}

export interface Day {
  readonly date: string
  /** Unreserved receipts less unreserved requirements: positive is a net receipt. */
  readonly net: Big
}

/** The days after `after` on which something moves, in order. */
export function daysAfter(movements: readonly Movement[], after: string): Day[] {
  const nets = new Map<string, Big>()
  for (const movement of movements) {
    if (movement.date > after) nets.set(movement.date, (nets.get(movement.date) ?? big(0)).plus(signed(movement)))
  }
  return [...nets].map(([date, net]) => ({ date, net })).toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

/** Receipts add, requirements take away. */
export const signed = (movement: Movement): Big =>
  isRequirement(movement) ? unreserved(movement).times(-1) : unreserved(movement)

/** Net requirements after `date` until `end`, counted until the first day whose receipts exceed its requirements. */
export function lookAheadQuantity(movements: readonly Movement[], date: string, end: string): Big {
  let total = big(0)
  for (const day of daysAfter(movements, date)) {
    if (day.date > end || day.net.gt(0)) break
    total = total.minus(day.net)
  }
  return total
}
