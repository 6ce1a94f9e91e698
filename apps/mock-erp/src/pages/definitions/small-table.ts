/** A table whose records are a code and a few fields: list and card from the fields alone. */
import type { EntityDefinition, FieldDefinition } from './definition.ts'

export const smallTable = (
  set: string,
  path: string,
  one: string,
  many: string,
  fields: readonly FieldDefinition[],
): EntityDefinition => ({
  set,
  path,
  one,
  many,
  icon: 'document',
  group: 'Setup',
  title: 'code',
  key: 'code',
  sort: 'code',
  columns: fields.map(({ name: key, label, type, readonly }) => ({
    key,
    label,
    sortable: readonly !== true,
    ...(type === 'decimal' ? { kind: 'decimal' as const } : {}),
    ...(type === 'checkbox' ? { kind: 'boolean' as const } : {}),
  })),
  tabs: [{ heading: 'General', fields }],
})
