/** Koble's own `contacts` page (docs/koble-api-pages.md). */
import type { Draft, EntitySetDefinition, PropertyDefinition, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { businessRelation, customerOf, vendorOf } from '../rules/business-relation.ts'
import { contactDelete, contactInsert, contactModify } from '../rules/contacts.ts'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { idProperty, keyProperty } from '../sets/pair.ts'
import { addressLines, country, currency, email, phone, salesperson } from '../sets/party-properties.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  guid,
  idOf,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { companyPair } from '../v2/contacts.ts'
import { members } from '../values/members.ts'

/** The company contacts that running bodies have named through a customer or vendor, by their drafts. */
const named = new WeakMap<Draft, string>()

/** Reads the party that the contact's company is; written, it moves the contact to the company contact of that party. */
const partyId = (name: string, table: string, of: typeof customerOf): PropertyDefinition =>
  guid({
    get: (row, context) => of(context.data, row)?.id ?? emptyGuid,
    set: (draft, value, context) => {
      const id = typeof value === 'string' ? value : emptyGuid
      if (shows(draft, of, id, context.data)) return
      const party = id === emptyGuid ? undefined : context.data.get(table, id)
      if (id !== emptyGuid && party === undefined) dialogError(`The "${name}" does not match to a ${table}.`)
      placeAt(draft, party)
    },
  })

/** What a stored contact shows already changes nothing: a blank vendor does not take the customer's contact out of its company. */
function shows(draft: Draft, of: typeof customerOf, id: string, data: Reader): boolean {
  const contactId = draft['id']
  if (draft['rowVersion'] === undefined || typeof contactId !== 'string') return false
  const stored = data.get(names.contact, contactId)
  return stored !== undefined && idOf(of(data, stored)) === id
}

function placeAt(draft: Draft, party: Row | undefined): void {
  const before = named.get(draft)
  if (party === undefined) {
    if (before === undefined) draft['companyId'] = emptyGuid
    return
  }
  const companyId = textOf(party, 'contactId')
  if (before !== undefined && before !== companyId) {
    dialogError('The customer and vendor values do not match to a specific Contact.')
  }
  named.set(draft, companyId)
  draft['companyId'] = companyId
}

const partyNumber = (of: typeof customerOf): PropertyDefinition =>
  computed(codeField(20), (row, context) => textOf(of(context.data, row) ?? {}, 'number'))

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
    customerId: partyId('customerId', names.customer, customerOf),
    customerNumber: partyNumber(customerOf),
    vendorId: partyId('vendorId', names.vendor, vendorOf),
    vendorNumber: partyNumber(vendorOf),
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
