/** The tables of the store in memory: plain maps, keyed as the unique rules of core's store port say. */
import type {
  ConflictRow,
  ConnectionId,
  Coupling,
  Effect,
  FeedRow,
  Fence,
  JobId,
  JobRow,
  PendingRecord,
  RecordError,
  RunMark,
} from '@koble/core'
import { KobleError } from '@koble/core'

export interface EffectRow {
  readonly effect: Effect
  readonly left: Effect['values']
  /** Order of recording. */
  readonly sequence: number
}

export interface ListedError extends RecordError {
  readonly job: JobId | null
  readonly at: number
}

export interface ConnectionRows {
  readonly couplings: Map<string, Coupling>
  readonly effects: Map<string, EffectRow>
  readonly conflicts: Map<string, ConflictRow>
  readonly pending: Map<string, PendingRecord>
  readonly feeds: Map<string, FeedRow>
  readonly errors: ListedError[]
  lease: { worker: string | null; token: number; until: number }
}

export interface MemoryState {
  readonly connections: Map<ConnectionId, ConnectionRows>
  readonly jobs: Map<JobId, JobRow>
  readonly cancelRequested: Set<JobId>
  sequence: number
}

export const emptyState = (): MemoryState => ({
  connections: new Map(),
  jobs: new Map(),
  cancelRequested: new Set(),
  sequence: 0,
})

/** A connection's tables; made at first use, since connections themselves are not the engine's concern. */
export const rowsOf = (state: MemoryState, connection: ConnectionId): ConnectionRows => {
  const found = state.connections.get(connection)
  if (found !== undefined) return found
  const made: ConnectionRows = {
    couplings: new Map(),
    effects: new Map(),
    conflicts: new Map(),
    pending: new Map(),
    feeds: new Map(),
    errors: [],
    lease: { worker: null, token: 0, until: 0 },
  }
  state.connections.set(connection, made)
  return made
}

/** Rows behind a fence that still holds; throws `lease-lost` otherwise. */
export const fenced = (state: MemoryState, fence: Fence): ConnectionRows => {
  const rows = rowsOf(state, fence.connection)
  if (rows.lease.token !== fence.token || rows.lease.worker === null) throw leaseLost()
  return rows
}

export const leaseLost = (): KobleError =>
  new KobleError({
    kind: 'unavailable',
    origin: 'store',
    code: 'lease-lost',
    message: 'Another worker holds this connection by now. This worker stops; nothing was changed.',
  })

/** What a database does to a value: the same content, no shared object, no `undefined`. */
export const stored = <T>(value: T): T => copy(value) as T

/** Plain data only, which is all that a database takes; several times as fast as `structuredClone`. */
const copy = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const made: Record<string, unknown> = {}
  for (const [name, held] of Object.entries(value)) if (held !== undefined) made[name] = copy(held)
  return made
}

export const isOpen = (effect: Effect): boolean =>
  effect.state === 'planned' || effect.state === 'sent' || effect.state === 'unsettled'

export const listErrors = (rows: ConnectionRows, errors: readonly RecordError[], mark: RunMark): void => {
  for (const error of errors) rows.errors.push({ ...stored(error), job: mark.job, at: mark.now })
}

export const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)
