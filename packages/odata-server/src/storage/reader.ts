/** Reading of committed (or, inside a transaction, current) rows. */
import { rowsAt } from './table-store.ts'
import type { Row, Tombstone } from '../model/row.ts'
import type { Reader, ScanOptions } from '../model/table.ts'
import type { Scalar } from '../model/value.ts'
import type { State } from './state.ts'
import type { TableStore } from './table-store.ts'

/** The kit's own view of a reader: the table behind it, for the query planner. */
export interface IndexedReader extends Reader {
  readonly store: (table: string) => TableStore
}

export function isIndexed(reader: Reader): reader is IndexedReader {
  return 'store' in reader
}

export function readerOf(state: State, partition: string): IndexedReader {
  return {
    store: (table) => state.table(table, partition),
    partition,
    get: (table, id) => state.table(table, partition).rows.get(id),
    lookup: (table, columns, values) => lookup(state, partition, table, columns, values),
    find: (table, match) => find(state, partition, table, match),
    scan: (table, options) => scan(state, partition, table, options),
    count: (table) => state.table(table, partition).rows.size,
    deleted: (since) => deleted(state, partition, since),
    highestVersion: (table) => state.table(table, partition).index(['rowVersion'])?.rows.last()?.rowVersion ?? 0,
    in: (other) => readerOf(state, other),
  }
}

function lookup(
  state: State,
  partition: string,
  table: string,
  columns: readonly string[],
  values: readonly Scalar[],
): Row | undefined {
  const store = state.table(table, partition)
  const index = store.index(columns)
  if (index === undefined) throw new Error(`Table ${table} has no unique list or index (${columns.join(', ')}).`)
  for (const row of rowsAt(index, values)) return row
  return undefined
}

function* find(
  state: State,
  partition: string,
  table: string,
  match: Readonly<Record<string, Scalar>>,
): Generator<Row, undefined> {
  const store = state.table(table, partition)
  const columns = Object.keys(match)
  const chosen = store.indexFor(new Set(columns))
  const compare = columns.map((column) => store.compareColumn(column))
  const rows =
    chosen === undefined
      ? store.order.rows.all()
      : rowsAt(
          chosen.index,
          chosen.index.columns.slice(0, chosen.length).map((column) => match[column] ?? null),
        )
  for (const row of rows) {
    if (columns.every((column, at) => compare[at]?.(row[column] ?? null, match[column] ?? null) === 0)) yield row
  }
}

function scan(state: State, partition: string, table: string, options: ScanOptions = {}): Iterable<Row> {
  const store = state.table(table, partition)
  const index = options.by === undefined ? store.order : store.index(options.by)
  if (index === undefined) throw new Error(`Table ${table} has no index (${options.by?.join(', ')}).`)
  return options.descending === true ? index.rows.backFrom(() => -1) : index.rows.all()
}

function* deleted(
  state: State,
  partition: string,
  since: { readonly sinceVersion?: number; readonly sinceEntry?: number; readonly table?: string },
): Generator<Tombstone, undefined> {
  const { sinceVersion, sinceEntry } = since
  const stones =
    sinceVersion === undefined
      ? state.tombstones.byEntry.from((stone) => (stone.entry > (sinceEntry ?? 0) ? 0 : -1))
      : state.tombstones.byVersion.from((stone) => (stone.version > sinceVersion ? 0 : -1))
  for (const stone of stones) {
    if (since.table !== undefined && stone.table !== since.table) continue
    if (stone.partition !== '' && stone.partition !== partition) continue
    if (stone.entry > (sinceEntry ?? 0)) yield stone
  }
}
