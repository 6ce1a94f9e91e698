/** What the engine tells while it works, for people who watch (server-sent events). Telling never fails and holds nothing up. */
import type { ConflictChange, JobCounts, JobProgress, JobStatus } from './store.ts'
import type { ConnectionId, CouplingId, JobId } from '../values/ids.ts'

export type EngineEvent =
  | {
      readonly type: 'job'
      readonly connection: ConnectionId
      readonly job: JobId
      readonly status: JobStatus
      readonly progress: JobProgress
      readonly counts: JobCounts
      readonly ratePerSecond: number | null
    }
  | {
      readonly type: 'couplings'
      readonly connection: ConnectionId
      readonly mapping: string
      readonly coupled: readonly CouplingId[]
      readonly changed: readonly CouplingId[]
      readonly removed: readonly CouplingId[]
    }
  | ({ readonly type: 'conflict'; readonly connection: ConnectionId } & Omit<ConflictChange, 'id'> & {
        readonly conflict: ConflictChange['id']
      })

export type Events = (event: EngineEvent) => void
