/** Couplings as the engine reads them: by the records they hold, by their ids, by the time of their next attempt. */
import type { Coupling, CouplingStore, Partners, RecordId } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { anyOf, rowsOf } from '../sql/page.ts'
import type { Db } from '../sql/db.ts'

/** A coupling's columns under the port's names. */
export const couplingColumns: RawBuilder<Coupling> = sql`
  id, mapping, erp_id as "erpId", crm_id as "crmId", state, created_on as "createdOn", bases,
  chosen_winner as "chosenWinner", erp_name as "erpName", crm_name as "crmName", agreed_at as "agreedAt",
  problem, attempts, retry_at as "retryAt", outside`

export const couplingStore = (db: Db): CouplingStore => ({
  async findCouplings(connection, mapping, side, ids) {
    if (ids.length === 0) return []
    const { rows } = await sql<Coupling>`
      select ${couplingColumns} from coupling
      where connection = ${connection} and mapping = ${mapping} and ${sql.ref(`${side}_id`)} = ${anyOf(ids)}
      order by seq`.execute(db)
    return rows
  },

  async readCouplings(connection, ids) {
    if (ids.length === 0) return []
    const { rows } = await sql<Coupling>`
      select ${couplingColumns} from coupling where connection = ${connection} and id = ${anyOf(ids)}
      order by seq`.execute(db)
    return rows
  },

  async findLinks(connection, wanted) {
    const found = await readPartners(db, connection, wanted)
    return new Map(wanted.map(({ mapping }) => [mapping, partnersOf(found.filter((row) => row.mapping === mapping))]))
  },

  async findDue(connection, now, limit) {
    const { rows } = await sql<Coupling>`
      select ${couplingColumns} from coupling where connection = ${connection} and retry_at <= ${now}
      order by retry_at, seq limit ${limit}`.execute(db)
    return rows
  },

  async countCoupled(connection, mapping) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from coupling
      where connection = ${connection} and mapping = ${mapping} and state in ('coupled', 'skipped')`.execute(db)
    return rows[0]?.count ?? 0
  },
})

interface PartnerRow {
  readonly mapping: string
  readonly side: 'erp' | 'crm'
  readonly erpId: RecordId
  readonly crmId: RecordId
}

async function readPartners(
  db: Db,
  connection: string,
  wanted: Parameters<CouplingStore['findLinks']>[1],
): Promise<readonly PartnerRow[]> {
  const pairs = wanted.flatMap(({ mapping, side, ids }) => ids.map((id) => ({ mapping, side, id })))
  if (pairs.length === 0) return []
  const { rows } = await sql<PartnerRow>`
    with row as (select * from ${rowsOf(pairs, 'mapping text, side text, id text')})
    select c.mapping, row.side, c.erp_id as "erpId", c.crm_id as "crmId" from row
    join coupling c on c.connection = ${connection} and c.mapping = row.mapping and c.erp_id = row.id
    where row.side = 'erp' and c.state in ('coupled', 'skipped')
    union all
    select c.mapping, row.side, c.erp_id, c.crm_id from row
    join coupling c on c.connection = ${connection} and c.mapping = row.mapping and c.crm_id = row.id
    where row.side = 'crm' and c.state in ('coupled', 'skipped')`.execute(db)
  return rows
}

const partnersOf = (rows: readonly PartnerRow[]): Partners => ({
  toCrm: new Map(rows.filter((row) => row.side === 'erp').map((row) => [row.erpId, row.crmId])),
  toErp: new Map(rows.filter((row) => row.side === 'crm').map((row) => [row.crmId, row.erpId])),
})
