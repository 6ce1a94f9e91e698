/** API v2.0 `contacts` (business-central-api.json). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { businessRelation } from '../rules/business-relation.ts'
import { contactDelete, contactInsert, contactModify } from '../rules/contacts.ts'
import { keyProperty, type Pair } from '../sets/pair.ts'
import { addressLines, country, email, phone, taxRegistrationNumber } from '../sets/party-properties.ts'
import { bool, choice, codeField, computed, date, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { relationError } from '../rules/refusals.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { picture } from './pictures.ts'

export const companyPair: Pair = {
  table: names.contact,
  keyColumn: 'number',
  length: 20,
  column: 'companyId',
  holds: 'id',
  unknownKey: (key) => relationError('Company No.', names.contact, key, names.contact),
}

export const contacts: EntitySetDefinition = {
  name: 'contacts',
  entityType: 'contact',
  table: names.contact,
  properties: {
    id: systemId,
    number: codeField(20),
    type: choice('contactType', members.contactType),
    displayName: text(100),
    jobTitle: text(30),
    companyNumber: keyProperty('companyNumber', companyPair),
    companyName: readOnly(text(100)),
    contactBusinessRelation: computed(choice('contactBusinessRelation', members.businessRelation), (row, context) =>
      businessRelation(context.data, row),
    ),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.contact),
    postalCode: codeField(20),
    phoneNumber: phone('phoneNumber', 'Phone No.', names.contact),
    mobilePhoneNumber: phone('mobilePhoneNumber', 'Mobile Phone No.', names.contact),
    email,
    website: text(80),
    searchName: codeField(100),
    privacyBlocked: bool(),
    taxRegistrationNumber,
    lastInteractionDate: readOnly(date()),
    lastModifiedDateTime: lastModified,
  },
  navigation: { picture: picture('Contact') },
  insert: contactInsert,
  modify: contactModify,
  delete: contactDelete,
}
