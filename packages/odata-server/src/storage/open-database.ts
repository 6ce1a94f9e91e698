/** The database: state, transactions, and the journal that each answer waits for. */
import { raise } from '../model/problem.ts'
import { openJournal } from './journal.ts'
import { readerOf } from './reader.ts'
import { State } from './state.ts'
import { openTransaction } from './transaction.ts'
import type { Database, DatabaseOptions } from '../model/database.ts'
import type { Change, Principal } from '../model/row.ts'
import type { TableDefinition, Transaction } from '../model/table.ts'
import type { StoredChange } from './entry.ts'
import type { Journal } from './journal.ts'
import type { WriteBytes } from './log-file.ts'
import type { RowChange } from './state.ts'
import type { OpenTransaction } from './transaction.ts'

/** Versions set aside for one late commit; a transaction that needs more takes them from the counter. */
const lateVersions = 2000

interface Pending {
  readonly changes: () => readonly Change[]
  undo(): void
}

/** For tests: how bytes reach the disk, and when the log is folded into a snapshot. */
export interface StorageHooks {
  readonly write?: WriteBytes
  readonly compactAfterBytes?: number
}

export function openDatabase(options: DatabaseOptions, hooks: StorageHooks = {}): Promise<Database> {
  return Promise.resolve().then(() => new MemoryDatabase(options, hooks))
}

class MemoryDatabase implements Database {
  readonly clock
  readonly #state: State
  readonly #journal: Journal | undefined
  readonly #listeners = new Set<(changes: readonly Change[]) => void>()
  readonly #late = new Set<number>()
  #pending = new Set<Pending>()
  #running = false

  constructor(options: DatabaseOptions, hooks: StorageHooks) {
    this.clock = options.clock
    this.#state = new State(options.tables, options.seed ?? 'koble')
    if (options.directory !== undefined) {
      this.#journal = openJournal({
        directory: options.directory,
        state: this.#state,
        onFailure: () => this.#takeBack(),
        ...hooks,
      })
    }
  }

  read(partition = ''): ReturnType<typeof readerOf> {
    return readerOf(this.#state, partition)
  }

  transact<T>(principal: Principal, partition: string, work: (data: Transaction) => T): T {
    return this.#run(
      principal,
      partition,
      work,
      () => this.clock.iso(),
      () => (this.#state.version += 1),
    )
  }

  async transactLate<T>(
    principal: Principal,
    partition: string,
    delayMs: number,
    work: (data: Transaction) => T,
  ): Promise<T> {
    const at = this.clock.iso()
    let next = this.#state.version + 1
    const last = this.#state.version + lateVersions
    this.#state.version = last
    const first = next
    this.#late.add(first)
    try {
      await this.clock.sleep(delayMs)
      return this.#run(
        principal,
        partition,
        work,
        () => at,
        () => (next <= last ? next++ : (this.#state.version += 1)),
      )
    } finally {
      this.#late.delete(first)
    }
  }

  #run<T>(
    by: Principal,
    partition: string,
    work: (data: Transaction) => T,
    at: () => string,
    version: () => number,
  ): T {
    if (this.#running) throw new Error('A transaction is running; work inside it with its own reader and writer.')
    this.#running = true
    const open = openTransaction(this.#state, { at, version, by })
    const deletions = this.#state.deletions
    let result: T
    let pending: Pending | undefined
    try {
      result = work(open.in(partition))
      pending = this.#commit(open, by)
    } catch (error) {
      open.undo()
      this.#state.deletions = deletions
      throw error
    } finally {
      this.#running = false
    }
    // Listeners may write themselves, so they are told after the transaction has ended.
    if (pending !== undefined) this.#acknowledge(pending)
    return result
  }

  #commit(open: OpenTransaction, by: Principal): Pending | undefined {
    // Of a row that was written a thousand times in between, only the first and the last are kept until the disk has them.
    const changes = lastOfEach(open.changes)
    if (changes.length === 0) return undefined
    for (const { after, tombstone } of changes)
      this.#state.committed = Math.max(this.#state.committed, after?.rowVersion ?? tombstone?.version ?? 0)
    this.#append(() => this.#journal?.append(() => ({ changes: changes.map(asStored) })))
    return {
      changes: () => changes.flatMap((change) => asChange(change, by)),
      undo: () => {
        for (const change of changes.toReversed()) this.#state.undo(change)
      },
    }
  }

  #append(work: () => void): void {
    try {
      work()
    } catch (error) {
      raise({ kind: 'storageFailed', message: error instanceof Error ? error.message : String(error) })
    }
  }

  /** Listeners hear of a commit when it is on disk. */
  #acknowledge(pending: Pending): void {
    if (this.#journal === undefined) {
      this.#tell(pending)
      return
    }
    this.#pending.add(pending)
    this.#journal.flushed().then(
      () => {
        this.#pending.delete(pending)
        this.#tell(pending)
      },
      () => undefined,
    )
  }

  #tell(pending: Pending): void {
    if (this.#listeners.size === 0) return
    const changes = pending.changes()
    if (changes.length === 0) return
    for (const listener of this.#listeners) {
      try {
        listener(changes)
      } catch (error) {
        // The change stands; a listener's failure is its own.
        process.emitWarning(error instanceof Error ? error : String(error))
      }
    }
  }

  /** The disk refused: everything not yet on it is forgotten, newest first. */
  #takeBack(): void {
    const undone = [...this.#pending]
    this.#pending.clear()
    for (const each of undone.toReversed()) each.undo()
  }

  async flushed(): Promise<void> {
    await this.#journal?.flushed()
    this.#journal?.compact()
  }

  get highestVersion(): number {
    return this.#state.committed
  }

  get lowestUncommitted(): number {
    return this.#late.size === 0 ? this.#state.version + 1 : Math.min(...this.#late)
  }

  get lastDeletion(): number {
    return this.#state.deletions
  }

  get resetVersion(): number {
    return this.#state.resetVersion
  }

  get tables(): readonly TableDefinition[] {
    return [...this.#state.definitions.values()]
  }

  get epoch(): number {
    return this.#state.epoch
  }

  onCommit(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  newId(): string {
    return this.#state.ids.next()
  }

  getFact(name: string): string | undefined {
    return this.#state.facts.get(name)
  }

  setFact(name: string, value: string): void {
    const before = this.#state.facts.get(name)
    this.#state.facts.set(name, value)
    this.#journal?.append(() => ({ facts: { [name]: value } }))
    this.#acknowledge({
      changes: () => [],
      undo: () => (before === undefined ? this.#state.facts.delete(name) : this.#state.facts.set(name, before)),
    })
  }

  reset(options: { readonly seed: string; readonly keep?: readonly string[] }): void {
    const { seed, counter } = this.#state.ids
    const putBack = this.#state.clear(new Set(options.keep))
    this.#state.ids.seed = options.seed
    this.#state.ids.counter = 0
    this.#state.epoch += 1
    this.#state.version += 1
    this.#state.resetVersion = this.#state.version
    this.#journal?.rewrite()
    this.#acknowledge({
      changes: () => [],
      undo: () => {
        putBack()
        Object.assign(this.#state.ids, { seed, counter })
      },
    })
  }

  async close(): Promise<void> {
    try {
      await this.flushed()
    } finally {
      await this.#journal?.close()
    }
  }
}

