/** API v2.0 `contactsInformation`: the contacts of a customer or vendor, company and persons (business-central-api.json). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { byId } from '../sets/navigation.ts'
import { choice, codeField, guid, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

export const contactsInformation: EntitySetDefinition = {
  name: 'contactsInformation',
  entityType: 'contactInformation',
  rows: allRows,
  key: ['contactId'],
  requiresParent: ['relatedId'],
  etags: false,
  properties: {
    contactId: readOnly(guid()),
    contactNumber: readOnly(codeField(20)),
    contactName: readOnly(text(100)),
    contactType: readOnly(choice('contactType', members.contactType)),
    relatedId: readOnly(guid()),
    relatedType: readOnly(choice('contactInformationRelatedType', members.businessRelation.slice(0, 5))),
  },
  navigation: { contacts: byId('contacts', names.contact, 'contactId') },
}

function* allRows(context: ReadContext): Iterable<Row> {
  for (const customer of context.data.scan(names.customer)) yield* contactRowsOf(customer, 'Customer', context)
  for (const vendor of context.data.scan(names.vendor)) yield* contactRowsOf(vendor, 'Vendor', context)
}

export function* contactRowsOf(party: Row, relatedType: 'Customer' | 'Vendor', context: ReadContext): Iterable<Row> {
  const companyId = textOf(party, 'contactId')
  if (companyId === emptyGuid || companyId === '') return
  for (const contact of context.data.find(names.contact, { companyId })) {
    yield computedRow(contact.id, {
      contactId: contact.id,
      contactNumber: textOf(contact, 'number'),
      contactName: textOf(contact, 'displayName'),
      contactType: textOf(contact, 'type'),
      relatedId: party.id,
      relatedType,
    })
  }
}
