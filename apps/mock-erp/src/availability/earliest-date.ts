/** From which day on a quantity can be had (erp-business-logic, section 5.2). */
import type { Reader } from '@koble/odata-server'
import type Big from 'big.js'
import { big } from '../values/decimal.ts'
import { inventoryOf } from './inventory-of.ts'
import { daysAfter, lookAheadEnd, signed, type Day } from './look-ahead.ts'
import { movementsOf } from './movements.ts'
import type { Place } from './place.ts'
import { reservedOnInventory } from './reserved-quantities.ts'

export interface EarliestQuestion extends Place {
  /** In base units. */
  readonly quantity: string
  /** The day from which it is wanted. */
  readonly from: string
  readonly lookAhead?: string | undefined
}

const NEVER = '0001-01-01'

/**
 * The day itself when enough is free then and stays free, else the first later day with a net receipt on which the balance reaches the quantity; what is
 * needed after that day is not looked at any more. The blank date when there is none.
 */
export function earliestDate(data: Reader, itemId: string, question: EarliestQuestion): string {
  const { from } = question
  const wanted = big(question.quantity)
  const movements = movementsOf(data, itemId, question)
  const free = big(inventoryOf(data, itemId, question)).minus(reservedOnInventory(data, itemId, question))
  const balance = movements
    .filter((movement) => movement.date <= from)
    .reduce((running, movement) => running.plus(signed(movement)), free)
  const days = daysAfter(movements, from)
  const watched = days.filter((day) => day.date <= lookAheadEnd(data, from, question.lookAhead))
  return staysAbove(watched, balance, wanted) ? from : firstReceipt(days, balance, wanted)
}

/** The requirements up to the next day with a net receipt leave enough. */
function staysAbove(days: readonly Day[], balance: Big, wanted: Big): boolean {
  let running = balance
  for (const day of days) {
    if (running.lt(wanted) || day.net.gt(0)) break
    running = running.plus(day.net)
  }
  return running.gte(wanted)
}

function firstReceipt(days: readonly Day[], balance: Big, wanted: Big): string {
  let running = balance
  for (const day of days) {
    running = running.plus(day.net)
    if (day.net.gt(0) && running.gte(wanted)) return day.date
  }
  return NEVER
}
