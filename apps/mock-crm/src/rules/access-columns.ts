/** Columns that may be set on create only, or on update only: what else is sent is ignored, as the service ignores it (reference/dataverse-protocol.md, section 6.1). */
import type { Draft, Row } from '@koble/odata-server'
import type { TableSchema } from '../schema/table.ts'
import { isLookup } from '../schema/tables.ts'
import { isPolymorphic, typeColumn } from '../service/stored-table.ts'

/** Before a row is created. States have their own rule. */
export function dropUpdateOnly(schema: TableSchema, draft: Draft): void {
  for (const [name, column] of Object.entries(schema.columns)) {
    if (column.access === 'update' && name !== 'statecode') draft[name] = null
  }
}

/** Before a row is changed. Other columns than lookups never reach the draft. */
export function restoreCreateOnly(schema: TableSchema, draft: Draft, row: Row): void {
  for (const [name, column] of Object.entries(schema.columns)) {
    if (column.access !== 'create' || !isLookup(column)) continue
    draft[name] = row[name] ?? null
    if (isPolymorphic(column)) draft[typeColumn(name)] = row[typeColumn(name)] ?? null
  }
}
