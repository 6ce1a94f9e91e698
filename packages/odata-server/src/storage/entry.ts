/** What a line of the log or of a snapshot says. */
import { lineOf } from './read-lines.ts'
import type { Row, Tombstone } from '../model/row.ts'
import type { RowBlock } from './row-block.ts'
import type { State } from './state.ts'

export type StoredChange = readonly [
  table: string,
  partition: string,
  id: string,
  row: Row | null,
  tombstone?: Tombstone,
]

/** One line. `n` numbers commits; lines of a commit but its last carry `more`. */
export interface Entry extends Partial<Counters> {
  readonly n: number
  readonly more?: boolean
  readonly changes?: readonly StoredChange[]
  /** In snapshots only. */
  readonly blocks?: readonly RowBlock[]
  readonly facts?: Readonly<Record<string, string | null>>
  /** In logs of earlier versions: everything but these tables was emptied. */
  readonly reset?: { readonly seed: string; readonly keep: readonly string[] }
}

/** What a commit says besides its number. */
export type Commit = Pick<Entry, 'changes' | 'facts'>

interface Counters {
  readonly version: number
  readonly committed: number
  readonly ids: number
  readonly seed: string
  readonly deletions: number
  readonly epoch: number
  readonly resetVersion: number
}

export function countersOf(state: State): Counters {
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

export function asEntry(value: unknown): Entry {
  if (typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'number')
    return { ...value, n: value.n }
  throw new Error('The log has a line that is no entry.')
}

const changesPerLine = 500

/** The lines of one commit, with the state's counters after it. */
export function linesOf(n: number, { changes = [], ...rest }: Commit, state: State): string[] {
  const lines: string[] = []
  for (let at = 0; at + changesPerLine < changes.length; at += changesPerLine) {
    lines.push(lineOf(JSON.stringify({ n, more: true, changes: changes.slice(at, at + changesPerLine) })))
  }
  const tail = changes.slice(lines.length * changesPerLine)
  lines.push(lineOf(JSON.stringify({ n, ...(tail.length > 0 && { changes: tail }), ...rest, ...countersOf(state) })))
  return lines
}
