/** What is not in step and why: pending records, and errors as they were met. */
import type { ConnectionId, JobId, PendingReason, PendingRecord, RecordError } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { pendingColumns } from '../engine/pending.ts'
import type { Db } from '../sql/db.ts'
import { afterCursor, type Numbered, type Page, pageEnd, type PageRequest, toPage } from './page.ts'

export interface ErrorShown extends RecordError {
  readonly connection: ConnectionId
  readonly job: JobId | null
  readonly at: number
}

export interface Problems {
  /** Records that wait, that cannot be written, or whose removal waits; in the order in which they came. */
  listPending(
    connection: ConnectionId,
    filter: PageRequest & { readonly reason?: PendingReason | undefined; readonly mapping?: string | undefined },
  ): Promise<Page<PendingRecord>>
  /** Newest first. */
  listErrors(
    connection: ConnectionId,
    filter: PageRequest & { readonly mapping?: string | undefined; readonly code?: string | undefined },
  ): Promise<Page<ErrorShown>>
  /** In the order in which they were met. */
  listErrorsOfJob(job: JobId, request: PageRequest): Promise<Page<ErrorShown>>
}

const errorColumns: RawBuilder<ErrorShown> = sql`
  connection, job, mapping, side, record_id as "recordId", record_name as "recordName", error, at`

export const problems = (db: Db): Problems => ({
  async listPending(connection, filter) {
    const { rows } = await sql<Numbered<PendingRecord>>`
      select seq, ${pendingColumns} from pending
      where connection = ${connection} and ${equals('reason', filter.reason)} and ${equals('mapping', filter.mapping)}
        and ${afterCursor(filter, 'oldestFirst')}
      ${pageEnd(filter, 'oldestFirst')}`.execute(db)
    return toPage(rows, filter)
  },

  async listErrors(connection, filter) {
    const { rows } = await sql<Numbered<ErrorShown>>`
      select seq, ${errorColumns} from job_error
      where connection = ${connection} and ${equals('mapping', filter.mapping)} and ${equals('code', filter.code)}
        and ${afterCursor(filter, 'newestFirst')}
      ${pageEnd(filter, 'newestFirst')}`.execute(db)
    return toPage(rows, filter)
  },

  async listErrorsOfJob(job, request) {
    const { rows } = await sql<Numbered<ErrorShown>>`
      select seq, ${errorColumns} from job_error where job = ${job} and ${afterCursor(request, 'oldestFirst')}
      ${pageEnd(request, 'oldestFirst')}`.execute(db)
    return toPage(rows, request)
  },
})

const equals = (column: string, value: string | undefined): RawBuilder<unknown> =>
  value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`
