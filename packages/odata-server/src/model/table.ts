/** Tables: what is stored, apart from how it is shown. Several entity sets may project one table. */
import type { EdmType } from './value.ts'
import type { Draft, Row, Tombstone } from './row.ts'

export interface TableDefinition {
  /** The service's own name of the table ("Customer", "account"); error texts use it. */
  readonly name: string
  readonly columns: Readonly<Record<string, EdmType>>
  /** True: each partition (company) has rows of its own. Default false: one for all partitions. */
  readonly partitioned?: boolean
  /** Columns of the default order (the primary key); indexed. Default: `id`. */
  readonly order?: readonly string[]
  /** Column lists whose values must be unique (rows with null or an empty string in one of them are not compared). */
  readonly unique?: readonly (readonly string[])[]
  /** Sorted indexes; filters, orders and `find` use them. `id`, `rowVersion`, `order` and `unique` need no entry. */
  readonly indexes?: readonly (readonly string[])[]
  /** Text columns that compare and index without regard to case. */
  readonly ignoreCase?: boolean
  /** Deleted rows leave a tombstone. Default true. */
  readonly tombstones?: boolean
  /** Columns whose last values a tombstone keeps: which of the sets that share the table the row belonged to. */
  readonly tombstoneColumns?: readonly string[]
}

/** Reading, bound to one partition. Every list is lazy: take what you need. */
export interface Reader {
  readonly partition: string
  get(table: string, id: string): Row | undefined
  /** The row with these values under a unique list of the table's definition. */
  lookup(
    table: string,
    columns: readonly string[],
    values: readonly (string | number | boolean | null)[],
  ): Row | undefined
  /** Rows whose columns equal the values; through an index when one begins with these columns, else by scanning. */
  find(table: string, match: Readonly<Record<string, string | number | boolean | null>>): Iterable<Row>
  /** All rows, by default in the table's order; `by` names an index (its columns), `after` starts behind these values. */
  scan(table: string, options?: ScanOptions): Iterable<Row>
  count(table: string): number
  /** Tombstones with `version > sinceVersion` (or `entry > sinceEntry`), oldest first. */
  deleted(since: {
    readonly sinceVersion?: number
    readonly sinceEntry?: number
    readonly table?: string
  }): Iterable<Tombstone>
  highestVersion(table: string): number
  /** The same database seen from another partition. */
  in(partition: string): Reader
}

export interface ScanOptions {
  readonly by?: readonly string[]
  readonly descending?: boolean
}

/** Reading and writing inside one all-or-nothing transaction. Everything in it is synchronous. */
export interface Transaction extends Reader {
  /** `draft['id']` is used when given. Throws `duplicateKey` when the id or a unique value is taken. */
  insert(table: string, draft: Readonly<Draft>): Row
  /** Changes the named columns. A change that changes no value moves no stamp and answers the row as it is. */
  update(table: string, id: string, changes: Readonly<Draft>): Row
  /** As `update`, but moves the version and the stamp even when nothing changes. */
  touch(table: string, id: string): Row
  remove(table: string, id: string): void
  in(partition: string): Transaction
}
