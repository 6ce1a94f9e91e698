/** What the sales documents have in common: addresses, amounts, lines, pricing errors. Truth: reference/dataverse-schema.json. */
import {
  cascading,
  choice,
  decimal,
  flag,
  guid,
  integer,
  lookup,
  memo,
  money,
  onCreate,
  onUpdate,
  polymorphic,
  readOnly,
  required,
  restricting,
  text,
  within,
  type Column,
} from './column.ts'

/** Why a price could not be found: the write succeeds all the same (reference/dataverse-protocol.md, section 14). */
export const pricingError = (): Column =>
  choice({
    0: 'None',
    1: 'Detail Error',
    2: 'Missing Price Level',
    3: 'Inactive Price Level',
    4: 'Missing Quantity',
    5: 'Missing Unit Price',
    6: 'Missing Product',
    7: 'Invalid Product',
    8: 'Missing Pricing Code',
    9: 'Invalid Pricing Code',
    10: 'Missing UOM',
    11: 'Product Not In Price Level',
    12: 'Missing Price Level Amount',
    13: 'Missing Price Level Percentage',
    14: 'Missing Price',
    15: 'Missing Current Cost',
    16: 'Missing Standard Cost',
    17: 'Invalid Price Level Amount',
    18: 'Invalid Price Level Percentage',
    19: 'Invalid Price',
    20: 'Invalid Current Cost',
    21: 'Invalid Standard Cost',
    22: 'Invalid Rounding Policy',
    23: 'Invalid Rounding Option',
    24: 'Invalid Rounding Amount',
    25: 'Price Calculation Error',
    26: 'Invalid Discount Type',
    27: 'Discount Type Invalid State',
    28: 'Invalid Discount',
    29: 'Invalid Quantity',
    30: 'Invalid Pricing Precision',
    31: 'Missing Product Default UOM',
    32: 'Missing Product UOM Schedule',
    33: 'Inactive Discount Type',
    34: 'Invalid Price Level Currency',
    35: 'Price Attribute Out Of Range',
    36: 'Base Currency Attribute Overflow',
    37: 'Base Currency Attribute Underflow',
  })

/** The ERP company that a record belongs to: a column of Koble's solution. */
export const erpCompany = (): Column => ({
  ...lookup('koble_company', 'koble_Company'),
  schemaName: 'koble_Company',
  label: 'ERP company',
})

const address = (prefix: string): Readonly<Record<string, Column>> => ({
  [`${prefix}_name`]: text(200),
  [`${prefix}_line1`]: text(250),
  [`${prefix}_line2`]: text(250),
  [`${prefix}_line3`]: text(250),
  [`${prefix}_city`]: text(80),
  [`${prefix}_stateorprovince`]: text(50),
  [`${prefix}_country`]: text(80),
  [`${prefix}_postalcode`]: text(20),
  [`${prefix}_telephone`]: text(50),
  [`${prefix}_fax`]: text(50),
  [`${prefix}_contactname`]: text(150),
  [`${prefix}_addressid`]: guid(),
})

/** Bill-to and ship-to of quote, order and invoice. */
export const documentAddresses: Readonly<Record<string, Column>> = {
  ...address('billto'),
  billto_composite: readOnly(memo()),
  ...address('shipto'),
  shipto_composite: readOnly(memo()),
  shipto_freighttermscode: choice({ 1: 'Default Value' }),
  willcall: flag(),
}

const percentage = (): Column => within(0, 100, decimal())

/** Amounts of every document's header; the totals are the pricing engine's, or an integration user's on update. */
export const documentAmounts: Readonly<Record<string, Column>> = {
  pricingerrorcode: pricingError(),
  discountpercentage: percentage(),
  discountamount: money(),
  freightamount: money(),
  totallineitemamount: onUpdate(money()),
  totallineitemdiscountamount: onUpdate(money()),
  totaldiscountamount: onUpdate(money()),
  totalamountlessfreight: onUpdate(money()),
  totaltax: onUpdate(money()),
  totalamount: onUpdate(money()),
}

/** To whom the document goes; `accountid` and `contactid` follow `customerid`. */
export const customer = (onDelete: (column: Column) => Column): Readonly<Record<string, Column>> => ({
  customerid: onDelete({ ...polymorphic('Customer', 'customerid', 'account', 'contact'), formRequired: true }),
  accountid: readOnly(lookup('account')),
  contactid: readOnly(lookup('contact')),
})

/** A document's place in a business process flow, which is kept as it is written. */
export const process: Readonly<Record<string, Column>> = {
  processid: guid(),
  stageid: guid(),
  traversedpath: text(250),
}

/** What every document's line has, with the lookup to its header. */
export const lineColumns = (header: string, table: string): Readonly<Record<string, Column>> => ({
  [header]: required(cascading(lookup(table))),
  productid: restricting(lookup('product')),
  uomid: restricting(lookup('uom')),
  productdescription: text(250),
  isproductoverridden: onCreate(flag()),
  ispriceoverridden: flag(),
  quantity: decimal(),
  priceperunit: money(),
  volumediscountamount: readOnly(money()),
  manualdiscountamount: money(),
  baseamount: onUpdate(money()),
  tax: money(),
  extendedamount: onUpdate(money()),
  pricingerrorcode: pricingError(),
  description: memo(),
  lineitemnumber: integer(),
  sequencenumber: integer(),
  transactioncurrencyid: readOnly(lookup('transactioncurrency')),
  parentbundleid: onCreate(guid()),
  productassociationid: onCreate(guid()),
  producttypecode: onCreate(
    choice({ 1: 'Product', 2: 'Bundle', 3: 'Required Bundle Product', 4: 'Optional Bundle Product' }),
  ),
  propertyconfigurationstatus: choice({ 0: 'Edit', 1: 'Rectify', 2: 'NotConfigured' }),
})

/** What the lines of quote, order and invoice have besides. */
export const deliveryColumns: Readonly<Record<string, Column>> = {
  salesrepid: lookup('systemuser'),
  ...address('shipto'),
  shipto_freighttermscode: choice({ 1: 'FOB', 2: 'No Charge' }),
  willcall: flag(),
}
