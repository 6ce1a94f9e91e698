/** A row's own columns, to make another row of them. */
import type { Draft, Row } from '@koble/odata-server'

const SYSTEM: ReadonlySet<string> = new Set(['id', 'rowVersion', 'createdAt', 'createdBy', 'modifiedAt', 'modifiedBy'])

export const withoutSystemColumns = (row: Row): Draft =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !SYSTEM.has(column)))
