/**
 * The port to the database, as far as planning and executing need it: three to five methods a concern, each one
 * transaction. Time reaches it as a parameter. No transaction spans a remote call. Every row belongs to a connection.
 *
 * `fence` is the worker's fencing token for the connection: a method that takes it throws a `KobleError` of code
 * `lease-lost` when another worker holds the connection by now, and changes nothing.
 */
import type { ErrorDetail } from '../errors/koble-error.ts'
import type { Bases, MissingLink, Pair, PlannedConflict } from '../plan/plan.ts'
import type {
  Checkpoint,
  ConflictId,
  ConnectionId,
  CouplingId,
  CrmId,
  EffectId,
  ErpId,
  JobId,
  RecordId,
  Tag,
} from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Values } from '../values/value.ts'

export interface Fence {
  readonly connection: ConnectionId
  readonly token: number
}

export type CouplingState =
  /** a create is under way: the target's id is chosen, its existence not settled */
  | 'creating'
  | 'coupled'
  /** set aside by a person, or failed for good, until retried */
  | 'skipped'

export interface Coupling {
  readonly id: CouplingId
  readonly mapping: string
  readonly erpId: ErpId
  readonly crmId: CrmId
  readonly state: CouplingState
  readonly bases: Bases
  /** The side that a person chose to win for this record, until it has agreed once. */
  readonly chosenWinner: Side | null
  readonly erpName: string | null
  readonly crmName: string | null
  /** Last time both sides were seen in agreement, ms; null when never. */
  readonly agreedAt: number | null
  readonly problem: ErrorDetail | null
  readonly outside: boolean
}

export type EffectState = 'planned' | 'sent' | 'done' | 'failed' | 'unsettled' | 'undone'

/** One write, recorded before it is sent. At most one is open (planned, sent, unsettled) a connection, side and record. */
export interface Effect {
  readonly id: EffectId
  readonly job: JobId | null
  readonly mapping: string
  readonly coupling: CouplingId
  readonly side: Side
  readonly entity: string
  readonly operation: 'create' | 'update' | 'delete'
  readonly recordId: RecordId
  readonly values: Values
  readonly overwrote: Values
  readonly carries: Readonly<Record<string, Pair>>
  readonly tag: Tag | null
  readonly state: EffectState
  readonly error: ErrorDetail | null
  readonly at: number
}

/** What one plan puts into the database before anything is sent. */
export interface PlannedRecord {
  /** Of an existing coupling, or of the one to be created. */
  readonly coupling: Coupling
  /** `insert` refuses (is dropped and reported) when either record is coupled or being created under this mapping already. */
  readonly change: 'insert' | 'update' | 'remove' | 'none'
  readonly effects: readonly Effect[]
  /** The open conflict of this coupling as it now is; null closes one that is open. */
  readonly conflict: PlannedConflict | null
  readonly waiting: readonly MissingLink[]
}

/** How one effect ended, with the bases that move with it. */
export interface Settlement {
  readonly effect: EffectId
  readonly state: 'done' | 'failed' | 'unsettled'
  readonly error: ErrorDetail | null
  /** Pairs that become the base, by field mapping name; both halves together. Empty unless done. */
  readonly pairs: Readonly<Record<string, Pair>>
  /** What the coupling becomes: a create that is done is `coupled`; a delete that is done removes it; a failed create may be removed. */
  readonly coupling: 'keep' | 'coupled' | 'remove'
  readonly at: number
}

export interface JobCounts {
  readonly inserted: number
  readonly modified: number
  readonly deleted: number
  readonly unchanged: number
  readonly skipped: number
  readonly failed: number
  readonly coupled: number
  readonly uncoupled: number
}

export interface RecordError {
  readonly mapping: string
  readonly side: Side
  readonly recordId: RecordId
  readonly recordName: string | null
  readonly error: ErrorDetail
}

export interface CouplingStore {
  /** Couplings of a mapping that hold any of these ids on that side, whatever their state. */
  findCouplings(
    connection: ConnectionId,
    mapping: string,
    side: Side,
    ids: readonly RecordId[],
  ): Promise<readonly Coupling[]>
  /**
   * For each mapping the partners of these ids; value mappings and settings (local currency) included. An id without a
   * coupled partner is absent from the answer.
   */
  findLinks(
    connection: ConnectionId,
    wanted: readonly { readonly mapping: string; readonly side: Side; readonly ids: readonly RecordId[] }[],
  ): Promise<
    ReadonlyMap<
      string,
      { readonly toCrm: ReadonlyMap<string, RecordId>; readonly toErp: ReadonlyMap<string, RecordId> }
    >
  >
  /** Records that waited for one of these, now coupled; they are taken off the list once they are planned again. */
  findWaiting(
    connection: ConnectionId,
    mapping: string,
    coupled: readonly { readonly side: Side; readonly id: RecordId }[],
  ): Promise<readonly { readonly mapping: string; readonly side: Side; readonly id: RecordId }[]>
}

