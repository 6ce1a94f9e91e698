/** Jobs as the engine runs them. A job that is finished stays as it ended. */
import type { JobRow, JobStore } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { fenced } from '../sql/check-fence.ts'
import type { Db } from '../sql/db.ts'
import { json } from '../sql/page.ts'

export const jobColumns: RawBuilder<JobRow> = sql`
  id, connection, kind, request, status, counts, progress, resume, error, started_at as "startedAt",
  finished_at as "finishedAt"`

const unfinished = sql`status in ('queued', 'running')`

export const jobStore = (db: Db): JobStore => ({
  async readJob(id) {
    const { rows } = await sql<JobRow>`select ${jobColumns} from job where id = ${id}`.execute(db)
    return rows[0] ?? null
  },

  startJob: (fence, id, now) =>
    fenced(db, fence, async (tx) => {
      await sql`
        update job set status = 'running', started_at = coalesce(started_at, ${now}), updated_at = ${now}
        where id = ${id} and connection = ${fence.connection} and ${unfinished}`.execute(tx)
    }),

  saveProgress: (fence, id, state, now) =>
    fenced(db, fence, async (tx) => {
      await sql`
        update job set progress = ${json(state.progress)}, counts = ${json(state.counts)},
          resume = ${json(state.resume)}, updated_at = ${now}
        where id = ${id} and connection = ${fence.connection} and ${unfinished}`.execute(tx)
    }),

  finishJob: (fence, id, status, error, now) =>
    fenced(db, fence, async (tx) => {
      await sql`
        update job set status = ${status}, error = ${json(error)}, finished_at = ${now}, updated_at = ${now}
        where id = ${id} and connection = ${fence.connection} and ${unfinished}`.execute(tx)
    }),

  async isCancelRequested(id) {
    const { rows } = await sql<{ requested: boolean }>`
      select cancel_requested as requested from job where id = ${id}`.execute(db)
    return rows[0]?.requested ?? false
  },
})
