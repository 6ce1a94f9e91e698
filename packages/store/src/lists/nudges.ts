/** Nudges: a system said that something changed. Stored before they are answered, taken once. */
import type { SystemId } from '@koble/core'
import { sql } from 'kysely'
import type { Db } from '../sql/db.ts'
import { rowsOf } from '../sql/page.ts'

export interface Nudge {
  readonly system: SystemId
  /** As the system names the table; null: any may have moved. */
  readonly entity: string | null
  readonly receivedAt: number
}

export interface Nudges {
  add(nudges: readonly Nudge[]): Promise<void>
  /** Takes them off, oldest first; two callers never get the same one. */
  take(limit: number, system?: SystemId): Promise<readonly Nudge[]>
}

export const nudges = (db: Db): Nudges => ({
  async add(page) {
    if (page.length === 0) return
    await sql`
      insert into nudge (system, entity, received_at)
      select system, entity, "receivedAt" from ${rowsOf(page, 'system text, entity text, "receivedAt" bigint')}`.execute(
      db,
    )
  },

  async take(limit, system) {
    const ofSystem = system === undefined ? sql`true` : sql`system = ${system}`
    const { rows } = await sql<Nudge & { readonly seq: number }>`
      delete from nudge where seq in (
        select seq from nudge where ${ofSystem} order by seq limit ${limit} for update skip locked)
      returning seq, system, entity, received_at as "receivedAt"`.execute(db)
    return rows
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ system: from, entity, receivedAt }) => ({ system: from, entity, receivedAt }))
  },
})
