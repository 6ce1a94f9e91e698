/** Between an entity's JSON values and a form's text. */
import type { Entity } from './api.ts'
import type { FieldDefinition } from './entities.ts'

export function shown(value: unknown, field: Pick<FieldDefinition, 'type' | 'options'>): string {
  if (field.type === 'checkbox') return ''
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  return field.options?.[0]?.value ?? ''
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

function valueOf(written: string, field: FieldDefinition): unknown {
  if (field.type === 'checkbox') return written === 'true'
  if (field.type === 'decimal' || field.type === 'integer') return written === '' ? 0 : Number(written)
  return written
}
