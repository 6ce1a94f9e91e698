/** Brings a state to what a snapshot and the log since it say. Everything in them is absolute, so that what is said twice changes nothing. */
import { asEntry } from './entry.ts'
import { rowsOf } from './row-block.ts'
import type { Entry } from './entry.ts'
import type { State } from './state.ts'

export interface Replayer {
  line(json: string): void
  /** The highest number seen. */
  last(): number
}

/** Applies whole commits with a number above `snapshot`; parts of a commit that never ended are forgotten. */
export function logReplayer(state: State, snapshot: number): Replayer {
  let last = snapshot
  let seen = snapshot
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
    last: () => seen,
  }
}

export function applyEntry(state: State, entry: Entry): void {
  if (entry.reset !== undefined) {
    state.clear(new Set(entry.reset.keep))
    state.ids.seed = entry.reset.seed
  }
  applyBlocks(state, entry)
  for (const [table, partition, id, row, tombstone] of entry.changes ?? []) {
    // A table that the program no longer has is passed over.
    if (!state.definitions.has(table)) continue
    const after = row === null ? undefined : Object.freeze(row)
    const fresh = tombstone !== undefined && tombstone.entry > state.deletions
    state.apply({ table, partition, id, before: undefined, after, ...(fresh && { tombstone }) })
  }
  for (const [name, value] of Object.entries(entry.facts ?? {})) {
    if (value === null) state.facts.delete(name)
    else state.facts.set(name, value)
  }
  applyCounters(state, entry)
}

function applyBlocks(state: State, entry: Entry): void {
  for (const block of entry.blocks ?? []) {
    if (!state.definitions.has(block.table)) continue
    const store = state.table(block.table, block.partition)
    for (const row of rowsOf(block)) store.put(row)
  }
}

function applyCounters(state: State, entry: Entry): void {
  state.version = Math.max(state.version, entry.version ?? 0)
  state.committed = Math.max(state.committed, entry.committed ?? 0)
  state.deletions = Math.max(state.deletions, entry.deletions ?? 0)
  state.ids.counter = entry.ids ?? state.ids.counter
  state.ids.seed = entry.seed ?? state.ids.seed
  state.epoch = entry.epoch ?? state.epoch
  state.resetVersion = Math.max(state.resetVersion, entry.resetVersion ?? 0)
}
