/** From a row of an answer to a record in canonical values. Value forms: reference/business-central-protocol.md, section 8.1. */
import {
  canonical,
  type Entity,
  type FieldType,
  type RecordId,
  type RemoteRecord,
  type Tag,
  type Value,
} from '@koble/core'
import { ODataError, textOf, type JsonObject } from '@koble/odata-client'
import { wireTable } from './wire-table.ts'
import type { Session } from '../session.ts'

export function readRecord(entity: Entity, fields: readonly string[], session: Session, row: JsonObject): RemoteRecord {
  const values: Record<string, Value> = {}
  for (const field of fields) {
    const type = entity.fields[field]
    if (type !== undefined) values[field] = readField(type, wireName(entity, field, session), row)
  }
  return {
    id: readId(row),
    values,
    tag: (textOf(row, '@odata.etag') ?? '') as Tag,
    writtenByKoble: writtenBy(row, session),
    modifiedAt: readStamp(row),
  }
}

/** A field that was asked for and is not in the answer must not read as blank: that would erase it on the other side. */
function readField(type: FieldType, name: string, row: JsonObject): Value {
  const raw = row[name]
  if (raw === undefined) throw unreadable(`a record without ${name}`)
  const value = canonical(type, raw)
  // The service has no nulls; one that shows up stands for the type's empty value.
  return value === null && !type.nullable ? (emptyValues[type.kind] ?? null) : value
}

const emptyValues: Partial<Record<FieldType['kind'], Value>> = { boolean: false, decimal: '0', integer: 0 }

const unreadable = (what: string): ODataError =>
  new ODataError({
    reason: 'body',
    status: 200,
    code: '',
    message: `Business Central answered with ${what}.`,
    mayHaveApplied: true,
  })

export function readId(row: JsonObject, field = 'id'): RecordId {
  const id = textOf(row, field)
  if (id !== undefined) return id.toLowerCase() as RecordId
  throw unreadable('a record that has no id')
}

export const wireName = (entity: Entity, field: string, session: Session): string =>
  session.hasPages ? field : (wireTable(entity).standardNames[field] ?? field)

function writtenBy(row: JsonObject, session: Session): boolean | null {
  const user = textOf(row, 'systemModifiedBy')
  return user === undefined || session.userId === null ? null : user.toLowerCase() === session.userId
}

function readStamp(row: JsonObject): number | null {
  const at = Date.parse(textOf(row, 'lastModifiedDateTime') ?? '')
  return Number.isNaN(at) ? null : at
}
