/** Remote systems: where they are and how Koble signs in there. Credentials go in sealed and come out only by `readCredentials`. */
import type { Side, SystemId } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { notFound, storeError, versionMoved } from '../errors.ts'
import { hashOf } from '../secrets/hash.ts'
import { writeSecret, type Secrets } from '../secrets/secrets.ts'
import type { SecretKey } from '../secrets/secret-key.ts'
import { type Db, transact, type Tx } from '../sql/db.ts'
import { json } from '../sql/page.ts'

export interface SystemRow {
  readonly id: SystemId
  readonly side: Side
  /** `business-central`, `dataverse`. */
  readonly kind: string
  readonly label: string
  readonly baseUrl: string
  /** What is no secret: tenant, token URL, client id. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
}

export interface SystemInput {
  readonly side: Side
  readonly kind: string
  readonly label: string
  readonly baseUrl: string
  readonly settings: Readonly<Record<string, unknown>>
  /** Absent: as they are. */
  readonly credentials?: Readonly<Record<string, string>> | undefined
  /** The unguessable part of its webhook address. Absent: as it is. */
  readonly webhookSecret?: string | undefined
}

export interface Systems {
  list(): Promise<readonly SystemRow[]>
  get(id: SystemId): Promise<SystemRow | null>
  create(id: SystemId, input: SystemInput, now: number): Promise<SystemRow>
  /** Throws `version-moved` when somebody changed it since `version`. */
  update(id: SystemId, input: SystemInput, version: number, now: number): Promise<SystemRow>
  /** Throws `system-in-use` while a connection uses it. */
  remove(id: SystemId): Promise<void>
  readCredentials(id: SystemId): Promise<Readonly<Record<string, string>> | null>
  readWebhookSecret(id: SystemId): Promise<string | null>
  findByWebhookSecret(secret: string): Promise<SystemRow | null>
}

const systemColumns: RawBuilder<SystemRow> = sql`
  id, side, kind, label, base_url as "baseUrl", settings, version, created_at as "createdAt", updated_at as "updatedAt"`

export const systems = (db: Db, key: SecretKey, secrets: Secrets): Systems => ({
  async list() {
    const { rows } = await sql<SystemRow>`select ${systemColumns} from system order by seq`.execute(db)
    return rows
  },

  get: (id) => readSystem(db, id),

  create: (id, input, now) =>
    transact(db, async (tx) => {
      await sql`
        insert into system (id, side, kind, label, base_url, settings, version, created_at, updated_at)
        values (${id}, ${input.side}, ${input.kind}, ${input.label}, ${input.baseUrl}, ${json(input.settings)}, 1, ${now},
          ${now})`.execute(tx)
      await writeSecrets(tx, key, id, input, now)
      return mustRead(tx, id)
    }),

  update: (id, input, version, now) =>
    transact(db, async (tx) => {
      const { rows } = await sql`
        update system set side = ${input.side}, kind = ${input.kind}, label = ${input.label},
          base_url = ${input.baseUrl}, settings = ${json(input.settings)}, version = version + 1, updated_at = ${now}
        where id = ${id} and version = ${version} returning 1`.execute(tx)
      if (rows.length === 0) throw versionMoved('The system', version, (await mustRead(tx, id)).version)
      await writeSecrets(tx, key, id, input, now)
      return mustRead(tx, id)
    }),

  remove: (id) =>
    transact(db, async (tx) => {
      const { rows } = await sql<{ name: string }>`
        select name from connection where erp_system = ${id} or crm_system = ${id} limit 1`.execute(tx)
      if (rows[0] !== undefined) throw inUse(rows[0].name)
      await sql`delete from secret where scope = ${scopeOf(id)}`.execute(tx)
      await sql`delete from nudge where system = ${id}`.execute(tx)
      await sql`delete from system where id = ${id}`.execute(tx)
    }),

  async readCredentials(id) {
    const text = await secrets.read(scopeOf(id), 'credentials')
    return text === null ? null : toTexts(JSON.parse(text))
  },

  readWebhookSecret: (id) => secrets.read(scopeOf(id), 'webhook'),

  async findByWebhookSecret(secret) {
    const { rows } = await sql<SystemRow>`
      select ${systemColumns} from system where webhook_hash = ${hashOf('webhook', secret)}`.execute(db)
    return rows[0] ?? null
  },
})

const scopeOf = (id: SystemId): string => `system:${id}`

async function readSystem(db: Db | Tx, id: SystemId): Promise<SystemRow | null> {
  const { rows } = await sql<SystemRow>`select ${systemColumns} from system where id = ${id}`.execute(db)
  return rows[0] ?? null
}

async function mustRead(tx: Tx, id: SystemId): Promise<SystemRow> {
  const row = await readSystem(tx, id)
  if (row === null) throw notFound(`System ${id}`)
  return row
}

async function writeSecrets(tx: Tx, key: SecretKey, id: SystemId, input: SystemInput, now: number): Promise<void> {
  const scope = scopeOf(id)
  if (input.credentials !== undefined) {
    await writeSecret(tx, key, { scope, name: 'credentials' }, JSON.stringify(input.credentials), now)
  }
  if (input.webhookSecret === undefined) return
  await writeSecret(tx, key, { scope, name: 'webhook' }, input.webhookSecret, now)
  await sql`update system set webhook_hash = ${hashOf('webhook', input.webhookSecret)} where id = ${id}`.execute(tx)
}

function toTexts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}

const inUse = (connection: string) =>
  storeError(
    'rejected',
    'system-in-use',
    `The system is used by connection "${connection}". Remove that connection first.`,
  )
