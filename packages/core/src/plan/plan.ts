/**
 * What core decides for one pair of records. The plan alone says what applying it does: the executor adds nothing to it.
 */
import type { RecordId, Tag } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Value, Values } from '../values/value.ts'

/** Two values, one a side, at which the two sides agree. */
export interface Pair {
  readonly erp: Value
  readonly crm: Value
}

/** Why a field keeps its old pair although the sides differ. */
export type Mark =
  /** both sides moved it to different values, and nobody has decided */
  | 'contested'
  /** another program writes it back again and again: stopped until the sides agree or a person decides */
  | 'oscillating'
  /** its reference's target is not coupled yet */
  | 'deferred'
  /** its value cannot be carried to the other side (too long, no such option) */
  | 'rejected'
  /** an undo restored it: left alone until either side moves */
  | 'held'

/** What is remembered of one field mapping of one coupling. `pair` is null until the first agreement. */
export interface Base {
  readonly pair: Pair | null
  readonly mark: Mark | null
}
/** By field mapping name. A name that is absent has never agreed. */
export type Bases = Readonly<Record<string, Base>>

export interface PlannedWrite {
  readonly operation: 'create' | 'update' | 'delete'
  /** Null on create: the executor chooses it and records it before sending. */
  readonly id: RecordId | null
  readonly tag: Tag | null
  /** By entity field name. */
  readonly values: Values
  /** What the fields held before, by entity field name; all mapped fields on delete. */
  readonly overwrote: Values
  /**
   * Field mappings whose base moves when this write is done, with the pair that both sides then hold: the source's half
   * is the value that the plan saw, the target's half what was sent (replaced by what the answer shows).
   */
  readonly carries: Readonly<Record<string, Pair>>
}

export interface ContestedField {
  readonly field: string
  readonly base: Pair | null
  readonly erp: Value
  readonly crm: Value
}
export type PlannedConflict =
  | { readonly kind: 'update' | 'oscillation'; readonly fields: readonly ContestedField[]; readonly message?: string }
  | { readonly kind: 'deletion'; readonly goneOn: Side; readonly fields: readonly ContestedField[] }

/** A reference whose target is not coupled. */
export interface MissingLink {
  readonly field: string
  /** The mapping through which it would be translated. */
  readonly mapping: string
  readonly side: Side
  readonly id: RecordId
  readonly whenUncoupled: 'wait' | 'later'
}

/** A value that cannot be carried to the other side. */
export interface FieldProblem {
  readonly field: string
  readonly to: Side
  readonly code: string
  readonly message: string
}

export interface Plan {
  readonly erp: PlannedWrite | null
  readonly crm: PlannedWrite | null
  /** Bases that change without any write: sides that agree already, marks set and cleared. */
  readonly bases: Bases
  readonly coupling: 'none' | 'create' | 'keep' | 'remove'
  readonly conflict: PlannedConflict | null
  readonly missing: readonly MissingLink[]
  readonly problems: readonly FieldProblem[]
  /** True when the record is outside its filter. */
  readonly outside: boolean
}
