/** Changes on the state that can all be taken back; stamps and versions are given here. */
import { raise } from '../model/problem.ts'
import { columnType, rowsAt } from './table-store.ts'
import { readerOf } from './reader.ts'
import type { Draft, Principal, Row, Tombstone } from '../model/row.ts'
import type { Transaction } from '../model/table.ts'
import type { Scalar } from '../model/value.ts'
import type { RowChange, State } from './state.ts'
import type { TableStore } from './table-store.ts'

/** What a transaction stamps its rows with. */
export interface Stamps {
  readonly at: () => string
  readonly version: () => number
  readonly by: Principal
}

export interface OpenTransaction {
  readonly changes: RowChange[]
  in(partition: string): Transaction
  undo(): void
}

export function openTransaction(state: State, stamps: Stamps): OpenTransaction {
  const changes: RowChange[] = []
  const record = (change: RowChange): void => {
    state.apply(change)
    changes.push(change)
  }
  const open = (partition: string): Transaction => ({
    ...readerOf(state, partition),
    insert: (table, draft) => insert(state, stamps, record, state.table(table, partition), draft),
    update: (table, id, values) => update(state, stamps, record, state.table(table, partition), id, values, false),
    touch: (table, id) => update(state, stamps, record, state.table(table, partition), id, {}, true),
    remove: (table, id) => remove(state, stamps, record, state.table(table, partition), id),
    in: open,
  })
  return {
    changes,
    in: open,
    undo() {
      for (const change of changes.toReversed()) state.undo(change)
    },
  }
}

type Recorder = (change: RowChange) => void

function insert(state: State, stamps: Stamps, record: Recorder, store: TableStore, draft: Readonly<Draft>): Row {
  const given = draft['id']
  const id = typeof given === 'string' && given !== '' ? given : freshId(state, store)
  if (store.rows.has(id)) raise({ kind: 'duplicateKey', table: store.name, columns: ['id'], values: [id] })
  const [at, by] = [stamps.at(), stamps.by.id]
  const row: Row = Object.freeze({
    ...draft,
    id,
    rowVersion: stamps.version(),
    createdAt: textOr(draft['createdAt'], at),
    createdBy: textOr(draft['createdBy'], by),
    modifiedAt: at,
    modifiedBy: by,
  })
  checkUnique(store, row)
  record({ table: store.name, partition: store.partition, id, before: undefined, after: row })
  return row
}

function textOr(value: Scalar | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}

function freshId(state: State, store: TableStore): string {
  for (;;) {
    const id = state.ids.next()
    if (!store.rows.has(id)) return id
  }
}

function update(
  state: State,
  stamps: Stamps,
  record: Recorder,
  store: TableStore,
  id: string,
  values: Readonly<Draft>,
  always: boolean,
): Row {
  const before = store.rows.get(id)
  if (before === undefined) throw new Error(`Table ${store.name} has no row ${id}.`)
  const changed = Object.entries(values).filter(
    ([column, value]) => !isKept(column) && (before[column] ?? null) !== value,
  )
  if (changed.length === 0 && !always) return before
  const row: Row = Object.freeze({
    ...before,
    ...Object.fromEntries(changed),
    rowVersion: stamps.version(),
    modifiedAt: stamps.at(),
    modifiedBy: stamps.by.id,
  })
  checkUnique(store, row)
  record({ table: store.name, partition: store.partition, id, before, after: row })
  return row
}

function isKept(column: string): boolean {
  return (
    column === 'id' ||
    column === 'rowVersion' ||
    column === 'createdAt' ||
    column === 'createdBy' ||
    column === 'modifiedAt' ||
    column === 'modifiedBy'
  )
}

function remove(state: State, stamps: Stamps, record: Recorder, store: TableStore, id: string): void {
  const before = store.rows.get(id)
  if (before === undefined) throw new Error(`Table ${store.name} has no row ${id}.`)
  const base = { table: store.name, partition: store.partition, id, before, after: undefined }
  if (store.definition.tombstones === false) return record(base)
  state.deletions += 1
  const tombstone = {
    entry: state.deletions,
    table: store.name,
    partition: store.partition,
    id,
    version: stamps.version(),
    at: stamps.at(),
    ...keptOf(store, before),
  }
  record({ ...base, tombstone })
}

function keptOf(store: TableStore, row: Row): Pick<Tombstone, 'kept'> {
  const columns = store.definition.tombstoneColumns
  return columns === undefined
    ? {}
    : { kept: Object.fromEntries(columns.map((column) => [column, row[column] ?? null])) }
}

function checkUnique(store: TableStore, row: Row): void {
  for (const columns of store.definition.unique ?? []) {
    const values = columns.map((column) => row[column] ?? null)
    if (
      values.some(
        (value, at) => value === null || (value === '' && columnType(store.definition, columns[at] ?? '') === 'String'),
      )
    )
      continue
    const index = store.index(columns)
    if (index === undefined) continue
    for (const other of rowsAt(index, values)) {
      if (other.id !== row.id) raise({ kind: 'duplicateKey', table: store.name, columns, values })
    }
  }
}
