/** Which customer or vendor a contact belongs to: its own relation, or its company's (erp-business-logic, section 6.4). */
import type { Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { text } from './setup.ts'

type PartyTable = typeof names.customer | typeof names.vendor

export const customerOf = (data: Reader, contact: Row): Row | undefined => partyOf(data, names.customer, contact)

export const vendorOf = (data: Reader, contact: Row): Row | undefined => partyOf(data, names.vendor, contact)

function partyOf(data: Reader, table: PartyTable, contact: Row): Row | undefined {
  return relatedTo(data, table, contact.id) ?? relatedTo(data, table, text(contact, 'companyId'))
}

function relatedTo(data: Reader, table: PartyTable, contactId: string): Row | undefined {
  if (contactId === emptyGuid) return undefined
  for (const party of data.find(table, { contactId })) return party
  return undefined
}

export function businessRelation(data: Reader, contact: Row): 'Customer' | 'Vendor' | 'Multiple' | 'None' {
  const isCustomer = customerOf(data, contact) !== undefined
  const isVendor = vendorOf(data, contact) !== undefined
  if (isCustomer && isVendor) return 'Multiple'
  return isCustomer ? 'Customer' : isVendor ? 'Vendor' : 'None'
}
