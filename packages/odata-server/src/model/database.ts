/** The database: tables in memory, one row-version counter, transactions, tombstones, and a log on disk that each answer waits for. */
import type { Clock } from './clock.ts'
import type { Change, Principal } from './row.ts'
import type { Reader, TableDefinition, Transaction } from './table.ts'

export interface DatabaseOptions {
  readonly tables: readonly TableDefinition[]
  readonly clock: Clock
  /** Directory of the durable log. Absent: memory only. One process at a time. */
  readonly directory?: string
  /** Seed of the id generator. Default "koble". */
  readonly seed?: string
}

export interface Database {
  readonly clock: Clock
  /** Committed rows as seen from a partition ("" for none). */
  read(partition?: string): Reader
  /** All or nothing, synchronous. The change is on disk when `flushed()` resolves; `emulator.fetch` awaits that before it answers. */
  transact<T>(principal: Principal, partition: string, work: (data: Transaction) => T): T
  /** Resolves when everything committed so far is on disk; rejects (state put back) when it cannot be written. */
  flushed(): Promise<void>
  /** The highest version given to a committed row. */
  readonly highestVersion: number
  /** The first version that is not safe to read up to: the lowest of a running late commit, else one above every version given so far. */
  readonly lowestUncommitted: number
  /** Number of the last deletion (`entry` of tombstones). */
  readonly lastDeletion: number
  /** Called after each commit, in order. The answer stops it. */
  onCommit(listener: (changes: readonly Change[]) => void): () => void
  newId(): string
  /** The application's own facts that live as long as the data (settings, counters); JSON text by name. */
  getFact(name: string): string | undefined
  setFact(name: string, value: string): void
  /**
   * Empties all tables but `keep` and restarts the id generator from `seed`; versions go on; delta tokens from before are expired; facts are
   * forgotten but for those whose names begin with `kept.`.
   * Call it inside nothing; then fill by `transact` in the same turn: all of it becomes one snapshot, on disk as a whole or not at all.
   */
  reset(options: { readonly seed: string; readonly keep?: readonly string[] }): void
  /** Counts resets. */
  readonly epoch: number
  /** The version at the last reset: delta tokens below it are expired. */
  readonly resetVersion: number
  readonly tables: readonly TableDefinition[]
  /** Runs `work` with stamps and versions taken now, visible after `delayMs` on the emulator's clock (the `lateCommit` fault). */
  transactLate<T>(principal: Principal, partition: string, delayMs: number, work: (data: Transaction) => T): Promise<T>
  /** Flushes, writes a snapshot if the log has grown, gives the directory back. */
  close(): Promise<void>
}
