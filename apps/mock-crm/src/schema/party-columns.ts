/** What the tables of parties (account, contact) have in common: their first two addresses and lists of options. Truth: reference/dataverse-schema.json. */
import { choice, double, guid, integer, text, type Column } from './column.ts'

export const address1: Readonly<Record<string, Column>> = {
  address1_addressid: guid(),
  address1_addresstypecode: choice({ 1: 'Bill To', 2: 'Ship To', 3: 'Primary', 4: 'Other' }),
  address1_name: text(200),
  address1_primarycontactname: text(100),
  address1_line1: text(250),
  address1_line2: text(250),
  address1_line3: text(250),
  address1_city: text(80),
  address1_stateorprovince: text(50),
  address1_county: text(50),
  address1_country: text(80),
  address1_postofficebox: text(20),
  address1_postalcode: text(20),
  address1_utcoffset: integer(),
  address1_upszone: text(4),
  address1_latitude: double(),
  address1_telephone1: text(50),
  address1_longitude: double(),
  address1_telephone2: text(50),
  address1_telephone3: text(50),
  address1_fax: text(50),
}

export const address2 = (nameLength: number): Readonly<Record<string, Column>> => ({
  address2_addressid: guid(),
  address2_addresstypecode: choice({ 1: 'Default Value' }),
  address2_name: text(nameLength),
  address2_primarycontactname: text(100),
  address2_line1: text(250),
  address2_line2: text(250),
  address2_line3: text(250),
  address2_city: text(80),
  address2_stateorprovince: text(50),
  address2_county: text(50),
  address2_country: text(80),
  address2_postofficebox: text(20),
  address2_postalcode: text(20),
  address2_utcoffset: integer(),
  address2_freighttermscode: choice({ 1: 'Default Value' }),
  address2_upszone: text(4),
  address2_latitude: double(),
  address2_telephone1: text(50),
  address2_longitude: double(),
  address2_shippingmethodcode: choice({ 1: 'Default Value' }),
  address2_telephone2: text(50),
  address2_telephone3: text(50),
  address2_fax: text(50),
})

export const weekday = (): Column =>
  choice({
    0: 'Sunday',
    1: 'Monday',
    2: 'Tuesday',
    3: 'Wednesday',
    4: 'Thursday',
    5: 'Friday',
    6: 'Saturday',
  })

export const timeOfDay = (): Column => choice({ 1: 'Morning', 2: 'Afternoon', 3: 'Evening' })

/** Captions: reference/coupling-and-sync.md, section 14. */
export const paymentTerms = { 1: 'Net 30', 2: '2% 10, Net 30', 3: 'Net 45', 4: 'Net 60' }
export const freightTerms = { 1: 'FOB', 2: 'No Charge' }
export const shippingMethods = {
  1: 'Airborne',
  2: 'DHL',
  3: 'FedEx',
  4: 'UPS',
  5: 'Postal Mail',
  6: 'Full Load',
  7: 'Will Call',
}

/** Terms of payment and shipment, to which Koble adds options. */
export const terms: Readonly<Record<string, Column>> = {
  paymenttermscode: choice(paymentTerms),
  address1_freighttermscode: choice(freightTerms),
  address1_shippingmethodcode: choice(shippingMethods),
}
