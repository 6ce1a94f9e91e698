/** Effects: one write each, recorded before it is sent. */
import type { ConnectionId, Effect, Settlement } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../sql/db.ts'
import { anyOf, rowsOf } from '../sql/page.ts'

const effectColumns: RawBuilder<Effect> = sql`
  id, job, mapping, coupling, side, entity, operation, record_id as "recordId", "values", overwrote, carries, tag, state,
  error, at`

/** As the partial indexes say it: the same words, so that the planner sees that they serve. */
const isOpen = sql`state in ('planned', 'sent', 'unsettled')`

export interface EffectTarget {
  readonly side: string
  readonly entity: string
  readonly recordId: string
}

/** Which of these records have an open effect. */
export async function readOpenTargets(
  tx: Tx,
  connection: ConnectionId,
  effects: readonly Effect[],
): Promise<readonly EffectTarget[]> {
  if (effects.length === 0) return []
  const { rows } = await sql<EffectTarget>`
    select e.side, e.entity, e.record_id as "recordId"
    from ${rowsOf(effects.map(targetOf), 'side text, entity text, "recordId" text')}
    join effect e on e.connection = ${connection} and e.side = row.side and e.entity = row.entity
      and e.record_id = row."recordId" and e.${isOpen}`.execute(tx)
  return rows
}

const targetOf = ({ side, entity, recordId }: EffectTarget): EffectTarget => ({ side, entity, recordId })

export async function insertEffects(tx: Tx, connection: ConnectionId, effects: readonly Effect[]): Promise<void> {
  if (effects.length === 0) return
  await sql`
    insert into effect (connection, id, job, mapping, coupling, side, entity, operation, record_id, "values", overwrote,
      carries, tag, state, error, at)
    select ${connection}, id, job, mapping, coupling, side, entity, operation, "recordId", "values", overwrote,
      carries, tag, state, error, at
    from ${rowsOf(
      effects,
      `id text, job text, mapping text, coupling text, side text, entity text, operation text, "recordId" text,
       "values" jsonb, overwrote jsonb, carries jsonb, tag text, state text, error jsonb, at bigint`,
    )}`.execute(tx)
}

export async function markSent(tx: Tx, connection: ConnectionId, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update effect set state = 'sent', at = ${now}
    where connection = ${connection} and id = ${anyOf(ids)} and ${isOpen}`.execute(tx)
}

/** Only open effects end; what is settled stays as it ended. */
export async function settleEffects(
  tx: Tx,
  connection: ConnectionId,
  settlements: readonly Settlement[],
  now: number,
): Promise<void> {
  if (settlements.length === 0) return
  await sql`
    update effect e set state = row.state, error = row.error, at = ${now},
      left_values = case when row.state = 'done' then row."left" end
    from ${rowsOf(settlements, 'effect text, state text, error jsonb, "left" jsonb')}
    where e.connection = ${connection} and e.id = row.effect and e.${isOpen}`.execute(tx)
}

export async function findOpenEffects(
  db: Db,
  connection: ConnectionId,
  filter: { readonly couplings?: readonly string[]; readonly after?: Effect; readonly limit: number },
): Promise<readonly Effect[]> {
  const { couplings, after, limit } = filter
  const ofCouplings = couplings === undefined ? sql`true` : sql`coupling = ${anyOf(couplings)}`
  const onward =
    after === undefined
      ? sql`true`
      : sql`seq > coalesce((select seq from effect where connection = ${connection} and id = ${after.id}), 0)`
  const { rows } = await sql<Effect>`
    select ${effectColumns} from effect
    where connection = ${connection} and ${isOpen} and ${ofCouplings} and ${onward}
    order by seq limit ${limit}`.execute(db)
  return rows
}

export async function findRecentWrites(
  db: Db,
  connection: ConnectionId,
  couplings: readonly string[],
  since: number,
): Promise<readonly Effect[]> {
  if (couplings.length === 0) return []
  const { rows } = await sql<Effect>`
    select ${effectColumns} from effect
    where connection = ${connection} and coupling = ${anyOf(couplings)} and state = 'done' and at >= ${since}
    order by at, seq`.execute(db)
  return rows
}
