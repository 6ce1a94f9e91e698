/** Conditions as `$filter`. Blank is null; text compares without case (reference/dataverse-protocol.md, section 5.2). */
import type { Entity, FieldCondition, FieldType, Value } from '@koble/core'
import { allOf, anyOf, quoted } from '@koble/odata-client'
import { readName } from './wire-table.ts'

export const printFilter = (entity: Entity, where: readonly FieldCondition[]): string =>
  allOf(where.map((condition) => printCondition(entity, condition)))

function printCondition(entity: Entity, condition: FieldCondition): string {
  const type = entity.fields[condition.field]
  if (type === undefined) throw new TypeError(`${entity.name} has no field "${condition.field}"`)
  const name = readName(entity, condition.field)
  const equals = (value: Value) => `${name} eq ${literal(type, value)}`
  switch (condition.operator) {
    case 'eq':
      return equals(condition.value ?? null)
    case 'ne':
      return printUnequal(name, literal(type, condition.value ?? null))
    case 'isBlank':
      return equals(null)
    case 'isNotBlank':
      return `${name} ne null`
    case 'in':
      return anyOf((condition.values ?? []).map(equals))
  }
}

/** In a database nothing is unequal to a value; to a person a blank is. */
const printUnequal = (name: string, value: string): string =>
  value === 'null' ? `${name} ne null` : anyOf([`${name} ne ${value}`, `${name} eq null`])

/** A value as a filter writes it. */
export function literal(type: FieldType, value: Value): string {
  if (value === null) return 'null'
  return type.kind === 'text' ? quoted(String(value)) : String(value)
}
