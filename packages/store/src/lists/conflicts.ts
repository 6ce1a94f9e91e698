/** Open conflicts as people see them. */
import type { ConflictId, ConflictRow, ConnectionId } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../sql/db.ts'
import { afterCursor, type Numbered, type Page, pageEnd, type PageRequest, toPage } from './page.ts'

export interface ConflictShown extends ConflictRow {
  readonly erpId: string | null
  readonly crmId: string | null
  readonly erpName: string | null
  readonly crmName: string | null
  readonly updatedAt: number
  readonly closedAt: number | null
}

export interface Conflicts {
  /** Open ones, oldest first. */
  list(
    connection: ConnectionId,
    filter: PageRequest & { readonly mapping?: string | undefined },
  ): Promise<Page<ConflictShown>>
  /** Closed ones too: `closedAt` tells. A resolution compares `version` with the one it was made for. */
  get(connection: ConnectionId, id: ConflictId): Promise<ConflictShown | null>
}

const columns: RawBuilder<ConflictShown> = sql`
  k.id, k.coupling, k.mapping, k.version, k.conflict, k.opened_at as "openedAt", k.updated_at as "updatedAt",
  k.closed_at as "closedAt", c.erp_id as "erpId", c.crm_id as "crmId", c.erp_name as "erpName", c.crm_name as "crmName"`

const tables = sql`conflict k left join coupling c on c.connection = k.connection and c.id = k.coupling`

export const conflicts = (db: Db): Conflicts => ({
  async list(connection, filter) {
    const ofMapping = filter.mapping === undefined ? sql`true` : sql`k.mapping = ${filter.mapping}`
    const { rows } = await sql<Numbered<ConflictShown>>`
      select k.seq, ${columns} from ${tables}
      where k.connection = ${connection} and k.closed_at is null and ${ofMapping}
        and ${afterCursor(filter, 'oldestFirst', 'k.seq')}
      ${pageEnd(filter, 'oldestFirst', 'k.seq')}`.execute(db)
    return toPage(rows, filter)
  },

  async get(connection, id) {
    const { rows } = await sql<ConflictShown>`
      select ${columns} from ${tables} where k.connection = ${connection} and k.id = ${id}`.execute(db)
    return rows[0] ?? null
  },
})
