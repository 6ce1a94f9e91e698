/** Takes work from the queue, one item a connection at a time, and runs it under the connection's lease. */
import {
  isKobleError,
  isPassing,
  KobleError,
  recover,
  runFullSynchronization,
  runJob,
  synchronizeChanges,
  withLease,
  type ConnectionId,
  type JobId,
  type JobRow,
  type Log,
  type Queue,
  type Run,
  type WorkItem,
} from '@koble/core'
import type { Store } from '@koble/store'
import type { ContextOf } from './context-of.ts'
import { makeRoom } from './make-room.ts'
import { runRecordJob } from './run-record-job.ts'
import { showDone } from './show-done.ts'

export interface WorkerParts {
  readonly store: Store
  readonly queue: Queue
  readonly contextOf: ContextOf
  /** Unique to this process. */
  readonly worker: string
  readonly log: Log
  readonly now: () => number
  /** Told when a look or a job is taken from the queue. */
  readonly began: () => void
  /** Told when a look or a job is over, whatever came of it. */
  readonly ended: (item: WorkItem, result: 'done' | 'failed', durationMs: number) => void
}

export async function startWorker(parts: WorkerParts): Promise<{ stop(): Promise<void> }> {
  const recovered = new Set<ConnectionId>()
  const work = (item: WorkItem, signal: AbortSignal): Promise<void> => handle(parts, recovered, item, signal)
  return parts.queue.work(async (item, signal) => {
    const startedAt = parts.now()
    parts.began()
    try {
      await work(item, signal)
      parts.ended(item, 'done', parts.now() - startedAt)
    } catch (error) {
      parts.ended(item, 'failed', parts.now() - startedAt)
      if (!signal.aborted) logFailure(parts.log, item, error)
      // A look comes again by itself; a job must not be lost.
      if (item.job !== null) throw error
    }
  })
}

function logFailure(log: Log, item: WorkItem, error: unknown): void {
  const detail = isKobleError(error)
    ? { code: error.detail.code, kind: error.detail.kind, message: error.detail.message }
    : { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  log.warn('work.failed', { connection: item.connection, job: item.job, ...detail })
}

async function handle(
  parts: WorkerParts,
  recovered: Set<ConnectionId>,
  item: WorkItem,
  signal: AbortSignal,
): Promise<void> {
  const { store, worker, now } = parts
  const connection = await store.connections.get(item.connection)
  const job = item.job === null ? null : await store.engine.readJob(item.job)
  if (connection === null || (item.job !== null && job === null)) return
  if (!connection.enabled) {
    if (job !== null) await store.jobs.fail(job.id, disabled(connection.name), now())
    return
  }
  const context = await openContext(parts, item, job, signal)
  if (context === null) return
  const done = await withLease(context, { worker, job: item.job, signal }, async (run) => {
    if (!recovered.has(item.connection)) {
      await recover(run)
      recovered.add(item.connection)
    }
    await (job === null ? synchronizeChanges(run) : runOne(store, { ...run, job: job.id }, job))
    return true
  })
  if (done === null && item.job !== null) throw busy(connection.name)
}

/** A mapping or setting that a person must mend ends the job; trouble that passes does not. */
async function openContext(
  { store, contextOf, now }: WorkerParts,
  item: WorkItem,
  job: JobRow | null,
  signal: AbortSignal,
) {
  try {
    const priority = item.priority === 'interactive' ? 'interactive' : 'background'
    return await Promise.race([contextOf(item.connection, priority), aborted(signal)])
  } catch (error) {
    if (job === null || !isKobleError(error) || isPassing(error.detail)) throw error
    await store.jobs.fail(job.id, error.detail, now())
    return null
  }
}

/** What a connection asks of both systems before it works is remembered for others and has no signal of its own. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('The worker stops.'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })

type JobRun = Run & { readonly job: JobId }

async function runOne(store: Store, run: JobRun, job: JobRow): Promise<void> {
  if (job.kind === 'record') {
    await runRecordJob(run, job)
    return
  }
  const { mapping } = job.request
  const only = typeof mapping === 'string' ? { only: [mapping] } : {}
  if (job.kind !== 'full' && job.kind !== 'match') {
    const limitedRun = limited(run, only.only)
    await runJob(run, job, () => lookOnce(limitedRun))
    return
  }
  await runFullSynchronization(run, job, { ...only, matchOnly: job.kind === 'match', betweenPages: makeRoom(store) })
  // Tables that have just grown are read by plans made for small ones until their statistics are taken anew.
  await store.tidy().catch(() => undefined)
}

/** A job for one mapping follows that one's feeds only. */
const limited = (run: JobRun, only: readonly string[] | undefined): JobRun =>
  only === undefined
    ? run
    : { ...run, context: { ...run.context, mappings: run.context.mappings.filter(({ name }) => only.includes(name)) } }

async function lookOnce(run: JobRun): Promise<{ status: 'succeeded' }> {
  await synchronizeChanges(run)
  await showDone(run)
  return { status: 'succeeded' }
}

const disabled = (name: string) =>
  ({
    kind: 'misconfigured',
    origin: 'koble',
    code: 'connection-disabled',
    message: `The connection "${name}" was switched off. Switch it on, then resume the job.`,
  }) as const

const busy = (name: string): KobleError =>
  new KobleError({
    kind: 'unavailable',
    origin: 'koble',
    code: 'connection-busy',
    message: `Another worker holds the connection "${name}"; the work is taken up there.`,
  })
