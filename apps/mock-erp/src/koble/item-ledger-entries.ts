/** Koble's own `itemLedgerEntries` page: read-only (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { itemLedgerProperties } from '../sets/item-ledger-properties.ts'
import { bool, codeField, decimal, guid, readOnly, systemFields, systemId } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

export const itemLedgerEntries: EntitySetDefinition = {
  name: 'itemLedgerEntries',
  entityType: 'itemLedgerEntry',
  table: names.itemLedgerEntry,
  properties: {
    id: readOnly(systemId),
    ...itemLedgerProperties,
    itemId: readOnly(guid()),
    itemVariantCode: readOnly(codeField(10, { column: 'variantCode' })),
    locationCode: readOnly(codeField(10)),
    quantity: readOnly(decimal()),
    remainingQuantity: readOnly(decimal()),
    invoicedQuantity: readOnly(decimal()),
    unitOfMeasureCode: readOnly(codeField(10)),
    quantityPerUnitOfMeasure: readOnly(decimal({ column: 'quantityPerUnit' })),
    open: readOnly(bool()),
    ...systemFields,
  },
}
