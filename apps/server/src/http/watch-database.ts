/**
 * Events of other processes: while somebody listens here, what moved in the database is told like the events of this process, as hints
 * to look again. Needed where workers are apart from the API; a hint that comes twice costs a reader one request.
 */
import type { Clock, ConnectionId, Log } from '@koble/core'
import type { JobShown, MappingStanding, Store } from '@koble/store'
import type { EventHub, ServerEvent } from './event-hub.ts'

const lookEveryMs = 1_000
/** Newest jobs that are looked at: more than ever move within one look. */
const jobsLookedAt = 20

interface Seen {
  readonly jobs: ReadonlyMap<string, string>
  readonly couplings: string
  readonly conflicts: string
}

export function watchDatabase(parts: {
  readonly store: Store
  readonly hub: EventHub
  readonly clock: Clock
  readonly log: Log
}): { stop(): Promise<void> } {
  const { store, hub, clock, log } = parts
  const stopping = new AbortController()
  const seen = new Map<ConnectionId, Seen>()

  const look = async (connection: ConnectionId): Promise<void> => {
    const [jobs, standings] = await Promise.all([
      store.jobs.list({ connection, limit: jobsLookedAt }),
      store.overview.mappings(connection),
    ])
    const now = seenIn(jobs.items, standings)
    const before = seen.get(connection) ?? nothingOf(jobs.items, clock.now())
    seen.set(connection, now)
    for (const job of jobs.items)
      if (before.jobs.get(job.id) !== now.jobs.get(job.id)) hub.publish(jobEvent(connection, job))
    if (before.couplings !== now.couplings) hub.publish({ connection, type: 'coupling', data: {} })
    if (before.conflicts !== now.conflicts) hub.publish({ connection, type: 'conflict', data: {} })
  }
  const lookAround = async (): Promise<void> => {
    const wanted = hub.connections()
    const all = wanted.size === 0 ? [] : await store.connections.listEnabled()
    const watched = all.filter(({ id }) => wanted.has(undefined) || wanted.has(id))
    for (const id of seen.keys()) if (!watched.some((one) => one.id === id)) seen.delete(id)
    for (const { id } of watched) await look(id)
  }
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await lookAround().catch((error: unknown) => log.warn('watch.failed', { message: String(error) }))
      await clock.sleep(lookEveryMs, stopping.signal).catch(() => undefined)
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

const seenIn = (jobs: readonly JobShown[], standings: ReadonlyMap<string, MappingStanding>): Seen => {
  const rows = [...standings.values()]
  return {
    jobs: new Map(jobs.map((job) => [job.id, `${job.status} ${job.updatedAt}`])),
    couplings: JSON.stringify(rows.map((row) => [row.mapping, row.coupled, row.skipped, row.failed, row.waiting])),
    conflicts: JSON.stringify(rows.map((row) => [row.mapping, row.conflicts])),
  }
}

/** Before the first look: what moved since the listener came may have moved before it, so it is told. */
const nothingOf = (jobs: readonly JobShown[], now: number): Seen =>
  seenIn(
    jobs.filter((job) => job.updatedAt < now - 2 * lookEveryMs),
    new Map(),
  )

const jobEvent = (connection: ConnectionId, job: JobShown): ServerEvent => ({
  connection,
  type: 'job',
  data: { job: job.id, status: job.status, progress: job.progress, counts: job.counts },
})
