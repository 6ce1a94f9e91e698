/** Quotes and their lines. Columns: reference/dataverse-schema.json; states: reference/dataverse-protocol.md, section 13. */
import {
  cascading,
  choice,
  day,
  formRequired,
  integer,
  lookup,
  memo,
  onCreate,
  readOnly,
  restricting,
  stateColumns,
  text,
} from './column.ts'
import { freightTerms, paymentTerms, shippingMethods } from './party-columns.ts'
import {
  customer,
  deliveryColumns,
  documentAddresses,
  documentAmounts,
  erpCompany,
  lineColumns,
  process,
} from './sales-columns.ts'
import { table } from './table.ts'

export const quote = table({
  name: 'quote',
  setName: 'quotes',
  label: 'Quote',
  objectTypeCode: 1084,
  ownership: 'user',
  changeTracking: true,
  columns: {
    quotenumber: onCreate(text(100)),
    revisionnumber: readOnly(integer()),
    name: formRequired(text(2048)),
    ...customer(cascading),
    opportunityid: cascading(lookup('opportunity')),
    pricelevelid: restricting(lookup('pricelevel')),
    description: memo(),
    ...documentAmounts,
    effectivefrom: day(),
    effectiveto: day(),
    expireson: day(),
    closedon: day(),
    requestdeliveryby: day(),
    paymenttermscode: choice(paymentTerms),
    shippingmethodcode: choice(shippingMethods),
    freighttermscode: choice(freightTerms),
    ...documentAddresses,
    ...process,
    koble_company: erpCompany(),
    ...stateColumns(
      [0, 'Draft', [[1, 'In Progress']]],
      [
        1,
        'Active',
        [
          [2, 'In Progress'],
          [3, 'Open'],
        ],
      ],
      [2, 'Won', [[4, 'Won']]],
      [
        3,
        'Closed',
        [
          [5, 'Lost'],
          [6, 'Canceled'],
          [7, 'Revised'],
        ],
      ],
    ),
  },
  collections: [
    { name: 'quote_details', table: 'quotedetail', column: 'quoteid' },
    { name: 'quote_orders', table: 'salesorder', column: 'quoteid' },
    { name: 'Quote_QuoteClose', table: 'quoteclose', column: 'quoteid' },
    { name: 'Quote_Annotation', table: 'annotation', column: 'objectid' },
    { name: 'Quote_Tasks', table: 'task', column: 'regardingobjectid' },
    { name: 'quote_Posts', table: 'post', column: 'regardingobjectid' },
  ],
})

export const quotedetail = table({
  name: 'quotedetail',
  setName: 'quotedetails',
  label: 'Quote Product',
  schemaName: 'QuoteDetail',
  objectTypeCode: 1085,
  primaryName: 'productdescription',
  header: { table: 'quote', column: 'quoteid' },
  changeTracking: true,
  columns: { ...lineColumns('quoteid', 'quote'), requestdeliveryby: day(), ...deliveryColumns },
})
