/** The counts of a short job as its progress: all that it looked at is done. */
import type { JobId, Run } from '@koble/core'

export async function showDone(run: Run & { readonly job: JobId }): Promise<void> {
  const { store, clock } = run.context
  const counts = run.tally.read()
  const done = counts.inserted + counts.modified + counts.deleted + counts.unchanged
  await store.saveProgress(
    run.fence,
    run.job,
    { progress: { done, total: done, tables: [] }, counts, resume: null },
    clock.now(),
  )
}
