/** Effects as people see them: what a job wrote, what happened to a pair of records. */
import type { ConnectionId, CouplingId, CrmId, Effect, ErpId, JobId, Values } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../sql/db.ts'
import { afterCursor, type Numbered, type Page, pageEnd, type PageRequest, toPage } from './page.ts'

export interface EffectShown extends Effect {
  /** What the written fields held afterwards; null until done. */
  readonly left: Values | null
  /** Both records, as far as the coupling still stands; else only the one that was written. */
  readonly erpId: ErpId | null
  readonly crmId: CrmId | null
  readonly erpName: string | null
  readonly crmName: string | null
}

export interface Effects {
  /** Newest first. */
  listOfJob(job: JobId, request: PageRequest): Promise<Page<EffectShown>>
  /** Newest first: the history of a pair of records. */
  listOfCoupling(connection: ConnectionId, coupling: CouplingId, request: PageRequest): Promise<Page<EffectShown>>
}

const columns: RawBuilder<Numbered<EffectShown>> = sql`
  e.seq, e.id, e.job, e.mapping, e.coupling, e.side, e.entity, e.operation, e.record_id as "recordId", e."values",
  e.overwrote, e.carries, e.tag, e.state, e.error, e.at, e.left_values as "left",
  coalesce(c.erp_id, case when e.side = 'erp' then e.record_id end) as "erpId",
  coalesce(c.crm_id, case when e.side = 'crm' then e.record_id end) as "crmId",
  c.erp_name as "erpName", c.crm_name as "crmName"`

const tables = sql`effect e left join coupling c on c.connection = e.connection and c.id = e.coupling`

export const effects = (db: Db): Effects => ({
  listOfJob: (job, request) => list(db, sql`e.job = ${job}`, request),
  listOfCoupling: (connection, coupling, request) =>
    list(db, sql`e.connection = ${connection} and e.coupling = ${coupling}`, request),
})

async function list(db: Db, where: RawBuilder<unknown>, request: PageRequest): Promise<Page<EffectShown>> {
  const { rows } = await sql<Numbered<EffectShown>>`
    select ${columns} from ${tables} where ${where} and ${afterCursor(request, 'newestFirst', 'e.seq')}
    ${pageEnd(request, 'newestFirst', 'e.seq')}`.execute(db)
  return toPage(rows, request)
}
