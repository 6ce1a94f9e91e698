/** Rows of a table: plain frozen objects with the columns that every row carries. */
import type { Scalar } from './value.ts'

export interface Row {
  /** The row's GUID: given on insert or taken from the seeded generator; never changes. */
  readonly id: string
  /** Strictly growing over the whole database; moved by every change of the row. */
  readonly rowVersion: number
  /** UTC with milliseconds, on the emulator's clock. */
  readonly createdAt: string
  readonly createdBy: string
  readonly modifiedAt: string
  readonly modifiedBy: string
  readonly [column: string]: Scalar
}

/** A row that is being built: hooks read and assign its columns; it is frozen when the table takes it. */
export type Draft = Record<string, Scalar>

/** What is left of a deleted row, kept for feeds. `entry` counts deletions over the database, from 1. */
export interface Tombstone {
  readonly entry: number
  readonly table: string
  readonly partition: string
  readonly id: string
  readonly version: number
  readonly at: string
  /** The columns that the table's definition keeps of deleted rows. */
  readonly kept?: Readonly<Record<string, Scalar>>
}

/** One committed change, as listeners see it. */
export interface Change {
  readonly table: string
  readonly partition: string
  readonly kind: 'insert' | 'update' | 'delete'
  readonly id: string
  readonly before: Row | undefined
  readonly after: Row | undefined
  readonly by: Principal
}

/** Who asks. `claims` is the application's own: roles, on whose behalf, scopes. */
export interface Principal {
  readonly id: string
  readonly name: string
  /** False for an application user (client credentials). */
  readonly person: boolean
  readonly claims?: Readonly<Record<string, string | number | boolean>>
}
