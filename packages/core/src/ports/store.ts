/**
 * The port to the database, as far as planning and executing need it. What holds for every adapter (`storeContract` of
 * `@koble/testing` tests it):
 *
 * 1. Each method is one transaction: all of it or nothing. None spans a remote call. Time reaches it as a parameter.
 * 2. Every row belongs to a connection, and every query is scoped by it.
 * 3. `fence` is the worker's fencing token for the connection. A method that takes it throws a `KobleError` of code
 *    `lease-lost` when another worker holds the connection by now (or the lease was released), and changes nothing. Expiry
 *    alone does not refuse it: only another worker's taking over does.
 * 4. Unique: couplings by (connection, mapping, erpId) and by (connection, mapping, crmId), whatever their state; so a
 *    coupling in state `creating` is the one create intent of its source record. Open effects (planned, sent, unsettled)
 *    by (connection, side, entity, recordId). Open conflicts and pending entries as their types say.
 * 5. Only the holder of the fence writes couplings, so a coupling row is written whole, as the engine gives it.
 * 6. Bases, values and pairs are JSON and come back exactly as given: a number stays a number, a text a text, `null`
 *    stays `null`, names with any character. `undefined` is never stored.
 * 7. Instants are ms since the epoch, as numbers.
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
  /** a create is under way or failed: the target's id is chosen, its existence not settled */
  | 'creating'
  | 'coupled'
  /** set aside by a person (`problem` is null), or failed for good (`problem` says why), until retried */
  | 'skipped'

export interface Coupling {
  readonly id: CouplingId
  readonly mapping: string
  readonly erpId: ErpId
  readonly crmId: CrmId
  readonly state: CouplingState
  /** The side on which Koble creates or created the partner; null when both records were there. */
  readonly createdOn: Side | null
  readonly bases: Bases
  /** The side that a person chose to win for this record, until it has agreed once. */
  readonly chosenWinner: Side | null
  readonly erpName: string | null
  readonly crmName: string | null
  /** Last time both sides were seen in agreement, ms; null when never. */
  readonly agreedAt: number | null
  /** Why the last attempt to write failed; null when it did not. */
  readonly problem: ErrorDetail | null
  /** Failures in a row. */
  readonly attempts: number
  /** When to try again by itself, ms; null: not by time. */
  readonly retryAt: number | null
  readonly outside: boolean
}

export type EffectState = 'planned' | 'sent' | 'done' | 'failed' | 'unsettled' | 'undone'

/** One write, recorded before it is sent. It is open while planned, sent or unsettled. */
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
  /** When it was planned, then when it was sent, then when it was settled. */
  readonly at: number
}

/**
 * A record that is not in step and why, although its side's feed has passed it. At most one a (connection, mapping, side,
 * record). It goes away when the record is planned again without such a reason.
 */
export interface PendingRecord {
  readonly mapping: string
  readonly side: Side
  readonly recordId: RecordId
  readonly recordName: string | null
  /**
   * `waiting`: for the targets in `missing` to be coupled. `problem`: it cannot be created or written as it is (`error`).
   * `removal`: a deletion, uncoupling or deactivation that is not carried out before the run's total is known.
   */
  readonly reason: 'waiting' | 'problem' | 'removal'
  readonly missing: readonly MissingLink[]
  readonly error: ErrorDetail | null
  readonly since: number
}
export type PendingReason = PendingRecord['reason']

/** What one plan puts into the database before anything is sent. */
export interface PlannedRecord {
  readonly mapping: string
  /** The record that was looked at. */
  readonly record: { readonly side: Side; readonly id: RecordId }
  /** Of an existing coupling, or of the one to be created; null when there is none and none is made. */
  readonly coupling: Coupling | null
  /**
   * `insert` is refused when either record is coupled or being created under this mapping already. `update` replaces the
   * row. `remove` deletes it with its open conflict (its effects stay as history).
   */
  readonly change: 'insert' | 'update' | 'remove' | 'none'
  /** In state `planned`. The whole record is refused when one of them meets another open effect. */
  readonly effects: readonly Effect[]
  /** The open conflict of this coupling as it now is; null closes one that is open. Ignored without a coupling. */
  readonly conflict: PlannedConflict | null
  /** Replaces the entries of `record` and of both records of `coupling` under this mapping; null leaves none. */
  readonly pending: PendingRecord | null
}

