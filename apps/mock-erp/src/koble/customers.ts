/** Koble's own `customers` page (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { customerDelete, customerInsert, customerModify } from '../rules/customers.ts'
import { setPrimaryContact } from '../rules/primary-contact.ts'
import { customerFigures } from '../sets/figures-of.ts'
import { idProperty, keyProperty, related, type Pair } from '../sets/pair.ts'
import {
  addressLines,
  codePair,
  country,
  currency,
  email,
  phone,
  salesperson,
  taxRegistrationNumber,
} from '../sets/party-properties.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  decimal,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

const contactOf = (column: string): Pair => ({
  table: names.contact,
  keyColumn: 'number',
  length: 20,
  column,
  holds: 'id',
})
const primaryContact: Pair = { ...contactOf('primaryContactId'), after: setPrimaryContact }
const paymentTerms = codePair(names.paymentTerms, 'paymentTermsCode')
const shipmentMethod = codePair(names.shipmentMethod, 'shipmentMethodCode')

export const customers: EntitySetDefinition = {
  name: 'customers',
  entityType: 'customer',
  table: names.customer,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    displayName2: text(50),
    type: choice('contactType', members.contactType),
    contactName: text(100),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.customer),
    postalCode: codeField(20),
    phoneNumber: phone('phoneNumber', 'Phone No.', names.customer),
    mobilePhoneNumber: phone('mobilePhoneNumber', 'Mobile Phone No.', names.customer),
    faxNumber: text(30),
    email,
    website: text(80),
    salespersonCode: keyProperty('salespersonCode', salesperson(names.customer)),
    salespersonId: idProperty('salespersonId', salesperson(names.customer)),
    currencyCode: keyProperty('currencyCode', currency('blank')),
    currencyId: idProperty('currencyId', currency('blank')),
    paymentTermsCode: keyProperty('paymentTermsCode', paymentTerms),
    paymentTermsId: idProperty('paymentTermsId', paymentTerms),
    shipmentMethodCode: keyProperty('shipmentMethodCode', shipmentMethod),
    shipmentMethodId: idProperty('shipmentMethodId', shipmentMethod),
    shippingAgentCode: codeField(10),
    creditLimit: decimal(),
    blocked: choice('customerBlocked', members.customerBlocked),
    privacyBlocked: bool(),
    primaryContactNumber: keyProperty('primaryContactNumber', primaryContact),
    primaryContactId: idProperty('primaryContactId', primaryContact),
    contactId: readOnly(idProperty('contactId', contactOf('contactId'))),
    contactNumber: computed(codeField(20), (row, context) => {
      const number = related(contactOf('contactId'), row, context.data)?.['number']
      return typeof number === 'string' ? number : ''
    }),
    taxRegistrationNumber,
    balance: computed(decimal(), (row, context) => customerFigures(row, context).balance),
    balanceDue: computed(decimal(), (row, context) => customerFigures(row, context).balanceDue),
    // The insert rule reads it from the body; no row holds it.
    templateCode: { ...codeField(20), readOnly: 'afterInsert', get: () => '', set: () => {} },
    ...systemFields,
  },
  insert: customerInsert,
  modify: customerModify,
  delete: customerDelete,
}
