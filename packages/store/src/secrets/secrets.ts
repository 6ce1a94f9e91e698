/** Secrets in the database, sealed. A scope is what they belong to: a system's id, or `server`. */
import { sql } from 'kysely'
import { storeError } from '../errors.ts'
import type { Db, Tx } from '../sql/db.ts'
import { seal, unseal } from './seal.ts'
import type { SecretKey } from './secret-key.ts'

export interface Secrets {
  put(scope: string, name: string, plain: string, now: number): Promise<void>
  /** Unless there is one already: of two who ask at once the first one's stays. */
  putNew(scope: string, name: string, plain: string, now: number): Promise<void>
  /** Null when there is none. Throws a `KobleError` when it was sealed with a key that is not at hand, or was changed. */
  read(scope: string, name: string): Promise<string | null>
  /** Names and when they were last set; never values. */
  list(scope: string): Promise<readonly { readonly name: string; readonly updatedAt: number }[]>
  remove(scope: string, name: string): Promise<boolean>
  /** Seals everything that an older key sealed anew with the first one; answers how many. */
  reseal(now: number): Promise<number>
}

interface Row {
  readonly scope: string
  readonly name: string
  readonly keyId: string
  readonly sealed: string
}

export function openSecrets(db: Db, keys: readonly SecretKey[]): Secrets {
  const [current] = keys
  if (current === undefined) throw new Error('at least one key')
  const open = (row: Row): string => {
    const key = keys.find(({ id }) => id === row.keyId)
    if (key === undefined) throw keyMissing(row)
    return unseal(key, belongsTo(row), row.sealed)
  }
  return {
    put: (scope, name, plain, now) => writeSecret(db, current, { scope, name }, plain, now),

    async putNew(scope, name, plain, now) {
      await sql`
        insert into secret (scope, name, key_id, sealed, updated_at)
        values (${scope}, ${name}, ${current.id}, ${seal(current, belongsTo({ scope, name }), plain)}, ${now})
        on conflict (scope, name) do nothing`.execute(db)
    },

    async read(scope, name) {
      const { rows } = await sql<Row>`
        select scope, name, key_id as "keyId", sealed from secret where scope = ${scope} and name = ${name}`.execute(db)
      return rows[0] === undefined ? null : open(rows[0])
    },

    async list(scope) {
      const { rows } = await sql<{ name: string; updatedAt: number }>`
        select name, updated_at as "updatedAt" from secret where scope = ${scope} order by name`.execute(db)
      return rows
    },

    async remove(scope, name) {
      const { rows } = await sql`delete from secret where scope = ${scope} and name = ${name} returning 1`.execute(db)
      return rows.length > 0
    },

    async reseal(now) {
      const { rows } = await sql<Row>`
        select scope, name, key_id as "keyId", sealed from secret where key_id <> ${current.id}`.execute(db)
      for (const row of rows) await resealOne(db, current, row, open(row), now)
      return rows.length
    },
  }
}

/** For statements that set a secret together with what it belongs to. */
export async function writeSecret(
  db: Db | Tx,
  key: SecretKey,
  at: { readonly scope: string; readonly name: string },
  plain: string,
  now: number,
): Promise<void> {
  await sql`
    insert into secret (scope, name, key_id, sealed, updated_at)
    values (${at.scope}, ${at.name}, ${key.id}, ${seal(key, belongsTo(at), plain)}, ${now})
    on conflict (scope, name) do update set
      key_id = excluded.key_id, sealed = excluded.sealed, updated_at = excluded.updated_at`.execute(db)
}

/** Only where it is still the one that was read: a secret entered meanwhile stays. */
async function resealOne(db: Db, key: SecretKey, row: Row, plain: string, now: number): Promise<void> {
  await sql`
    update secret set key_id = ${key.id}, sealed = ${seal(key, belongsTo(row), plain)}, updated_at = ${now}
    where scope = ${row.scope} and name = ${row.name} and sealed = ${row.sealed}`.execute(db)
}

const belongsTo = ({ scope, name }: { readonly scope: string; readonly name: string }): string => `${scope}/${name}`

const keyMissing = (row: Row) =>
  storeError(
    'misconfigured',
    'secret-key-wrong',
    `The stored secret "${belongsTo(row)}" was sealed with another key (${row.keyId}). Start Koble with that key in KOBLE_SECRET_KEY (after the new one, separated by a comma), or enter the secret again.`,
  )
