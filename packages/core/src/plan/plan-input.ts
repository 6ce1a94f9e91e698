/** What the planner looks at: snapshots of one pair of records, and nothing else. Plain data, no clock, no I/O. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { RecordId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Value, Values } from '../values/value.ts'
import type { Bases } from './plan.ts'

/**
 * How one side stands. `gone`: its own service said so by key. `none`: there has not been a record on this side (yet): no
 * partner, or a create that certainly was not carried out.
 */
export type RecordState = RemoteRecord | 'gone' | 'none'

/**
 * Partners of records of one mapping, a map each way (`findLinks` of the store). An id that is absent is not coupled. The
 * ERP's local currency has the id `''`.
 */
export interface Links {
  readonly toCrm: ReadonlyMap<string, RecordId>
  readonly toErp: ReadonlyMap<string, RecordId>
}

/** A person's choice for one field: a side wins, or a third value (as the ERP would hold it) is written to both. */
export type FieldResolution = Side | { readonly value: Value }

/**
 * A person's choice for an open conflict. A side alone decides all contested fields; for a deletion, the side whose state
 * holds: the survivor's (the other record is made again) or the gone one's (the survivor is deleted).
 */
export type Resolution = Side | Readonly<Record<string, FieldResolution>>

/** A write that Koble did lately on this pair; an `Effect` fits. */
export interface RecentWrite {
  readonly side: Side
  /** By entity field name. */
  readonly values: Values
  /** Ms since the epoch. */
  readonly at: number
}

export interface PlanInput {
  readonly mapping: ResolvedMapping
  /** Null: the records are not coupled. `{}`: coupled, nothing has agreed yet. */
  readonly bases: Bases | null
  readonly erp: RecordState
  readonly crm: RecordState
  /** By mapping name. */
  readonly links: ReadonlyMap<string, Links>
  /** The side that a person chose for this record. It may erase with blanks, and decides contested fields. */
  readonly chosenWinner: Side | null
  /** The side that the match run gave; the mapping's own `firstAgreement` is used without it. Never erases. */
  readonly firstWinner: Side | null
  readonly resolution: Resolution | null
  /** Of this coupling, at least of the last ten minutes, any order. */
  readonly recentWrites: readonly RecentWrite[]
  /** Ms since the epoch. */
  readonly now: number
  /** A person asked for this record's partner: filters and `onlyCoupled` are passed over. Directions are not. */
  readonly wanted: boolean
}
