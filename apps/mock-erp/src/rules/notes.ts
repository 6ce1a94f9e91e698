/** Notes at records and documents (docs/koble-api-pages.md). A note does not move its parent; posting copies an order's notes. */
import type { Draft, InsertRules, Reader, Row, Transaction } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { noteParent, tableOfParent } from './note-parents.ts'
import { refuseTakenId } from './record-identity.ts'
import { dialogError } from './refusals.ts'
import { integer, text } from './setup.ts'

export const noteInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.note, context, body)
    Object.assign(draft, { userName: context.principal.name, notedAt: context.now })
  },
  before: (draft, { data }) => {
    const [parentType, id] = [text(draft, 'parentType'), text(draft, 'parentId')]
    if (parentType === '') dialogError('A "parentType" must be provided.')
    if (id === '') dialogError('A "parentId" must be provided.')
    if (noteParent(data, parentType, id) === undefined) {
      refuse(
        404,
        'Internal_RecordNotFound',
        `The ${tableOfParent(parentType)} does not exist. Identification fields and values: SystemId='{${id.toUpperCase()}}'`,
      )
    }
    checkText(draft)
    draft['entryNumber'] = lastEntry(data) + 1
  },
}

export function checkText(draft: Draft): void {
  if (text(draft, 'text').trim() === '') dialogError('A "text" must be provided.')
}

/** Notes of a document that becomes another one are copied to it, with new ids. */
export function copyNotes(data: Transaction, from: Row, to: Row, parentType: string): void {
  for (const note of findAll(data, names.note, { parentId: from.id, kind: 'Note' })) {
    insertRow(data, names.note, {
      parentId: to.id,
      parentType,
      kind: 'Note',
      entryNumber: lastEntry(data) + 1,
      text: text(note, 'text'),
      userName: text(note, 'userName'),
      notedAt: text(note, 'notedAt'),
    })
  }
}

function lastEntry(data: Reader): number {
  let last = 0
  for (const note of data.scan(names.note)) last = Math.max(last, integer(note, 'entryNumber'))
  return last
}
