import { describe, expect, it } from 'vitest'
import type { ErrorDetail, ErrorKind } from './koble-error.ts'
import { afterFailure, isPassing } from './retry-policy.ts'

const error = (kind: ErrorKind, more: Partial<ErrorDetail> = {}): ErrorDetail => ({
  kind,
  origin: 'crm',
  code: kind,
  message: kind,
  ...more,
})

describe('after a failure', () => {
  it.each([
    ['stale', 'replan'],
    ['missing', 'replan'],
    ['unavailable', 'later'],
    ['throttled', 'later'],
    ['unauthorized', 'later'],
    ['misconfigured', 'later'],
    ['rejected', 'later'],
    ['duplicate', 'later'],
  ] as const)('%s means %s', (kind, action) => {
    expect(afterFailure(error(kind), null, 0).action).toBe(action)
  })

  it('the same refusal twice in a row is final, another one is not', () => {
    expect(afterFailure(error('rejected'), error('rejected'), 1)).toEqual({ action: 'giveUp' })
    expect(afterFailure(error('rejected'), error('rejected', { message: 'other' }), 1).action).toBe('later')
    expect(afterFailure(error('rejected'), error('unavailable'), 1).action).toBe('later')
  })

  it('waits grow, have a ceiling and respect what the service asks for', () => {
    const waits = [0, 1, 2, 30].map((attempts) => afterFailure(error('unavailable'), null, attempts))
    expect(waits).toEqual([5_000, 10_000, 20_000, 3_600_000].map((afterMs) => ({ action: 'later', afterMs })))
    expect(afterFailure(error('throttled', { retryAfterMs: 90_000 }), null, 0)).toEqual({
      action: 'later',
      afterMs: 90_000,
    })
  })

  it('a record that is stale again and again is left for later', () => {
    expect(afterFailure(error('stale'), null, 4).action).toBe('later')
  })

  it('only a service that is down or busy stops a run', () => {
    expect(isPassing(error('unavailable'))).toBe(true)
    expect(isPassing(error('throttled'))).toBe(true)
    expect(isPassing(error('unauthorized'))).toBe(false)
  })
})
