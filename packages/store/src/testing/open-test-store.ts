/**
 * Stores for tests: on the embedded database in memory, begun from a migrated template that is made once a program version,
 * and on PostgreSQL where `DATABASE_URL` is set, in a schema of its own that goes away at the end.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Database } from '../open/database.ts'
import { migrate } from '../open/migrate.ts'
import { openEmbedded } from '../open/open-embedded.ts'
import { openPostgres } from '../open/open-postgres.ts'
import { openOn, type Store } from '../open-store.ts'
import { openBossQueue } from '../queue/boss-queue.ts'
import { keyOf } from '../secrets/secret-key.ts'

export interface TestStore {
  readonly store: Store
  /** Under the store, to look and to break things. */
  readonly database: Database
  /** The same database through another store, where it takes more than one. */
  readonly again: () => Promise<Store>
  readonly close: () => Promise<void>
}

export const testKey = keyOf(Buffer.alloc(32, 7))

/** The databases that are there to test on. */
export const databases: readonly { readonly name: string; readonly open: () => Promise<TestStore> }[] = [
  { name: 'embedded', open: openTestEmbedded },
  ...(databaseUrl() === undefined ? [] : [{ name: 'postgres', open: openTestPostgres }]),
]

export function databaseUrl(): string | undefined {
  const url = process.env['DATABASE_URL']
  return url === undefined || url === '' ? undefined : url
}

export async function openTestEmbedded(): Promise<TestStore> {
  const database = await openEmbedded({ template: await template() })
  const store = await openOn(database, [testKey])
  return {
    store,
    database,
    again: () => Promise.reject(new Error('The embedded database takes one store at a time.')),
    close: () => store.close(),
  }
}

export async function openTestPostgres(): Promise<TestStore> {
  const url = databaseUrl()
  if (url === undefined) throw new Error('DATABASE_URL is not set.')
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const opened: Store[] = []
  const open = async (): Promise<{ store: Store; database: Database }> => {
    const database = await openPostgres({ url, schema, poolSize: 4 })
    const store = await openOn(database, [testKey])
    opened.push(store)
    return { store, database }
  }
  const first = await open()
  return {
    ...first,
    again: async () => (await open()).store,
    close: async () => {
      for (const store of opened) await store.close()
      await dropSchemas(url, [schema, `${schema}_queue`])
    },
  }
}

export async function dropSchemas(url: string, schemas: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const schema of schemas) await client.query(`drop schema if exists ${schema} cascade`)
  } finally {
    await client.end()
  }
}

/** A migrated database, queue included, as a dump: made in 4 s, loaded in half of one. Named after what makes it. */
export async function template(): Promise<Blob> {
  const dir = join(tmpdir(), `koble-store-template-${process.getuid?.() ?? 0}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, `${templateHash()}.tar`)
  if (!existsSync(file)) await makeTemplate(file)
  return new Blob([readFileSync(file)])
}

async function makeTemplate(file: string): Promise<void> {
  const database = await openEmbedded({})
  try {
    await migrate(database)
    await (await openBossQueue(database)).close()
    const dump = await database.pglite.dumpDataDir('none')
    const draft = `${file}.${randomUUID()}`
    writeFileSync(draft, Buffer.from(await dump.arrayBuffer()))
    renameSync(draft, file)
  } finally {
    await database.close()
  }
}

function templateHash(): string {
  const dir = join(import.meta.dirname, '..', 'migrations')
  const hash = createHash('sha256').update(readFileSync(join(import.meta.dirname, '..', '..', 'package.json')))
  hash.update(readFileSync(join(import.meta.dirname, '..', 'queue', 'boss-queue.ts')))
  for (const name of readdirSync(dir).toSorted()) hash.update(name).update(readFileSync(join(dir, name)))
  return hash.digest('hex').slice(0, 16)
}
