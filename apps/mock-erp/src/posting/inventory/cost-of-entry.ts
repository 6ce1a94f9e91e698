/**
 * Cost of an item ledger entry. An increase costs what its value entries say; a decrease costs the shares of the increases that it was applied to, and its own
 * unit cost for what was not in stock. Shares are rounded cumulatively, so that a used-up increase has handed on its cost to the last cent.
 */
import type { Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, integer } from '../../rules/setup.ts'
import { findAll } from '../../tables/find-all.ts'
import { names } from '../../tables/names.ts'
import { big, roundTo } from '../../values/decimal.ts'

export interface EntryValue {
  readonly costActual: Big
  readonly costExpected: Big
  readonly salesExpected: Big
  readonly purchaseExpected: Big
}

/** In the order of posting: the first one says what a unit cost and which groups it was posted by. */
export const valueEntriesOf = (data: Reader, entry: Row): Row[] =>
  findAll(data, names.valueEntry, { itemLedgerEntryNumber: integer(entry, 'entryNumber') }).toSorted(
    (one, other) => integer(one, 'entryNumber') - integer(other, 'entryNumber'),
  )

export function valueOf(data: Reader, entry: Row): EntryValue {
  let [costActual, costExpected, salesExpected, purchaseExpected] = [big(0), big(0), big(0), big(0)]
  for (const value of valueEntriesOf(data, entry)) {
    costActual = costActual.plus(amount(value, 'costAmountActual'))
    costExpected = costExpected.plus(amount(value, 'costAmountExpected'))
    salesExpected = salesExpected.plus(amount(value, 'salesAmountExpected'))
    purchaseExpected = purchaseExpected.plus(amount(value, 'purchaseAmountExpected'))
  }
  return { costActual, costExpected, salesExpected, purchaseExpected }
}

export function costOf(data: Reader, entry: Row): Big {
  const { costActual, costExpected } = valueOf(data, entry)
  return costActual.plus(costExpected)
}

/** What a decrease should cost by its applications, negative. `unitCost`: of what was not in stock. */
export function costOfDecrease(data: Reader, entry: Row, unitCost: string): Big {
  let [cost, applied] = [big(0), big(0)]
  const outboundEntryNumber = integer(entry, 'entryNumber')
  for (const application of data.find(names.itemApplication, { outboundEntryNumber })) {
    cost = cost.plus(shareOf(data, application))
    applied = applied.plus(amount(application, 'quantity'))
  }
  const missing = big(amount(entry, 'quantity')).abs().minus(applied)
  return cost.plus(roundTo(missing.times(unitCost))).times(-1)
}

function shareOf(data: Reader, application: Row): Big {
  const inbound = data.lookup(names.itemLedgerEntry, ['entryNumber'], [integer(application, 'inboundEntryNumber')])
  if (inbound === undefined) return big(0)
  const before = takenFrom(data, inbound, integer(application, 'entryNumber'))
  const cost = costOf(data, inbound)
  const upTo = (quantity: Big): Big => roundTo(cost.times(quantity).div(amount(inbound, 'quantity')))
  return upTo(before.plus(amount(application, 'quantity'))).minus(upTo(before))
}

/** How much was taken from an increase before an application. */
function takenFrom(data: Reader, inbound: Row, before: number): Big {
  let total = big(0)
  for (const other of data.find(names.itemApplication, { inboundEntryNumber: integer(inbound, 'entryNumber') })) {
    if (integer(other, 'entryNumber') < before) total = total.plus(amount(other, 'quantity'))
  }
  return total
}

/** The cost of what is left of an open entry: of an increase its stock, of a decrease (negative) what it still owes. */
export function costOfRest(data: Reader, entry: Row): Big {
  const cost = costOf(data, entry)
  const [whole, rest] = [big(amount(entry, 'quantity')), big(amount(entry, 'remainingQuantity'))]
  return cost.minus(roundTo(cost.times(whole.minus(rest)).div(whole)))
}
