/** How customers, vendors, their contacts and the persons there copy fields to each other (erp-business-logic, section 6.4). */
import type { Draft, Row, Scalar, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { splitName } from './contact-names.ts'
import { text } from './setup.ts'

const SHARED = [
  'displayName',
  'displayName2',
  'addressLine1',
  'addressLine2',
  'city',
  'postalCode',
  'state',
  'country',
  'phoneNumber',
  'mobilePhoneNumber',
  'faxNumber',
  'email',
  'website',
  'currencyCode',
  'salespersonCode',
  'taxRegistrationNumber',
  'privacyBlocked',
] as const

/** What a person takes over from its company, and keeps in step while it is equal. */
const INHERITED = ['salespersonCode', 'addressLine1', 'addressLine2', 'city', 'postalCode', 'state', 'country'] as const

type Values = Readonly<Record<string, Scalar>>

export const sharedFields = (from: Values): Draft => pick(from, SHARED)

/** A new person's blank fields take the company's values. */
export function inheritFromCompany(draft: Draft, company: Row): void {
  for (const column of INHERITED) {
    if (text(draft, column) === '') draft[column] = text(company, column)
  }
}

/** Writes a customer's or vendor's shared fields to the contact that the ERP keeps for it. */
export function copyToContact(data: Transaction, party: Row): void {
  const contact = data.get(names.contact, text(party, 'contactId'))
  if (contact === undefined) return
  updateContact(data, contact, sharedFields(party))
}

/** Writes a related contact's shared fields back to its customer and vendor, without their field checks. */
export function copyToParties(data: Transaction, contact: Row): void {
  for (const table of PARTIES) {
    for (const party of findAll(data, table, { contactId: contact.id })) {
      data.update(table, party.id, { ...sharedFields(contact), type: text(contact, 'type') })
    }
  }
}

/** The tables whose records have contacts. */
export const PARTIES = [names.customer, names.vendor] as const

function updateContact(data: Transaction, contact: Row, changes: Draft): void {
  const name = text(changes, 'displayName')
  const nameChanged = name !== '' && name !== text(contact, 'displayName')
  const after = data.update(names.contact, contact.id, {
    ...changes,
    ...(nameChanged ? nameFields(contact, name) : {}),
  })
  copyToPersons(data, contact, after)
}

/** Later changes of a company reach the persons whose value equalled the company's old one. */
export function copyToPersons(data: Transaction, before: Row, after: Row): void {
  if (text(after, 'type') !== 'Company') return
  for (const person of findAll(data, names.contact, { companyId: after.id })) {
    if (person.id === after.id) continue
    const changes: Draft = { companyName: text(after, 'displayName') }
    for (const column of INHERITED) {
      if (text(person, column) === text(before, column)) changes[column] = text(after, column)
    }
    data.update(names.contact, person.id, changes)
  }
}

function nameFields(contact: Row, name: string): Draft {
  const fields: Draft = { searchName: searchName(contact, name) }
  if (text(contact, 'type') === 'Company') return { ...fields, companyName: name }
  return { ...fields, ...splitName(name) }
}

/** Follows the name while it is blank or still the upper-cased old name. */
export function searchName(before: Values, name: string): string {
  const old = text(before, 'searchName')
  return old === '' || old === text(before, 'displayName').toUpperCase().slice(0, 100)
    ? name.toUpperCase().slice(0, 100)
    : old
}

function pick(from: Values, columns: readonly string[]): Draft {
  return Object.fromEntries(columns.flatMap((column) => (from[column] === undefined ? [] : [[column, from[column]]])))
}
