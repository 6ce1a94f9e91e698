/** Time that moves only when a test says so. */
import type { Clock } from '@koble/core'

export interface VirtualClock extends Clock {
  /** Moves time on and wakes who slept until then, in order. */
  advance(ms: number): Promise<void>
  /** How many sleep. */
  sleeping(): number
}

interface Sleeper {
  readonly until: number
  wake(): void
}

export const virtualClock = (startMs = 1_700_000_000_000): VirtualClock => {
  let now = startMs
  const sleepers = new Set<Sleeper>()

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(reasonOf(signal))
      const stop = (): void => {
        sleepers.delete(sleeper)
        if (signal !== undefined) reject(reasonOf(signal))
      }
      const wake = (): void => {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const sleeper: Sleeper = { until: now + ms, wake }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', stop, { once: true })
    })

  const advance = async (ms: number): Promise<void> => {
    const end = now + ms
    for (;;) {
      const next = [...sleepers].toSorted((a, b) => a.until - b.until)[0]
      if (next === undefined || next.until > end) break
      now = Math.max(now, next.until)
      next.wake()
      await settled()
    }
    now = end
    await settled()
  }

  return { now: () => now, sleep, advance, sleeping: () => sleepers.size }
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error('The sleep was aborted.')

/** Lets whatever was woken run on until it waits again. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
