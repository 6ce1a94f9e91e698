/** One table of one partition in memory: rows by id, and sorted indexes that each change keeps. */
import { comparator } from '../values/compare.ts'
import { SortedList } from './sorted-list.ts'
import type { Compare } from '../values/compare.ts'
import type { Row } from '../model/row.ts'
import type { TableDefinition } from '../model/table.ts'
import type { EdmType, Scalar } from '../model/value.ts'

/** A sorted index. Rows that agree in its columns lie in order of their ids. */
export interface Index {
  readonly columns: readonly string[]
  readonly compare: readonly Compare[]
  readonly rows: SortedList<Row>
}

const systemColumns: Readonly<Record<string, EdmType>> = {
  id: 'Guid',
  rowVersion: 'Int64',
  createdAt: 'DateTimeOffset',
  createdBy: 'Guid',
  modifiedAt: 'DateTimeOffset',
  modifiedBy: 'Guid',
}

export function columnType(definition: TableDefinition, column: string): EdmType | undefined {
  return Object.hasOwn(definition.columns, column) ? definition.columns[column] : systemColumns[column]
}

export class TableStore {
  readonly definition: TableDefinition
  readonly partition: string
  readonly rows = new Map<string, Row>()
  readonly indexes: readonly Index[]
  readonly order: Index

  constructor(definition: TableDefinition, partition: string) {
    this.definition = definition
    this.partition = partition
    const order = definition.order ?? ['id']
    const lists = [order, ['rowVersion'], ...(definition.unique ?? []), ...(definition.indexes ?? [])]
    const names = new Map(lists.map((columns) => [columns.join(), columns]))
    this.indexes = [...names.values()].map((columns) => openIndex(definition, columns))
    this.order = this.indexes[0] ?? openIndex(definition, order)
  }

  get name(): string {
    return this.definition.name
  }

  put(row: Row): void {
    const old = this.rows.get(row.id)
    this.rows.set(row.id, row)
    for (const index of this.indexes) {
      if (old !== undefined) index.rows.remove(old)
      index.rows.add(row)
    }
  }

  remove(id: string): void {
    const old = this.rows.get(id)
    if (old === undefined) return
    this.rows.delete(id)
    for (const index of this.indexes) index.rows.remove(old)
  }

  /** An index with exactly these columns. */
  index(columns: readonly string[]): Index | undefined {
    return this.indexes.find(
      (index) => index.columns.length === columns.length && index.columns.every((column, at) => column === columns[at]),
    )
  }

  /** The index whose first columns are, in any order, most of the given ones. */
  indexFor(columns: ReadonlySet<string>): { readonly index: Index; readonly length: number } | undefined {
    let best: { index: Index; length: number } | undefined
    for (const index of this.indexes) {
      const end = index.columns.findIndex((column) => !columns.has(column))
      const length = end < 0 ? index.columns.length : end
      if (length > (best?.length ?? 0)) best = { index, length }
    }
    return best
  }

  compareColumn(column: string): Compare {
    return comparator(columnType(this.definition, column) ?? 'String', this.definition.ignoreCase ?? false)
  }
}

function openIndex(definition: TableDefinition, columns: readonly string[]): Index {
  const compare = columns.map((column) => {
    const type = columnType(definition, column)
    if (type === undefined)
      throw new Error(
        `Table ${definition.name}: the index (${columns.join(', ')}) names ${column}, which is no column.`,
      )
    return comparator(type, definition.ignoreCase ?? false)
  })
  return { columns, compare, rows: new SortedList(rowOrder(columns, compare)) }
}

function rowOrder(columns: readonly string[], compare: readonly Compare[]): (left: Row, right: Row) => number {
  const [column, only] = [columns[0], compare[0]]
  // Most indexes have one column, and a million rows compare some forty million times.
  if (columns.length === 1 && column !== undefined && only !== undefined)
    return (left, right) => only(left[column] ?? null, right[column] ?? null) || idOrder(left, right)
  return (left, right) => {
    for (let at = 0; at < columns.length; at += 1) {
      const name = columns[at] ?? ''
      const order = compare[at]?.(left[name] ?? null, right[name] ?? null) ?? 0
      if (order !== 0) return order
    }
    return idOrder(left, right)
  }
}

const idOrder = (left: Row, right: Row): number => (left.id < right.id ? -1 : left.id === right.id ? 0 : 1)

/** Compares a row's leading index columns with values: negative when the row lies before them. */
export function placeOf(index: Index, values: readonly Scalar[]): (row: Row) => number {
  return (row) => {
    for (let at = 0; at < values.length; at += 1) {
      const order = index.compare[at]?.(row[index.columns[at] ?? ''] ?? null, values[at] ?? null) ?? 0
      if (order !== 0) return order
    }
    return 0
  }
}

/** Rows whose leading index columns equal the values. */
export function* rowsAt(index: Index, values: readonly Scalar[]): Generator<Row, undefined> {
  const place = placeOf(index, values)
  for (const row of index.rows.from(place)) {
    if (place(row) !== 0) return
    yield row
  }
}

export function countAt(index: Index, values: readonly Scalar[]): number {
  const place = placeOf(index, values)
  return index.rows.rank((row) => (place(row) <= 0 ? -1 : 0)) - index.rows.rank(place)
}
