/** Between an entity's JSON values and a form's text. */
import { decodeMember } from '../values/enum-name.ts'
import type { Entity } from './api.ts'
import type { FieldDefinition, Lookup } from './definitions/definition.ts'
import { NO_DATE, NO_ID } from './definitions/shown-value.ts'

export const lookupOf = (field: FieldDefinition, record: Entity): Lookup | undefined =>
  typeof field.lookup === 'function' ? field.lookup(record) : field.lookup

/** A field that names its record by id: blank is the id of none. */
const isReference = ({ lookup }: FieldDefinition): boolean => typeof lookup === 'object' && lookup.key === 'id'

export function shown(value: unknown, field: FieldDefinition): string {
  if (field.type === 'checkbox') return ''
  if (field.type === 'date' && value === NO_DATE) return ''
  if (typeof value === 'number' || typeof value === 'string')
    return field.readonly === true ? decodeMember(String(value)).trim() : String(value)
  return field.options?.[0]?.value ?? (isReference(field) ? NO_ID : '')
}

/** What the form says otherwise than the record, in the order of the fields: later ones see the effect of earlier ones. */
export function changedFields(
  form: Readonly<Record<string, string>>,
  record: Entity,
  fields: readonly FieldDefinition[],
): Entity {
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const written = form[field.name]
    if (written === undefined || field.readonly === true) continue
    const before = field.type === 'checkbox' ? String(record[field.name] === true) : shown(record[field.name], field)
    if (written !== before) changes[field.name] = valueOf(written, field)
  }
  return changes
}

export function valueOf(written: string, field: FieldDefinition): unknown {
  if (field.type === 'checkbox') return written === 'true'
  if (field.type === 'decimal' || field.type === 'integer') return written === '' ? 0 : Number(written)
  return field.type === 'date' && written === '' ? NO_DATE : written
}
