/** The contact person of a document (erp-business-logic, section 2.2, row 8). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'

/** A person is named; a company leaves the customer's own contact person. Its e-mail address replaces the customer's. */
export function takeContact(header: Draft, contact: Row, data: Reader): void {
  header['contactId'] = contact.id
  const customer = data.get(names.customer, text(header, 'customerId'))
  header['sellToContact'] =
    contact['type'] === 'Person' ? text(contact, 'displayName') : text(customer ?? {}, 'contactName')
  if (text(contact, 'email') !== '') header['email'] = text(contact, 'email')
}

export function takeContactOf(header: Draft, customer: Row, data: Reader): void {
  const contact = contactOfCustomer(customer, data)
  if (contact === undefined) header['contactId'] = emptyGuid
  else takeContact(header, contact, data)
}

/** The customer's primary contact, else the company's contact that belongs to it. */
export const contactOfCustomer = (customer: Row, data: Reader): Row | undefined =>
  [customer['primaryContactId'], customer['contactId']]
    .map((id) => data.get(names.contact, typeof id === 'string' ? id : ''))
    .find((row) => row !== undefined)
