/**
 * Values as a body. The pages validate a body's properties in the order in which they stand, and later ones see the effect
 * of earlier ones, so they are written in the entity's order. Blank is sent as the type's empty value, never as null
 * (reference/business-central-protocol.md, sections 3 and 8.1).
 */
import type { Entity, FieldType, Value, Values } from '@koble/core'
import { exactNumber, type Json, type JsonObject } from '@koble/odata-client'
import { wireName } from './read-record.ts'
import type { Session } from '../session.ts'

export function printBody(entity: Entity, values: Values, session: Session): JsonObject {
  const body: Record<string, Json> = {}
  for (const [field, type] of Object.entries(entity.fields)) {
    const value = values[field]
    if (value !== undefined && type.readOnly !== true) body[wireName(entity, field, session)] = printValue(type, value)
  }
  return body
}

export function printValue(type: FieldType, value: Value): Json {
  switch (type.kind) {
    case 'text':
      return value ?? ''
    case 'option':
      return value ?? '_x0020_'
    case 'id':
    case 'reference':
      return value ?? '00000000-0000-0000-0000-000000000000'
    case 'decimal':
      return exactNumber(String(value ?? '0'))
    case 'integer':
      return value ?? 0
    case 'boolean':
      return value ?? false
    case 'date':
      return value ?? '0001-01-01'
    case 'instant':
      return value ?? '0001-01-01T00:00:00Z'
  }
}
