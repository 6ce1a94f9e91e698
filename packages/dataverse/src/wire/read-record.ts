/** From a row of an answer to a record in canonical values. Value forms: reference/dataverse-protocol.md, section 4.3. */
import { canonical, type Entity, type RecordId, type RemoteRecord, type Tag, type Value } from '@koble/core'
import { ODataError, textOf, type JsonObject } from '@koble/odata-client'
import { readName, wireTable } from './wire-table.ts'

const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname'

/** Asked for with every reading: tells which table a lookup points to. */
export const annotations = `odata.include-annotations="${lookupTable}"`

/** `userId`: Koble's own user. */
export function readRecord(entity: Entity, fields: readonly string[], userId: string, row: JsonObject): RemoteRecord {
  const values: Record<string, Value> = {}
  for (const field of fields) {
    const type = entity.fields[field]
    if (type !== undefined) values[field] = canonical(type, readField(entity, field, row))
  }
  return {
    id: readId(row, entity.key),
    values,
    tag: (textOf(row, '@odata.etag') ?? '') as Tag,
    writtenByKoble: writtenBy(row, userId),
    modifiedAt: readStamp(row, 'modifiedon'),
  }
}

/** A lookup that points to a table which Koble does not map there (a team as owner, a contact as parent) is blank. */
function readField(entity: Entity, field: string, row: JsonObject): JsonObject[string] {
  const name = readName(entity, field)
  const target = wireTable(entity).lookups[field]
  const points = target === undefined ? undefined : textOf(row, `${name}@${lookupTable}`)
  const raw = row[name]
  // A column that was asked for and is not in the answer must not read as blank: that would erase it on the other side.
  if (raw === undefined) throw unreadable(`a row without ${name}`)
  return points !== undefined && points !== target?.table ? null : raw
}

const unreadable = (what: string): ODataError =>
  new ODataError({
    reason: 'body',
    status: 200,
    code: '',
    message: `Dataverse answered with ${what}.`,
    mayHaveApplied: true,
  })

export function readId(row: JsonObject, key: string): RecordId {
  const id = textOf(row, key)
  if (id !== undefined) return id.toLowerCase() as RecordId
  throw unreadable('a row that has no key')
}

/** What Koble writes on a user's behalf is that user's. */
function writtenBy(row: JsonObject, userId: string): boolean | null {
  const user = textOf(row, '_modifiedby_value')
  if (user === undefined) return null
  return user.toLowerCase() === userId && textOf(row, '_modifiedonbehalfby_value') === undefined
}

export function readStamp(row: JsonObject, name: string): number | null {
  const at = Date.parse(textOf(row, name) ?? '')
  return Number.isNaN(at) ? null : at
}
