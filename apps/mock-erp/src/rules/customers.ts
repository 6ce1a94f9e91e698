/** Customers: creation, change and deletion (erp-business-logic, section 6.3; business-central-protocol, section 12). */
import type { DeleteRules, Draft, InsertRules, JsonObject, ModifyRules, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { code } from '../values/code.ts'
import { checkTypedNumber, drawNumber, series } from './number-series.ts'
import { copyToContact, searchName, sharedFields } from './parties.ts'
import { alreadyExists, dialogError, fieldError, relationError } from './refusals.ts'
import { openFiscalYearStart } from './fiscal-years.ts'
import { setupRow, text } from './setup.ts'

const DEFAULTS: Draft = {
  type: 'Company',
  blocked: '_x0020_',
  creditLimit: '0',
  contactId: emptyGuid,
  primaryContactId: emptyGuid,
  taxAreaId: emptyGuid,
}

const TEMPLATE_FIELDS = [
  'customerPostingGroup',
  'genBusPostingGroup',
  'vatBusPostingGroup',
  'paymentTermsCode',
  'shipmentMethodCode',
] as const

export const customerInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.customer, context, body)
    Object.assign(draft, DEFAULTS)
  },
  before: (draft, context, body) => {
    if (text(draft, 'displayName') === '') dialogError('A "displayName" must be provided.')
    giveNumber(draft, context, names.customer, series.customer)
    applyTemplate(draft, context, body)
    forcePrivacy(draft)
    draft['contactId'] = insertContactOf(draft, context).id
  },
}

export const customerModify: ModifyRules = {
  before: (draft, row, context) => {
    if (text(draft, 'displayName') === '') dialogError('The blank "displayName" is not allowed.')
    checkRename(draft, row, context, names.customer)
    checkBlocked(draft, row)
  },
  after: (row, _before, context) => copyToContact(context.data, row),
}

export const customerDelete: DeleteRules = {
  before: (row, context) => {
    for (const entry of context.data.find(names.ledgerEntry, { customerId: row.id })) {
      if (text(entry, 'postingDate') >= openFiscalYearStart) {
        refuseDeletion(row, 'it has ledger entries in a fiscal year that has not been closed yet.')
      }
    }
    for (const entry of context.data.find(names.ledgerEntry, { customerId: row.id })) {
      if (entry['open'] === true) refuseDeletion(row, 'there are one or more open ledger entries.')
    }
  },
}

const refuseDeletion = (row: Row, because: string): never =>
  dialogError(`You cannot delete Customer ${text(row, 'number')} because ${because}`)

/** A SystemId that the client chose must be free, whatever else the body says. */
export function refuseTakenId(table: string, context: WriteContext, body: JsonObject): void {
  const id = body['id']
  if (typeof id !== 'string' || id === emptyGuid || context.data.get(table, id.toLowerCase()) === undefined) return
  alreadyExists(table, `SystemId='{${id.toUpperCase()}}'`)
}

export function giveNumber(
  draft: Draft,
  context: WriteContext,
  table: string,
  code: (typeof series)['customer'] | (typeof series)['contact'],
): void {
  const { data } = context
  const isTaken = (number: string): boolean => data.lookup(table, ['number'], [number]) !== undefined
  const typed = text(draft, 'number')
  if (typed === '') {
    draft['number'] = drawNumber(data, code, isTaken)
    return
  }
  checkTypedNumber(data, code)
  if (isTaken(typed)) alreadyExists(table, `No.='${typed}'`)
}

/** A changed number renames the record; its id stays. */
export function checkRename(draft: Draft, row: Row, context: WriteContext, table: string): void {
  const number = text(draft, 'number')
  if (number === text(row, 'number')) return
  if (number === '') fieldError(`No. must have a value in ${table}: No.=. It cannot be zero or empty.`)
  if (context.data.lookup(table, ['number'], [number]) !== undefined) alreadyExists(table, `No.='${number}'`)
}

/** The configuration template fills what the caller left out. */
function applyTemplate(draft: Draft, context: WriteContext, body: JsonObject): void {
  const asked = body['templateCode']
  const name =
    typeof asked === 'string' && asked !== '' ? code(asked) : text(setupRow(context.data), 'customerTemplate')
  if (name === '') return
  const template = context.data.lookup(names.template, ['code'], [name])
  if (template === undefined) return relationError('Template Code', names.customer, name, names.template)
  for (const column of TEMPLATE_FIELDS) {
    if (text(draft, column) === '') draft[column] = text(template, column)
  }
}

/** A company contact is made for every customer; without it no person could belong to it. */
export function insertContactOf(draft: Draft, context: Pick<WriteContext, 'data' | 'newId'>): Row {
  const { data } = context
  const contact: Draft = {
    ...sharedFields(draft),
    id: context.newId(),
    type: text(draft, 'type'),
    companyName: text(draft, 'displayName'),
    searchName: searchName({}, text(draft, 'displayName')),
  }
  contact['number'] = drawNumber(
    data,
    series.contact,
    (number) => data.lookup(names.contact, ['number'], [number]) !== undefined,
  )
  contact['companyId'] = contact['id'] ?? null
  return insertRow(data, names.contact, contact)
}

function forcePrivacy(draft: Draft): void {
  if (draft['privacyBlocked'] === true) draft['blocked'] = 'All'
}

function checkBlocked(draft: Draft, row: Row): void {
  const wasPrivate = row['privacyBlocked'] === true
  const isPrivate = draft['privacyBlocked'] === true
  if (wasPrivate && isPrivate && draft['blocked'] !== row['blocked']) {
    dialogError('The Blocked field cannot be changed because the user is blocked for privacy reasons.')
  }
  if (isPrivate) draft['blocked'] = 'All'
  else if (wasPrivate) draft['blocked'] = '_x0020_'
}
