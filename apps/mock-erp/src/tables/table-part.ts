/**
 * Where the rows of a set are stored: a table, or the part of one that has certain document types. Posted sales documents share the table of unposted ones
 * (docs/decisions/0011).
 */
import type { Row, Tombstone } from '@koble/odata-server'

export type TablePart = string | { readonly table: string; readonly documentTypes: readonly string[] }

export const tableOf = (part: TablePart): string => (typeof part === 'string' ? part : part.table)

export const isInPart = (part: TablePart, row: Pick<Row, string> | undefined): boolean =>
  row !== undefined && (typeof part === 'string' || part.documentTypes.includes(String(row['documentType'])))

/** A deleted row is told by what its tombstone kept. */
export const wasInPart = (part: TablePart, { table, kept }: Tombstone): boolean =>
  table === tableOf(part) && (typeof part === 'string' || part.documentTypes.includes(String(kept?.['documentType'])))
