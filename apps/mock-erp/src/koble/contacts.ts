/** Koble's own `contacts` page (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { businessRelation, customerOf } from '../rules/business-relation.ts'
import { contactDelete, contactInsert, contactModify } from '../rules/contacts.ts'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { idProperty, keyProperty } from '../sets/pair.ts'
import { addressLines, country, currency, email, phone, salesperson } from '../sets/party-properties.ts'
import { bool, choice, codeField, computed, guid, readOnly, systemFields, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { companyPair } from '../v2/contacts.ts'
import { members } from '../values/members.ts'

/** Reads the customer that the contact's company is; written, it moves the contact to the company contact of that customer. */
const customerId = guid({
  get: (row, context) => customerOf(context.data, row)?.id ?? emptyGuid,
  set: (draft, value, context) => {
    const id = typeof value === 'string' ? value : emptyGuid
    const customer = id === emptyGuid ? undefined : context.data.get(names.customer, id)
    if (id !== emptyGuid && customer === undefined) dialogError('The "customerId" does not match to a Customer.')
    draft['companyId'] = customer === undefined ? emptyGuid : textOf(customer, 'contactId')
  },
})

export const contacts: EntitySetDefinition = {
  name: 'contacts',
  entityType: 'contact',
  table: names.contact,
  properties: {
    id: systemId,
    number: codeField(20),
    type: choice('contactType', members.contactType),
    companyNumber: keyProperty('companyNumber', companyPair),
    companyId: idProperty('companyId', companyPair),
    companyName: readOnly(text(100)),
    customerId,
    customerNumber: computed(codeField(20), (row, context) => textOf(customerOf(context.data, row) ?? {}, 'number')),
    contactBusinessRelation: computed(choice('contactBusinessRelation', members.businessRelation), (row, context) =>
      businessRelation(context.data, row),
    ),
    firstName: text(30),
    middleName: text(30),
    surname: text(30),
    displayName: text(100),
    jobTitle: text(30),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.contact),
    postalCode: codeField(20),
    phoneNumber: phone('phoneNumber', 'Phone No.', names.contact),
    mobilePhoneNumber: phone('mobilePhoneNumber', 'Mobile Phone No.', names.contact),
    faxNumber: text(30),
    pager: text(30),
    email,
    website: text(80),
    currencyCode: keyProperty('currencyCode', currency('blank')),
    currencyId: idProperty('currencyId', currency('blank')),
    salespersonCode: keyProperty('salespersonCode', salesperson(names.contact)),
    salespersonId: idProperty('salespersonId', salesperson(names.contact)),
    privacyBlocked: bool(),
    ...systemFields,
  },
  insert: contactInsert,
  modify: contactModify,
  delete: contactDelete,
}
