import { randomUUID } from 'node:crypto'
import type { ConnectionId, KobleError, SystemId } from '@koble/core'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, type TestStore } from '../testing/open-test-store.ts'
import { couplingOf, insertOf, leased, mappingOf, newConnection, newSystem, pendingOf } from '../testing/rows.ts'

const codeOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'went through',
    (error: KobleError) => error.detail.code,
  )

describe.each(databases)('on $name', { timeout: 60_000 }, ({ open }) => {
  let test: TestStore
  beforeAll(async () => {
    test = await open()
  }, 60_000)
  afterAll(() => test.close())

  describe('systems', () => {
    it('keep their credentials sealed, and are found by their webhook secret', async () => {
      const { systems } = test.store
      const id = randomUUID() as SystemId
      const input = {
        side: 'erp',
        kind: 'business-central',
        label: 'Cronus',
        baseUrl: 'http://127.0.0.1:4010/v2.0/sandbox',
        settings: { tenant: 'common', clientId: 'koble' },
        credentials: { clientSecret: 'hunter2' },
        webhookSecret: 'unguessable',
      } as const
      const made = await systems.create(id, input, 5)
      expect(made).toMatchObject({ id, kind: 'business-central', version: 1, createdAt: 5, settings: input.settings })
      expect(await systems.readCredentials(id)).toEqual({ clientSecret: 'hunter2' })
      expect((await systems.findByWebhookSecret('unguessable'))?.id).toBe(id)
      expect(await systems.findByWebhookSecret('guess')).toBeNull()
      const { rows } = await sql`select * from system, secret`.execute(test.database.db)
      expect(JSON.stringify(rows)).not.toMatch(/hunter2|unguessable/)

      const { credentials: _credentials, webhookSecret: _secret, ...plain } = input
      const changed = await systems.update(id, { ...plain, label: 'Cronus DE' }, 1, 6)
      expect(changed).toMatchObject({ label: 'Cronus DE', version: 2, updatedAt: 6 })
      expect(await systems.readCredentials(id)).toEqual({ clientSecret: 'hunter2' })
      expect(await systems.readWebhookSecret(id)).toBe('unguessable')
      expect(await codeOf(systems.update(id, plain, 1, 7))).toBe('version-moved')
      await systems.remove(id)
      expect(await systems.get(id)).toBeNull()
      expect(await systems.readCredentials(id)).toBeNull()
    })

    it('in use are not removed', async () => {
      const connection = await newConnection(test.store)
      const row = await test.store.connections.get(connection)
      if (row === null) throw new Error('no connection')
      expect(await codeOf(test.store.systems.remove(row.erpSystem))).toBe('system-in-use')
      expect((await test.store.connections.listOfSystem(row.erpSystem)).map(({ id }) => id)).toEqual([connection])
    })
  })

  describe('connections', () => {
    it('pair a company with an organization once', async () => {
      const { connections } = test.store
      const [erpSystem, crmSystem] = [await newSystem(test.store, 'erp'), await newSystem(test.store, 'crm')]
      const input = {
        name: 'DE',
        erpSystem,
        crmSystem,
        companyId: 'c1',
        companyName: 'Cronus',
        enabled: true,
        settings: {},
      }
      const { id } = await connections.create(randomUUID() as ConnectionId, input, 1)
      expect(await codeOf(connections.create(randomUUID() as ConnectionId, input, 1))).toBe('connection-exists')
      const other = await connections.create(randomUUID() as ConnectionId, { ...input, companyId: 'c2' }, 1)
      expect(await codeOf(connections.update(other.id, { companyId: 'c1' }, 1, 2))).toBe('connection-exists')
      expect(await connections.update(id, { enabled: false }, 1, 2)).toMatchObject({
        enabled: false,
        version: 2,
        name: 'DE',
      })
      expect(await codeOf(connections.update(id, { enabled: true }, 1, 3))).toBe('version-moved')
      expect((await connections.listEnabled()).map((row) => row.id)).not.toContain(id)
      expect(await codeOf(connections.update(randomUUID() as ConnectionId, {}, 1, 3))).toBe('not-found')
    })

    it('are removed with all that belongs to them, and only that', async () => {
      const { store } = test
      const [gone, kept] = [await leased(store), await leased(store)]
      for (const { connection, fence } of [gone, kept]) {
        const coupling = couplingOf()
        const record = insertOf(coupling, { pending: pendingOf('erp', coupling.erpId) })
        await store.engine.recordPlans(fence, [record], [], { job: null, now: 1 })
        await store.mappings.put(connection, mappingOf('customer'), { by: 'test', now: 1 })
      }
      await store.connections.remove(gone.connection)
      expect(await store.connections.get(gone.connection)).toBeNull()
      expect(await store.engine.countCoupled(gone.connection, 'customer')).toBe(0)
      expect(await store.mappings.list(gone.connection)).toEqual([])
      expect(await codeOf(store.engine.recordPlans(gone.fence, [], [], { job: null, now: 2 }))).toBe('lease-lost')
      expect(await store.engine.countCoupled(kept.connection, 'customer')).toBe(1)
      expect(await store.mappings.list(kept.connection)).toHaveLength(1)
    })
  })

  describe('mappings', () => {
    it('keep every version they had, also over their removal', async () => {
      const { mappings } = test.store
      const connection = await newConnection(test.store)
      const change = { by: 'anna', now: 1 }
      await mappings.addAll(connection, [mappingOf('currency'), mappingOf('customer')], change)
      await mappings.addAll(connection, [mappingOf('customer', { label: 'not taken' }), mappingOf('contact')], change)
      expect((await mappings.list(connection)).map(({ name }) => name)).toEqual(['currency', 'customer', 'contact'])
      expect(
        await mappings.put(connection, mappingOf('customer', { label: 'two' }), { ...change, version: 1 }),
      ).toMatchObject({
        version: 2,
      })
      expect(await codeOf(mappings.put(connection, mappingOf('customer'), { ...change, version: 1 }))).toBe(
        'version-moved',
      )
      expect(await codeOf(mappings.put(connection, mappingOf('new'), { ...change, version: 1 }))).toBe('version-moved')
      await mappings.remove(connection, 'customer', { by: 'bert', now: 2 })
      expect(await mappings.get(connection, 'customer')).toBeNull()
      expect(await codeOf(mappings.remove(connection, 'customer', change))).toBe('not-found')
      expect(await mappings.put(connection, mappingOf('customer', { label: 'four' }), change)).toMatchObject({
        version: 4,
      })
      const versions = await mappings.versions(connection, 'customer')
      expect(versions.map(({ version, by, definition }) => [version, by, definition?.label ?? null])).toEqual([
        [4, 'anna', 'four'],
        [3, 'bert', null],
        [2, 'anna', 'two'],
        [1, 'anna', 'customer'],
      ])
    })
  })

  describe('access', () => {
    it('knows an API key by its hash until it is revoked', async () => {
      const { apiKeys } = test.store
      await apiKeys.add({ id: 'k1', key: 'koble_secret', label: 'CI', role: 'admin' }, 1)
      expect(await apiKeys.verify('koble_secret', 100_000)).toMatchObject({ id: 'k1', role: 'admin' })
      expect((await apiKeys.list())[0]).toMatchObject({ lastUsedAt: 100_000 })
      expect(await apiKeys.verify('koble_secret', 100_001)).not.toBeNull()
      expect((await apiKeys.list())[0]).toMatchObject({ lastUsedAt: 100_000 })
      expect(await apiKeys.verify('other', 1)).toBeNull()
      await apiKeys.revoke('k1', 2)
      expect(await apiKeys.verify('koble_secret', 3)).toBeNull()
    })

    it('gives a nonce to one of many who take it at once', async () => {
      const { nonces } = test.store
      const nonce = { value: 'once', connection: 'c', origin: 'http://crm.example', issuedAt: 1, expiresAt: 60_001 }
      await nonces.add(nonce)
      const taken = await Promise.all(Array.from({ length: 10 }, () => nonces.take('once')))
      expect(taken.filter((answer) => answer !== null)).toEqual([
        { connection: 'c', origin: 'http://crm.example', issuedAt: 1, expiresAt: 60_001 },
      ])
      expect(await nonces.take('never given')).toBeNull()
    })

    it('forgets a session at its end', async () => {
      const { sessions } = test.store
      await sessions.add({ token: 't', subject: 'anna', data: { role: 'admin' }, createdAt: 1, expiresAt: 10 })
      expect(await sessions.find('t', 9)).toMatchObject({ subject: 'anna', data: { role: 'admin' } })
      expect(await sessions.find('t', 10)).toBeNull()
      await sessions.remove('t')
      expect(await sessions.find('t', 5)).toBeNull()
    })
  })

  it('settings hold any JSON value, null and false included', async () => {
    const { settings } = test.store
    for (const [name, value] of Object.entries({ a: null, b: false, c: 0, d: [1, { x: 'y' }], e: 'text' })) {
      await settings.put('server', name, value, 1)
    }
    expect(await settings.readAll('server')).toEqual({ a: null, b: false, c: 0, d: [1, { x: 'y' }], e: 'text' })
    expect(await settings.read('server', 'none')).toBeUndefined()
    await settings.remove('server', 'a')
    expect(await settings.read('server', 'a')).toBeUndefined()
  })
})
