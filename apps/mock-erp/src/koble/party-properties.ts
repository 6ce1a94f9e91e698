/** What Koble's `customers` and `vendors` pages share (docs/koble-api-pages.md). */
import type { PropertyDefinition } from '@koble/odata-server'
import { setPrimaryContact } from '../rules/primary-contact.ts'
import { idProperty, keyProperty, related, type Pair } from '../sets/pair.ts'
import {
  addressLines,
  codePair,
  country,
  currency,
  email,
  phone,
  taxRegistrationNumber,
} from '../sets/party-properties.ts'
import { bool, codeField, computed, readOnly, text } from '../sets/properties.ts'
import { genBusPostingGroup, relatedCode, vatBusPostingGroup } from '../sets/related-code.ts'
import { names } from '../tables/names.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>
type PartyTable = typeof names.customer | typeof names.vendor

/** Both names of a related record: `xCode` (or `xNumber`) and `xId`. */
export const pairOf = (name: string, key: 'Code' | 'Number', pair: Pair): Properties => ({
  [`${name}${key}`]: keyProperty(`${name}${key}`, pair),
  [`${name}Id`]: idProperty(`${name}Id`, pair),
})

/** A record with a number, held by its id. */
export const numberPair = (table: string, column: string): Pair => ({
  table,
  keyColumn: 'number',
  length: 20,
  column,
  holds: 'id',
})

export const addressOf = (table: PartyTable): Properties => ({
  contactName: text(100),
  ...addressLines,
  city: text(30),
  state: text(30),
  country: country(table),
  postalCode: codeField(20),
  phoneNumber: phone('phoneNumber', 'Phone No.', table),
  mobilePhoneNumber: phone('mobilePhoneNumber', 'Mobile Phone No.', table),
  faxNumber: text(30),
  email,
  website: text(80),
})

/** Defaults of new documents. */
export const termsOf = (): Properties => ({
  ...pairOf('currency', 'Code', currency('blank')),
  ...pairOf('paymentTerms', 'Code', codePair(names.paymentTerms, 'paymentTermsCode')),
  ...pairOf('paymentMethod', 'Code', codePair(names.paymentMethod, 'paymentMethodCode')),
  ...pairOf('shipmentMethod', 'Code', codePair(names.shipmentMethod, 'shipmentMethodCode')),
  ...pairOf('shippingAgent', 'Code', codePair(names.shippingAgent, 'shippingAgentCode')),
  ...pairOf('location', 'Code', codePair(names.location, 'locationCode')),
  pricesIncludeTax: bool(),
})

export const contactsOf = (party: 'customer' | 'vendor'): Properties => {
  const contact = numberPair(names.contact, 'contactId')
  const primary = { ...numberPair(names.contact, 'primaryContactId'), after: setPrimaryContact(party) }
  return {
    privacyBlocked: bool(),
    ...pairOf('primaryContact', 'Number', primary),
    contactId: readOnly(idProperty('contactId', contact)),
    contactNumber: computed(codeField(20), (row, context) => {
      const number = related(contact, row, context.data)?.['number']
      return typeof number === 'string' ? number : ''
    }),
    taxRegistrationNumber,
  }
}

/** Posting groups; the party's own decides which account of receivables or payables. */
export const groupsOf = (table: PartyTable): Properties => {
  const isCustomer = table === names.customer
  const own = isCustomer ? names.postingGroup : names.vendorPostingGroup
  return {
    [isCustomer ? 'customerPostingGroupCode' : 'vendorPostingGroupCode']: relatedCode({
      column: isCustomer ? 'customerPostingGroup' : 'vendorPostingGroup',
      field: own,
      table,
      related: own,
    }),
    generalBusinessPostingGroupCode: genBusPostingGroup(table),
    taxBusinessPostingGroupCode: vatBusPostingGroup(table),
  }
}
