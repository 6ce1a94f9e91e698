/** Contacts: companies and the persons there (erp-business-logic, section 6.4). */
import type { DeleteRules, Draft, InsertRules, JsonObject, ModifyRules, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { joinName, splitName } from './contact-names.ts'
import { checkRename, giveNumber, refuseTakenId } from './customers.ts'
import { series } from './number-series.ts'
import { copyToCustomer, copyToPersons, inheritFromCompany, searchName } from './parties.ts'
import { dialogError, relationError } from './refusals.ts'
import { text } from './setup.ts'

const NAME_PARTS = ['firstName', 'middleName', 'surname'] as const

export const contactInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.contact, context, body)
    Object.assign(draft, { type: 'Company', companyId: emptyGuid })
  },
  before: (draft, context, body) => {
    nameFrom(draft, body)
    if (text(draft, 'displayName') === '') dialogError('A "displayName" must be provided.')
    giveNumber(draft, context, names.contact, series.contact)
    draft['searchName'] = searchName(draft['searchName'] === undefined ? {} : draft, text(draft, 'displayName'))
    draft['id'] = text(draft, 'id') || context.newId()
    placeInCompany(draft, context.data, true)
  },
}

export const contactModify: ModifyRules = {
  before: (draft, row, context, body) => {
    nameFrom(draft, body)
    if (text(draft, 'displayName') === '') dialogError('The blank "displayName" is not allowed.')
    checkRename(draft, row, context, names.contact)
    if (draft['type'] !== row['type']) checkTypeChange(row, context.data)
    if (body['searchName'] === undefined) draft['searchName'] = searchName(row, text(draft, 'displayName'))
    placeInCompany(draft, context.data, draft['companyId'] !== row['companyId'])
  },
  after: (row, before, context) => {
    copyToPersons(context.data, before, row)
    copyToCustomer(context.data, row)
  },
}

export const contactDelete: DeleteRules = {
  before: (row, context) => {
    const { data } = context
    if (text(row, 'type') !== 'Company') return
    for (const person of findAll(data, names.contact, { companyId: row.id })) {
      if (person.id === row.id) continue
      data.remove(names.contact, person.id)
      forgetContact(data, person.id)
    }
  },
  after: (row, context) => forgetContact(context.data, row.id),
}

/** Customers live on without the contact: it is neither theirs nor their primary one any more. */
function forgetContact(data: Transaction, id: string): void {
  for (const customer of findAll(data, names.customer, { contactId: id })) {
    data.update(names.customer, customer.id, { contactId: emptyGuid })
  }
  for (const customer of findAll(data, names.customer, { primaryContactId: id })) {
    data.update(names.customer, customer.id, { primaryContactId: emptyGuid, contactName: '' })
  }
}

/** Name parts make the name, a name makes the parts; companies have no parts. */
function nameFrom(draft: Draft, body: JsonObject): void {
  if (text(draft, 'type') === 'Company') {
    Object.assign(draft, { firstName: '', middleName: '', surname: '' })
    return
  }
  if (NAME_PARTS.some((part) => part in body)) {
    const [firstName, middleName, surname] = NAME_PARTS.map((part) => text(draft, part)) as [string, string, string]
    draft['displayName'] = joinName({ firstName, middleName, surname }).slice(0, 100)
    return
  }
  const parts = NAME_PARTS.map((part) => text(draft, part)) as [string, string, string]
  const joined = joinName({ firstName: parts[0], middleName: parts[1], surname: parts[2] })
  if (joined !== text(draft, 'displayName')) Object.assign(draft, cut(splitName(text(draft, 'displayName'))))
}

const cut = (parts: Readonly<Record<string, string>>): Draft =>
  Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, value.slice(0, 30)]))

/** A person takes its company's name always, its values when it joins. */
function placeInCompany(draft: Draft, data: Transaction, joins: boolean): void {
  if (text(draft, 'type') === 'Company') {
    Object.assign(draft, { companyId: text(draft, 'id'), companyName: text(draft, 'displayName') })
    return
  }
  const company = data.get(names.contact, text(draft, 'companyId'))
  if (company === undefined || company.id === draft['id']) {
    Object.assign(draft, { companyId: emptyGuid, companyName: '' })
    return
  }
  if (text(company, 'type') !== 'Company') {
    relationError('Company No.', names.contact, text(company, 'number'), names.contact)
  }
  draft['companyName'] = text(company, 'displayName')
  if (joins) inheritFromCompany(draft, company)
}

function checkTypeChange(row: Row, data: Transaction): void {
  const number = text(row, 'number')
  for (const person of data.find(names.contact, { companyId: row.id })) {
    if (person.id !== row.id) dialogError(`You cannot change the type of contact ${number} because it has persons.`)
  }
  for (const _ of data.find(names.customer, { contactId: row.id })) {
    dialogError(`You cannot change the type of contact ${number} because it has business relations.`)
  }
}
