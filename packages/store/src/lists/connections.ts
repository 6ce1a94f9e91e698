/** Connections: a company of an ERP system paired with a CRM system. */
import type { ConnectionId, SystemId } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { notFound, storeError, versionMoved } from '../errors.ts'
import { type Db, transact, type Tx } from '../sql/db.ts'
import { json } from '../sql/page.ts'
import { afterCursor, type Numbered, type Page, pageEnd, type PageRequest, toPage } from './page.ts'

export interface ConnectionRow {
  readonly id: ConnectionId
  readonly name: string
  readonly erpSystem: SystemId
  readonly crmSystem: SystemId
  readonly companyId: string | null
  readonly companyName: string | null
  readonly enabled: boolean
  readonly settings: Readonly<Record<string, unknown>>
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
}

export type ConnectionInput = Pick<
  ConnectionRow,
  'name' | 'erpSystem' | 'crmSystem' | 'companyId' | 'companyName' | 'enabled' | 'settings'
>

export interface Connections {
  list(request: PageRequest): Promise<Page<ConnectionRow>>
  /** All that are enabled, for the workers. */
  listEnabled(): Promise<readonly ConnectionRow[]>
  listOfSystem(system: SystemId): Promise<readonly ConnectionRow[]>
  get(id: ConnectionId): Promise<ConnectionRow | null>
  /** Throws `connection-exists` when this company and this CRM system are connected already. */
  create(id: ConnectionId, input: ConnectionInput, now: number): Promise<ConnectionRow>
  /** Throws `version-moved` when somebody changed it since `version`. */
  update(id: ConnectionId, input: Partial<ConnectionInput>, version: number, now: number): Promise<ConnectionRow>
  /** With all that belongs to it: mappings, couplings, effects, jobs, conflicts. A worker in the middle of it loses its lease. */
  remove(id: ConnectionId): Promise<void>
}

const columns: RawBuilder<ConnectionRow> = sql`
  id, name, erp_system as "erpSystem", crm_system as "crmSystem", company_id as "companyId",
  company_name as "companyName", enabled, settings, version, created_at as "createdAt", updated_at as "updatedAt"`

export const connections = (db: Db): Connections => ({
  async list(request) {
    const { rows } = await sql<Numbered<ConnectionRow>>`
      select seq, ${columns} from connection where ${afterCursor(request, 'oldestFirst')}
      ${pageEnd(request, 'oldestFirst')}`.execute(db)
    return toPage(rows, request)
  },

  async listEnabled() {
    const { rows } = await sql<ConnectionRow>`select ${columns} from connection where enabled order by seq`.execute(db)
    return rows
  },

  async listOfSystem(system) {
    const { rows } = await sql<ConnectionRow>`
      select ${columns} from connection where erp_system = ${system} or crm_system = ${system} order by seq`.execute(db)
    return rows
  },

  get: (id) => readConnection(db, id),

  create: (id, input, now) =>
    transact(db, async (tx) => {
      await refusePair(tx, id, input)
      await sql`
        insert into connection (id, name, erp_system, crm_system, company_id, company_name, enabled, settings, version,
          created_at, updated_at)
        values (${id}, ${input.name}, ${input.erpSystem}, ${input.crmSystem}, ${input.companyId}, ${input.companyName},
          ${input.enabled}, ${json(input.settings)}, 1, ${now}, ${now})`.execute(tx)
      return mustRead(tx, id)
    }),

  update: (id, input, version, now) =>
    transact(db, async (tx) => {
      const next = { ...(await mustRead(tx, id)), ...input }
      await refusePair(tx, id, next)
      const { rows } = await sql`
        update connection set name = ${next.name}, erp_system = ${next.erpSystem}, crm_system = ${next.crmSystem},
          company_id = ${next.companyId}, company_name = ${next.companyName}, enabled = ${next.enabled},
          settings = ${json(next.settings)}, version = version + 1, updated_at = ${now}
        where id = ${id} and version = ${version} returning 1`.execute(tx)
      if (rows.length === 0) throw versionMoved(`Connection "${next.name}"`, version, next.version)
      return mustRead(tx, id)
    }),

  remove: (id) =>
    transact(db, async (tx) => {
      for (const table of owned) await sql`delete from ${sql.table(table)} where connection = ${id}`.execute(tx)
      await sql`delete from connection where id = ${id}`.execute(tx)
    }),
})

/** The lease first: whoever holds it waits or loses it, and records nothing afterwards. */
const owned = [
  'lease',
  'pending',
  'conflict',
  'effect',
  'coupling',
  'feed',
  'job_error',
  'job',
  'mapping_version',
  'mapping',
  'nonce',
] as const

async function readConnection(db: Db | Tx, id: ConnectionId): Promise<ConnectionRow | null> {
  const { rows } = await sql<ConnectionRow>`select ${columns} from connection where id = ${id}`.execute(db)
  return rows[0] ?? null
}

async function mustRead(tx: Tx, id: ConnectionId): Promise<ConnectionRow> {
  const row = await readConnection(tx, id)
  if (row === null) throw notFound(`Connection ${id}`)
  return row
}

async function refusePair(tx: Tx, id: ConnectionId, input: ConnectionInput): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from connection
    where erp_system = ${input.erpSystem} and crm_system = ${input.crmSystem}
      and coalesce(company_id, '') = coalesce(${input.companyId}::text, '') and id <> ${id}`.execute(tx)
  if (rows[0] === undefined) return
  throw storeError(
    'duplicate',
    'connection-exists',
    `This company and this CRM organization are connected already, as "${rows[0].name}". Change that connection instead.`,
  )
}
