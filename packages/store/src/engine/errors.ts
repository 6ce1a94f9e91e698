/** Errors and alarms as they were met, kept with the job that met them. */
import type { ConnectionId, RecordError, RunMark } from '@koble/core'
import { sql } from 'kysely'
import type { Tx } from '../sql/db.ts'
import { rowsOf } from '../sql/page.ts'

export async function insertErrors(
  tx: Tx,
  connection: ConnectionId,
  errors: readonly RecordError[],
  mark: RunMark,
): Promise<void> {
  if (errors.length === 0) return
  const page = errors.map((entry) => ({ ...entry, code: entry.error.code }))
  await sql`
    insert into job_error (connection, job, mapping, side, record_id, record_name, code, error, at)
    select ${connection}, ${mark.job}::text, mapping, side, "recordId", "recordName", code, error, ${mark.now}::bigint
    from ${rowsOf(
      page,
      'mapping text, side text, "recordId" text, "recordName" text, code text, error jsonb',
    )}`.execute(tx)
}
