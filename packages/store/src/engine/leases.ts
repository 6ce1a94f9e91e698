/** Leases: who works on a connection. A lease outlives nothing but its time; its token only rises. */
import type { ConnectionId, Fence, LeaseStore } from '@koble/core'
import { sql } from 'kysely'
import { leaseLost } from '../errors.ts'
import type { Db } from '../sql/db.ts'

export const leaseStore = (db: Db): LeaseStore => ({
  async acquireLease(connection, worker, ttlMs, now) {
    const { rows } = await sql<{ token: number }>`
      insert into lease (connection, worker, token, expires_at)
      values (${connection}, ${worker}, 1, ${now + ttlMs})
      on conflict (connection) do update set
        worker = excluded.worker,
        token = case when lease.worker = excluded.worker then lease.token else lease.token + 1 end,
        expires_at = excluded.expires_at
      where lease.worker is null or lease.worker = excluded.worker or lease.expires_at <= ${now}
      returning token`.execute(db)
    const row = rows[0]
    return row === undefined ? null : { connection, token: row.token }
  },

  async renewLease(fence, ttlMs, now) {
    const { rows } = await sql`
      update lease set expires_at = ${now + ttlMs}
      where ${holds(fence)} returning 1`.execute(db)
    if (rows.length === 0) throw leaseLost(fence.connection)
  },

  async releaseLease(fence) {
    await sql`update lease set worker = null, expires_at = 0 where ${holds(fence)}`.execute(db)
  },
})

const holds = (fence: Fence) => sql`connection = ${fence.connection} and token = ${fence.token} and worker is not null`

/** When no other process can be alive (the embedded database is locked): the last one's leases and their workers are gone. */
export async function freeAllLeases(db: Db): Promise<readonly ConnectionId[]> {
  const freed = await sql<{ connection: ConnectionId }>`
    update lease set worker = null, expires_at = 0 where worker is not null returning connection`.execute(db)
  return freed.rows.map((row) => row.connection)
}