/** A row changed several times in one transaction counts once: from what it was to what it became. */
function lastOfEach(changes: readonly RowChange[]): RowChange[] {
  const byRow = new Map<string, Map<string, RowChange>>()
  const kept = new Set<RowChange>()
  for (const change of changes) {
    const rows = rowsOf(byRow, change)
    const first = rows.get(change.id)
    const last = first === undefined ? change : joined(first, change)
    if (first !== undefined && last !== change) kept.delete(first)
    rows.set(change.id, last)
    kept.add(last)
  }
  return [...kept]
}

/** Two deletions leave two tombstones, so they stay two changes. */
function joined(first: RowChange, change: RowChange): RowChange {
  if (first.tombstone !== undefined && change.tombstone !== undefined) return change
  const tombstone = change.tombstone ?? first.tombstone
  return { ...change, before: first.before, ...(tombstone && { tombstone }) }
}

function rowsOf(byRow: Map<string, Map<string, RowChange>>, change: RowChange): Map<string, RowChange> {
  const place = `${change.table}\n${change.partition}`
  const rows = byRow.get(place) ?? new Map<string, RowChange>()
  byRow.set(place, rows)
  return rows
}

function asChange(change: RowChange, by: Principal): Change[] {
  const { table, partition, id, before, after } = change
  if (before === undefined && after === undefined) return []
  const kind = before === undefined ? 'insert' : after === undefined ? 'delete' : 'update'
  return [{ table, partition, id, before, after, kind, by }]
}

function asStored(change: RowChange): StoredChange {
  const { table, partition, id, after = null, tombstone } = change
  return tombstone === undefined ? [table, partition, id, after] : [table, partition, id, after, tombstone]
}
