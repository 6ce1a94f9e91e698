import { describe, expect, test } from 'vitest'
import { manualClock } from './testing/index.ts'
import { withTimeout } from './with-timeout.ts'

const hanging = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))))

describe('an exchange with a time-out', () => {
  test('that ends in time is what it gave, and nothing is cut afterwards', async () => {
    const clock = manualClock()
    let seen: AbortSignal | null = null
    const run = (signal: AbortSignal) => {
      seen = signal
      return Promise.resolve('done')
    }
    expect(await withTimeout(clock, 1_000, undefined, run)).toEqual({ ok: 'done' })
    await clock.advance(5_000)
    expect(seen).toMatchObject({ aborted: false })
  })

  test('does not wait for a clock that cannot be stopped, and is not cut by it', async () => {
    const wakes: (() => void)[] = []
    const deaf = { now: () => 0, sleep: () => new Promise<void>((wake) => void wakes.push(wake)) }
    let seen: AbortSignal | null = null
    const run = (signal: AbortSignal) => {
      seen = signal
      return Promise.resolve('done')
    }
    expect(await withTimeout(deaf, 1_000, undefined, run)).toEqual({ ok: 'done' })
    for (const wake of wakes) wake()
    await Promise.resolve()
    expect(seen).toMatchObject({ aborted: false })
  })

  test('tells who ended it', async () => {
    const clock = manualClock()
    const caller = new AbortController()
    const late = withTimeout(clock, 1_000, undefined, hanging)
    const stopped = withTimeout(clock, 1_000, caller.signal, hanging)
    const broken = withTimeout(clock, 1_000, caller.signal, () => Promise.reject(new Error('reset')))
    expect(await broken).toMatchObject({ failed: 'error' })
    caller.abort()
    expect(await stopped).toMatchObject({ failed: 'aborted' })
    await clock.advance(1_000)
    expect(await late).toMatchObject({ failed: 'timeout' })
  })
})
