/** Items and resources with their units and variants, and what moved them. */
import { textOf } from '../api.ts'
import {
  booleanColumn,
  amountColumn,
  dateColumn,
  keyColumn,
  memberColumn,
  quantityColumn,
  textColumn,
} from './columns.ts'
import type { EntityDefinition, LinesDefinition } from './definition.ts'
import { defaultDimensions } from './dimensions.ts'
import * as field from './fields.ts'

const baseUnit = field.codeOf('baseUnitOfMeasureCode', 'Base unit of measure', 'unitsOfMeasure', { maxlength: 10 })
const vendor = field.numberOf('vendorNumber', 'Vendor no.', 'vendors')
const productGroups = [
  field.text('generalProductPostingGroupCode', 'Gen. prod. posting group', 20),
  field.text('taxProductPostingGroupCode', 'VAT prod. posting group', 20),
]

const itemUnits: LinesDefinition = {
  heading: 'Units of measure',
  one: 'Unit',
  key: 'code',
  collection: () => 'itemUnits',
  filter: (item) => `itemId eq ${textOf(item, 'id')}`,
  fixed: (item) => ({ itemId: item['id'] }),
  columns: [
    field.codeOf('code', 'Code', 'unitsOfMeasure', { required: true, width: 10 }),
    field.decimal('quantityPerUnitOfMeasure', 'Qty. per unit of measure', { width: 10, initial: '1' }),
    field.decimal('weight', 'Weight', { width: 8 }),
    field.decimal('cubage', 'Cubage', { width: 8 }),
    field.shown('isBaseUnit', 'Base unit', { type: 'checkbox', width: 6 }),
  ],
  emptyText: 'No units yet. A base unit on the card makes the first one.',
}

const itemVariants: LinesDefinition = {
  heading: 'Variants',
  one: 'Variant',
  key: 'code',
  collection: (item) => `v2.0/items(${textOf(item, 'id')})/itemVariants`,
  columns: [
    field.text('code', 'Code', 10, { required: true, width: 10 }),
    field.text('description', 'Description', 100, { width: 30 }),
  ],
  emptyText: 'No variants.',
}

export const items: EntityDefinition = {
  set: 'items',
  path: '/items',
  one: 'Item',
  many: 'Items',
  icon: 'box',
  group: 'Inventory',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  notes: 'Item',
  views: [
    { key: 'inventory', label: 'Inventory items', filter: "type eq 'Inventory'" },
    { key: 'blocked', label: 'Blocked', filter: 'blocked eq true' },
  ],
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Description'),
    memberColumn('type', 'Type'),
    textColumn('itemCategoryCode', 'Category', { hideNarrow: true }),
    quantityColumn('inventory', 'Inventory'),
    textColumn('baseUnitOfMeasureCode', 'Base unit', { sortable: false }),
    amountColumn('unitPrice', 'Unit price (LCY)', { sortable: true }),
    amountColumn('unitCost', 'Unit cost (LCY)', { sortable: true, hideNarrow: true }),
    booleanColumn('blocked', 'Blocked'),
  ],
  tabs: [
    {
      heading: 'Item',
      fields: [
        field.number,
        field.template,
        field.name(100, 'Description'),
        field.text('displayName2', 'Description 2', 50),
        field.choice('type', 'Type', ['Inventory', 'Service', 'Non_x002d_Inventory']),
        baseUnit,
        field.codeOf('itemCategoryCode', 'Item category code', 'v2.0/itemCategories'),
        field.text('gtin', 'GTIN', 14),
        field.flag('blocked', 'Blocked'),
        field.text('blockReason', 'Block reason', 250),
      ],
    },
    {
      heading: 'Prices & sales',
      fields: [
        field.decimal('unitPrice', 'Unit price (LCY)'),
        field.flag('priceIncludesTax', 'Price includes VAT'),
        field.text('taxBusinessPostingGroupCode', 'VAT bus. posting group (price)', 20),
        field.flag('allowInvoiceDiscount', 'Allow invoice discount', { existingOnly: true }),
        field.text('itemDiscountGroupCode', 'Item discount group', 20),
        field.text('salesUnitOfMeasureCode', 'Sales unit of measure', 10, { existingOnly: true }),
        field.flag('salesBlocked', 'Sales blocked'),
        field.flag('variantMandatory', 'Variant mandatory'),
        field.choice('reserve', 'Reserve', ['Never', 'Optional', 'Always']),
      ],
    },
    {
      heading: 'Costs & posting',
      fields: [
        field.decimal('unitCost', 'Unit cost (LCY)'),
        ...productGroups,
        field.text('inventoryPostingGroupCode', 'Inventory posting group', 20),
      ],
    },
    {
      heading: 'Replenishment & weights',
      folded: true,
      fields: [
        vendor,
        field.text('vendorItemNumber', 'Vendor item no.', 50),
        field.text('purchaseUnitOfMeasureCode', 'Purchase unit of measure', 10, { existingOnly: true }),
        field.codeOf('countryOfOrigin', 'Country of origin', 'countriesRegions', { maxlength: 10 }),
        field.text('tariffNumber', 'Tariff no.', 20),
        field.decimal('grossWeight', 'Gross weight'),
        field.decimal('netWeight', 'Net weight'),
        field.decimal('unitVolume', 'Unit volume'),
      ],
    },
  ],
  lines: [itemUnits, itemVariants, defaultDimensions('items')],
  related: [
    {
      heading: 'Price list lines',
      path: () => 'priceListLines',
      query: (item) => ({ $filter: `assetId eq ${textOf(item, 'id')}` }),
      columns: [
        keyColumn('priceListCode', 'Price list'),
        memberColumn('status', 'Status'),
        memberColumn('sourceType', 'Assign to'),
        textColumn('sourceNumber', 'Assign to no.'),
        textColumn('unitOfMeasureCode', 'Unit'),
        quantityColumn('minimumQuantity', 'Minimum quantity'),
        quantityColumn('unitPrice', 'Unit price'),
        quantityColumn('lineDiscountPercent', 'Line discount %'),
        textColumn('currencyCode', 'Currency'),
      ],
      href: (line) => `/price-lists/${textOf(line, 'priceListId')}`,
      emptyText: 'No price list names this item.',
    },
    {
      heading: 'Item ledger entries',
      folded: true,
      path: () => 'itemLedgerEntries',
      query: (item) => ({ $filter: `itemId eq ${textOf(item, 'id')}`, $orderby: 'entryNumber desc' }),
      columns: [
        dateColumn('postingDate', 'Posting date'),
        memberColumn('entryType', 'Type'),
        keyColumn('documentNumber', 'Document no.'),
        textColumn('locationCode', 'Location'),
        textColumn('itemVariantCode', 'Variant'),
        quantityColumn('quantity', 'Quantity'),
        quantityColumn('remainingQuantity', 'Remaining'),
      ],
      emptyText: 'Receipts, shipments and adjustments of this item are listed here.',
    },
  ],
}

