/** What a box shows, decided in one place: a pure function of what was asked and answered. */
import type { Facts } from '../facts/facts.ts'
import type { Failure, FailureCode } from '../facts/failure.ts'

export type Busy = 'no' | 'signingIn' | 'loading'

export type BoxState =
  | FailureCode
  /** The record is not saved yet, so nothing can be asked. */
  | 'waiting'
  | 'signingIn'
  | 'loading'
  | 'ready'
  | 'empty'
  | 'notCoupled'
  | 'notFound'
  /** Last known values, with the reason why they are not fresh. */
  | 'stale'

export interface BoxInput {
  readonly configured: boolean
  readonly hasRecord: boolean
  readonly busy: Busy
  /** The last facts of this very record. */
  readonly facts: Facts | null
  /** Why the last question had no answer; stays while it is asked again. */
  readonly failure: Failure | null
}

export function boxState({ configured, hasRecord, busy, facts, failure }: BoxInput): BoxState {
  if (!configured) return 'unconfigured'
  if (!hasRecord) return 'waiting'
  if (facts !== null) return failure === null ? stateOfFacts(facts) : 'stale'
  if (failure !== null) return failure.code
  return busy === 'signingIn' ? 'signingIn' : 'loading'
}

function stateOfFacts(facts: Facts): BoxState {
  if (facts.state !== 'ok') return facts.state
  return facts.values.length === 0 ? 'empty' : 'ready'
}

/** Whether values are drawn. */
export const showsValues = (state: BoxState): state is 'ready' | 'stale' => state === 'ready' || state === 'stale'

/** Whether asking again may help, so that the box offers it. */
export const canRetry = (state: BoxState): boolean =>
  ['signedOut', 'noPermission', 'offline', 'blocked', 'unreachable', 'erpDown', 'throttled', 'error'].includes(state)
