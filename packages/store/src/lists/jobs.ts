/** Jobs as people see them: started, listed, cancelled, resumed; their effects and errors. */
import type { ConnectionId, ErrorDetail, JobId, JobKind, JobProgress, JobRow } from '@koble/core'
import { noCounts } from '@koble/core'
import { sql } from 'kysely'
import { jobColumns } from '../engine/jobs.ts'
import { type Db, transact } from '../sql/db.ts'
import { json } from '../sql/page.ts'
import { notFound, storeError } from '../errors.ts'
import { afterCursor, type Numbered, type Page, pageEnd, type PageRequest, toPage } from './page.ts'

export interface JobShown extends JobRow {
  readonly createdAt: number
  readonly updatedAt: number
  readonly cancelRequested: boolean
}

export interface Jobs {
  create(
    job: {
      readonly id: JobId
      readonly connection: ConnectionId
      readonly kind: JobKind
      readonly request: Readonly<Record<string, unknown>>
    },
    now: number,
  ): Promise<JobShown>
  get(id: JobId): Promise<JobShown | null>
  /** Newest first. */
  list(filter: PageRequest & { readonly connection?: ConnectionId | undefined }): Promise<Page<JobShown>>
  /** Queued or running, oldest first: what a starting server enqueues again. */
  listUnfinished(connection?: ConnectionId): Promise<readonly JobShown[]>
  /** A queued job is cancelled at once; a running one is asked to stop. A finished one stays as it is. */
  requestCancel(id: JobId, now: number): Promise<JobShown>
  /** A failed or cancelled job becomes queued, to go on where it stopped. Throws `job-not-resumable` for others. */
  requestResume(id: JobId, now: number): Promise<JobShown>
  /** A job that ended before a worker took it (its connection is gone or misconfigured). */
  fail(id: JobId, error: ErrorDetail, now: number): Promise<void>
}

const noProgress: JobProgress = { done: 0, total: null, tables: [] }

const columns = sql`
  ${jobColumns}, created_at as "createdAt", updated_at as "updatedAt", cancel_requested as "cancelRequested"`

export const jobs = (db: Db): Jobs => ({
  async create(job, now) {
    const { rows } = await sql<JobShown>`
      insert into job (id, connection, kind, request, status, counts, progress, cancel_requested, created_at, updated_at)
      values (${job.id}, ${job.connection}, ${job.kind}, ${json(job.request)}, 'queued', ${json(noCounts)},
        ${json(noProgress)}, false, ${now}, ${now})
      returning ${columns}`.execute(db)
    return one(rows, job.id)
  },

  async get(id) {
    const { rows } = await sql<JobShown>`select ${columns} from job where id = ${id}`.execute(db)
    return rows[0] ?? null
  },

  async list(filter) {
    const ofConnection = filter.connection === undefined ? sql`true` : sql`connection = ${filter.connection}`
    const { rows } = await sql<Numbered<JobShown>>`
      select seq, ${columns} from job where ${ofConnection} and ${afterCursor(filter, 'newestFirst')}
      ${pageEnd(filter, 'newestFirst')}`.execute(db)
    return toPage(rows, filter)
  },

  async listUnfinished(connection) {
    const ofConnection = connection === undefined ? sql`true` : sql`connection = ${connection}`
    const { rows } = await sql<JobShown>`
      select ${columns} from job where status in ('queued', 'running') and ${ofConnection} order by seq`.execute(db)
    return rows
  },

  async requestCancel(id, now) {
    const { rows } = await sql<JobShown>`
      update job set
        cancel_requested = cancel_requested or status in ('queued', 'running'),
        finished_at = case when status = 'queued' then ${now} else finished_at end,
        status = case when status = 'queued' then 'cancelled' else status end,
        updated_at = ${now}
      where id = ${id} returning ${columns}`.execute(db)
    return one(rows, id)
  },

  requestResume: (id, now) =>
    transact(db, async (tx) => {
      const { rows } = await sql<JobShown>`
        update job set status = 'queued', cancel_requested = false, error = null, finished_at = null, updated_at = ${now}
        where id = ${id} and status in ('failed', 'cancelled') returning ${columns}`.execute(tx)
      if (rows[0] !== undefined) return rows[0]
      const found = await sql<JobShown>`select ${columns} from job where id = ${id}`.execute(tx)
      throw notResumable(one(found.rows, id))
    }),

  async fail(id, error, now) {
    await sql`
      update job set status = 'failed', error = ${json(error)}, finished_at = ${now}, updated_at = ${now}
      where id = ${id} and status in ('queued', 'running')`.execute(db)
  },
})

function one(rows: readonly JobShown[], id: JobId): JobShown {
  const [row] = rows
  if (row === undefined) throw notFound(`Job ${id}`)
  return row
}

const notResumable = (job: JobShown) =>
  storeError(
    'rejected',
    'job-not-resumable',
    `Job ${job.id} is ${job.status}; only a failed or cancelled job can be resumed. Start a new one instead.`,
  )
