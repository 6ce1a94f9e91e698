/** Cancel and resume of a job, with what they do. */
import { confirmAction } from '@koble/ui'
import { answer } from '../api/answer.ts'
import { job as endpoint } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { jobKind } from '../words/states.ts'
import { perform } from './perform.ts'

/** The job as it is afterwards; undefined when the person thought better of it, or it failed. */
export async function cancelJob(job: Job): Promise<Job | undefined> {
  const { done } = job.progress
  const confirmed = await confirmAction({
    heading: `Cancel the ${jobKind(job.kind).toLowerCase()}?`,
    effect: `It stops after the page in hand. What is done stays done (${done.toLocaleString()} records so far); it can be resumed where it stopped.`,
    confirmLabel: 'Cancel the job',
    danger: true,
  })
  if (!confirmed) return undefined
  return perform(
    () => answer(endpoint.cancel.$post({ param: { id: job.id } })),
    ({ status }) => (status === 'cancelled' ? 'Cancelled.' : 'It stops after the page in hand.'),
  )
}

export const resumeJob = (job: Job): Promise<Job | undefined> =>
  perform(
    () => answer(endpoint.resume.$post({ param: { id: job.id } })),
    () => 'It goes on where it stopped.',
  )

export const isResumable = ({ status, kind }: Job): boolean =>
  (status === 'cancelled' || status === 'failed') && kind !== 'record'
