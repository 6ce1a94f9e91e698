/** What follows when one record could not be written: a total table over the kinds of error, and how long to wait. */
import type { ErrorDetail, ErrorKind } from './koble-error.ts'

export type AfterFailure =
  /** read both sides again and plan anew, at once */
  | { readonly action: 'replan' }
  | { readonly action: 'later'; readonly afterMs: number }
  /** until a person retries it, or the record changes */
  | { readonly action: 'giveUp' }

type RetryClass = 'replan' | 'soon' | 'slow' | 'once'

const retryClasses: Record<ErrorKind, RetryClass> = {
  stale: 'replan',
  missing: 'replan',
  unavailable: 'soon',
  throttled: 'soon',
  unauthorized: 'slow',
  misconfigured: 'slow',
  rejected: 'once',
  duplicate: 'once',
}

/** Whether the whole run should stop and come again, because what failed was not the record's fault. */
export const isPassing = (error: ErrorDetail): boolean => retryClasses[error.kind] === 'soon'

const soonMs = 5_000
const slowMs = 60_000
const longestMs = 3_600_000
/** A record that is stale each time it is planned anew is left for later. */
const mostReplans = 4

/**
 * `attempts` counts the failures in a row before this one. An error that a service gives twice in a row for the same record
 * with the same words is final; another text keeps it trying.
 */
export const afterFailure = (error: ErrorDetail, previous: ErrorDetail | null, attempts: number): AfterFailure => {
  const retryClass = retryClasses[error.kind]
  if (retryClass === 'replan' && attempts < mostReplans) return { action: 'replan' }
  if (retryClass === 'once')
    return previous !== null && isSame(error, previous) ? { action: 'giveUp' } : { action: 'later', afterMs: soonMs }
  const first = retryClass === 'slow' ? slowMs : soonMs
  const grown = Math.min(longestMs, first * 2 ** Math.min(attempts, 12))
  return { action: 'later', afterMs: Math.max(grown, error.retryAfterMs ?? 0) }
}

const isSame = (a: ErrorDetail, b: ErrorDetail): boolean =>
  a.code === b.code && a.vendorCode === b.vendorCode && a.message === b.message
