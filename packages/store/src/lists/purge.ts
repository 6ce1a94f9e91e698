/** Lets go of what is past its time, a bounded number of rows a statement, so that nothing else waits long for it. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../sql/db.ts'

/** How long effects, errors, closed conflicts and finished jobs are kept unless a setting says otherwise. */
export const historyKeptMs = 90 * 86_400_000

export interface Purged {
  readonly effects: number
  readonly errors: number
  readonly conflicts: number
  readonly jobs: number
  readonly versions: number
  readonly tokens: number
  /** True when more may wait: call again. */
  readonly more: boolean
}

/** `before`: history that ended earlier goes; open effects and what people may still decide never do. */
export async function purge(db: Db, before: number, now: number, limit = 5_000): Promise<Purged> {
  const remove = async (table: string, key: string, where: RawBuilder<unknown>): Promise<number> => {
    const { rows } = await sql`
      with old as (select ctid from ${sql.table(table)} where ${where} limit ${limit})
      delete from ${sql.table(table)} t using old where t.ctid = old.ctid returning ${sql.ref(`t.${key}`)}`.execute(db)
    return rows.length
  }
  const counts = {
    effects: await remove('effect', 'id', sql`at < ${before} and state not in ('planned', 'sent', 'unsettled')`),
    errors: await remove('job_error', 'seq', sql`at < ${before}`),
    conflicts: await remove('conflict', 'id', sql`closed_at < ${before}`),
    jobs: await remove('job', 'id', sql`finished_at < ${before} and status not in ('queued', 'running')`),
    // A present mapping keeps its present version; older ones are history like everything else.
    versions: await remove(
      'mapping_version',
      'name',
      sql`at < ${before} and version < (select max(v.version) from mapping_version v
        where v.connection = mapping_version.connection and v.name = mapping_version.name)`,
    ),
    tokens:
      (await remove('nonce', 'nonce_hash', sql`expires_at < ${now}`)) +
      (await remove('session', 'token_hash', sql`expires_at < ${now}`)),
  }
  return { ...counts, more: Object.values(counts).some((count) => count >= limit) }
}
