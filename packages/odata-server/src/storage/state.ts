/** All that a database holds in memory: tables by partition, tombstones, facts and the counters that never go back. */
import { idGenerator } from './id-generator.ts'
import { SortedList } from './sorted-list.ts'
import { TableStore } from './table-store.ts'
import type { IdGenerator } from './id-generator.ts'
import type { Row, Tombstone } from '../model/row.ts'
import type { TableDefinition } from '../model/table.ts'

export interface RowChange {
  readonly table: string
  readonly partition: string
  readonly id: string
  readonly before: Row | undefined
  readonly after: Row | undefined
  /** Of a deletion, when the table keeps tombstones. */
  readonly tombstone?: Tombstone
}

export class State {
  readonly definitions: ReadonlyMap<string, TableDefinition>
  readonly stores = new Map<string, TableStore>()
  readonly tombstones = {
    byEntry: new SortedList<Tombstone>((left, right) => left.entry - right.entry),
    byVersion: new SortedList<Tombstone>((left, right) => left.version - right.version || left.entry - right.entry),
  }
  readonly facts = new Map<string, string>()
  readonly ids: IdGenerator
  version = 0
  /** Highest version of a committed row or deletion. */
  committed = 0
  deletions = 0
  epoch = 1
  resetVersion = 0

  constructor(tables: readonly TableDefinition[], seed: string) {
    this.definitions = new Map(tables.map((table) => [table.name, table]))
    this.ids = idGenerator(seed)
  }

  table(name: string, partition: string): TableStore {
    const definition = this.definitions.get(name)
    if (definition === undefined) throw new Error(`There is no table ${name}.`)
    const key = definition.partitioned === true ? partition : ''
    const found = this.stores.get(`${key}\n${name}`)
    if (found !== undefined) return found
    const store = new TableStore(definition, key)
    this.stores.set(`${key}\n${name}`, store)
    return store
  }

  apply(change: RowChange): void {
    const store = this.table(change.table, change.partition)
    if (change.after === undefined) store.remove(change.id)
    else store.put(change.after)
    if (change.tombstone !== undefined) {
      this.tombstones.byEntry.add(change.tombstone)
      this.tombstones.byVersion.add(change.tombstone)
    }
  }

  undo(change: RowChange): void {
    const store = this.table(change.table, change.partition)
    if (change.before === undefined) store.remove(change.id)
    else store.put(change.before)
    if (change.tombstone !== undefined) {
      this.tombstones.byEntry.remove(change.tombstone)
      this.tombstones.byVersion.remove(change.tombstone)
    }
  }

  /** Empties all tables but those to keep, all tombstones, and facts that do not begin with `kept.`. */
  clear(keep: ReadonlySet<string>): void {
    for (const store of this.stores.values()) if (!keep.has(store.name)) store.clear()
    this.tombstones.byEntry.clear()
    this.tombstones.byVersion.clear()
    for (const name of this.facts.keys()) if (!name.startsWith('kept.')) this.facts.delete(name)
  }
}
