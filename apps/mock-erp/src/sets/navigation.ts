/** Single navigation properties that follow a relation, and are read only (business-central-protocol, section 1.3). */
import type { NavigationDefinition } from '@koble/odata-server'

type Row = Readonly<Record<string, unknown>>

/** To the record whose code (or number) this row's column holds. */
export const byCode = (
  target: string,
  table: string,
  column: string,
  keyColumn: 'code' | 'number' = 'code',
): NavigationDefinition => ({
  target,
  readOnly: true,
  rows: (row: Row, { data }) => {
    const key = row[column]
    const found = typeof key === 'string' && key !== '' ? data.lookup(table, [keyColumn], [key]) : undefined
    return found === undefined ? [] : [found]
  },
})

/** To the record whose id this row's column holds. */
export const byId = (target: string, table: string, column: string): NavigationDefinition => ({
  target,
  readOnly: true,
  rows: (row: Row, { data }) => {
    const id = row[column]
    const found = typeof id === 'string' ? data.get(table, id) : undefined
    return found === undefined ? [] : [found]
  },
})
