/** Configuration templates fill what the caller of an insert left out (business-central-protocol, section 12). */
import type { Draft, JsonObject, Reader, Row } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { code } from '../values/code.ts'
import { relationError } from './refusals.ts'
import { setupRow, text } from './setup.ts'

/** The template that the body names, else the one that the setup's column names: one for records of this table. */
export function templateOf(data: Reader, body: JsonObject, table: string, setupColumn?: string): Row | undefined {
  const asked = body['templateCode']
  const standard = setupColumn === undefined ? '' : text(setupRow(data), setupColumn)
  const name = typeof asked === 'string' && asked !== '' ? code(asked) : standard
  if (name === '') return undefined
  const template = data.lookup(names.template, ['code'], [name])
  return template?.['entity'] === table ? template : relationError('Template Code', table, name, names.template)
}

/** Columns that are blank and that the body does not name take the template's. */
export function fillFrom(template: Row | undefined, draft: Draft, columns: readonly string[]): void {
  if (template === undefined) return
  for (const column of columns) {
    if (text(draft, column) === '') draft[column] = text(template, column)
  }
}
