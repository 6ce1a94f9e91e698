/** Price lists, groups and invoice discounts (erp-business-logic, sections 1.2 and 2.5). */
import type { TableDefinition } from '@koble/odata-server'
import { codeTable, columns } from './columns.ts'
import { names } from './names.ts'

/** What header and lines share: a new line copies it. Sources of type Customer and Contact are held by id, groups and campaigns by code. */
const terms = {
  ...columns('String', 'sourceType', 'sourceCode', 'currencyCode', 'amountType', 'priceType', 'status'),
  ...columns('String', 'vatBusPostingGroupPrice'),
  sourceId: 'Guid',
  ...columns('Date', 'startingDate', 'endingDate'),
  ...columns('Boolean', 'priceIncludesTax', 'allowLineDiscount', 'allowInvoiceDiscount'),
} as const

export const priceTables: readonly TableDefinition[] = [
  codeTable(names.customerPriceGroup, {
    ...columns('Boolean', 'priceIncludesTax', 'allowLineDiscount', 'allowInvoiceDiscount'),
    vatBusPostingGroupPrice: 'String',
  }),
  codeTable(names.customerDiscountGroup, {}),
  codeTable(names.itemDiscountGroup, {}),
  {
    name: names.invoiceDiscount,
    partitioned: true,
    order: ['code', 'currencyCode', 'minimumAmount'],
    indexes: [['code']],
    columns: {
      ...columns('String', 'code', 'currencyCode'),
      ...columns('Decimal', 'minimumAmount', 'discountPercent', 'serviceCharge'),
    },
  },
  {
    name: names.priceList,
    partitioned: true,
    order: ['code'],
    unique: [['code']],
    indexes: [['modifiedAt'], ['sourceId'], ['sourceCode']],
    columns: { ...terms, ...columns('String', 'code', 'description'), allowUpdatingDefaults: 'Boolean' },
  },
  {
    name: names.priceListLine,
    partitioned: true,
    order: ['priceListCode', 'lineNumber'],
    unique: [['priceListCode', 'lineNumber']],
    indexes: [
      ['modifiedAt'],
      ['priceListId'],
      ['assetId'],
      ['assetCode'],
      // What a price is asked for and on whose behalf: one exact look-up each, however many lines an item or a customer has.
      ['assetType', 'assetId', 'assetCode', 'sourceType', 'sourceId', 'sourceCode'],
    ],
    columns: {
      ...terms,
      priceListCode: 'String',
      priceListId: 'Guid',
      lineNumber: 'Int32',
      /** `assetId` for items, resources and accounts; `assetCode` for groups; both blank: all of the type. */
      ...columns('String', 'assetType', 'assetCode', 'variantCode', 'unitOfMeasureCode', 'workTypeCode', 'description'),
      ...columns('String', 'vatProdPostingGroup'),
      assetId: 'Guid',
      ...columns('Decimal', 'minimumQuantity', 'unitPrice', 'discountPercent'),
    },
  },
]
