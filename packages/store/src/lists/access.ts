/** Who may come in: API keys, sign-in sessions, and the nonces of the widget's sign-in. Only hashes are kept. */
import { type RawBuilder, sql } from 'kysely'
import { notFound } from '../errors.ts'
import { hashOf } from '../secrets/hash.ts'
import type { Db } from '../sql/db.ts'
import { json } from '../sql/page.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly label: string
  readonly role: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}

export interface ApiKeys {
  list(): Promise<readonly ApiKeyRow[]>
  /** `key` is random and shown to its owner once. One that is there already keeps its row and is no longer revoked. */
  add(
    key: { readonly id: string; readonly key: string; readonly label: string; readonly role: string },
    now: number,
  ): Promise<ApiKeyRow>
  /** The key's row unless it is unknown or revoked; marks it used, at most once a minute. */
  verify(key: string, now: number): Promise<ApiKeyRow | null>
  revoke(id: string, now: number): Promise<void>
}

const keyColumns: RawBuilder<ApiKeyRow> = sql`
  id, label, role, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`

export const apiKeys = (db: Db): ApiKeys => ({
  async list() {
    const { rows } = await sql<ApiKeyRow>`select ${keyColumns} from api_key order by seq`.execute(db)
    return rows
  },

  async add({ id, key, label, role }, now) {
    const { rows } = await sql<ApiKeyRow>`
      insert into api_key (id, hash, label, role, created_at)
      values (${id}, ${hashOf('api-key', key)}, ${label}, ${role}, ${now})
      on conflict (hash) do update set label = excluded.label, role = excluded.role, revoked_at = null
      returning ${keyColumns}`.execute(db)
    const [row] = rows
    if (row === undefined) throw notFound(`API key ${id}`)
    return row
  },

  async verify(key, now) {
    const { rows } = await sql<ApiKeyRow>`
      select ${keyColumns} from api_key where hash = ${hashOf('api-key', key)} and revoked_at is null`.execute(db)
    const row = rows[0] ?? null
    if (row !== null && (row.lastUsedAt === null || row.lastUsedAt < now - 60_000)) {
      await sql`update api_key set last_used_at = ${now} where id = ${row.id}`.execute(db)
    }
    return row
  },

  async revoke(id, now) {
    await sql`update api_key set revoked_at = ${now} where id = ${id} and revoked_at is null`.execute(db)
  },
})

export interface Nonce {
  readonly value: string
  readonly connection: string
  readonly origin: string
  readonly issuedAt: number
  readonly expiresAt: number
}

export interface Nonces {
  add(nonce: Nonce): Promise<void>
  /** Takes it away for good: of two who ask at once one gets it. Null when it is not there or was taken. The caller checks the rest. */
  take(value: string): Promise<Omit<Nonce, 'value'> | null>
}

export const nonces = (db: Db): Nonces => ({
  async add(nonce) {
    await sql`
      insert into nonce (nonce_hash, origin, connection, issued_at, expires_at)
      values (${hashOf('nonce', nonce.value)}, ${nonce.origin}, ${nonce.connection}, ${nonce.issuedAt},
        ${nonce.expiresAt})`.execute(db)
  },

  async take(value) {
    const { rows } = await sql<Omit<Nonce, 'value'>>`
      delete from nonce where nonce_hash = ${hashOf('nonce', value)}
      returning connection, origin, issued_at as "issuedAt", expires_at as "expiresAt"`.execute(db)
    return rows[0] ?? null
  },
})

export interface SessionRow {
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly createdAt: number
  readonly expiresAt: number
}

export interface Sessions {
  add(session: SessionRow & { readonly token: string }): Promise<void>
  find(token: string, now: number): Promise<SessionRow | null>
  remove(token: string): Promise<void>
}

export const sessions = (db: Db): Sessions => ({
  async add(session) {
    await sql`
      insert into session (token_hash, subject, data, created_at, expires_at)
      values (${hashOf('session', session.token)}, ${session.subject}, ${json(session.data)}, ${session.createdAt},
        ${session.expiresAt})`.execute(db)
  },

  async find(token, now) {
    const { rows } = await sql<SessionRow>`
      select subject, data, created_at as "createdAt", expires_at as "expiresAt" from session
      where token_hash = ${hashOf('session', token)} and expires_at > ${now}`.execute(db)
    return rows[0] ?? null
  },

  async remove(token) {
    await sql`delete from session where token_hash = ${hashOf('session', token)}`.execute(db)
  },
})
