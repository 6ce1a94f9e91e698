/**
 * Conditions as `$filter`. Business Central joins by `or` only comparisons of one field, and has no nulls: blank is the
 * type's empty value (reference/business-central-protocol.md, sections 4.2 and 8.1).
 */
import type { Entity, FieldCondition, FieldType, Value } from '@koble/core'
import { allOf, anyOf, quoted } from '@koble/odata-client'
import { wireName } from './read-record.ts'
import type { Session } from '../session.ts'

export const printFilter = (entity: Entity, where: readonly FieldCondition[], session: Session): string =>
  allOf(where.map((condition) => printCondition(entity, condition, session)))

function printCondition(entity: Entity, condition: FieldCondition, session: Session): string {
  const type = entity.fields[condition.field]
  if (type === undefined) throw new TypeError(`${entity.name} has no field "${condition.field}"`)
  const name = wireName(entity, condition.field, session)
  const compared = (operator: 'eq' | 'ne', value: Value) => `${name} ${operator} ${literal(type, value)}`
  switch (condition.operator) {
    case 'eq':
    case 'ne':
      return compared(condition.operator, condition.value ?? null)
    case 'isBlank':
      return compared('eq', null)
    case 'isNotBlank':
      return compared('ne', null)
    case 'in':
      return anyOf((condition.values ?? []).map((value) => compared('eq', value)))
  }
}

const zeroGuid = '00000000-0000-0000-0000-000000000000'

/** A value as a filter writes it; `null` as the type's empty value. */
export function literal(type: FieldType, value: Value): string {
  switch (type.kind) {
    case 'text':
      return quoted(String(value ?? ''))
    case 'option':
      return quoted(String(value ?? '_x0020_'))
    case 'id':
    case 'reference':
      return String(value ?? zeroGuid)
    case 'decimal':
    case 'integer':
      return String(value ?? 0)
    case 'boolean':
      return String(value ?? false)
    case 'date':
      return String(value ?? '0001-01-01')
    case 'instant':
      return String(value ?? '0001-01-01T00:00:00Z')
  }
}
