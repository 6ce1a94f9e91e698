/** Koble's own `items` and `itemUnits` pages (docs/koble-api-pages.md). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { itemDelete, itemInsert, itemModify } from '../rules/items.ts'
import { text as textOf } from '../rules/setup.ts'
import { itemUnits as units } from '../rules/units-of-record.ts'
import { boundedDecimal } from '../sets/bounded-decimal.ts'
import { baseUnit, checkInventoryType, gtin, inventory, itemCategory } from '../sets/item-properties.ts'
import { bool, choice, codeField, computed, decimal, systemFields, systemId, text } from '../sets/properties.ts'
import { genProdPostingGroup, relatedCode } from '../sets/related-code.ts'
import { templateCode } from '../sets/template-code.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { numberPair, pairOf } from './party-properties.ts'
import { unitSet } from './unit-set.ts'

const code = (column: string, field: string, related: string, length = 20): PropertyDefinition =>
  relatedCode({ column, field, table: names.item, related, length })

export const items: EntitySetDefinition = {
  name: 'items',
  entityType: 'item',
  table: names.item,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    displayName2: text(50),
    type: choice('itemType', members.itemType),
    ...pairOf('baseUnitOfMeasure', 'Code', baseUnit),
    salesUnitOfMeasureCode: codeField(10),
    purchaseUnitOfMeasureCode: codeField(10),
    unitPrice: boundedDecimal('unitPrice', 'Unit Price'),
    unitCost: boundedDecimal('unitCost', 'Unit Cost'),
    priceIncludesTax: bool(),
    taxBusinessPostingGroupCode: code(
      'vatBusPostingGroupPrice',
      'VAT Bus. Posting Gr. (Price)',
      names.vatBusPostingGroup,
    ),
    allowInvoiceDiscount: bool(),
    itemDiscountGroupCode: code('itemDiscountGroup', 'Item Disc. Group', names.itemDiscountGroup),
    grossWeight: boundedDecimal('grossWeight', 'Gross Weight'),
    netWeight: boundedDecimal('netWeight', 'Net Weight'),
    unitVolume: boundedDecimal('unitVolume', 'Unit Volume'),
    ...pairOf('vendor', 'Number', numberPair(names.vendor, 'vendorId')),
    vendorItemNumber: text(50),
    ...pairOf('itemCategory', 'Code', itemCategory),
    gtin,
    countryOfOrigin: code('countryOfOrigin', 'Country/Region of Origin Code', names.country, 10),
    tariffNumber: codeField(20),
    blocked: bool(),
    salesBlocked: bool(),
    blockReason: text(250),
    reserve: choice('reserveMethod', members.reserve),
    variantMandatory: bool(),
    hasVariants: computed(bool(), (row, { data }) => {
      for (const _ of data.find(names.itemVariant, { itemId: row.id })) return true
      return false
    }),
    generalProductPostingGroupCode: genProdPostingGroup(names.item),
    inventoryPostingGroupCode: relatedCode({
      column: 'inventoryPostingGroup',
      field: 'Inventory Posting Group',
      table: names.item,
      related: names.inventoryPostingGroup,
      after: (draft) => {
        if (textOf(draft, 'inventoryPostingGroup') !== '') checkInventoryType(draft)
      },
    }),
    taxProductPostingGroupCode: code('vatProdPostingGroup', 'VAT Prod. Posting Group', names.vatProdPostingGroup),
    inventory,
    templateCode,
    ...systemFields,
  },
  insert: itemInsert,
  modify: itemModify,
  delete: itemDelete,
}

export const itemUnits: EntitySetDefinition = unitSet('item', units, {
  quantityRoundingPrecision: boundedDecimal('quantityRoundingPrecision', 'Qty. Rounding Precision', '1'),
  weight: decimal(),
  cubage: decimal(),
})
