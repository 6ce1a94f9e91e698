/** Runs an exchange that is cut off after a while, on a clock that is passed in. Tells apart who ended it. */
import type { ClientClock } from './ports.ts'

export type Ended<T> =
  | { readonly ok: T }
  | { readonly failed: 'timeout' | 'aborted' | 'error'; readonly error: unknown }

/** `run` gets the signal that cuts it off: after `timeoutMs`, or when the caller's own signal says so. */
export async function withTimeout<T>(
  clock: ClientClock,
  timeoutMs: number,
  caller: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<Ended<T>> {
  const cut = new AbortController()
  const timer = new AbortController()
  let timedOut = false
  const giveUp = (): void => cut.abort(new Error('given up'))
  caller?.addEventListener('abort', giveUp, { once: true })
  void clock.sleep(timeoutMs, timer.signal).then(
    () => {
      // A clock may wake although the exchange has ended: then there is nothing to cut.
      if (timer.signal.aborted) return
      timedOut = true
      cut.abort(new Error(`no answer within ${timeoutMs / 1000} s`))
    },
    () => undefined,
  )
  try {
    return { ok: await run(cut.signal) }
  } catch (error) {
    return { failed: timedOut ? 'timeout' : caller?.aborted === true ? 'aborted' : 'error', error }
  } finally {
    timer.abort(new Error('ended'))
    caller?.removeEventListener('abort', giveUp)
  }
}
