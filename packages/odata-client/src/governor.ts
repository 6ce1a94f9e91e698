/**
 * Keeps the requests of one principal just under its service's limits: requests and busy time in a sliding window, requests
 * running at once, and the pause that the service last asked for. Interactive requests go first. One governor belongs to one
 * system's principal, however many connections use it (both vendors meter the user, see their "Limits").
 */
import type { ClientClock } from './ports.ts'

export type Priority = 'interactive' | 'background'

export interface GovernorLimits {
  readonly windowMs: number
  readonly requests: number
  /** Sum of the requests' durations in the window; absent: not metered. */
  readonly busyMs?: number
  readonly running: number
}

export interface GovernorUse {
  readonly running: number
  readonly waiting: number
  readonly requests: number
  readonly busyMs: number
  /** Share of the tightest budget that is used, 0 to 1; freshness stretches by it. */
  readonly share: number
}

export interface Permit {
  /** Call once, when the request has ended. */
  release(): void
}

export interface Governor {
  /** Waits for its turn. `weight`: requests that the service counts (a Business Central batch counts its parts). */
  acquire(request: { priority: Priority; weight: number; signal?: AbortSignal | undefined }): Promise<Permit>
  /** Nothing starts for this long: the service asked for it. */
  pause(ms: number): void
  use(): GovernorUse
}

interface Waiter {
  readonly weight: number
  readonly start: () => void
}

const buckets = 60

/** Counts in a ring of time slices, so that memory does not grow with the rate. */
function slidingSum(windowMs: number, clock: ClientClock) {
  const sliceMs = windowMs / buckets
  const sums = new Map<number, number>()
  const sliceNow = (): number => Math.floor(clock.now() / sliceMs)
  const expire = (): void => {
    const oldest = sliceNow() - buckets
    for (const slice of sums.keys()) if (slice <= oldest) sums.delete(slice)
  }
  return {
    add(amount: number): void {
      expire()
      sums.set(sliceNow(), (sums.get(sliceNow()) ?? 0) + amount)
    },
    total(): number {
      expire()
      return sums.values().reduce((sum, amount) => sum + amount, 0)
    },
    /** When the oldest slice leaves the window. */
    nextExpiryMs(): number {
      const first = Math.min(...sums.keys())
      return Number.isFinite(first) ? (first + buckets + 1) * sliceMs - clock.now() : 0
    },
  }
}

/** Kept free of every budget, because the service's own window is not ours to the millisecond. */
const usable = 0.95

export function createGovernor(options: { readonly limits: GovernorLimits; readonly clock: ClientClock }): Governor {
  const { limits, clock } = options
  const waiting: Record<Priority, Waiter[]> = { interactive: [], background: [] }
  const requests = slidingSum(limits.windowMs, clock)
  const busy = slidingSum(limits.windowMs, clock)
  let running = 0
  let pausedUntil = 0
  let wakeAt = Number.POSITIVE_INFINITY

  const waitFor = (weight: number): number | null => {
    if (running >= limits.running) return null
    const pause = pausedUntil - clock.now()
    if (pause > 0) return pause
    const used = requests.total()
    if (used > 0 && used + weight > limits.requests * usable) return Math.max(1, requests.nextExpiryMs())
    if (limits.busyMs !== undefined && busy.total() > limits.busyMs * usable) return Math.max(1, busy.nextExpiryMs())
    return 0
  }

  const wakeIn = (ms: number): void => {
    const at = clock.now() + ms
    if (at >= wakeAt) return
    wakeAt = at
    void clock.sleep(ms).then(() => {
      if (wakeAt === at) wakeAt = Number.POSITIVE_INFINITY
      pump()
    })
  }

  const pump = (): void => {
    for (;;) {
      const queue = waiting.interactive.length > 0 ? waiting.interactive : waiting.background
      const first = queue[0]
      if (first === undefined) return
      const wait = waitFor(first.weight)
      if (wait !== 0) {
        if (wait !== null) wakeIn(wait)
        return
      }
      queue.shift()
      first.start()
    }
  }

  const permit = (weight: number): Permit => {
    const startedAt = clock.now()
    let released = false
    running += 1
    requests.add(weight)
    return {
      release() {
        if (released) return
        released = true
        running -= 1
        busy.add(clock.now() - startedAt)
        pump()
      },
    }
  }

  return {
    acquire({ priority, weight, signal }) {
      return new Promise<Permit>((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason)
        const giveUp = (): void => {
          const place = waiting[priority].indexOf(waiter)
          if (place >= 0) waiting[priority].splice(place, 1)
          reject(signal?.reason)
        }
        const waiter: Waiter = {
          weight,
          start: () => {
            signal?.removeEventListener('abort', giveUp)
            resolve(permit(weight))
          },
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        waiting[priority].push(waiter)
        pump()
      })
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms)
    },
    use() {
      const used = requests.total()
      const busyMs = busy.total()
      const share = Math.max(used / limits.requests, limits.busyMs === undefined ? 0 : busyMs / limits.busyMs)
      return { running, waiting: waiting.interactive.length + waiting.background.length, requests: used, busyMs, share }
    },
  }
}
