/**
 * Core's store port in memory, faithful to its contract (`storeContract` runs on it too), for tests and the simulator. Each method
 * is atomic: it does its work before its promise is returned.
 */
import type {
  ConflictRow,
  ConnectionId,
  Coupling,
  Effect,
  EngineStore,
  JobId,
  JobKind,
  NewId,
  PendingRecord,
} from '@koble/core'
import { noCounts } from '@koble/core'
import { couplingStore, pendingStore } from './couplings.ts'
import { effectStore } from './effects.ts'
import { conflictStore, feedStore, jobStore, leaseStore } from './runs.ts'
import { emptyState, rowsOf, stored } from './state.ts'
import type { ListedError } from './state.ts'

export interface MemoryStore extends EngineStore {
  createJob(connection: ConnectionId, kind: JobKind, request?: Readonly<Record<string, unknown>>): JobId
  requestCancel(job: JobId): void
  /** What a test looks at. */
  readonly look: {
    couplings(connection: ConnectionId): readonly Coupling[]
    effects(connection: ConnectionId): readonly Effect[]
    conflicts(connection: ConnectionId): readonly ConflictRow[]
    pending(connection: ConnectionId): readonly PendingRecord[]
    errors(connection: ConnectionId): readonly ListedError[]
  }
}

export const memoryStore = (newId: NewId): MemoryStore => {
  const state = emptyState()
  return {
    ...couplingStore(state),
    ...pendingStore(state),
    ...effectStore(state, newId),
    ...conflictStore(state),
    ...feedStore(state),
    ...jobStore(state),
    ...leaseStore(state),
    createJob(connection, kind, request = {}) {
      const id = newId() as JobId
      const progress = { done: 0, total: null, tables: [] }
      const times = { error: null, startedAt: null, finishedAt: null }
      state.jobs.set(id, {
        id,
        connection,
        kind,
        request,
        status: 'queued',
        counts: noCounts,
        progress,
        resume: null,
        ...times,
      })
      return id
    },
    requestCancel: (job) => void state.cancelRequested.add(job),
    look: {
      couplings: (connection) => [...rowsOf(state, connection).couplings.values()].map(stored),
      effects: (connection) => [...rowsOf(state, connection).effects.values()].map((row) => stored(row.effect)),
      conflicts: (connection) => [...rowsOf(state, connection).conflicts.values()].map(stored),
      pending: (connection) => [...rowsOf(state, connection).pending.values()].map(stored),
      errors: (connection) => rowsOf(state, connection).errors.map(stored),
    },
  }
}
