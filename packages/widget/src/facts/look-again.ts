/** When to ask again without being told: what the server asked to wait for, and what settles by itself within seconds or minutes. */
import { valueOf, type Facts } from './facts.ts'
import { isPassing, type Failure } from './failure.ts'

const shortestMs = 1000
const firstMs = 10_000
const longestMs = 5 * 60_000

/** A coupling that is about to be made: a new record, one being created, one that waits for another. */
const isUnsettled = (facts: Facts): boolean =>
  facts.state === 'notCoupled' || ['creating', 'waiting'].includes(valueOf(facts, 'state')?.value ?? '')

/** Null: not at all. `looks`: how often it was so in a row; each pause is twice the one before. */
export function pauseMs(facts: Facts | null, failure: Failure | null, looks: number): number | null {
  if (failure !== null && failure.retryAfterMs !== null)
    return Math.min(Math.max(failure.retryAfterMs, shortestMs), longestMs)
  const settlesItself = failure === null ? facts !== null && isUnsettled(facts) : isPassing(failure)
  return settlesItself ? Math.min(firstMs * 2 ** looks, longestMs) : null
}
