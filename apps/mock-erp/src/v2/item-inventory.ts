/** Writing an item's `inventory` posts an adjustment of the difference (business-central-protocol, section 12). */
import type { Draft, Row, Scalar, WriteContext } from '@koble/odata-server'
import { inventoryOf } from '../availability/inventory-of.ts'
import { adjustInventory } from '../posting/adjust-inventory.ts'
import { checkInventoryType } from '../sets/item-properties.ts'
import { dialogError } from '../rules/refusals.ts'
import { workDate } from '../rules/setup.ts'
import { big, canonical } from '../values/decimal.ts'

const memoOf = (id: unknown): string => `asked inventory ${String(id)}`

/** Remembers what the body asks for until the item is stored. */
export function setInventory(draft: Draft, value: Scalar, context: WriteContext): void {
  if (draft['rowVersion'] === undefined) dialogError('Inventory cannot be changed during on insert.')
  checkInventoryType(draft)
  context.memo.set(memoOf(draft['id']), String(value))
}

/** After the item was stored. */
export function adjustAsked(row: Row, context: WriteContext): void {
  const wanted = context.memo.get(memoOf(row.id))
  if (typeof wanted !== 'string') return
  context.memo.delete(memoOf(row.id))
  const quantity = big(wanted).minus(inventoryOf(context.data, row.id))
  if (quantity.eq(0)) return
  const place = { locationCode: '', variantCode: '', postingDate: workDate(context.clock) }
  adjustInventory(row, { quantity: canonical(quantity), ...place }, context)
}
