/**
 * The whole state in a file. It is written piece by piece while requests go on, so it may hold rows that changed meanwhile: the log since its
 * number says the rest. It is renamed into place when all of it is on disk.
 */
import { closeSync, existsSync, openSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { asEntry, countersOf } from './entry.ts'
import { lineOf, readLines } from './read-lines.ts'
import { moveInto } from './replace-file.ts'
import { applyEntry } from './replay.ts'
import { rowBlocks } from './row-block.ts'
import type { Row, Tombstone } from '../model/row.ts'
import type { StoredChange } from './entry.ts'
import type { State } from './state.ts'

export interface SnapshotRun {
  readonly path: string
  readonly state: State
  /** Of the last commit that it is sure to hold. */
  readonly number: number
  readonly isAborted: () => boolean
  /** Resolves when what the log was given meanwhile is on disk. */
  readonly settled: () => Promise<void>
}

const rowsPerLine = 500
const pieceLength = 1 << 20

/** False when it was aborted. */
export async function writeSnapshot(run: SnapshotRun): Promise<boolean> {
  const temporary = `${run.path}.new`
  const file = await open(temporary, 'w')
  try {
    for (const piece of piecesOf(snapshotLines(run.state, run.number))) {
      await file.writeFile(piece)
      if (run.isAborted()) break
    }
    await file.sync()
  } finally {
    await file.close()
  }
  if (!run.isAborted()) await run.settled()
  if (run.isAborted()) {
    await rm(temporary, { force: true })
    return false
  }
  moveInto(temporary, run.path)
  return true
}

function* piecesOf(lines: Iterable<string>): Generator<string, undefined> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** First what belongs together and is said at once, then the rows: a row that lives comes after the deletion of one with its id. */
function* snapshotLines(state: State, n: number): Generator<string, undefined> {
  const head = { n, more: true, facts: Object.fromEntries(state.facts), ...countersOf(state) }
  const stones = Array.from(state.tombstones.byEntry.all(), asStored)
  for (let at = 0; at < stones.length; at += rowsPerLine)
    yield lineOf(JSON.stringify({ n, more: true, changes: stones.slice(at, at + rowsPerLine) }))
  yield lineOf(JSON.stringify(head))
  for (const store of state.stores()) {
    for (const rows of inGroups(store.rows.values()))
      yield lineOf(JSON.stringify({ n, more: true, blocks: rowBlocks(store, rows) }))
  }
  yield lineOf(JSON.stringify({ n }))
}

const asStored = (stone: Tombstone): StoredChange => [stone.table, stone.partition, stone.id, null, stone]

function* inGroups(rows: Iterable<Row>): Generator<Row[], undefined> {
  let group: Row[] = []
  for (const row of rows) {
    if (group.push(row) < rowsPerLine) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/** Reads a snapshot into an empty state and answers its number; 0 when there is none. */
export function readSnapshot(path: string, state: State): number {
  if (!existsSync(path)) return 0
  const file = openSync(path, 'r')
  let number = 0
  let ended = false
  try {
    readLines(file, path, (json) => {
      const entry = asEntry(JSON.parse(json))
      applyEntry(state, entry)
      number = entry.n
      ended = entry.more !== true
    })
  } finally {
    closeSync(file)
  }
  if (!ended) throw new Error(`The snapshot ${path} has no end. Restore the directory from a copy, or start anew.`)
  return number
}
