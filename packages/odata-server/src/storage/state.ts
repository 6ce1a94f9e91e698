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

interface Tombstones {
  readonly byEntry: SortedList<Tombstone>
  readonly byVersion: SortedList<Tombstone>
}

const noTombstones = (): Tombstones => ({
  byEntry: new SortedList<Tombstone>((left, right) => left.entry - right.entry),
  byVersion: new SortedList<Tombstone>((left, right) => left.version - right.version || left.entry - right.entry),
})

export class State {
  readonly definitions: ReadonlyMap<string, TableDefinition>
  readonly ids: IdGenerator
  tombstones = noTombstones()
  facts = new Map<string, string>()
  version = 0
  /** Highest version of a committed row or deletion. */
  committed = 0
  deletions = 0
  epoch = 1
  resetVersion = 0
  /** By table, then by partition. */
  #stores = new Map<string, Map<string, TableStore>>()

  constructor(tables: readonly TableDefinition[], seed: string) {
    this.definitions = new Map(tables.map((table) => [table.name, table]))
    this.ids = idGenerator(seed)
  }

  table(name: string, partition: string): TableStore {
    const found = this.#stores.get(name)?.get(partition)
    if (found !== undefined) return found
    const definition = this.definitions.get(name)
    if (definition === undefined) throw new Error(`There is no table ${name}.`)
    return definition.partitioned !== true && partition !== ''
      ? this.table(name, '')
      : this.#open(definition, partition)
  }

  #open(definition: TableDefinition, partition: string): TableStore {
    const store = new TableStore(definition, partition)
    const partitions = this.#stores.get(definition.name) ?? new Map<string, TableStore>()
    this.#stores.set(definition.name, partitions.set(partition, store))
    return store
  }

  *stores(): Generator<TableStore, undefined> {
    for (const partitions of this.#stores.values()) yield* partitions.values()
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

  /** Empties all tables but those to keep, all tombstones, and facts that do not begin with `kept.`; the answer puts them back. */
  clear(keep: ReadonlySet<string>): () => void {
    const before = { stores: this.#stores, tombstones: this.tombstones, facts: this.facts }
    this.#stores = new Map([...before.stores].filter(([name]) => keep.has(name)))
    this.tombstones = noTombstones()
    this.facts = new Map([...before.facts].filter(([name]) => name.startsWith('kept.')))
    return () => {
      this.#stores = before.stores
      this.tombstones = before.tombstones
      this.facts = before.facts
    }
  }
}
