/** The system's clock with an offset that a test moves: `now` jumps, sleeps stay real. */
import type { Clock } from '@koble/core'

export interface VirtualClock extends Clock {
  advance(ms: number): void
  /** Time stands still, so that nothing becomes due by itself; the answer lets it go on. */
  freeze(): () => void
}

export function virtualClock(): VirtualClock {
  let offset = 0
  let frozenAt: number | null = null
  return {
    now: () => frozenAt ?? Date.now() + offset,
    freeze() {
      frozenAt = Date.now() + offset
      return () => {
        frozenAt = null
      }
    },
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
