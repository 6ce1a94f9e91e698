/** API v2.0 `itemLedgerEntries`: read-only, amounts summed over the value entries (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { amount, integer } from '../rules/setup.ts'
import { itemLedgerProperties } from '../sets/item-ledger-properties.ts'
import { byId } from '../sets/navigation.ts'
import { computed, decimal, lastModified, readOnly, systemId } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { canonical, sum } from '../values/decimal.ts'

const ofValues = (column: 'salesAmountActual' | 'costAmountActual'): PropertyDefinition =>
  computed(decimal(), (row, { data }) => {
    const values = data.find(names.valueEntry, { itemLedgerEntryNumber: integer(row, 'entryNumber') })
    return canonical(sum(Array.from(values, (value) => amount(value, column))))
  })

export const itemLedgerEntries: EntitySetDefinition = {
  name: 'itemLedgerEntries',
  entityType: 'itemLedgerEntry',
  table: names.itemLedgerEntry,
  properties: {
    id: readOnly(systemId),
    ...itemLedgerProperties,
    quantity: readOnly(decimal()),
    salesAmountActual: ofValues('salesAmountActual'),
    costAmountActual: ofValues('costAmountActual'),
    lastModifiedDateTime: lastModified,
  },
  navigation: { item: byId('items', names.item, 'itemId') },
}
