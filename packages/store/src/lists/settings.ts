/** Settings that are no secrets, as JSON. A scope is what they belong to: `server`, a connection's id. */
import { sql } from 'kysely'
import type { Db } from '../sql/db.ts'
import { jsonText } from '../sql/page.ts'

export interface Settings {
  read(scope: string, name: string): Promise<unknown>
  readAll(scope: string): Promise<Readonly<Record<string, unknown>>>
  put(scope: string, name: string, value: unknown, now: number): Promise<void>
  remove(scope: string, name: string): Promise<void>
}

export const settings = (db: Db): Settings => ({
  /** Undefined when it was never set. */
  async read(scope, name) {
    const { rows } = await sql<{ value: unknown }>`
      select value from setting where scope = ${scope} and name = ${name}`.execute(db)
    return rows[0]?.value
  },

  async readAll(scope) {
    const { rows } = await sql<{ name: string; value: unknown }>`
      select name, value from setting where scope = ${scope}`.execute(db)
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  },

  async put(scope, name, value, now) {
    await sql`
      insert into setting (scope, name, value, updated_at) values (${scope}, ${name}, ${jsonText(value)}::jsonb, ${now})
      on conflict (scope, name) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(db)
  },

  async remove(scope, name) {
    await sql`delete from setting where scope = ${scope} and name = ${name}`.execute(db)
  },
})
