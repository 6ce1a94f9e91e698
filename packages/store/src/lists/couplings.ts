/** Couplings as people see them: searched, filtered, each with how it stands. */
import type { ConnectionId, Coupling, CouplingId, CrmId, ErpId, Side } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { couplingColumns } from '../engine/couplings.ts'
import type { Db } from '../sql/db.ts'
import { anyOf } from '../sql/page.ts'
import { afterCursor, type Numbered, type Page, pageEnd, type PageRequest, toPage } from './page.ts'

/** One word for a person: the first of these that holds, else the coupling's own state. */
export type Standing = 'skipped' | 'conflict' | 'failed' | 'waiting' | 'creating' | 'coupled'

export interface CouplingShown extends Coupling {
  readonly standing: Standing
  readonly createdAt: number
  readonly updatedAt: number
}

export interface CouplingFilter extends PageRequest {
  readonly mapping?: string | undefined
  readonly standing?: Standing | undefined
  readonly erpId?: string | undefined
  readonly crmId?: string | undefined
  /** Part of either record's name, whatever its case; or one of its ids, whole. */
  readonly search?: string | undefined
}

export interface Couplings {
  /** In the order in which they were coupled. */
  list(connection: ConnectionId, filter: CouplingFilter): Promise<Page<CouplingShown>>
  get(connection: ConnectionId, id: CouplingId): Promise<CouplingShown | null>
  /** By one record, under these mappings or all: for facts, which know an entity and an id. */
  findByRecord(
    connection: ConnectionId,
    side: Side,
    id: ErpId | CrmId,
    mappings?: readonly string[],
  ): Promise<readonly CouplingShown[]>
}

const standing: RawBuilder<Standing> = sql`case
  when state = 'skipped' then 'skipped'
  when exists (select 1 from conflict k
    where k.connection = coupling.connection and k.coupling = coupling.id and k.closed_at is null) then 'conflict'
  when problem is not null then 'failed'
  when exists (select 1 from pending p where p.connection = coupling.connection and p.mapping = coupling.mapping
    and (p.side, p.record_id) in (('erp', coupling.erp_id), ('crm', coupling.crm_id)) and p.reason = 'waiting')
    then 'waiting'
  else state end`

const columns = sql`${couplingColumns}, ${standing} as standing, created_at as "createdAt", updated_at as "updatedAt"`

export const couplings = (db: Db): Couplings => ({
  async list(connection, filter) {
    const { rows } = await sql<Numbered<CouplingShown>>`
      select seq, ${columns} from coupling
      where connection = ${connection} and ${allOf(conditions(filter))} and ${afterCursor(filter, 'oldestFirst')}
      ${pageEnd(filter, 'oldestFirst')}`.execute(db)
    return toPage(rows, filter)
  },

  async get(connection, id) {
    const { rows } = await sql<CouplingShown>`
      select ${columns} from coupling where connection = ${connection} and id = ${id}`.execute(db)
    return rows[0] ?? null
  },

  async findByRecord(connection, side, id, mappings) {
    const ofMappings = mappings === undefined ? sql`true` : sql`mapping = ${anyOf(mappings)}`
    const { rows } = await sql<CouplingShown>`
      select ${columns} from coupling
      where connection = ${connection} and ${sql.ref(`${side}_id`)} = ${id} and ${ofMappings}
      order by seq`.execute(db)
    return rows
  },
})

function conditions(filter: CouplingFilter): readonly RawBuilder<unknown>[] {
  const { mapping, erpId, crmId, search } = filter
  return [
    ...(mapping === undefined ? [] : [sql`mapping = ${mapping}`]),
    ...(erpId === undefined ? [] : [sql`erp_id = ${erpId}`]),
    ...(crmId === undefined ? [] : [sql`crm_id = ${crmId}`]),
    ...(filter.standing === undefined ? [] : [sql`(${standing}) = ${filter.standing}`]),
    ...(search === undefined || search.trim() === '' ? [] : [found(search.trim())]),
  ]
}

/** By position, not by pattern: nothing in the text has a meaning of its own. */
const found = (text: string): RawBuilder<unknown> => sql`(
  strpos(lower(coalesce(erp_name, '')), lower(${text}::text)) > 0
  or strpos(lower(coalesce(crm_name, '')), lower(${text}::text)) > 0
  or erp_id = lower(${text}::text) or crm_id = lower(${text}::text))`

const allOf = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  parts.length === 0 ? sql`true` : sql.join([...parts], sql` and `)
