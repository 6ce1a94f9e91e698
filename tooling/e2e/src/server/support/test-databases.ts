/** The databases that are there to test on: the embedded one, and PostgreSQL in a schema of its own where `DATABASE_URL` is set. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '@koble/server'
import pg from 'pg'
import { embeddedDataDir } from './embedded-template.ts'

export interface TestDatabase {
  readonly settings: Pick<Settings, 'dataDir' | 'databaseUrl' | 'schema'>
  remove(): Promise<void>
}

export interface DatabaseKind {
  readonly name: 'embedded' | 'postgres'
  open(): Promise<TestDatabase>
}

const url = process.env['DATABASE_URL'] || undefined

export const embedded: DatabaseKind = {
  name: 'embedded',
  async open() {
    const dataDir = await embeddedDataDir()
    return {
      settings: { dataDir, databaseUrl: undefined, schema: undefined },
      remove: () => Promise.resolve(rmSync(dataDir, { recursive: true, force: true })),
    }
  },
}

const postgres = (databaseUrl: string): DatabaseKind => ({
  name: 'postgres',
  open() {
    const dataDir = mkdtempSync(join(tmpdir(), 'koble-server-'))
    const schema = `server_${randomUUID().replaceAll('-', '')}`
    return Promise.resolve({
      settings: { dataDir, databaseUrl, schema },
      async remove() {
        rmSync(dataDir, { recursive: true, force: true })
        await dropSchemas(databaseUrl, [schema, `${schema}_queue`])
      },
    })
  },
})

async function dropSchemas(connectionString: string, schemas: readonly string[]): Promise<void> {
  const connection = new pg.Client({ connectionString })
  await connection.connect()
  try {
    for (const schema of schemas) await connection.query(`drop schema if exists ${schema} cascade`)
  } finally {
    await connection.end()
  }
}

export const onPostgres: readonly DatabaseKind[] = url === undefined ? [] : [postgres(url)]
/** PostgreSQL where it is there, because its worlds open in a third of the time. */
export const anyDatabase: DatabaseKind = onPostgres[0] ?? embedded
export const databases: readonly DatabaseKind[] = [embedded, ...onPostgres]
