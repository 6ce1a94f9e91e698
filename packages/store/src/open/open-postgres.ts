/** A PostgreSQL server, reached by a URL. Every failure to get in is one sentence that says what to mend. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from '../schema.ts'
import { storableParameters } from '../sql/storable-parameters.ts'
import type { Database } from './database.ts'
import { explainFailure, whereIs } from './explain-failure.ts'
import { schemaName } from './schema-name.ts'

export interface PostgresOptions {
  readonly url: string
  readonly schema?: string | undefined
  readonly poolSize?: number | undefined
}

/** int8 as a number on both drivers; none of ours passes 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)),
}

export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const schema = schemaName(options.schema ?? 'koble')
  const where = whereIs(options.url)
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    types,
    application_name: 'koble',
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=${schema}`,
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  try {
    await whileLocked(pool, schema, where, () => prepareSchema(pool, schema))
  } catch (error) {
    await pool.end()
    throw explainFailure(error, where)
  }
  return {
    kind: 'postgres',
    db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [storableParameters] }),
    schema,
    // One connection, so that this process's fetches come one after the other: of two at once the second skips the row that
    // the first has locked and takes the less urgent one.
    boss: { connectionString: options.url, max: 1, application_name: 'koble-queue' },
    exclusively: (work) => whileLocked(pool, schema, where, work),
    close: () => pool.end(),
  }
}

/**
 * Only where it is missing: an administrator may have made it for a user who may not. Under the lock, because `if not exists`
 * does not hold between two who create at once.
 */
async function prepareSchema(pool: pg.Pool, schema: string): Promise<void> {
  const found = await pool.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (found.rowCount === 0) await pool.query(`create schema if not exists ${schema}`)
}

/** A session lock: a migration may need several transactions. */
async function whileLocked<T>(pool: pg.Pool, schema: string, where: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw explainFailure(error, where)
  })
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [`koble:${schema}`])
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => undefined)
    client.release()
  }
}
