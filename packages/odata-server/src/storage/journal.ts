/** The database on disk: a snapshot and the log since it. Lines are JSON; see `Entry`. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { lockDirectory } from './directory-lock.ts'
import { lineOf, openLog } from './log-file.ts'
import type { Row, Tombstone } from '../model/row.ts'
import type { LogFile, WriteBytes } from './log-file.ts'
import type { State } from './state.ts'

export type StoredChange = readonly [
  table: string,
  partition: string,
  id: string,
  row: Row | null,
  tombstone?: Tombstone,
]

/** One line. `n` numbers commits; lines of a commit but its last carry `more`. */
interface Entry {
  readonly n: number
  readonly more?: boolean
  readonly changes?: readonly StoredChange[]
  readonly facts?: Readonly<Record<string, string | null>>
  readonly reset?: { readonly seed: string; readonly keep: readonly string[] }
  readonly version?: number
  readonly committed?: number
  readonly ids?: number
  readonly seed?: string
  readonly deletions?: number
  readonly epoch?: number
  readonly resetVersion?: number
}

export interface Journal {
  append(entry: Omit<Entry, 'n' | 'more'>): void
  flushed(): Promise<void>
  /** Writes a snapshot and starts a new log if the log is long and nothing is being written. */
  compact(): void
  close(): void
}

export interface JournalOptions {
  readonly directory: string
  readonly state: State
  readonly onFailure: (error: Error) => void
  readonly write?: WriteBytes
  /** Bytes of log after which a snapshot is taken. Default 64 MB. */
  readonly compactAfterBytes?: number
}

const changesPerLine = 500

export function openJournal(options: JournalOptions): Journal {
  const { directory } = options
  mkdirSync(directory, { recursive: true })
  const lock = lockDirectory(directory)
  try {
    return start(options, () => lock.release())
  } catch (error) {
    lock.release()
    throw new Error(
      `The data directory ${directory} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

function start(options: JournalOptions, release: () => void): Journal {
  const { directory, state } = options
  const snapshotPath = join(directory, 'snapshot')
  const replay = replayer(state)
  if (existsSync(snapshotPath)) readSnapshot(snapshotPath, replay)
  const logPath = join(directory, 'log')
  const openFile = (): LogFile =>
    openLog({ path: logPath, onFailure: options.onFailure, ...(options.write && { write: options.write }) }, (json) =>
      replay.line(json),
    )
  let log = openFile()
  let number = replay.last()
  const limit = options.compactAfterBytes ?? 64 << 20
  let threshold = limit

  return {
    append(entry) {
      number += 1
      log.append(linesOf(number, { ...entry, ...counters(state) }))
    },
    flushed: () => log.flushed(),
    compact() {
      if (!log.idle || log.length < threshold) return
      try {
        writeSnapshot(snapshotPath, state, number)
      } catch (error) {
        // The log still has everything; the next try waits until it has grown as much again.
        threshold = log.length + limit
        process.emitWarning(`No snapshot could be written to ${directory}: ${String(error)}`)
        return
      }
      log.close()
      rmSync(logPath)
      log = openFile()
      threshold = limit
    },
    close() {
      log.close()
      release()
    },
  }
}

function counters(state: State): Partial<Entry> {
  return {
    version: state.version,
    committed: state.committed,
    ids: state.ids.counter,
    seed: state.ids.seed,
    deletions: state.deletions,
    epoch: state.epoch,
    resetVersion: state.resetVersion,
  }
}

function linesOf(n: number, entry: Omit<Entry, 'n'>): string[] {
  const { changes = [], ...rest } = entry
  const lines: string[] = []
  for (let at = 0; at + changesPerLine < changes.length; at += changesPerLine) {
    lines.push(lineOf(JSON.stringify({ n, more: true, changes: changes.slice(at, at + changesPerLine) })))
  }
  const tail = changes.slice(lines.length * changesPerLine)
  lines.push(lineOf(JSON.stringify({ n, ...(tail.length > 0 && { changes: tail }), ...rest })))
  return lines
}

interface Replayer {
  line(json: string): void
  last(): number
}

/** Applies whole commits with a number above the last one; parts of a commit that never ended are forgotten. */
function replayer(state: State): Replayer {
  let last = 0
  let seen = 0
  let parts: Entry[] = []
  return {
    line(json) {
      const entry = asEntry(JSON.parse(json))
      if (parts.length > 0 && parts[0]?.n !== entry.n) parts = []
      seen = Math.max(seen, entry.n)
      parts.push(entry)
      if (entry.more === true) return
      if (entry.n > last) {
        for (const part of parts) applyEntry(state, part)
        last = entry.n
      }
      parts = []
    },
    last: () => Math.max(last, seen),
  }
}

function asEntry(value: unknown): Entry {
  if (typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'number')
    return { ...value, n: value.n }
  throw new Error('The log has a line that is no entry.')
}

function applyEntry(state: State, entry: Entry): void {
  if (entry.reset !== undefined) {
    state.clear(new Set(entry.reset.keep))
    state.ids.seed = entry.reset.seed
  }
  for (const [table, partition, id, row, tombstone] of entry.changes ?? []) {
    // A table that the program no longer has is passed over.
    if (!state.definitions.has(table)) continue
    const after = row === null ? undefined : Object.freeze(row)
    state.apply({ table, partition, id, before: undefined, after, ...(tombstone && { tombstone }) })
  }
  for (const [name, value] of Object.entries(entry.facts ?? {})) {
    if (value === null) state.facts.delete(name)
    else state.facts.set(name, value)
  }
  state.version = Math.max(state.version, entry.version ?? 0)
  state.committed = Math.max(state.committed, entry.committed ?? 0)
  state.deletions = Math.max(state.deletions, entry.deletions ?? 0)
  state.ids.counter = entry.ids ?? state.ids.counter
  state.ids.seed = entry.seed ?? state.ids.seed
  state.epoch = entry.epoch ?? state.epoch
  state.resetVersion = Math.max(state.resetVersion, entry.resetVersion ?? 0)
}

function readSnapshot(path: string, replay: Replayer): void {
  let ended = false
  readLinesOf(path, (json) => {
    ended = !json.includes('"more":true')
    replay.line(json)
  })
  if (!ended) throw new Error(`The snapshot ${path} has no end. Restore the directory from a copy, or start anew.`)
}

function readLinesOf(path: string, onLine: (json: string) => void): void {
  const log = openLog({ path, onFailure: () => undefined }, onLine)
  log.close()
}

/** The whole state as one commit with the number of the last one it holds; renamed into place when it is on disk. */
function writeSnapshot(path: string, state: State, number: number): void {
  const temporary = `${path}.new`
  const file = openSync(temporary, 'w')
  try {
    for (const lines of snapshotLines(state, number)) writeSync(file, lines)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
  const parent = openSync(join(path, '..'), 'r')
  fsyncSync(parent)
  closeSync(parent)
}

function* snapshotLines(state: State, n: number): Generator<string, undefined> {
  let changes: StoredChange[] = []
  for (const store of state.stores.values()) {
    for (const row of store.rows.values()) {
      if (changes.push([store.name, store.partition, row.id, row]) < changesPerLine) continue
      yield lineOf(JSON.stringify({ n, more: true, changes }))
      changes = []
    }
  }
  for (const stone of state.tombstones.byEntry.all()) {
    if (changes.push([stone.table, stone.partition, stone.id, null, stone]) < changesPerLine) continue
    yield lineOf(JSON.stringify({ n, more: true, changes }))
    changes = []
  }
  yield lineOf(JSON.stringify({ n, changes, facts: Object.fromEntries(state.facts), ...counters(state) }))
}
