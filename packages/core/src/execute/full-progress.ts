/** Where a full synchronization stands and where it goes on: plain values that the store keeps. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { JobCounts, JobProgress, TableProgress } from '../ports/store.ts'
import type { TablePlace } from './synchronize-table.ts'

/** What `resume` of a job holds. */
export interface FullPlace {
  readonly startedAt: number
  readonly counts: JobCounts
  readonly tables: readonly TableProgress[]
  /** The table in hand; null between two tables. */
  readonly at: ({ readonly mapping: string } & TablePlace) | null
}

export const isFullPlace = (value: unknown): value is FullPlace =>
  typeof value === 'object' && value !== null && 'startedAt' in value && 'tables' in value && 'counts' in value

export const freshTables = (mappings: readonly ResolvedMapping[]): readonly TableProgress[] =>
  mappings.map((mapping) => ({ mapping: mapping.name, state: 'waiting', done: 0, total: null }))

export const withTable = (
  tables: readonly TableProgress[],
  name: string,
  change: Partial<TableProgress>,
): readonly TableProgress[] => tables.map((table) => (table.mapping === name ? { ...table, ...change } : table))

export const progressOf = (tables: readonly TableProgress[]): JobProgress => {
  const known = tables.every((table) => table.total !== null)
  return {
    done: tables.reduce((sum, table) => sum + table.done, 0),
    total: known ? tables.reduce((sum, table) => sum + (table.total ?? 0), 0) : null,
    tables,
  }
}