export interface ConflictChange {
  readonly id: ConflictId
  readonly coupling: CouplingId
  readonly mapping: string
  readonly version: number
  readonly change: 'opened' | 'changed' | 'closed'
}

/** How one effect ended. The bases move with the coupling's row in the same transaction. */
export interface Settlement {
  readonly effect: EffectId
  readonly state: 'done' | 'failed' | 'unsettled'
  readonly error: ErrorDetail | null
  /** What the written fields held afterwards, by entity field name: for history and undo. Empty unless done. */
  readonly left: Values
}

export interface CouplingChange {
  readonly coupling: Coupling
  readonly change: 'update' | 'remove'
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
  /** Null when it concerns the connection as a whole. */
  readonly mapping: string | null
  readonly side: Side | null
  /** Null when it concerns a table as a whole (an alarm). */
  readonly recordId: RecordId | null
  readonly recordName: string | null
  readonly error: ErrorDetail
}

/** Where errors and effects belong: the job that runs, or none. */
export interface RunMark {
  readonly job: JobId | null
  readonly now: number
}

export interface RecordRef {
  readonly mapping: string
  readonly side: Side
  readonly id: RecordId
}

/** Partners of records, both ways; keys are record ids of the one side, values of the other. */
export interface Partners {
  readonly toCrm: ReadonlyMap<string, RecordId>
  readonly toErp: ReadonlyMap<string, RecordId>
}

export interface CouplingStore {
  /** Couplings of a mapping that hold any of these ids on that side, whatever their state. */
  findCouplings(
    connection: ConnectionId,
    mapping: string,
    side: Side,
    ids: readonly RecordId[],
  ): Promise<readonly Coupling[]>
  /** Couplings by their own ids; those that are not there are absent from the answer. */
  readCouplings(connection: ConnectionId, ids: readonly CouplingId[]): Promise<readonly Coupling[]>
  /**
   * For each mapping the partners of these ids, of couplings in state `coupled` or `skipped`. An id without a partner is
   * absent from the answer; a mapping that was asked for is always in it. One mapping may be asked for more than once.
   */
  findLinks(
    connection: ConnectionId,
    wanted: readonly { readonly mapping: string; readonly side: Side; readonly ids: readonly RecordId[] }[],
  ): Promise<ReadonlyMap<string, Partners>>
  /** Couplings whose `retryAt` is due, earliest first. */
  findDue(connection: ConnectionId, now: number, limit: number): Promise<readonly Coupling[]>
  /** Couplings of a mapping in state `coupled` or `skipped`. */
  countCoupled(connection: ConnectionId, mapping: string): Promise<number>
}

export interface PendingStore {
  /** Records (of any mapping) that wait for one of these, now coupled; each once. They stay on the list until planned again. */
  findWaiting(connection: ConnectionId, coupled: readonly RecordRef[]): Promise<readonly RecordRef[]>
  /** Pending records of a mapping for one reason, in the order of (side, recordId), after the last one seen. */
  readPending(
    connection: ConnectionId,
    filter: {
      readonly mapping: string
      readonly reason: PendingReason
      readonly after: RecordRef | null
      readonly limit: number
    },
  ): Promise<readonly PendingRecord[]>
  countPending(connection: ConnectionId, mapping: string, reason: PendingReason): Promise<number>
}

