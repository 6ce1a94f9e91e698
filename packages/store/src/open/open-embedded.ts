/**
 * PostgreSQL in this process (PGlite), in `<dir>/db`, or in memory without a directory. It has one connection: Kysely and
 * pg-boss take turns on it, and a query through the outer `db` inside a transaction would wait for itself.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { fromPglite } from 'pg-boss'
import { storeError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { storableParameters } from '../sql/storable-parameters.ts'
import type { Database } from './database.ts'
import { lockDirectory } from './lock-directory.ts'
import { schemaName } from './schema-name.ts'

export interface EmbeddedOptions {
  readonly dir?: string | undefined
  readonly schema?: string | undefined
  /** A dump of a database to begin with where none is there yet. */
  readonly template?: Blob | undefined
}

/** int8 as a number on both drivers; none of ours passes 2^53. */
const parsers = { 20: Number }

export async function openEmbedded(options: EmbeddedOptions): Promise<Database & { readonly pglite: PGlite }> {
  const schema = schemaName(options.schema ?? 'koble')
  const { pglite, unlock } =
    options.dir === undefined ? await inMemory(options) : await inDirectory(options.dir, options)
  try {
    await pglite.exec(`create schema if not exists ${schema}; set search_path to ${schema}`)
  } catch (error) {
    await pglite.close().catch(() => undefined)
    unlock()
    throw error
  }
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }), plugins: [storableParameters] })
  return {
    kind: 'embedded',
    db,
    schema,
    pglite,
    boss: { db: fromPglite(pglite), backend: 'pglite' },
    exclusively: (work) => work(),
    async close() {
      try {
        await pglite.close()
      } finally {
        unlock()
      }
    },
  }
}

async function inMemory(options: EmbeddedOptions) {
  const pglite = await PGlite.create({ parsers, ...(options.template && { loadDataDir: options.template }) })
  return { pglite, unlock: () => undefined }
}

async function inDirectory(dir: string, options: EmbeddedOptions) {
  makeDirectory(dir)
  const unlock = lockDirectory(join(dir, 'db.lock'))
  try {
    const path = join(dir, 'db')
    if (!existsSync(path)) await createDirectory(path, options.template)
    return { pglite: await openDirectory(path), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

function makeDirectory(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw storeError(
      'misconfigured',
      'data-directory',
      `The data directory ${dir} cannot be made or written to. Give Koble one that it may write to in KOBLE_DATA_DIR.`,
      error,
    )
  }
}

/** Made beside and renamed, so that a start killed half-way leaves no half database. */
async function createDirectory(path: string, template: Blob | undefined): Promise<void> {
  const draft = `${path}.new`
  rmSync(draft, { recursive: true, force: true })
  const pglite = await PGlite.create({ dataDir: draft, parsers, ...(template && { loadDataDir: template }) })
  await pglite.close()
  renameSync(draft, path)
}

async function openDirectory(path: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: path, parsers })
  } catch (error) {
    throw storeError(
      'misconfigured',
      'database-damaged',
      `The embedded database in ${path} does not open; its files are damaged or of another version. Restore the folder from a backup, or move it away to begin anew.`,
      error,
    )
  }
}
