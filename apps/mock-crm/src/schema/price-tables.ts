/** Price lists with their items, discount lists with theirs. Columns: reference/dataverse-schema.json. */
import {
  cascading,
  choice,
  day,
  decimal,
  flag,
  lookup,
  memo,
  money,
  onCreate,
  onUpdate,
  readOnly,
  required,
  restricting,
  stateColumns,
  text,
  within,
} from './column.ts'
import { erpCompany, process } from './sales-columns.ts'
import { table } from './table.ts'

const activeOrInactive = stateColumns([0, 'Active', [[100_001, 'Active']]], [1, 'Inactive', [[100_002, 'Inactive']]])

export const pricelevel = table({
  name: 'pricelevel',
  setName: 'pricelevels',
  label: 'Price List',
  schemaName: 'PriceLevel',
  objectTypeCode: 1022,
  changeTracking: true,
  columns: {
    name: required(text(100)),
    description: memo(),
    begindate: day(),
    enddate: day(),
    shippingmethodcode: choice({ 1: 'Default Value' }),
    paymentmethodcode: choice({ 1: 'Default Value' }),
    freighttermscode: choice({ 1: 'Default Value' }),
    transactioncurrencyid: onCreate(lookup('transactioncurrency')),
    exchangerate: readOnly(decimal(12)),
    organizationid: readOnly(lookup('organization')),
    koble_company: erpCompany(),
    ...activeOrInactive,
  },
  collections: [
    { name: 'price_level_product_price_levels', table: 'productpricelevel', column: 'pricelevelid' },
    { name: 'price_level_accounts', table: 'account', column: 'defaultpricelevelid' },
    { name: 'price_level_contacts', table: 'contact', column: 'defaultpricelevelid' },
    { name: 'price_level_products', table: 'product', column: 'pricelevelid' },
    { name: 'price_level_opportunties', table: 'opportunity', column: 'pricelevelid' },
    { name: 'price_level_quotes', table: 'quote', column: 'pricelevelid' },
    { name: 'price_level_orders', table: 'salesorder', column: 'pricelevelid' },
    { name: 'price_level_invoices', table: 'invoice', column: 'pricelevelid' },
  ],
})

/** What a product costs in a unit on a price list. */
export const productpricelevel = table({
  name: 'productpricelevel',
  setName: 'productpricelevels',
  label: 'Price List Item',
  schemaName: 'ProductPriceLevel',
  objectTypeCode: 1026,
  primaryName: 'productnumber',
  changeTracking: true,
  columns: {
    pricelevelid: required(restricting(onCreate(lookup('pricelevel')))),
    productid: required(cascading(lookup('product'))),
    uomid: required(restricting(lookup('uom'))),
    uomscheduleid: lookup('uomschedule'),
    discounttypeid: restricting(lookup('discounttype')),
    amount: within(0, 1_000_000_000_000, money()),
    percentage: within(0, 100_000, decimal()),
    quantitysellingcode: choice({ 1: 'No Control', 2: 'Whole', 3: 'Whole and Fractional' }),
    pricingmethodcode: choice({
      1: 'Currency Amount',
      2: 'Percent of List',
      3: 'Percent Markup - Current Cost',
      4: 'Percent Margin - Current Cost',
      5: 'Percent Markup - Standard Cost',
      6: 'Percent Margin - Standard Cost',
    }),
    roundingpolicycode: choice({ 1: 'None', 2: 'Up', 3: 'Down', 4: 'To Nearest' }),
    roundingoptioncode: choice({ 1: 'Ends in', 2: 'Multiple of' }),
    roundingoptionamount: within(0, 1_000_000_000_000, money()),
    productnumber: readOnly(text(100)),
    transactioncurrencyid: onUpdate(lookup('transactioncurrency')),
    ...process,
  },
})

export const discounttype = table({
  name: 'discounttype',
  setName: 'discounttypes',
  label: 'Discount List',
  schemaName: 'DiscountType',
  objectTypeCode: 1080,
  columns: {
    name: required(text(100)),
    description: memo(),
    isamounttype: onCreate(flag()),
    transactioncurrencyid: onCreate(lookup('transactioncurrency')),
    organizationid: readOnly(lookup('organization')),
    ...activeOrInactive,
  },
  collections: [
    { name: 'discount_type_discounts', table: 'discount', column: 'discounttypeid' },
    { name: 'discount_type_product_price_levels', table: 'productpricelevel', column: 'discounttypeid' },
  ],
})

/** A quantity break of a discount list. */
export const discount = table({
  name: 'discount',
  setName: 'discounts',
  label: 'Discount',
  objectTypeCode: 1013,
  primaryName: 'discounttypeidname',
  columns: {
    discounttypeid: required(cascading(onCreate(lookup('discounttype')))),
    lowquantity: required(decimal()),
    highquantity: required(decimal()),
    percentage: within(0, 100, decimal()),
    amount: within(0, 1_000_000_000_000, money()),
    isamounttype: readOnly(flag()),
    transactioncurrencyid: readOnly(lookup('transactioncurrency')),
  },
})
