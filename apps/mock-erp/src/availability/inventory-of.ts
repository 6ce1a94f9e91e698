/** Stock on hand, in base units: the item ledger's quantities at a place, of all dates (erp-business-logic, section 5.1). */
import type { Reader } from '@koble/odata-server'
import { amount } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { isAt, type Place } from './place.ts'
import { isStocked } from './stocked-item.ts'

export function inventoryOf(data: Reader, itemId: string, place: Place = {}): string {
  if (!isStocked(data, itemId)) return '0'
  let total = big(0)
  for (const entry of data.find(names.itemLedgerEntry, { itemId })) {
    if (isAt(entry, place)) total = total.plus(amount(entry, 'quantity'))
  }
  return canonical(total)
}
