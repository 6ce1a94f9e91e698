/** Records that are not in step, with their reason, and what the waiting ones wait for. */
import type { ConnectionId, PendingRecord, PendingStore, RecordRef } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../sql/db.ts'
import { rowsOf } from '../sql/page.ts'

export const pendingColumns: RawBuilder<PendingRecord> = sql`
  mapping, side, record_id as "recordId", record_name as "recordName", reason, missing, error, since`

const refColumns = 'mapping text, side text, id text'

export const pendingStore = (db: Db): PendingStore => ({
  async findWaiting(connection, coupled) {
    if (coupled.length === 0) return []
    const { rows } = await sql<RecordRef>`
      select distinct l.mapping, l.side, l.record_id as id
      from ${rowsOf(coupled, refColumns)}
      join pending_link l on l.connection = ${connection}
        and l.wanted_mapping = row.mapping and l.wanted_side = row.side and l.wanted_id = row.id`.execute(db)
    return rows
  },

  async readPending(connection, { mapping, reason, after, limit }) {
    const onward = after === null ? sql`true` : sql`(side, record_id) > (${after.side}, ${after.id})`
    const { rows } = await sql<PendingRecord>`
      select ${pendingColumns} from pending
      where connection = ${connection} and mapping = ${mapping} and reason = ${reason} and ${onward}
      order by side, record_id limit ${limit}`.execute(db)
    return rows
  },

  async countPending(connection, mapping, reason) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pending
      where connection = ${connection} and mapping = ${mapping} and reason = ${reason}`.execute(db)
    return rows[0]?.count ?? 0
  },
})

export async function removePending(tx: Tx, connection: ConnectionId, refs: readonly RecordRef[]): Promise<void> {
  if (refs.length === 0) return
  await sql`
    delete from pending p using ${rowsOf(refs, refColumns)}
    where p.connection = ${connection} and p.mapping = row.mapping and p.side = row.side and p.record_id = row.id`.execute(
    tx,
  )
}

/** Sets entries or replaces them by their key; of two for one record the last counts. */
export async function setPending(tx: Tx, connection: ConnectionId, entries: readonly PendingRecord[]): Promise<void> {
  if (entries.length === 0) return
  const last = [...new Map(entries.map((entry) => [JSON.stringify(refOf(entry)), entry])).values()]
  await removePending(tx, connection, last.map(refOf))
  await sql`
    insert into pending (connection, mapping, side, record_id, record_name, reason, missing, error, since)
    select ${connection}, mapping, side, "recordId", "recordName", reason, missing, error, since
    from ${rowsOf(
      last,
      'mapping text, side text, "recordId" text, "recordName" text, reason text, missing jsonb, error jsonb, since bigint',
    )}`.execute(tx)
  const links = last.flatMap((entry) =>
    entry.missing.map((link) => ({
      ...refOf(entry),
      wantedMapping: link.mapping,
      wantedSide: link.side,
      wantedId: link.id,
    })),
  )
  if (links.length === 0) return
  await sql`
    insert into pending_link (connection, mapping, side, record_id, wanted_mapping, wanted_side, wanted_id)
    select ${connection}, mapping, side, id, "wantedMapping", "wantedSide", "wantedId"
    from ${rowsOf(links, `${refColumns}, "wantedMapping" text, "wantedSide" text, "wantedId" text`)}`.execute(tx)
}

const refOf = (entry: PendingRecord): RecordRef => ({ mapping: entry.mapping, side: entry.side, id: entry.recordId })
