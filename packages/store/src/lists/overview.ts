/** How a connection stands, a row a mapping, in one statement. */
import type { ConnectionId, ErrorDetail, Side } from '@koble/core'
import { sql } from 'kysely'
import type { Db } from '../sql/db.ts'

export interface MappingStanding {
  readonly mapping: string
  readonly coupled: number
  readonly creating: number
  readonly skipped: number
  /** Couplings whose last attempt failed and that will be tried again. */
  readonly failed: number
  readonly conflicts: number
  readonly waiting: number
  /** Records that cannot be created or written as they are. */
  readonly problems: number
  /** Deletions and the like that wait for a person or for the run's total. */
  readonly removals: number
  /** When a feed of the mapping last moved or was confirmed on both sides: the earlier of the two. */
  readonly lastSuccess: number | null
  readonly trouble: { readonly side: Side; readonly error: ErrorDetail } | null
}

export interface Lease {
  readonly worker: string | null
  readonly expiresAt: number
}

export interface Overview {
  /** Mappings that have couplings, pending records, conflicts or feeds; by name. */
  mappings(connection: ConnectionId): Promise<ReadonlyMap<string, MappingStanding>>
  /** Who works on the connection; null when nobody ever did. */
  lease(connection: ConnectionId): Promise<Lease | null>
}

export const overview = (db: Db): Overview => ({
  async mappings(connection) {
    const { rows } = await sql<MappingStanding>`
      with coupled as (
        select mapping,
          count(*) filter (where state in ('coupled', 'skipped')) as coupled,
          count(*) filter (where state = 'creating') as creating,
          count(*) filter (where state = 'skipped') as skipped,
          count(*) filter (where state <> 'skipped' and problem is not null) as failed
        from coupling where connection = ${connection} group by mapping),
      contested as (
        select mapping, count(*) as conflicts from conflict
        where connection = ${connection} and closed_at is null group by mapping),
      held as (
        select mapping,
          count(*) filter (where reason = 'waiting') as waiting,
          count(*) filter (where reason = 'problem') as problems,
          count(*) filter (where reason = 'removal') as removals
        from pending where connection = ${connection} group by mapping),
      fed as (
        select feed as mapping, min(moved_at) filter (where checkpoint is not null) as moved,
          (array_agg(json_build_object('side', side, 'error', trouble)) filter (where trouble is not null))[1] as trouble
        from feed where connection = ${connection} group by feed)
      select mapping, coalesce(coupled, 0) as coupled, coalesce(creating, 0) as creating,
        coalesce(skipped, 0) as skipped, coalesce(failed, 0) as failed, coalesce(conflicts, 0) as conflicts,
        coalesce(waiting, 0) as waiting, coalesce(problems, 0) as problems, coalesce(removals, 0) as removals,
        moved as "lastSuccess", trouble
      from coupled full join contested using (mapping) full join held using (mapping) full join fed using (mapping)
      order by mapping`.execute(db)
    return new Map(rows.map((row) => [row.mapping, row]))
  },

  async lease(connection) {
    const { rows } = await sql<Lease>`
      select worker, expires_at as "expiresAt" from lease where connection = ${connection}`.execute(db)
    return rows[0] ?? null
  },
})
