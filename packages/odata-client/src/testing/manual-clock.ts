/** Time that moves only when a test says so. */
import type { ClientClock } from '../ports.ts'

export interface ManualClock extends ClientClock {
  /** Moves time on and wakes who slept until then, in order. */
  advance(ms: number): Promise<void>
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

export function manualClock(startMs = Date.parse('2026-08-21T10:00:00Z')): ManualClock {
  let now = startMs
  const sleepers = new Set<Sleeper>()
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(reasonOf(signal))
        const sleeper = { until: now + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(reasonOf(signal))
        })
      }),
    async advance(ms) {
      const end = now + ms
      for (;;) {
        await settled()
        const next = [...sleepers].toSorted((a, b) => a.until - b.until)[0]
        if (next === undefined || next.until > end) break
        now = Math.max(now, next.until)
        sleepers.delete(next)
        next.wake()
      }
      now = end
      await settled()
    },
  }
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error('The sleep was given up.')

/** Lets whatever was woken run on until it waits again. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
