import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionId, KobleError } from '@koble/core'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './open-store.ts'
import { databases, databaseUrl, dropSchemas } from './testing/open-test-store.ts'

const secretKey = '07'.repeat(32)
const messageOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'went through',
    (error: KobleError) => error.detail.message,
  )

describe('the embedded database', { timeout: 60_000 }, () => {
  let dir = ''
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'koble-store-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('is made, migrated, held by one process, and found again', async () => {
    const first = await openStore({ dir })
    await first.settings.put('server', 'greeting', { text: 'hello' }, 1)
    expect(await messageOf(openStore({ dir }))).toContain(`in use by process ${process.pid}`)
    await first.close()
    await first.close()
    expect(statSync(join(dir, 'secret.key')).mode & 0o777).toBe(0o600)
    const second = await openStore({ dir })
    expect(await second.settings.read('server', 'greeting')).toEqual({ text: 'hello' })
    await second.ping()
    await second.close()
    expect(readdirSync(dir).toSorted()).toEqual(['db', 'secret.key'])
  })

  it('gives the leases of a process that is gone to the next one', async () => {
    const connection = randomUUID() as ConnectionId
    const first = await openStore({ dir })
    const fence = await first.engine.acquireLease(connection, 'dead', 3_600_000, 1)
    await first.close()
    const second = await openStore({ dir })
    const taken = await second.engine.acquireLease(connection, 'alive', 1000, 2)
    expect(taken?.token).toBeGreaterThan(fence?.token ?? 0)
    await second.close()
  })

  it('that is damaged, or stands where nothing can be written, says so and lets go of its lock', async () => {
    writeFileSync(join(dir, 'db'), 'no folder')
    expect(await messageOf(openStore({ dir, secretKey }))).toContain('does not open')
    rmSync(join(dir, 'db'))
    await (await openStore({ dir, secretKey })).close()
    writeFileSync(join(dir, 'file'), '')
    expect(await messageOf(openStore({ dir: join(dir, 'file', 'below'), secretKey }))).toContain('KOBLE_DATA_DIR')
  })
})

describe.each(databases)('a database ($name)', { timeout: 60_000 }, ({ open }) => {
  it('that a newer program migrated is refused', async () => {
    const test = await open()
    try {
      await sql`insert into ${sql.table(`${test.database.schema}.kysely_migration`)} values ('9999-later', 'now')`.execute(
        test.database.db,
      )
      const { migrate } = await import('./open/migrate.ts')
      expect(await messageOf(migrate(test.database))).toContain('newer than this program (it knows "9999-later"')
    } finally {
      await test.close()
    }
  })
})

describe('a schema name', () => {
  it.each(['', 'Koble', 'a b', 'a"; drop table x', 'x'.repeat(51)])('%j is refused', async (schema) => {
    expect(await messageOf(openStore({ schema, secretKey }))).toContain('has no usable name')
  })
})

it('an address where nothing listens is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `postgres://koble:hunter2@127.0.0.1:${address.port}/koble`
  const message = await messageOf(openStore({ url, secretKey }))
  expect(message).toContain(`No database answers at 127.0.0.1:${address.port}/koble`)
  expect(message).not.toContain('hunter2')
})

const url = databaseUrl()
describe.runIf(url !== undefined)('PostgreSQL', { timeout: 60_000 }, () => {
  const at = url ?? ''
  const withPart = (change: (parsed: URL) => void): string => {
    const parsed = new URL(at)
    change(parsed)
    return parsed.href
  }

  it('is migrated once when several servers start together', async () => {
    const schema = `test_${randomUUID().replaceAll('-', '')}`
    try {
      const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ url: at, schema, secretKey, poolSize: 3 })))
      await stores[0]?.settings.put('server', 'x', 1, 1)
      expect(await stores[3]?.settings.read('server', 'x')).toBe(1)
      await Promise.all(stores.map((store) => store.close()))
    } finally {
      await dropSchemas(at, [schema])
    }
  })

  it('without the database, the user or the right says which', async () => {
    const nowhere = withPart((parsed) => (parsed.pathname = '/koble_not_there'))
    expect(await messageOf(openStore({ url: nowhere, secretKey }))).toContain('koble_not_there is not there')
    const nobody = withPart((parsed) => (parsed.username = 'koble_nobody'))
    expect(await messageOf(openStore({ url: nobody, secretKey }))).toContain('refuses this user')
  })

  it('where the user may not make a schema says so', async () => {
    const role = `koble_test_${randomUUID().slice(0, 8)}`
    const client = new pg.Client({ connectionString: at })
    await client.connect()
    try {
      await client.query(`create role ${role} login`)
      const poor = withPart((parsed) => (parsed.username = role))
      const message = await messageOf(openStore({ url: poor, schema: 'koble_not_allowed', secretKey }))
      expect(message).toContain('too few rights')
    } finally {
      await client.query(`drop role if exists ${role}`)
      await client.end()
    }
  })
})
