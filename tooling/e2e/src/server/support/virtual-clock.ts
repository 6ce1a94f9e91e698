/** The system's clock with an offset that a test moves: `now` jumps, sleeps stay real. */
import type { Clock } from '@koble/core'

export interface VirtualClock extends Clock {
  advance(ms: number): void
}

export function virtualClock(): VirtualClock {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    advance(ms) {
      offset += ms
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(reasonOf(signal))
        const aborted = (): void => {
          clearTimeout(timer)
          reject(reasonOf(signal))
        }
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', aborted)
          resolve()
        }, ms)
        signal?.addEventListener('abort', aborted, { once: true })
      }),
  }
}

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('aborted')