export interface EffectStore {
  /**
   * One transaction for one page: couplings inserted, changed and removed, effects recorded, conflicts opened, changed and closed,
   * waits replaced. Answers which coupling ids were refused because another coupling or open effect stood in the way; those
   * changed nothing.
   */
  recordPlans(
    fence: Fence,
    records: readonly PlannedRecord[],
    now: number,
  ): Promise<{ readonly refused: ReadonlySet<CouplingId> }>
  /** Effects move from planned to sent; call right before sending. */
  markSent(fence: Fence, effects: readonly EffectId[], now: number): Promise<void>
  /** One transaction: effects settled, bases moved, couplings changed. */
  settle(
    fence: Fence,
    settlements: readonly Settlement[],
    errors: readonly RecordError[],
    job: JobId | null,
  ): Promise<void>
  /** Effects left open (planned, sent, unsettled) of a connection, oldest first, up to `limit`; of these records only where given. */
  findOpenEffects(
    connection: ConnectionId,
    filter: { readonly couplings?: readonly CouplingId[]; readonly limit: number },
  ): Promise<readonly Effect[]>
  /** Recent done writes of these couplings' fields, for the oscillation rule. */
  findRecentWrites(
    connection: ConnectionId,
    couplings: readonly CouplingId[],
    since: number,
  ): Promise<readonly Effect[]>
}

export interface FeedStore {
  readCheckpoint(connection: ConnectionId, side: Side, feed: string): Promise<Checkpoint | null>
  /** Moves it; call after the page's changes are recorded. */
  moveCheckpoint(fence: Fence, side: Side, feed: string, to: Checkpoint, now: number): Promise<void>
}

export interface JobProgress {
  readonly done: number
  readonly total: number | null
  readonly tables: readonly {
    readonly mapping: string
    readonly state: 'waiting' | 'running' | 'done' | 'failed'
    readonly done: number
    readonly total: number | null
  }[]
}

export interface JobStore {
  readJob(id: JobId): Promise<JobRow | null>
  /** Progress, counts and the place to resume from, in one write; each a replacement. */
  saveProgress(
    fence: Fence,
    id: JobId,
    state: { readonly progress: JobProgress; readonly counts: JobCounts; readonly resume: unknown },
    now: number,
  ): Promise<void>
  finishJob(
    fence: Fence,
    id: JobId,
    status: 'succeeded' | 'failed' | 'cancelled',
    error: ErrorDetail | null,
    now: number,
  ): Promise<void>
  isCancelRequested(id: JobId): Promise<boolean>
}

export type JobKind = 'full' | 'synchronize' | 'match' | 'statistics' | 'audit'
export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
export interface JobRow {
  readonly id: JobId
  readonly connection: ConnectionId
  readonly kind: JobKind
  readonly request: Readonly<Record<string, unknown>>
  readonly status: JobStatus
  readonly counts: JobCounts
  readonly progress: JobProgress
  readonly resume: unknown
  readonly error: ErrorDetail | null
  readonly startedAt: number | null
  readonly finishedAt: number | null
}

export interface ConflictRow {
  readonly id: ConflictId
  readonly coupling: CouplingId
  readonly mapping: string
  /** Changes whenever either side moves; a resolution names the version it was made for. */
  readonly version: number
  readonly conflict: PlannedConflict
  readonly openedAt: number
}

export interface LeaseStore {
  /** The fence when the connection is free, expired, or already this worker's; null while another holds it. */
  acquireLease(connection: ConnectionId, worker: string, ttlMs: number, now: number): Promise<Fence | null>
  /** Throws `lease-lost` when another worker holds it. */
  renewLease(fence: Fence, ttlMs: number, now: number): Promise<void>
  releaseLease(fence: Fence): Promise<void>
}

/** All that the engine needs of the database. The server's own queries (lists, searches, settings) are the store package's. */
export interface EngineStore extends CouplingStore, EffectStore, FeedStore, JobStore, LeaseStore {}