export interface EffectStore {
  /**
   * One page: couplings inserted, changed and removed, effects recorded, conflicts opened, changed and closed, pending entries
   * replaced, errors listed. Answers the indexes of the records that were refused because another coupling or open effect stood in
   * the way (of two that clash within the page the first is taken); those changed nothing. A conflict's version goes up by one
   * when its content differs from the open one's.
   */
  recordPlans(
    fence: Fence,
    records: readonly PlannedRecord[],
    errors: readonly RecordError[],
    mark: RunMark,
  ): Promise<{ readonly refused: ReadonlySet<number>; readonly conflicts: readonly ConflictChange[] }>
  /** Effects move from planned (or unsettled, when they are sent once more) to sent; called right before sending. */
  markSent(fence: Fence, effects: readonly EffectId[], now: number): Promise<void>
  /** One page: effects settled, couplings (with their bases) changed and removed, pending entries set, errors listed. */
  settle(
    fence: Fence,
    page: {
      readonly settlements: readonly Settlement[]
      readonly couplings: readonly CouplingChange[]
      /** Set or replaced by their key. */
      readonly pending: readonly PendingRecord[]
      readonly errors: readonly RecordError[]
    },
    mark: RunMark,
  ): Promise<void>
  /** Open effects of a connection, oldest first; of these couplings only where given, and after the one given. */
  findOpenEffects(
    connection: ConnectionId,
    filter: { readonly couplings?: readonly CouplingId[]; readonly after?: Effect; readonly limit: number },
  ): Promise<readonly Effect[]>
  /** Done writes of these couplings settled since then, oldest first, for the oscillation rule. */
  findRecentWrites(
    connection: ConnectionId,
    couplings: readonly CouplingId[],
    since: number,
  ): Promise<readonly Effect[]>
  /** Lists errors (alarms too) outside a page. */
  reportErrors(fence: Fence, errors: readonly RecordError[], mark: RunMark): Promise<void>
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

export interface ConflictStore {
  /** The open conflict of a coupling. At most one is open a coupling. */
  readConflict(connection: ConnectionId, coupling: CouplingId): Promise<ConflictRow | null>
}

export interface FeedRow {
  readonly side: Side
  /** The mapping's name. */
  readonly feed: string
  readonly checkpoint: Checkpoint
  /** Why the feed stands still (the service's numbers went backwards), until it goes on; null when it goes. */
  readonly trouble: ErrorDetail | null
  /** When the checkpoint was last moved or confirmed. */
  readonly movedAt: number
}

export interface FeedStore {
  readFeeds(connection: ConnectionId): Promise<readonly FeedRow[]>
  /** Moves (or first sets) the marks; called after what they report is recorded. Clears `trouble`. */
  moveCheckpoints(
    fence: Fence,
    marks: readonly { readonly side: Side; readonly feed: string; readonly to: Checkpoint }[],
    now: number,
  ): Promise<void>
  setFeedTrouble(fence: Fence, side: Side, feed: string, trouble: ErrorDetail, now: number): Promise<void>
}

export interface JobProgress {
  readonly done: number
  readonly total: number | null
  readonly tables: readonly TableProgress[]
}
export interface TableProgress {
  readonly mapping: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number | null
}

export interface JobStore {
  readJob(id: JobId): Promise<JobRow | null>
  /** queued or running becomes running; `startedAt` is set once. Throws nothing for a finished job, and leaves it. */
  startJob(fence: Fence, id: JobId, now: number): Promise<void>
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

/** `record`: interactive work on one record (couple, uncouple, resolve, synchronize, create a partner, retry). */
export type JobKind = 'full' | 'synchronize' | 'match' | 'statistics' | 'audit' | 'record'
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

export interface LeaseStore {
  /**
   * The fence when the connection is free, expired, or already this worker's; null while another holds it. The token rises
   * each time the holder changes, and stays while one worker holds it.
   */
  acquireLease(connection: ConnectionId, worker: string, ttlMs: number, now: number): Promise<Fence | null>
  /** Throws `lease-lost` when another worker holds it. */
  renewLease(fence: Fence, ttlMs: number, now: number): Promise<void>
  /** Frees it, when it is still this worker's; else does nothing. */
  releaseLease(fence: Fence): Promise<void>
}

/** All that the engine needs of the database. The server's own queries (lists, searches, settings) are the store package's. */
export interface EngineStore
  extends CouplingStore, PendingStore, EffectStore, ConflictStore, FeedStore, JobStore, LeaseStore {}
