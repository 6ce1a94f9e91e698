import { sql } from 'kysely'
import type { Database } from '../open/database.ts'

/** What PostgreSQL does by itself and the embedded database does not: gives back dead rows, counts the living ones. */
export async function tidy({ kind, db }: Database): Promise<void> {
  if (kind === 'embedded') await sql`vacuum (analyze)`.execute(db)
}
