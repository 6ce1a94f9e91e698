/** Service limits a principal: requests and execution time in a sliding window of five minutes, requests that run and that wait at once. */
import type { Clock } from '../model/clock.ts'
import type { LimitSettings, Throttle } from '../model/emulator.ts'

const windowMs = 300_000

interface Charge {
  readonly at: number
  requests: number
  executionMs: number
}

interface Meter {
  charges: Charge[]
  requests: number
  executionMs: number
  running: number
  waiting: Waiting[]
  /** Until when the last refusal told the client to wait. */
  blockedUntil: number
}

interface Waiting {
  readonly answer: (entry: Entry) => void
  readonly stop: () => void
}

/** `overdue`: it waited for a place as long as the settings allow. */
export type Entry = Throttle | 'running' | 'overdue'

export interface Meters {
  settings: LimitSettings
  /** Counts `requests` operations; the throttle that refuses them, or nothing. */
  admit(principal: string, requests: number): Throttle | undefined
  /** Takes a place among the running ones, waiting for it if the settings allow, until the client gives up. */
  enter(principal: string, signal?: AbortSignal): Promise<Entry>
  leave(principal: string): void
  charge(principal: string, executionMs: number): void
  left(principal: string): { readonly requests: number; readonly executionMs: number }
  reset(): void
}

export interface MeterOptions {
  readonly clock: Clock
  /** Each request that is sent before it may be makes the wait longer. */
  readonly lengthens?: boolean | undefined
}

/** By how much; an assumption of ours. */
const lengthenedByMs = 1000

export function createMeters({ clock, lengthens = false }: MeterOptions): Meters {
  const meters = new Map<string, Meter>()
  const meterOf = (principal: string): Meter => {
    const found = meters.get(principal) ?? newMeter()
    meters.set(principal, found)
    prune(found, clock.now())
    return found
  }
  const refusal = (meter: Meter, reason: Throttle['reason'], actual: number, maximum: number, ms: number): Throttle => {
    const now = clock.now()
    const isEarly = lengthens && now < meter.blockedUntil && meter.blockedUntil <= now + windowMs
    const waitedMs = isEarly ? Math.min(windowMs, meter.blockedUntil - now + lengthenedByMs) : ms
    const refused = throttle(reason, actual, maximum, Math.max(ms, waitedMs))
    meter.blockedUntil = now + refused.retryAfterSeconds * 1000
    return refused
  }
  const waitFor = (meter: Meter, signal: AbortSignal | undefined, longestMs: number | undefined): Promise<Entry> =>
    new Promise((resolve) => {
      const giveUp = (): void => {
        meter.waiting = meter.waiting.filter((each) => each !== waiting)
        waiting.stop()
        resolve('overdue')
      }
      const cancel = longestMs === undefined ? () => undefined : clock.schedule(longestMs, giveUp)
      const waiting: Waiting = {
        answer: resolve,
        stop: () => {
          cancel()
          signal?.removeEventListener('abort', giveUp)
        },
      }
      signal?.addEventListener('abort', giveUp)
      meter.waiting.push(waiting)
    })
  const self: Meters = {
    settings: {},
    admit(principal, requests) {
      const meter = meterOf(principal)
      const { requestsPer5Minutes, executionMsPer5Minutes } = self.settings
      if (requestsPer5Minutes !== undefined && meter.requests + requests > requestsPer5Minutes) {
        return refusal(
          meter,
          'requests',
          meter.requests + requests,
          requestsPer5Minutes,
          waitMs(meter, clock.now(), (charge) => charge.requests, meter.requests + requests - requestsPer5Minutes),
        )
      }
      if (executionMsPer5Minutes !== undefined && meter.executionMs >= executionMsPer5Minutes) {
        return refusal(
          meter,
          'execution',
          meter.executionMs,
          executionMsPer5Minutes,
          waitMs(meter, clock.now(), (charge) => charge.executionMs, meter.executionMs - executionMsPer5Minutes + 1),
        )
      }
      add(meter, clock.now(), requests, 0)
      return undefined
    },
    enter(principal, signal) {
      const meter = meterOf(principal)
      const { concurrent, queued = 0, queueWaitMs } = self.settings
      if (concurrent === undefined || meter.running < concurrent) {
        meter.running += 1
        return Promise.resolve('running')
      }
      if (meter.waiting.length >= queued)
        return Promise.resolve(
          throttle('concurrent', meter.running + meter.waiting.length + 1, concurrent + queued, 1000),
        )
      return waitFor(meter, signal, queueWaitMs)
    },
    leave(principal) {
      const meter = meterOf(principal)
      const next = meter.waiting.shift()
      next?.stop()
      // The place goes straight to the one that waits.
      if (next === undefined) meter.running -= 1
      else next.answer('running')
    },
    charge(principal, executionMs) {
      add(meterOf(principal), clock.now(), 0, executionMs)
    },
    left(principal) {
      const meter = meterOf(principal)
      return {
        requests: Math.max(0, (self.settings.requestsPer5Minutes ?? Infinity) - meter.requests),
        executionMs: Math.max(0, (self.settings.executionMsPer5Minutes ?? Infinity) - meter.executionMs),
      }
    },
    reset() {
      for (const meter of meters.values())
        Object.assign(meter, { charges: [], requests: 0, executionMs: 0, blockedUntil: 0 })
    },
  }
  return self
}

const newMeter = (): Meter => ({
  charges: [],
  requests: 0,
  executionMs: 0,
  running: 0,
  waiting: [],
  blockedUntil: 0,
})

function throttle(reason: Throttle['reason'], actual: number, maximum: number, waitMilliseconds: number): Throttle {
  return { reason, actual, maximum, retryAfterSeconds: Math.max(1, Math.ceil(waitMilliseconds / 1000)) }
}

/** Charges of one second share an entry, so that a window holds at most 300. */
function add(meter: Meter, now: number, requests: number, executionMs: number): void {
  const at = Math.floor(now / 1000) * 1000
  const last = meter.charges.at(-1)
  if (last?.at === at) {
    last.requests += requests
    last.executionMs += executionMs
  } else meter.charges.push({ at, requests, executionMs })
  meter.requests += requests
  meter.executionMs += executionMs
}

function prune(meter: Meter, now: number): void {
  // A clock that was set back leaves charges in the future: they no longer count.
  meter.charges = meter.charges.filter((charge) => charge.at > now - windowMs && charge.at <= now)
  meter.requests = meter.charges.reduce((sum, charge) => sum + charge.requests, 0)
  meter.executionMs = meter.charges.reduce((sum, charge) => sum + charge.executionMs, 0)
}

function waitMs(meter: Meter, now: number, amount: (charge: Charge) => number, excess: number): number {
  let freed = 0
  for (const charge of meter.charges) {
    freed += amount(charge)
    if (freed >= excess) return charge.at + windowMs - now
  }
  return windowMs
}
