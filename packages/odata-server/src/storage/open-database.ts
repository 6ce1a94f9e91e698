/** The database: state, transactions, and the journal that each answer waits for. */
import { raise } from '../model/problem.ts'
import { openJournal } from './journal.ts'
import { readerOf } from './reader.ts'
import { State } from './state.ts'
import { openTransaction } from './transaction.ts'
import type { Database, DatabaseOptions } from '../model/database.ts'
import type { Change, Principal } from '../model/row.ts'
import type { TableDefinition, Transaction } from '../model/table.ts'
import type { Journal, StoredChange } from './journal.ts'
import type { WriteBytes } from './log-file.ts'
import type { RowChange } from './state.ts'
import type { OpenTransaction } from './transaction.ts'

/** Versions set aside for one late commit; a transaction that needs more takes them from the counter. */
const lateVersions = 2000

interface Pending {
  readonly changes: readonly Change[]
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
  #pending: Pending[] = []
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
    if (open.changes.length === 0) return undefined
    const stored = lastOfEach(open.changes)
    for (const change of stored)
      this.#state.committed = Math.max(
        this.#state.committed,
        change.after?.rowVersion ?? change.tombstone?.version ?? 0,
      )
    this.#append(() => this.#journal?.append({ changes: stored.map(asStored) }))
    return { changes: stored.flatMap((change) => asChange(change, by)), undo: () => open.undo() }
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
    this.#pending.push(pending)
    this.#journal.flushed().then(
      () => {
        this.#pending = this.#pending.filter((each) => each !== pending)
        this.#tell(pending)
      },
      () => undefined,
    )
  }

  #tell(pending: Pending): void {
    if (pending.changes.length === 0) return
    for (const listener of this.#listeners) {
      try {
        listener(pending.changes)
      } catch (error) {
        // The change stands; a listener's failure is its own.
        process.emitWarning(error instanceof Error ? error : String(error))
      }
    }
  }

  /** The disk refused: everything not yet on it is forgotten, newest first. */
  #takeBack(): void {
    const undone = this.#pending
    this.#pending = []
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
    this.#journal?.append({ facts: { [name]: value } })
    this.#acknowledge({
      changes: [],
      undo: () => (before === undefined ? this.#state.facts.delete(name) : this.#state.facts.set(name, before)),
    })
  }

  reset(options: { readonly seed: string; readonly keep?: readonly string[] }): void {
    const keep = options.keep ?? []
    this.#state.clear(new Set(keep))
    this.#state.ids.seed = options.seed
    this.#state.ids.counter = 0
    this.#state.epoch += 1
    this.#state.version += 1
    this.#state.resetVersion = this.#state.version
    this.#journal?.append({ reset: { seed: options.seed, keep } })
    this.#acknowledge({ changes: [], undo: () => undefined })
  }

  async close(): Promise<void> {
    try {
      await this.#journal?.flushed()
      this.#journal?.compact()
    } finally {
      this.#journal?.close()
    }
  }
}

/** A row changed several times in one transaction counts once: from what it was to what it became. */
function lastOfEach(changes: readonly RowChange[]): RowChange[] {
  const byRow = new Map<string, RowChange>()
  for (const change of changes) {
    const key = `${change.table}\n${change.partition}\n${change.id}`
    const first = byRow.get(key)
    byRow.delete(key)
    const tombstone = change.tombstone ?? first?.tombstone
    byRow.set(key, first === undefined ? change : { ...change, before: first.before, ...(tombstone && { tombstone }) })
  }
  return [...byRow.values()]
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
