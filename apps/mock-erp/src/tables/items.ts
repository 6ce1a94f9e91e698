/** Items, resources and what belongs to them. Numbered records are held by their ids, small tables by their codes. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTable, columns } from './columns.ts'
import { names } from './names.ts'

export const itemTables: readonly TableDefinition[] = [
  {
    name: names.item,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    indexes: [['modifiedAt'], ['displayName'], ['itemCategoryCode'], ['vendorId']],
    columns: {
      ...columns('String', 'number', 'number2', 'displayName', 'displayName2', 'searchDescription', 'type'),
      ...columns('String', 'itemCategoryCode', 'itemDiscountGroup', 'gtin', 'shelfNumber', 'tariffNumber'),
      ...columns('String', 'baseUnitOfMeasureCode', 'salesUnitOfMeasureCode', 'purchaseUnitOfMeasureCode'),
      ...columns('String', 'genProdPostingGroup', 'vatProdPostingGroup', 'inventoryPostingGroup', 'taxGroupCode'),
      ...columns('String', 'vatBusPostingGroupPrice', 'vendorItemNumber', 'countryOfOrigin', 'blockReason'),
      ...columns('String', 'costingMethod', 'priceProfitCalculation', 'reserve', 'stockoutWarning'),
      ...columns('Guid', 'vendorId'),
      ...columns('Decimal', 'unitPrice', 'unitCost', 'standardCost', 'lastDirectCost', 'profitPercent'),
      ...columns('Decimal', 'grossWeight', 'netWeight', 'unitVolume', 'reorderPoint'),
      ...columns('Boolean', 'priceIncludesTax', 'allowInvoiceDiscount', 'blocked', 'salesBlocked', 'purchasingBlocked'),
      ...columns('Boolean', 'variantMandatory'),
      leadTimeCalculation: 'String',
    },
  },
  codeTable(names.itemCategory, { parentCategoryCode: 'String' }),
  {
    name: names.itemVariant,
    partitioned: true,
    order: ['itemId', 'code'],
    unique: [['itemId', 'code']],
    indexes: [['modifiedAt']],
    columns: {
      itemId: 'Guid',
      ...columns('String', 'code', 'description', 'description2'),
      ...columns('Boolean', 'blocked', 'salesBlocked'),
    },
  },
  unitsOf(names.itemUnit, 'itemId', columns('Decimal', 'quantityRoundingPrecision', 'weight', 'cubage')),
  {
    name: names.resource,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    indexes: [['modifiedAt'], ['displayName'], ['vendorId']],
    columns: {
      ...columns('String', 'number', 'displayName', 'displayName2', 'searchName', 'type', 'addressLine1', 'city'),
      ...columns('String', 'jobTitle', 'resourceGroup', 'baseUnitOfMeasureCode', 'priceProfitCalculation'),
      ...columns('String', 'genProdPostingGroup', 'vatProdPostingGroup'),
      vendorId: 'Guid',
      ...columns(
        'Decimal',
        'directUnitCost',
        'indirectCostPercent',
        'unitCost',
        'unitPrice',
        'profitPercent',
        'capacity',
      ),
      ...columns('Boolean', 'blocked', 'privacyBlocked'),
    },
  },
  unitsOf(names.resourceUnit, 'resourceId', {}),
  /** One row an item and a resource. `sourceType`: Item, Resource. */
  {
    name: names.unitGroup,
    partitioned: true,
    order: ['sourceType', 'sourceNumber'],
    indexes: [['modifiedAt'], ['sourceId'], ['sourceNumber']],
    columns: { ...columns('String', 'sourceType', 'sourceNumber', 'baseUnitOfMeasureCode'), sourceId: 'Guid' },
  },
]

/** Units of one record, each with how many base units it is. */
function unitsOf(name: string, owner: string, more: TableDefinition['columns']): TableDefinition {
  return {
    name,
    partitioned: true,
    order: [owner, 'code'],
    unique: [[owner, 'code']],
    indexes: [['modifiedAt'], ['code']],
    columns: { [owner]: 'Guid', code: 'String', quantityPerUnit: 'Decimal', ...more },
  }
}
