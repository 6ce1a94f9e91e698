/** The frame of every job: started, counted, shown while it goes, and ended once: succeeded, failed or cancelled. */
import { isKobleError } from '../errors/koble-error.ts'
import type { ErrorDetail } from '../errors/koble-error.ts'
import { isPassing } from '../errors/retry-policy.ts'
import type { JobProgress, JobRow, JobStatus } from '../ports/store.ts'
import type { JobId } from '../values/ids.ts'
import type { Run } from './context.ts'

export type JobEnd =
  | { readonly status: 'succeeded' | 'cancelled' }
  | { readonly status: 'failed'; readonly error: ErrorDetail }

/**
 * Runs the work of a job. A passing trouble (a service that is down, a lease that is lost, an abort) is thrown on and leaves the
 * job running, to be resumed; any other error ends it as failed.
 */
export const runJob = async (
  run: Run & { readonly job: JobId },
  job: JobRow,
  work: () => Promise<JobEnd>,
): Promise<JobStatus> => {
  const { store, clock, log } = run.context
  if (job.status !== 'queued' && job.status !== 'running') return job.status
  const startedAt = job.startedAt ?? clock.now()
  await store.startJob(run.fence, run.job, clock.now())
  log.info('job.started', { job: run.job, kind: job.kind, resumed: job.resume !== null })
  const end = await endOf(run, work)
  const error = end.status === 'failed' ? end.error : null
  await store.finishJob(run.fence, run.job, end.status, error, clock.now())
  log.info('job.ended', { job: run.job, status: end.status, durationMs: clock.now() - startedAt })
  return end.status
}

const endOf = async (run: Run, work: () => Promise<JobEnd>): Promise<JobEnd> => {
  try {
    return await work()
  } catch (error) {
    if (!isKobleError(error) || run.signal.aborted || isPassing(error.detail)) throw error
    return { status: 'failed', error: error.detail }
  }
}

/** Progress to the store and to who watches, in one step. */
export const showProgress = async (
  run: Run & { readonly job: JobId },
  progress: JobProgress,
  resume: unknown,
  ratePerSecond: number | null,
): Promise<void> => {
  const { store, clock, events, connection } = run.context
  const counts = run.tally.read()
  await store.saveProgress(run.fence, run.job, { progress, counts, resume }, clock.now())
  events({ type: 'job', connection, job: run.job, status: 'running', progress, counts, ratePerSecond })
}
