/**
 * Cost follows: when the cost of an increase changes, or stock comes for what was sold without, the decreases applied to it get a value entry for the difference,
 * and what they were transferred to as well. The item's unit cost is its inventory value by its stock (erp-business-logic, section 6.5).
 */
import type { Row, Transaction } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, integer, setupRow } from '../../rules/setup.ts'
import { findAll } from '../../tables/find-all.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { costOf, costOfDecrease, costOfRest, valueEntriesOf, valueOf } from './cost-of-entry.ts'
import { isStockItem, type StockPosting } from './item-movement.ts'
import { writeValue } from './write-value.ts'

/** Brings everything that was taken from an increase up to its cost. */
export function adjustTaken(stock: StockPosting, inbound: Row): void {
  const { data } = stock.posting
  const match = { inboundEntryNumber: integer(inbound, 'entryNumber') }
  for (const application of findAll(data, names.itemApplication, match)) {
    const entryNumber = integer(application, 'outboundEntryNumber')
    const outbound = data.lookup(names.itemLedgerEntry, ['entryNumber'], [entryNumber])
    if (outbound !== undefined) adjustDecrease(stock, outbound)
  }
}

export function adjustDecrease(stock: StockPosting, entry: Row): void {
  const { data } = stock.posting
  const [first] = valueEntriesOf(data, entry)
  if (first === undefined) return
  const cost = costOfDecrease(data, entry, amount(first, 'costPerUnit'))
  if (!changeCost(stock, entry, first, cost)) return
  for (const received of findAll(data, names.itemLedgerEntry, {
    transferredFromEntryNumber: integer(entry, 'entryNumber'),
  })) {
    const [value] = valueEntriesOf(data, received)
    if (value !== undefined && changeCost(stock, received, value, cost.times(-1))) adjustTaken(stock, received)
  }
}

/** Writes what an entry's cost lacks, and answers whether there was a difference. */
function changeCost(stock: StockPosting, entry: Row, groups: Row, cost: Big): boolean {
  const { data } = stock.posting
  if (costOf(data, entry).eq(cost)) return false
  const { actual, expected } = costDifference(data, entry, cost)
  writeValue(stock, entry, groups, {
    adjustment: true,
    costAmountActual: canonical(actual),
    costAmountExpected: canonical(expected),
    valuedQuantity: amount(entry, 'quantity'),
  })
  return true
}

/** Actual and expected cost that bring an entry to a total, by how much of it is invoiced. */
export function costDifference(data: Transaction, entry: Row, cost: Big): { actual: Big; expected: Big } {
  const now = valueOf(data, entry)
  const invoiced = roundTo(cost.times(amount(entry, 'invoicedQuantity')).div(amount(entry, 'quantity')))
  return { actual: invoiced.minus(now.costActual), expected: cost.minus(invoiced).minus(now.costExpected) }
}

export function updateUnitCost(data: Transaction, item: Row): void {
  if (!isStockItem(item)) return
  let [quantity, value] = [big(0), big(0)]
  for (const entry of data.find(names.itemLedgerEntry, { itemId: item.id, open: true })) {
    quantity = quantity.plus(amount(entry, 'remainingQuantity'))
    value = value.plus(costOfRest(data, entry))
  }
  if (quantity.lte(0)) return
  const unitCost = roundTo(value.div(quantity), amount(setupRow(data), 'unitAmountRoundingPrecision'))
  if (unitCost.gte(0)) data.update(names.item, item.id, { unitCost: canonical(unitCost) })
}
