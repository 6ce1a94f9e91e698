/**
 * Opens Koble's database, embedded or PostgreSQL, brought to this program's schema. Everything that can go wrong on the way
 * is a `KobleError` of one sentence.
 */
import { isKobleError, type EngineStore } from '@koble/core'
import { freeAllLeases } from './engine/leases.ts'
import { engineStore } from './engine/engine-store.ts'
import { type ApiKeys, apiKeys, type Nonces, nonces, type Sessions, sessions } from './lists/access.ts'
import { type Conflicts, conflicts } from './lists/conflicts.ts'
import { type Connections, connections } from './lists/connections.ts'
import { type Couplings, couplings } from './lists/couplings.ts'
import { type Effects, effects } from './lists/effects.ts'
import { type Jobs, jobs } from './lists/jobs.ts'
import { type Mappings, mappings } from './lists/mappings.ts'
import { type Nudges, nudges } from './lists/nudges.ts'
import { type Overview, overview } from './lists/overview.ts'
import { type Problems, problems } from './lists/problems.ts'
import { purge, type Purged } from './lists/purge.ts'
import { type Settings, settings } from './lists/settings.ts'
import { type Systems, systems } from './lists/systems.ts'
import type { Database } from './open/database.ts'
import { explainFailure } from './open/explain-failure.ts'
import { migrate } from './open/migrate.ts'
import { openEmbedded } from './open/open-embedded.ts'
import { openPostgres } from './open/open-postgres.ts'
import { type BossQueue, openBossQueue, type QueueOptions } from './queue/boss-queue.ts'
import { openSecrets, type Secrets } from './secrets/secrets.ts'
import { type SecretKey, secretKeys } from './secrets/secret-key.ts'
import type { Db } from './sql/db.ts'
import { ping } from './sql/ping.ts'
import { tidy } from './sql/tidy.ts'

export interface StoreOptions {
  /** `DATABASE_URL`: a PostgreSQL server. Without it the embedded database in `dir`. */
  readonly url?: string | undefined
  /** `KOBLE_DATA_DIR`: the embedded database is in its `db`, the key file beside it. Without url and dir: in memory. */
  readonly dir?: string | undefined
  /** The schema of Koble's tables; `koble` unless told. */
  readonly schema?: string | undefined
  /** `KOBLE_SECRET_KEY`; several, separated by commas, newest first. Without it a key file in `dir`. */
  readonly secretKey?: string | undefined
  readonly poolSize?: number | undefined
}

export interface Store {
  readonly kind: Database['kind']
  /** Core's port. */
  readonly engine: EngineStore
  readonly systems: Systems
  readonly connections: Connections
  readonly mappings: Mappings
  readonly jobs: Jobs
  readonly couplings: Couplings
  readonly effects: Effects
  readonly conflicts: Conflicts
  readonly problems: Problems
  readonly overview: Overview
  readonly nudges: Nudges
  readonly apiKeys: ApiKeys
  readonly nonces: Nonces
  readonly sessions: Sessions
  readonly settings: Settings
  readonly secrets: Secrets
  /** Core's queue on this database. Close it before the store. */
  openQueue(options?: QueueOptions): Promise<BossQueue>
  purge(before: number, now: number): Promise<Purged>
  /** After a full synchronization and once a day: vacuums the embedded database; PostgreSQL does that by itself. */
  tidy(): Promise<void>
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const keys = secretKeys(options)
  const database = await openDatabase(options)
  try {
    return await openOn(database, keys)
  } catch (error) {
    await database.close().catch(() => undefined)
    throw isKobleError(error)
      ? error
      : explainFailure(error, options.url === undefined ? 'KOBLE_DATA_DIR' : 'DATABASE_URL')
  }
}

const openDatabase = (options: StoreOptions): Promise<Database> =>
  options.url === undefined || options.url === ''
    ? openEmbedded({ dir: options.dir, schema: options.schema })
    : openPostgres({ url: options.url, schema: options.schema, poolSize: options.poolSize })

/** A store on a database that is open. */
export async function openOn(database: Database, keys: readonly SecretKey[]): Promise<Store> {
  const [key] = keys
  if (key === undefined) throw new Error('at least one key')
  await migrate(database)
  if (database.kind === 'embedded') await freeAllLeases(database.db)
  return storeOf(database, database.db, keys, key)
}

function storeOf(database: Database, db: Db, keys: readonly SecretKey[], key: SecretKey): Store {
  const secrets = openSecrets(db, keys)
  let closing: Promise<void> | undefined
  return {
    kind: database.kind,
    engine: engineStore(db),
    systems: systems(db, key, secrets),
    connections: connections(db),
    mappings: mappings(db),
    jobs: jobs(db),
    couplings: couplings(db),
    effects: effects(db),
    conflicts: conflicts(db),
    problems: problems(db),
    overview: overview(db),
    nudges: nudges(db),
    apiKeys: apiKeys(db),
    nonces: nonces(db),
    sessions: sessions(db),
    settings: settings(db),
    secrets,
    openQueue: (options) => openBossQueue(database, options),
    purge: (before, now) => purge(db, before, now),
    tidy: () => tidy(database),
    ping: () => ping(db),
    close: () => (closing ??= database.close()),
  }
}
