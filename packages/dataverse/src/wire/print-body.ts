/**
 * Values as a body. Lookups are written by binding their navigation property, cleared by null; a state travels with a status
 * that fits it (reference/dataverse-protocol.md, sections 6.1 and 13).
 */
import type { Entity, FieldType, Value, Values } from '@koble/core'
import { exactNumber, type Json, type JsonObject } from '@koble/odata-client'
import { wireTable } from './wire-table.ts'

/** The status that a state takes by default, for the tables that Koble writes states of. */
const defaultStatus: Readonly<Record<number, number>> = { 0: 1, 1: 2 }

export function printUpdate(entity: Entity, values: Values): JsonObject {
  const table = wireTable(entity)
  const body = printFields(entity, values, table.onlyOnCreate)
  const state = values['statecode']
  const status = typeof state === 'number' ? defaultStatus[state] : undefined
  return status === undefined || body['statuscode'] !== undefined ? body : { ...body, statuscode: status }
}

/** A new row is active and its columns are blank: neither is said. */
export function printCreate(entity: Entity, id: string, values: Values): JsonObject {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  return { [entity.key]: id, ...printFields(entity, given, wireTable(entity).onlyOnUpdate) }
}

function printFields(entity: Entity, values: Values, left: readonly string[]): JsonObject {
  const body: Record<string, Json> = {}
  for (const [field, value] of Object.entries(values)) {
    const type = entity.fields[field]
    if (type === undefined || type.readOnly === true || left.includes(field)) continue
    const target = wireTable(entity).lookups[field]
    if (target === undefined) body[field] = printValue(type, value)
    else if (value === null) body[target.navigation] = null
    else body[`${target.navigation}@odata.bind`] = `/${target.set}(${value})`
  }
  return body
}

function printValue(type: FieldType, value: Value): Json {
  if (value === null) return null
  if (type.kind === 'decimal') return exactNumber(String(value))
  // A choice that is coupled like a record: its id is the option's value as text.
  if (type.kind === 'reference') return Number(value)
  return value
}
