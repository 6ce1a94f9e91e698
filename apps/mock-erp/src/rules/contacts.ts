/** Contacts: companies and the persons there (erp-business-logic, section 6.4). */
import type { DeleteRules, Draft, InsertRules, JsonObject, ModifyRules, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { joinName, splitName } from './contact-names.ts'
import { removeDependents } from './dependents.ts'
import { series } from './number-series.ts'
import { copyToParties, copyToPersons, inheritFromCompany, PARTIES, searchName } from './parties.ts'
import { checkRename, giveNumber, refuseTakenId } from './record-identity.ts'
import { isClosed } from './opportunities.ts'
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
    copyToParties(context.data, row)
  },
}

export const contactDelete: DeleteRules = {
  before: (row, context) => {
    const { data } = context
    const persons = personsOf(data, row)
    for (const contact of [row, ...persons]) refuseOpenOpportunities(data, contact)
    for (const person of persons) {
      data.remove(names.contact, person.id)
      forgetContact(data, person)
    }
  },
  after: (row, context) => forgetContact(context.data, row),
}

function personsOf(data: Transaction, row: Row): Row[] {
  if (text(row, 'type') !== 'Company') return []
  return findAll(data, names.contact, { companyId: row.id }).filter((person) => person.id !== row.id)
}

function refuseOpenOpportunities(data: Transaction, row: Row): void {
  for (const opportunity of data.find(names.opportunity, { contactId: row.id })) {
    if (isClosed(opportunity)) continue
    dialogError(
      `You cannot delete the ${text(row, 'number')} record of the ${names.contact} because one or more opportunities are in not started or progress.`,
    )
  }
}

/** Customers and vendors live on without the contact: it is neither theirs nor their primary one any more. Closed opportunities of a person move to its company. */
function forgetContact(data: Transaction, contact: Row): void {
  const { id } = contact
  for (const table of PARTIES) {
    for (const party of findAll(data, table, { contactId: id })) data.update(table, party.id, { contactId: emptyGuid })
    for (const party of findAll(data, table, { primaryContactId: id })) {
      data.update(table, party.id, { primaryContactId: emptyGuid, contactName: '' })
    }
  }
  const companyId = text(contact, 'companyId') === id ? emptyGuid : text(contact, 'companyId')
  for (const opportunity of findAll(data, names.opportunity, { contactId: id })) {
    data.update(names.opportunity, opportunity.id, { contactId: companyId })
  }
  removeDependents(data, id)
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
  const refuse = (because: string): never =>
    dialogError(`You cannot change the type of contact ${text(row, 'number')} because it has ${because}.`)
  if (personsOf(data, row).length > 0) refuse('persons')
  for (const table of PARTIES) {
    for (const _ of data.find(table, { contactId: row.id })) refuse('business relations')
  }
  for (const _ of data.find(names.opportunity, { contactId: row.id })) refuse('opportunities')
  const isCompany = text(row, 'type') === 'Company'
  if (isCompany && text(row, 'currencyCode') !== '') refuse('a currency')
  if (isCompany && text(row, 'taxRegistrationNumber') !== '') refuse('a VAT registration number')
}
