/** Open conflicts, at most one a coupling. A version counts how often its content changed. */
import { randomUUID } from 'node:crypto'
import type { ConflictChange, ConflictRow, ConflictStore, ConnectionId, PlannedConflict } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../sql/db.ts'
import { anyOf, rowsOf } from '../sql/page.ts'

const conflictColumns: RawBuilder<ConflictRow> = sql`
  id, coupling, mapping, version, conflict, opened_at as "openedAt"`

export const conflictStore = (db: Db): ConflictStore => ({
  async readConflict(connection, coupling) {
    const { rows } = await sql<ConflictRow>`
      select ${conflictColumns} from conflict
      where connection = ${connection} and coupling = ${coupling} and closed_at is null`.execute(db)
    return rows[0] ?? null
  },
})

export interface ConflictNow {
  readonly coupling: string
  readonly mapping: string
  readonly conflict: PlannedConflict
}

type ChangeRow = Omit<ConflictChange, 'change'>

/** Opens them, or changes the open ones whose content differs; answers only what moved. */
export async function putConflicts(
  tx: Tx,
  connection: ConnectionId,
  conflicts: readonly ConflictNow[],
  now: number,
): Promise<readonly ConflictChange[]> {
  if (conflicts.length === 0) return []
  const page = conflicts.map((entry) => ({ ...entry, id: randomUUID() }))
  const { rows } = await sql<ChangeRow>`
    insert into conflict (connection, id, coupling, mapping, version, conflict, opened_at, updated_at)
    select ${connection}, id, coupling, mapping, 1, conflict, ${now}::bigint, ${now}::bigint
    from ${rowsOf(page, 'id text, coupling text, mapping text, conflict jsonb')}
    on conflict (connection, coupling) where closed_at is null do update set
      conflict = excluded.conflict, version = conflict.version + 1, updated_at = excluded.updated_at
    where conflict.conflict is distinct from excluded.conflict
    returning id, coupling, mapping, version`.execute(tx)
  return rows.map((row) => ({ ...row, change: row.version === 1 ? 'opened' : 'changed' }))
}

export async function closeConflicts(
  tx: Tx,
  connection: ConnectionId,
  couplings: readonly string[],
  now: number,
): Promise<readonly ConflictChange[]> {
  if (couplings.length === 0) return []
  const { rows } = await sql<ChangeRow>`
    update conflict set closed_at = ${now}, updated_at = ${now}
    where connection = ${connection} and coupling = ${anyOf(couplings)} and closed_at is null
    returning id, coupling, mapping, version`.execute(tx)
  return rows.map((row) => ({ ...row, change: 'closed' }))
}
