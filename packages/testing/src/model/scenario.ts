/** One story that the engine is put through: who edits what and when, which write goes how, where the process dies. */
import type { Side } from '@koble/core'
import type { CrashPoint } from './crash.ts'

export type Field = 'a' | 'b'

export interface Edit {
  readonly side: Side
  readonly field: Field
  /** A value never seen before, the value from before the story, or the one that the other side holds just now. */
  readonly kind: 'new' | 'back' | 'same'
}

/**
 * How the first write to a side goes (`lostTwice`: the first two, over two rounds). The late ones arrive when nobody waits for them any more: before anything is healed, right
 * before the next write to the same side, or after the first round of healing.
 */
export type Fate =
  | 'ok'
  | 'rejected'
  | 'unavailable'
  | 'stale'
  | 'lostAnswer'
  | 'lostRequest'
  | 'lostTwice'
  | 'lateEarly'
  | 'lateCrossing'
  | 'late'

export interface Scenario {
  /** `pair`: coupled and in agreement; `erp`, `crm`: a record without a partner on that side. */
  readonly start: 'pair' | Side
  readonly before: readonly Edit[]
  /** Comes right before or after the first write to `to` takes effect, or when the first round is over. */
  readonly during: {
    readonly when: 'beforeWrite' | 'afterWrite' | 'afterRound'
    readonly to: Side
    readonly edit: Edit
  } | null
  readonly fates: Readonly<Record<Side, Fate>>
  /** What the services say: the record with the answer, or who wrote last, or neither. */
  readonly answers: 'record' | 'writer' | 'nothing'
  readonly crash: CrashPoint | null
}

export const nameOf = (scenario: Scenario): string => JSON.stringify(scenario)
