/**
 * The port to one remote system. Each side has one adapter; both obey one contract suite in `testing`.
 *
 * Every method may throw a `KobleError` of kind `unavailable`, `throttled`, `unauthorized` or `misconfigured` for the
 * request as a whole; what concerns one record comes back with that record. Adapters retry only what is safe to repeat
 * and never hide that a write's outcome is unknown.
 */
import type { Entity } from '../entity/entity.ts'
import type { ErrorDetail } from '../errors/koble-error.ts'
import type { FieldCondition } from '../mapping/field-condition.ts'
import type { Checkpoint, EffectId, RecordId, Tag } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Values } from '../values/value.ts'

/** A record as its service gave it, in canonical values of the fields that were asked for. */
export interface RemoteRecord {
  readonly id: RecordId
  readonly values: Values
  readonly tag: Tag
  /** Whether the record's last writer is the principal that Koble itself uses; null when the service does not say. */
  readonly writtenByKoble: boolean | null
  /** When the service last changed it, ms since the epoch; null when it does not say. */
  readonly modifiedAt: number | null
}

/** `gone` only when the record's own service said so by key, after the company and the right to read were confirmed. */
export type Reading = RemoteRecord | 'gone'

export interface FieldSelection {
  readonly entity: Entity
  /** Field names of the entity. */
  readonly fields: readonly string[]
}

export interface ChangePage {
  readonly changed: readonly RemoteRecord[]
  /** Ids that the feed itself reports as deleted. */
  readonly deleted: readonly RecordId[]
  /** Where to go on; equal to the one given when nothing moved. Store it only after the page's changes are recorded. */
  readonly next: Checkpoint
  /** True when `next` should be read at once: more pages wait. */
  readonly more: boolean
}

/** Why a feed cannot go on from a checkpoint: it expired, or the service's numbers went backwards (a restored backup). */
export type FeedTrouble =
  | { readonly trouble: 'expired' }
  | { readonly trouble: 'wentBackwards'; readonly message: string }

export interface RecordPage {
  readonly records: readonly RemoteRecord[]
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null
}

export interface RemoteWrite {
  readonly effectId: EffectId
  readonly entity: Entity
  readonly operation: 'create' | 'update' | 'delete'
  /** Chosen by Koble on create. */
  readonly id: RecordId
  /** What a person calls the record, for messages; absent where nobody knows. */
  readonly name?: string
  /** Fields to write, canonical; empty on delete. */
  readonly values: Values
  /** The tag that the plan saw; null on create only. Sent as If-Match, never `*`. */
  readonly tag: Tag | null
  /** Fields to read back with the answer. */
  readonly select: readonly string[]
}

export type WriteOutcome =
  /** Done; the record as the answer to this very write showed it, or null where the answer carries none. */
  | { readonly state: 'done'; readonly record: RemoteRecord | null }
  /** Certainly not carried out. */
  | { readonly state: 'failed'; readonly error: ErrorDetail }
  /** May have been carried out: to be settled by reading, never by writing again. */
  | { readonly state: 'unknown'; readonly error: ErrorDetail }
  /** Certainly not sent (a batch that stopped before it, an abort): plan again. */
  | { readonly state: 'notSent' }

export interface ConnectionCheck {
  /** Stable, kebab-case: `sign-in`, `company`, `read-customers`, `koble-pages`. */
  readonly name: string
  readonly label: string
  readonly ok: boolean
  /** What was seen, and when not ok what to do. */
  readonly message: string
}

export interface FeedHead {
  readonly entity: string
  /** True when something may have moved since the checkpoint given. */
  readonly moved: boolean
}

export interface Connector {
  readonly side: Side
  /** Signs in and tries what Koble needs; never throws for a check that fails. */
  check(signal?: AbortSignal): Promise<readonly ConnectionCheck[]>
  /** One page of all records that meet the conditions, in a stable order; the first with `cursor` null. */
  readPage(
    request: FieldSelection & {
      readonly where: readonly FieldCondition[]
      readonly cursor: string | null
      readonly pageSize: number
    },
    signal?: AbortSignal,
  ): Promise<RecordPage>
  /** How many records meet the conditions; null when the service cannot say exactly. */
  count(entity: Entity, where: readonly FieldCondition[], signal?: AbortSignal): Promise<number | null>
  /** Records by id, few requests for many ids. Every id given is in the answer. */
  readByIds(
    request: FieldSelection & { readonly ids: readonly RecordId[] },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<RecordId, Reading>>
  /** Records whose field holds one of the values (as the service compares them), for matching; few requests for many values. */
  findByValues(
    request: FieldSelection & { readonly field: string; readonly values: readonly string[] },
    signal?: AbortSignal,
  ): Promise<readonly RemoteRecord[]>
  /** A mark of "now": changes after it will be reported by `readChanges`. Taken before a first full read. */
  openFeed(selection: FieldSelection, signal?: AbortSignal): Promise<Checkpoint>
  readChanges(
    request: FieldSelection & { readonly since: Checkpoint },
    signal?: AbortSignal,
  ): Promise<ChangePage | FeedTrouble>
  /** Cheap look at several feeds at once (ERP: one `feedState` request); `moved` may be true too often, never too seldom. */
  peekFeeds(marks: ReadonlyMap<Entity, Checkpoint>, signal?: AbortSignal): Promise<readonly FeedHead[]>
  /** The id for a record to be created; absent where any new GUID will do (an option's id is a value not used yet). */
  chooseId?(entity: Entity): RecordId
  /** Sends writes in as few requests as the service allows. Outcomes in the order given, one each. Ids are unique within a call. */
  write(writes: readonly RemoteWrite[], signal?: AbortSignal): Promise<readonly WriteOutcome[]>
  /** Where a person opens the record; null when it has no page. */
  recordUrl(entity: Entity, id: RecordId): string | null
}
