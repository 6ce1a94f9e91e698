/** Work under the connection's lease: renewed while it goes on, aborted when it is lost, freed at the end. */
import { KobleError, isKobleError } from '../errors/koble-error.ts'
import type { Fence } from '../ports/store.ts'
import type { JobId } from '../values/ids.ts'
import type { ConnectionContext, Run } from './context.ts'
import { freshNotes } from './fresh-notes.ts'

export interface LeaseOptions {
  /** Unique to this process. */
  readonly worker: string
  readonly job: JobId | null
  readonly signal: AbortSignal
  /** Longer than the longest request's time-out; 180 s when absent. */
  readonly ttlMs?: number
}

/** Null when another worker holds the connection. */
export const withLease = async <T>(
  context: ConnectionContext,
  { worker, job, signal, ttlMs = 180_000 }: LeaseOptions,
  work: (run: Run) => Promise<T>,
): Promise<T | null> => {
  const { store, clock, connection } = context
  const fence = await store.acquireLease(connection, worker, ttlMs, clock.now())
  if (fence === null) return null
  const lost = new AbortController()
  const both = AbortSignal.any([signal, lost.signal])
  const renewal = keepRenewing(context, fence, ttlMs, lost, both)
  try {
    return await work({
      context,
      fence,
      job,
      signal: both,
      holdLease: () => renewal.hold(),
      ...freshNotes(),
    })
  } finally {
    await renewal.stop()
    await releaseQuietly(context, fence)
  }
}

interface Renewal {
  hold(): Promise<void>
  stop(): Promise<void>
}

const keepRenewing = (
  context: ConnectionContext,
  fence: Fence,
  ttlMs: number,
  lost: AbortController,
  signal: AbortSignal,
): Renewal => {
  const { store, clock, log } = context
  const ended = new AbortController()
  const sleeping = AbortSignal.any([signal, ended.signal])
  let renewedAt = clock.now()

  const renew = async (): Promise<void> => {
    const now = clock.now()
    try {
      await store.renewLease(fence, ttlMs, now)
      renewedAt = now
    } catch (error) {
      if (isKobleError(error) && error.detail.code === 'lease-lost') lost.abort(error)
      throw error
    }
  }

  const loop = async (): Promise<void> => {
    while (!sleeping.aborted) {
      try {
        await clock.sleep(ttlMs / 3, sleeping)
        if (clock.now() - renewedAt >= ttlMs / 3) await renew()
      } catch (error) {
        if (sleeping.aborted) return
        log.warn('lease.notRenewed', { code: isKobleError(error) ? error.detail.code : 'unknown' })
      }
    }
  }
  const looping = loop()

  return {
    /** Before each remote write: the lease must outlive the request. */
    async hold() {
      if (clock.now() - renewedAt >= ttlMs / 3) await renew()
      if (lost.signal.aborted) throw leaseGone()
    },
    async stop() {
      ended.abort(workEnded)
      await looping
    },
  }
}

/** Made once: an abort without a reason builds an exception with a stack each time. */
const workEnded = new Error('The work under this lease has ended.')

const leaseGone = (): KobleError =>
  new KobleError({
    kind: 'unavailable',
    origin: 'koble',
    code: 'lease-lost',
    message: 'Another worker holds this connection by now. This worker stops before it sends anything.',
  })

const releaseQuietly = async ({ store, log }: ConnectionContext, fence: Fence): Promise<void> => {
  try {
    await store.releaseLease(fence)
  } catch (error) {
    log.warn('lease.notReleased', { code: isKobleError(error) ? error.detail.code : 'unknown' })
  }
}
