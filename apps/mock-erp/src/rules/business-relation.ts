/** Which customer a contact belongs to: its own relation, or its company's. */
import type { Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { text } from './setup.ts'

export function customerOf(data: Reader, contact: Row): Row | undefined {
  return relatedTo(data, contact.id) ?? relatedTo(data, text(contact, 'companyId'))
}

function relatedTo(data: Reader, contactId: string): Row | undefined {
  if (contactId === emptyGuid) return undefined
  for (const customer of data.find(names.customer, { contactId })) return customer
  return undefined
}

export const businessRelation = (data: Reader, contact: Row): 'Customer' | 'None' =>
  customerOf(data, contact) === undefined ? 'None' : 'Customer'
