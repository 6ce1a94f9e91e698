/** Once an hour: history that is older than it is kept for, and expired sign-ins, go; the embedded database gets its statistics anew. */
import type { Clock, Log } from '@koble/core'
import { historyKeptMs, type Store } from '@koble/store'

const everyMs = 3_600_000
/** The first time soon after a start, when the first looks are over. */
const firstAfterMs = 60_000

export interface Housekeeper {
  stop(): Promise<void>
}

export function startHousekeeper({
  store,
  clock,
  log,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
}): Housekeeper {
  const stopping = new AbortController()
  const tidyUp = async (): Promise<void> => {
    const now = clock.now()
    for (let more = true; more && !stopping.signal.aborted;) more = (await store.purge(now - historyKeptMs, now)).more
    if (!stopping.signal.aborted) await store.tidy()
  }
  const loop = async (): Promise<void> => {
    for (let waitMs = firstAfterMs; ; waitMs = everyMs) {
      await clock.sleep(waitMs, stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted) return
      await tidyUp().catch((error: unknown) =>
        log.warn('housekeeping.failed', { reason: error instanceof Error ? error.name : 'unknown' }),
      )
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
