/**
 * Interactive work on one record: recorded as a job of kind `record`, enqueued ahead of everything else, and waited for. A worker makes
 * the remote writes; the API process only asks.
 */
import { KobleError, type Clock, type ConnectionId, type JobId, type NewId, type Queue } from '@koble/core'
import type { JobShown, Store } from '@koble/store'
import { ProblemError } from '../http/problem.ts'
import type { RecordRequest } from '../worker/record-request.ts'
import type { EventHub } from '../http/event-hub.ts'

/** Longer than any single write may take to be answered; after it the work goes on and the person is told so. */
const longestWaitMs = 60_000
const lookEveryMs = 250

export type RecordWork = (connection: ConnectionId, request: RecordRequest) => Promise<JobShown>

interface Parts {
  readonly store: Store
  readonly queue: Queue
  readonly clock: Clock
  readonly newId: NewId
  readonly hub: EventHub
  readonly stopping: AbortSignal
}

export function recordWork({ store, queue, clock, newId, hub, stopping }: Parts): RecordWork {
  return async (connection, request) => {
    const id = newId() as JobId
    await store.jobs.create({ id, connection, kind: 'record', request: { ...request } }, clock.now())
    await queue.enqueue({ connection, job: id, priority: 'interactive' })
    const job = await finished(id, connection)
    if (job.status === 'failed' && job.error !== null) throw new KobleError(job.error)
    if (job.status === 'cancelled')
      throw new ProblemError(409, 'cancelled', 'The work was cancelled before it was done.')
    return job
  }

  /** Woken by events of this process, and looking now and then because the worker may be another one. */
  async function finished(id: JobId, connection: ConnectionId): Promise<JobShown> {
    const until = clock.now() + longestWaitMs
    while (clock.now() < until) {
      const job = await store.jobs.get(id)
      if (job !== null && job.status !== 'queued' && job.status !== 'running') return job
      await nextEvent(connection)
      if (stopping.aborted) throw stopped(id)
    }
    throw new ProblemError(
      504,
      'still-running',
      `The work goes on, but was not done within ${longestWaitMs / 1000} s. Look at job ${id} in a moment.`,
    )
  }

  function nextEvent(connection: ConnectionId): Promise<void> {
    const waiting = new AbortController()
    return new Promise((resolve) => {
      const stop = hub.listen(connection, () => waiting.abort())
      clock
        .sleep(lookEveryMs, AbortSignal.any([stopping, waiting.signal]))
        .catch(() => undefined)
        .finally(() => {
          stop()
          resolve()
        })
    })
  }
}

const stopped = (id: JobId): ProblemError =>
  new ProblemError(
    503,
    'stopping',
    `The server stops. What you asked for is recorded as job ${id}, and is done when the server is back.`,
    {},
    5_000,
  )
