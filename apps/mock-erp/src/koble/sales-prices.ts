/** Koble's own page of prices as the ERP calculates them (docs/koble-api-pages.md, salesPrices). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { salesPriceRows } from '../prices/sales-prices.ts'
import { bool, choice, codeField, date, decimal, guid, instant, integer, text } from '../sets/properties.ts'
import { priceSourceType } from './price-lists.ts'

const properties: Readonly<Record<string, PropertyDefinition>> = {
  sequence: integer(),
  customerId: guid(),
  customerNumber: codeField(20),
  itemId: guid(),
  itemNumber: codeField(20),
  resourceId: guid(),
  resourceNumber: codeField(20),
  quantity: decimal(),
  unitOfMeasureCode: codeField(10),
  itemVariantCode: codeField(10),
  workTypeCode: codeField(10),
  date: date(),
  currencyCode: codeField(10),
  fromQuantity: decimal(),
  applies: bool(),
  quantityPerUnitOfMeasure: decimal(),
  unitPrice: decimal(),
  lineDiscountPercent: decimal(),
  netUnitPrice: decimal(),
  lineAmount: decimal(),
  pricesIncludeTax: bool(),
  taxPercent: decimal(),
  allowLineDiscount: bool(),
  allowInvoiceDiscount: bool(),
  priceSource: choice('priceSource', ['Price_x0020_List', 'Card']),
  priceListCode: codeField(20),
  priceListId: guid(),
  priceListLineId: guid(),
  priceListDescription: text(250),
  sourceType: priceSourceType(),
  sourceNumber: codeField(20),
  minimumQuantity: decimal(),
  startingDate: date(),
  endingDate: date(),
  discountPriceListCode: codeField(20),
  discountPriceListLineId: guid(),
  discountStartingDate: date(),
  discountEndingDate: date(),
  cardUnitPrice: decimal(),
  asOf: instant(),
}

export const salesPrices: EntitySetDefinition = {
  name: 'salesPrices',
  entityType: 'salesPrice',
  rows: salesPriceRows,
  key: ['sequence'],
  etags: false,
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, { ...property, readOnly: true }]),
  ),
}
