/** API v2.0 `items` and `itemVariants` (business-central-api.json; business-central-protocol, section 12). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { inventoryOf } from '../availability/inventory-of.ts'
import { itemVariantRules } from '../rules/item-variants.ts'
import { itemDelete, itemInsert, itemModify } from '../rules/items.ts'
import { dialogError } from '../rules/refusals.ts'
import { boundedDecimal } from '../sets/bounded-decimal.ts'
import { baseUnit, genProdPostingGroup, gtin, inventoryPostingGroup, itemCategory } from '../sets/item-properties.ts'
import { byCode, byId } from '../sets/navigation.ts'
import { idProperty, keyProperty, type Pair } from '../sets/pair.ts'
import { bool, choice, codeField, decimal, guid, lastModified, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { defaultDimensionsBelow } from './default-dimensions.ts'
import { documentAttachmentsBelow } from './attachments.ts'
import { adjustAsked, setInventory } from './item-inventory.ts'
import { picture } from './pictures.ts'

/** Shown is what is on hand; written, it posts an adjustment after the item was stored. */
const inventory: PropertyDefinition = decimal({
  get: (row, { data }) => inventoryOf(data, row.id),
  set: setInventory,
})

/** Companies with VAT have no tax groups of items: their posting groups decide. */
const noTaxGroup = (property: PropertyDefinition, name: string, blank: string): PropertyDefinition => ({
  ...property,
  get: () => blank,
  set: (_draft, value) => {
    if (value !== blank) dialogError(`The "${name}" does not match to a Tax Group.`)
  },
})

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
    itemCategoryId: idProperty('itemCategoryId', itemCategory),
    itemCategoryCode: keyProperty('itemCategoryCode', itemCategory),
    blocked: bool(),
    gtin,
    inventory,
    unitPrice: boundedDecimal('unitPrice', 'Unit Price'),
    priceIncludesTax: bool(),
    unitCost: boundedDecimal('unitCost', 'Unit Cost'),
    taxGroupId: noTaxGroup(guid(), 'taxGroupId', emptyGuid),
    taxGroupCode: noTaxGroup(codeField(20), 'taxGroupCode', ''),
    baseUnitOfMeasureId: idProperty('baseUnitOfMeasureId', baseUnit),
    baseUnitOfMeasureCode: keyProperty('baseUnitOfMeasureCode', baseUnit),
    generalProductPostingGroupId: idProperty('generalProductPostingGroupId', genProdPostingGroup),
    generalProductPostingGroupCode: keyProperty('generalProductPostingGroupCode', genProdPostingGroup),
    inventoryPostingGroupId: idProperty('inventoryPostingGroupId', inventoryPostingGroup),
    inventoryPostingGroupCode: keyProperty('inventoryPostingGroupCode', inventoryPostingGroup),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    itemCategory: byCode('itemCategories', names.itemCategory, 'itemCategoryCode'),
    inventoryPostingGroup: byCode('inventoryPostingGroups', names.inventoryPostingGroup, 'inventoryPostingGroup'),
    generalProductPostingGroup: byCode('generalProductPostingGroups', names.genProdPostingGroup, 'genProdPostingGroup'),
    baseUnitOfMeasure: byCode('unitsOfMeasure', names.unit, 'baseUnitOfMeasureCode'),
    unitOfMeasure: byCode('unitsOfMeasure', names.unit, 'baseUnitOfMeasureCode'),
    picture: picture('Item'),
    defaultDimensions: defaultDimensionsBelow,
    itemVariants: { target: 'itemVariants', collection: true, targetColumn: 'itemId' },
    documentAttachments: documentAttachmentsBelow,
  },
  insert: itemInsert,
  modify: {
    ...itemModify,
    after: (row, before, context) => {
      itemModify.after?.(row, before, context)
      adjustAsked(row, context)
    },
  },
  delete: itemDelete,
}

const item: Pair = {
  table: names.item,
  keyColumn: 'number',
  length: 20,
  column: 'itemId',
  holds: 'id',
  article: 'an',
}

export const itemVariants: EntitySetDefinition = {
  name: 'itemVariants',
  entityType: 'itemVariant',
  table: names.itemVariant,
  properties: {
    id: systemId,
    itemId: idProperty('itemId', item),
    itemNumber: keyProperty('itemNumber', item),
    code: codeField(10),
    description: text(100),
    lastModifiedDateTime: lastModified,
  },
  navigation: { item: byId('items', names.item, 'itemId'), picture: picture('Item_x0020_Variant') },
  ...itemVariantRules,
}
