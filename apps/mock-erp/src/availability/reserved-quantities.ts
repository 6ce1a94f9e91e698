/** How much of a line or ledger entry is reserved, in base units, positive (erp-business-logic, section 5.1). */
import type { Reader } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { isAt, type Place } from './place.ts'
import { sourceTypes } from './reservation-sources.ts'
import { isStocked } from './stocked-item.ts'

/** By the id of the line or entry. */
export type Reserved = (sourceId: string) => Big

/** One walk over an item's reservations serves all its lines. */
export function reservedQuantities(data: Reader, itemId: string): Reserved {
  const totals = new Map<string, Big>()
  for (const row of data.find(names.reservation, { itemId })) {
    const sourceId = text(row, 'sourceId')
    totals.set(sourceId, (totals.get(sourceId) ?? big(0)).plus(big(amount(row, 'quantityBase')).abs()))
  }
  return (sourceId) => totals.get(sourceId) ?? big(0)
}

export function reservedOf(data: Reader, sourceId: string): Big {
  let total = big(0)
  for (const row of data.find(names.reservation, { sourceId }))
    total = total.plus(big(amount(row, 'quantityBase')).abs())
  return total
}

/** Reserved Qty. on Inventory: what stands against item ledger entries. */
export function reservedOnInventory(data: Reader, itemId: string, place: Place): Big {
  let total = big(0)
  if (!isStocked(data, itemId)) return total
  for (const row of data.find(names.reservation, { itemId })) {
    if (row['sourceType'] === sourceTypes.itemLedgerEntry && isAt(row, place)) {
      total = total.plus(amount(row, 'quantityBase'))
    }
  }
  return total
}
