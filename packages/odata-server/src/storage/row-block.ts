/**
 * Rows as a snapshot holds them: those of one table and partition with the same columns together, the names once and what all of them share once.
 * Against rows as objects that is a third of the bytes, and reading gives rows that share strings and one hidden class.
 */
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { TableStore } from './table-store.ts'

export interface RowBlock {
  readonly table: string
  readonly partition: string
  /** All columns, in the rows' order. */
  readonly columns: readonly string[]
  /** Columns that have one value in the whole block. */
  readonly same: Readonly<Record<string, Scalar>>
  /** The values of the other columns. */
  readonly values: readonly (readonly Scalar[])[]
}

export function rowBlocks(store: Pick<TableStore, 'name' | 'partition'>, rows: readonly Row[]): RowBlock[] {
  return groupsOf(rows).map((group) => {
    const same = Object.fromEntries(
      group.columns.flatMap((column) =>
        isShared(group.rows, column) ? [[column, group.rows[0]?.[column] ?? null]] : [],
      ),
    )
    const varying = group.columns.filter((column) => !Object.hasOwn(same, column))
    const values = group.rows.map((row) => varying.map((column) => row[column] ?? null))
    return { table: store.name, partition: store.partition, columns: group.columns, same, values }
  })
}

interface Group {
  readonly columns: readonly string[]
  readonly rows: Row[]
}

function groupsOf(rows: readonly Row[]): Group[] {
  const groups: Group[] = []
  let last: Group | undefined
  for (const row of rows) {
    const columns = Object.keys(row)
    if (last === undefined || !isSame(last.columns, columns)) {
      last = groups.find((group) => isSame(group.columns, columns))
      if (last === undefined) groups.push((last = { columns, rows: [] }))
    }
    last.rows.push(row)
  }
  return groups
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((column, at) => column === right[at])
}

function isShared(rows: readonly Row[], column: string): boolean {
  const value = rows[0]?.[column]
  return rows.every((row) => row[column] === value)
}

export function* rowsOf(block: RowBlock): Generator<Row, undefined> {
  const template = templateOf(block)
  const varying = block.columns.filter((column) => !Object.hasOwn(block.same, column))
  for (const values of block.values) {
    const row: Draft = { ...template }
    for (let at = 0; at < varying.length; at += 1) row[varying[at] ?? ''] = values[at] ?? null
    yield Object.freeze(row)
  }
}

type Draft = { -readonly [Column in keyof Row]: Row[Column] }

/** Parsed, because objects that are put together key by key become dictionaries of three times the size. */
const templateOf = ({ columns, same }: RowBlock): Draft =>
  JSON.parse(JSON.stringify(Object.fromEntries(columns.map((column) => [column, same[column] ?? null]))))
