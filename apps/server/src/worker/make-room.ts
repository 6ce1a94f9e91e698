/**
 * A long run makes room between its pages for what a person waits for: record jobs of the same connection, carried out under the run's
 * own lease. The queue hands them out later, finds them done and leaves them.
 */
import { freshNotes, isKobleError, isPassing, type JobRow, type Run } from '@koble/core'
import type { Store } from '@koble/store'
import { runRecordJob } from './run-record-job.ts'

export const makeRoom =
  (store: Store) =>
  async (run: Run): Promise<void> => {
    for (const job of await store.jobs.listUnfinished(run.context.connection))
      if (job.kind === 'record' && job.status === 'queued') await carryOut(run, job)
  }

async function carryOut(long: Run, job: JobRow): Promise<void> {
  const run = { ...long, ...freshNotes(), job: job.id }
  try {
    await runRecordJob(run, job)
  } catch (error) {
    // What passes by itself stays recorded and comes again with the queue; it must not end the run that made room for it.
    if (run.signal.aborted || !isKobleError(error) || !isPassing(error.detail)) throw error
    run.context.log.warn('work.failed', { job: job.id, code: error.detail.code })
  }
}
