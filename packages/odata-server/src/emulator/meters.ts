/** Service limits a principal: requests and execution time in a sliding window of five minutes, running requests at once. */
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
  readonly waiting: (() => void)[]
}

export interface Meters {
  settings: LimitSettings
  /** Counts `requests` operations; the throttle that refuses them, or nothing. */
  admit(principal: string, requests: number): Throttle | undefined
  /** Takes a place among the running ones, waiting for it if the settings allow; the throttle when there is none. */
  enter(principal: string): Promise<Throttle | undefined>
  leave(principal: string): void
  charge(principal: string, executionMs: number): void
  left(principal: string): { readonly requests: number; readonly executionMs: number }
  reset(): void
}

export function createMeters(clock: Clock): Meters {
  const meters = new Map<string, Meter>()
  const meterOf = (principal: string): Meter => {
    const found = meters.get(principal) ?? { charges: [], requests: 0, executionMs: 0, running: 0, waiting: [] }
    meters.set(principal, found)
    prune(found, clock.now())
    return found
  }
  const self: Meters = {
    settings: {},
    admit(principal, requests) {
      const meter = meterOf(principal)
      const { requestsPer5Minutes, executionMsPer5Minutes } = self.settings
      if (requestsPer5Minutes !== undefined && meter.requests + requests > requestsPer5Minutes) {
        return throttle(
          'requests',
          meter.requests + requests,
          requestsPer5Minutes,
          waitMs(meter, clock.now(), (charge) => charge.requests, meter.requests + requests - requestsPer5Minutes),
        )
      }
      if (executionMsPer5Minutes !== undefined && meter.executionMs >= executionMsPer5Minutes) {
        return throttle(
          'execution',
          meter.executionMs,
          executionMsPer5Minutes,
          waitMs(meter, clock.now(), (charge) => charge.executionMs, meter.executionMs - executionMsPer5Minutes + 1),
        )
      }
      add(meter, clock.now(), requests, 0)
      return undefined
    },
    enter(principal) {
      const meter = meterOf(principal)
      const { concurrent, queued = 0 } = self.settings
      if (concurrent === undefined || meter.running < concurrent) {
        meter.running += 1
        return Promise.resolve(undefined)
      }
      if (meter.waiting.length >= queued)
        return Promise.resolve(
          throttle('concurrent', meter.running + meter.waiting.length + 1, concurrent + queued, 1000),
        )
      return new Promise((resolve) => meter.waiting.push(() => resolve(undefined)))
    },
    leave(principal) {
      const meter = meterOf(principal)
      const next = meter.waiting.shift()
      // The place goes straight to the one that waits.
      if (next === undefined) meter.running -= 1
      else next()
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
      for (const meter of meters.values()) Object.assign(meter, { charges: [], requests: 0, executionMs: 0 })
    },
  }
  return self
}

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
