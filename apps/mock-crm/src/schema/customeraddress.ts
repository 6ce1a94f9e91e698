/** Further addresses of accounts and contacts: `customeraddress`. Columns: reference/dataverse-schema.json. */
import { cascading, choice, double, integer, lookup, memo, polymorphic, readOnly, text } from './column.ts'
import { freightTerms, shippingMethods } from './party-columns.ts'
import { table } from './table.ts'

export const customeraddress = table({
  name: 'customeraddress',
  setName: 'customeraddresses',
  label: 'Address',
  collectionLabel: 'Addresses',
  schemaName: 'CustomerAddress',
  objectTypeCode: 1071,
  columns: {
    parentid: cascading(polymorphic('Lookup', 'parentid', 'account', 'contact')),
    addressnumber: integer(),
    addresstypecode: choice({ 1: 'Bill To', 2: 'Ship To', 3: 'Primary', 4: 'Other' }),
    name: text(200),
    primarycontactname: text(150),
    line1: text(250),
    line2: text(250),
    line3: text(250),
    city: text(80),
    stateorprovince: text(50),
    county: text(50),
    country: text(80),
    postofficebox: text(20),
    postalcode: text(20),
    composite: readOnly(memo()),
    utcoffset: integer(),
    upszone: text(4),
    latitude: double(),
    longitude: double(),
    telephone1: text(50),
    telephone2: text(50),
    telephone3: text(50),
    fax: text(50),
    freighttermscode: choice(freightTerms),
    shippingmethodcode: choice(shippingMethods),
    transactioncurrencyid: lookup('transactioncurrency'),
  },
})
