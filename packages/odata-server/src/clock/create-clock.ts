/** The emulator's clock over a time source. Timers obey it: moving it forward runs what falls due, in order. */
import type { Clock, TimeSource } from '../model/clock.ts'

const longestTimerMs = 2 ** 31 - 1

interface Timer {
  readonly due: number
  readonly number: number
  readonly task: () => void
}

export function createClock(options: { readonly source?: TimeSource; readonly offsetMs?: number } = {}): Clock {
  return new MovableClock(options.source ?? systemTime, options.offsetMs ?? 0)
}

const systemTime: TimeSource = {
  now: () => Date.now(),
  startTimer(delayMs, task) {
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
}

class MovableClock implements Clock {
  readonly #source: TimeSource
  #offset: number
  #timers: Timer[] = []
  #number = 0
  #isoAt = Number.NaN
  #iso = ''
  #stop: (() => void) | undefined

  constructor(source: TimeSource, offsetMs: number) {
    this.#source = source
    this.#offset = offsetMs
  }

  get offsetMs(): number {
    return this.#offset
  }

  now(): number {
    return this.#source.now() + this.#offset
  }

  iso(): string {
    const now = this.now()
    // Rows written in the same millisecond share their stamp.
    if (now !== this.#isoAt) [this.#isoAt, this.#iso] = [now, new Date(now).toISOString()]
    return this.#iso
  }

  set(atMs: number): void {
    this.#offset = atMs - this.#source.now()
    this.#runDue()
  }

  advance(byMs: number): void {
    this.set(this.now() + byMs)
  }

  schedule(delayMs: number, task: () => void): () => void {
    this.#number += 1
    const timer = { due: this.now() + Math.max(0, delayMs), number: this.#number, task }
    const at = this.#timers.findIndex((other) => other.due > timer.due)
    if (at < 0) this.#timers.push(timer)
    else this.#timers.splice(at, 0, timer)
    this.#wind()
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
      this.#wind()
    }
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (delayMs <= 0 || signal?.aborted === true) {
        resolve()
        return
      }
      const wake = (): void => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const cancel = this.schedule(delayMs, wake)
      const stop = (): void => {
        cancel()
        wake()
      }
      signal?.addEventListener('abort', stop)
    })
  }

  close(): void {
    this.#timers = []
    this.#wind()
  }

  #runDue(): void {
    for (let next = this.#timers[0]; next !== undefined && next.due <= this.now(); next = this.#timers[0]) {
      this.#timers.shift()
      next.task()
    }
    this.#wind()
  }

  /** Starts one timer of the source for the next task that falls due. */
  #wind(): void {
    this.#stop?.()
    this.#stop = undefined
    const next = this.#timers[0]
    if (next === undefined) return
    this.#stop = this.#source.startTimer(Math.min(Math.max(0, next.due - this.now()), longestTimerMs), () =>
      this.#runDue(),
    )
  }
}