export const resources: EntityDefinition = {
  set: 'resources',
  path: '/resources',
  one: 'Resource',
  many: 'Resources',
  icon: 'person',
  group: 'Inventory',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  notes: 'Resource',
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Name'),
    memberColumn('type', 'Type'),
    textColumn('baseUnitOfMeasureCode', 'Base unit', { sortable: false }),
    amountColumn('unitPrice', 'Unit price (LCY)', { sortable: true }),
    amountColumn('unitCost', 'Unit cost (LCY)', { sortable: true }),
    booleanColumn('blocked', 'Blocked'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.number,
        field.template,
        field.name(100),
        field.text('displayName2', 'Name 2', 50),
        field.choice('type', 'Type', ['Person', 'Machine']),
        baseUnit,
        field.text('jobTitle', 'Job title', 30),
        field.text('resourceGroupCode', 'Resource group', 20),
        vendor,
        field.flag('blocked', 'Blocked'),
        field.flag('privacyBlocked', 'Privacy blocked'),
        field.shown('capacity', 'Capacity', { type: 'decimal' }),
      ],
    },
    {
      heading: 'Prices & costs',
      fields: [
        field.decimal('directUnitCost', 'Direct unit cost (LCY)'),
        field.decimal('indirectCostPercent', 'Indirect cost %'),
        field.decimal('unitCost', 'Unit cost (LCY)'),
        field.decimal('unitPrice', 'Unit price (LCY)'),
        ...productGroups,
      ],
    },
  ],
  lines: [
    {
      heading: 'Units of measure',
      one: 'Unit',
      key: 'code',
      collection: () => 'resourceUnits',
      filter: (resource) => `resourceId eq ${textOf(resource, 'id')}`,
      fixed: (resource) => ({ resourceId: resource['id'] }),
      columns: [
        field.codeOf('code', 'Code', 'unitsOfMeasure', { required: true, width: 10 }),
        field.decimal('quantityPerUnitOfMeasure', 'Qty. per unit of measure', { width: 10, initial: '1' }),
        field.shown('isBaseUnit', 'Base unit', { type: 'checkbox', width: 6 }),
      ],
      emptyText: 'No units yet. A base unit on the card makes the first one.',
    },
  ],
}
