/** Pairs and fields that the pages of items and resources share (erp-business-logic, section 6.5). */
import type { Draft, PropertyDefinition, Row, WriteContext } from '@koble/odata-server'
import { inventoryOf } from '../availability/inventory-of.ts'
import { setBaseUnit } from '../rules/items.ts'
import { fieldError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { unitByCode, unknownUnit } from '../rules/units-of-record.ts'
import { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'
import type { Pair } from './pair.ts'
import { codeField, computed, decimal } from './properties.ts'

/** The base unit of a resource. */
export const resourceBaseUnit: Pair = {
  table: names.unit,
  keyColumn: 'code',
  length: 10,
  column: 'baseUnitOfMeasureCode',
  holds: 'key',
  find: unitByCode,
  unknownKey: unknownUnit,
}

/** That of an item is the unit of sales and purchases as well. */
export const baseUnit: Pair = {
  ...resourceBaseUnit,
  after: (draft, unit) => setBaseUnit(draft, text(unit ?? {}, 'code')),
}

export const itemCategory: Pair = {
  table: names.itemCategory,
  keyColumn: 'code',
  length: 20,
  column: 'itemCategoryCode',
  holds: 'key',
  unknownId: 'The "itemCategoryId" does not match to a specific Item Category group.',
  contradiction: 'The item categories values do not match to a specific item category.',
}

/** A new general group brings its VAT group. */
export const genProdPostingGroup: Pair = {
  table: names.genProdPostingGroup,
  keyColumn: 'code',
  length: 20,
  column: 'genProdPostingGroup',
  holds: 'key',
  after: (draft, group) => {
    if (group?.['autoInsertDefault'] === true) draft['vatProdPostingGroup'] = text(group, 'defaultVatProdPostingGroup')
  },
}

export const inventoryPostingGroup: Pair = {
  table: names.inventoryPostingGroup,
  keyColumn: 'code',
  length: 20,
  column: 'inventoryPostingGroup',
  holds: 'key',
  after: (draft, group) => {
    if (group !== undefined) checkInventoryType(draft)
  },
}

/** Only an item of type Inventory has stock. */
export function checkInventoryType(item: Readonly<Draft>): void {
  const type = text(item, 'type')
  if (type === 'Inventory') return
  fieldError(
    `Type must be equal to 'Inventory'  in Item: No.=${text(item, 'number')}. Current value is '${decodeMember(type)}'.`,
  )
}

export const gtin: PropertyDefinition = codeField(14, {
  set: (draft: Draft, value, _context: WriteContext) => {
    const written = typeof value === 'string' ? value : ''
    if (!/^\d*$/.test(written)) {
      fieldError(`GTIN must contain digits only in Item: No.=${text(draft, 'number')}. Current value is '${written}'.`)
    }
    draft['gtin'] = written
  },
})

/** On hand over all locations, in base units. */
export const inventory: PropertyDefinition = computed(decimal(), (row: Row, { data }) => inventoryOf(data, row.id))
