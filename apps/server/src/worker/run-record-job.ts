/** A job of kind `record`: what a person asks of one record, whether it is taken from the queue or between the pages of a long run. */
import { runJob, type JobId, type JobRow, type JobStatus, type Run } from '@koble/core'
import { carryOutRecordRequest, type RecordRequest } from './record-request.ts'
import { showDone } from './show-done.ts'

export const runRecordJob = (run: Run & { readonly job: JobId }, job: JobRow): Promise<JobStatus> =>
  runJob(run, job, async () => {
    await carryOutRecordRequest(run, job.request as RecordRequest)
    await showDone(run)
    return { status: 'succeeded' }
  })
