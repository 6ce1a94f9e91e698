/** Which columns a write carried: every sent column counts as changed, with the same value too (reference/dataverse-protocol.md, section 6.1). */
import type { Draft, JsonObject, Row } from '@koble/odata-server'
import type { TableSchema } from '../schema/table.ts'
import { propertyOf } from '../schema/tables.ts'
import { kitColumns } from './stored-table.ts'

export function writtenColumns(schema: TableSchema, body: JsonObject, draft: Draft, row?: Row): ReadonlySet<string> {
  const sent = new Set(Object.keys(body).map((key) => key.replace(/@odata\.bind$/, '')))
  const written = Object.entries(schema.columns).filter(([name, column]) => {
    if (column.access === 'read' || kitColumns[name] !== undefined) return false
    const names = [name, propertyOf(name, column), ...(column.targets ?? []).map((target) => target.navigation)]
    return names.some((candidate) => sent.has(candidate)) || (row !== undefined && draft[name] !== row[name])
  })
  return new Set(written.map(([name]) => name))
}
