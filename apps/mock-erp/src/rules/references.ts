/**
 * Who holds the code of a small table. A rename follows all of them in the same transaction; a deletion follows none, so that
 * references dangle, as in the ERP (erp-business-logic, section 6.1).
 */
import type { Draft, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'

/** Columns by the table whose code they hold, wherever they stand. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  [names.currency]: ['currencyCode', 'relationalCurrencyCode'],
  [names.paymentTerms]: ['paymentTermsCode'],
  [names.paymentMethod]: ['paymentMethodCode'],
  [names.shipmentMethod]: ['shipmentMethodCode'],
  [names.shippingAgent]: ['shippingAgentCode'],
  [names.country]: [
    'country',
    'sellToCountry',
    'billToCountry',
    'shipToCountry',
    'buyFromCountry',
    'payToCountry',
    'transferFromCountry',
    'transferToCountry',
    'countryOfOrigin',
  ],
  [names.salesperson]: ['salespersonCode', 'purchaserCode'],
  [names.location]: ['locationCode', 'transferFromCode', 'transferToCode', 'inTransitCode'],
  [names.unit]: [
    'unitOfMeasureCode',
    'baseUnitOfMeasureCode',
    'salesUnitOfMeasureCode',
    'purchaseUnitOfMeasureCode',
    'defaultUnitCode',
  ],
  [names.itemCategory]: ['itemCategoryCode', 'parentCategoryCode'],
  [names.customerPriceGroup]: ['customerPriceGroup'],
  [names.customerDiscountGroup]: ['customerDiscountGroup'],
  [names.itemDiscountGroup]: ['itemDiscountGroup'],
  [names.priceList]: ['priceListCode'],
  [names.dimension]: ['dimensionCode'],
  [names.vatBusPostingGroup]: ['vatBusPostingGroup', 'vatBusPostingGroupPrice', 'defaultVatBusPostingGroup'],
  [names.vatProdPostingGroup]: ['vatProdPostingGroup', 'defaultVatProdPostingGroup'],
}

/** Holders whose column is named otherwise: the unit of an item is a code of its own table, sources and assets of prices depend on their type. */
const OTHERS: Readonly<Record<string, readonly (readonly [table: string, column: string, where?: Draft])[]>> = {
  [names.unit]: [
    [names.itemUnit, 'code'],
    [names.resourceUnit, 'code'],
  ],
  [names.customerPriceGroup]: [
    [names.priceList, 'sourceCode', { sourceType: 'Customer_x0020_Price_x0020_Group' }],
    [names.priceListLine, 'sourceCode', { sourceType: 'Customer_x0020_Price_x0020_Group' }],
  ],
  [names.customerDiscountGroup]: [
    [names.priceList, 'sourceCode', { sourceType: 'Customer_x0020_Disc_x002e__x0020_Group' }],
    [names.priceListLine, 'sourceCode', { sourceType: 'Customer_x0020_Disc_x002e__x0020_Group' }],
  ],
  [names.itemDiscountGroup]: [[names.priceListLine, 'assetCode', { assetType: 'Item_x0020_Discount_x0020_Group' }]],
}

export function renameReferences(data: Transaction, table: string, before: string, after: string): void {
  const columns = COLUMNS[table] ?? []
  for (const holder of tables) {
    if (holder.name === table && table !== names.itemCategory) continue
    for (const column of columns) {
      if (column in holder.columns) rename(data, holder.name, column, before, after)
    }
  }
  for (const [holder, column, where] of OTHERS[table] ?? []) rename(data, holder, column, before, after, where)
}

function rename(data: Transaction, table: string, column: string, before: string, after: string, where: Draft = {}) {
  for (const row of findAll(data, table, { ...where, [column]: before }))
    data.update(table, row.id, { [column]: after })
}
