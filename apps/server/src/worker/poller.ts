/**
 * Looks at every connection at least each interval, and at once when a nudge comes: nudges are only hints, polling carries the promise
 * of freshness (ARCHITECTURE, "Freshness"). Nudges wait in the store, so it does not matter which process received them.
 */
import type { Clock, ConnectionId, Log, Queue } from '@koble/core'
import type { Store } from '@koble/store'

export const pollEveryMs = 2_500
/** How long a nudge that another process received may lie. */
const tickMs = 250
/** A burst of nudges does not set the pace. */
const leastTickMs = 50

export interface Poller {
  /** A nudge was stored by this process. */
  nudged(): void
  /** A look or job of the connection is over: the next look is due one interval later. */
  looked(connection: ConnectionId): void
  stop(): Promise<void>
}

export function startPoller(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly clock: Clock
  readonly log: Log
}): Poller {
  const { store, queue, clock, log } = parts
  const stopping = new AbortController()
  const lastLook = new Map<ConnectionId, number>()
  const waiting = new Set<ConnectionId>()
  let wake = new AbortController()

  const look = async (connection: ConnectionId, priority: 'normal' | 'background'): Promise<void> => {
    waiting.add(connection)
    await queue
      .enqueue({ connection, job: null, priority })
      .catch((error: unknown) => log.warn('poll.notEnqueued', { connection, message: String(error) }))
  }
  const takeNudges = async (): Promise<void> => {
    const nudged = new Set((await store.nudges.take(1000)).map(({ system }) => system))
    for (const system of nudged)
      for (const { id, enabled } of await store.connections.listOfSystem(system)) if (enabled) await look(id, 'normal')
  }
  const lookAround = async (): Promise<void> => {
    for (const { id } of await store.connections.listEnabled()) {
      // One that is enqueued or under way is left alone, but not for ever: another process may have taken it, and died.
      const patience = waiting.has(id) ? 10 * pollEveryMs : pollEveryMs
      if (clock.now() - (lastLook.get(id) ?? 0) < patience) continue
      lastLook.set(id, clock.now())
      await look(id, 'background')
    }
  }
  const tick = async (): Promise<void> => {
    await takeNudges()
    await lookAround()
  }
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      await tick().catch((error: unknown) => log.warn('poll.failed', { message: String(error) }))
      await clock.sleep(leastTickMs, stopping.signal).catch(() => undefined)
      await clock.sleep(tickMs, AbortSignal.any([stopping.signal, wake.signal])).catch(() => undefined)
    }
  }
  const running = loop()

  return {
    nudged: () => wake.abort(),
    looked(connection) {
      waiting.delete(connection)
      lastLook.set(connection, clock.now())
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
