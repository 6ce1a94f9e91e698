/** The emulator's clock: the system's (or an injected) time plus an offset that people may move. */
export interface Clock {
  /** Milliseconds since 1970 on the emulator's clock. */
  now(): number
  /** `now()` as UTC ISO text with milliseconds. */
  iso(): string
  /** Sets the time. Moving forward runs the timers that fall due, in order. */
  set(atMs: number): void
  advance(byMs: number): void
  /** Runs `task` once when the emulator's clock has passed `delayMs` from now; the answer cancels it. */
  schedule(delayMs: number, task: () => void): () => void
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
  /** Difference from the underlying time. */
  readonly offsetMs: number
  /** Cancels all timers. */
  close(): void
}

/** The time underneath; tests and the simulator give a virtual one. */
export interface TimeSource {
  now(): number
  /** Calls `task` after `delayMs`; the answer cancels it. */
  startTimer(delayMs: number, task: () => void): () => void
}
