/** Brings a database to the program's schema, once, also when two servers start together. */
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { storeError } from '../errors.ts'
import { migrations } from '../migrations/migrations.ts'
import type { Schema } from '../schema.ts'
import type { Database } from './database.ts'

export const migrate = (database: Database): Promise<void> =>
  database.exclusively(async () => {
    await refuseNewer(database.db, database.schema)
    const migrator = new Migrator({
      db: database.db,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
      migrationTableSchema: database.schema,
    })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  })

/** A database that a newer program migrated may mean something else by the same names: it is left alone. */
async function refuseNewer(db: Kysely<Schema>, schema: string): Promise<void> {
  const unknown = (await appliedMigrations(db, schema)).find((name) => !(name in migrations))
  if (unknown === undefined) return
  throw storeError(
    'misconfigured',
    'database-newer',
    `The database is newer than this program (it knows "${unknown}", the program does not). Start the newer version of Koble, or restore a backup from before the update.`,
  )
}

async function appliedMigrations(db: Kysely<Schema>, schema: string): Promise<readonly string[]> {
  const table = `${schema}.kysely_migration`
  const there = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(db)
  if (there.rows[0]?.found !== true) return []
  const rows = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db)
  return rows.rows.map((row) => row.name)
}
