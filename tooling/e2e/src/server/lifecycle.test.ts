/** Stopping and starting: work in hand is finished or given back, nothing is done twice, and a restarted server goes on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KobleServer } from '@koble/server'
import { waitUntil } from '../world/wait-until.ts'
import { gate } from './support/gate.ts'
import { adminKey, crmUrl, openServerWorld, serverUrl, type ServerWorld } from './support/server-world.ts'
import { databases } from './support/test-databases.ts'

describe.each(databases)('on the $name database', (database) => {
  let world: ServerWorld
  let connection = ''

  beforeAll(async () => {
    world = await openServerWorld({ database })
    connection = await world.connect()
  })
  afterAll(() => world.close())

  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  const accounts = async () => (await world.crm.call<{ value: unknown[] }>('GET', '/accounts')).value.length

  test('a server that stops in the middle of a full synchronization gives it back, and goes on after a restart', async () => {
    const held = gate(
      world.answers.crm,
      (request) => request.url.includes('CreateMultiple') || request.url.includes('$batch'),
    )
    world.network.answerAt(crmUrl, held.answer)
    const { id } = await world.api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, { kind: 'full' })
    await held.reached
    await world.stopServer()
    held.open()
    world.network.answerAt(crmUrl, world.answers.crm)
    await world.startServer()
    expect(await world.ended(id)).toMatchObject({ status: 'succeeded', counts: { failed: 0 } })
    expect(await accounts()).toBe(6)
    const { items } = await world.api.call<{ items: { state: string }[] }>(
      'GET',
      `/connections/${connection}/couplings?mapping=customer`,
    )
    expect(items.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'coupled'))
  })

  test('who waits for work when the server stops is told so, and the work is done after the restart', async () => {
    const { items } = await world.api.call<{ items: { id: string; crmId: string }[] }>(
      'GET',
      `/connections/${connection}/couplings?mapping=customer&limit=1`,
    )
    const held = gate(world.answers.crm, (request) => request.url.includes('/api/data/'))
    world.network.answerAt(crmUrl, held.answer)
    const waiting = world.api.ask<{ code: string; detail: string }>(
      'POST',
      `/connections/${connection}/couplings/${items[0]!.id}/synchronize`,
      { direction: 'toCrm' },
    )
    const newest = async () =>
      (await world.api.call<{ items: { id: string; kind: string }[] }>('GET', '/jobs?limit=1')).items[0]
    await waitUntil('the work is recorded', async () => (await newest())?.kind === 'record')
    const job = await newest()
    await held.reached
    await world.stopServer()
    expect(await waiting).toMatchObject({ status: 503, body: { code: 'stopping' } })
    expect((await waiting).body.detail).toContain(job!.id)
    held.open()
    world.network.answerAt(crmUrl, world.answers.crm)
    await world.startServer()
    expect((await world.ended(job!.id)).status).toBe('succeeded')
  })

  test('a stopping server is not ready, with the reason, and answers nothing else', async () => {
    await world.stopServer()
    const server: KobleServer = await world.startServer()
    expect((await server.fetch(new Request(`${serverUrl}/readyz`))).status).toBe(200)
    await world.stopServer()
    const ready = await server.fetch(new Request(`${serverUrl}/readyz`))
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ status: 'not ready', reason: expect.stringContaining('stopping') })
    const answer = await server.fetch(new Request(`${serverUrl}/api/connections`, { headers: bearer(adminKey) }))
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await world.startServer()
  })

  test('an installation key that was changed opens, and the old one no longer does', async () => {
    await world.stopServer()
    await world.startServer({ adminKey: 'another-key' })
    expect((await world.anyone.ask('GET', '/api/jobs', undefined, bearer('another-key'))).status).toBe(200)
    expect((await world.anyone.ask('GET', '/api/jobs', undefined, bearer(adminKey))).status).toBe(401)
    await world.stopServer()
    await world.startServer()
    expect((await world.anyone.ask('GET', '/api/jobs', undefined, bearer(adminKey))).status).toBe(200)
    expect((await world.anyone.ask('GET', '/api/jobs', undefined, bearer('another-key'))).status).toBe(401)
  })

  test('a session outlives a restart', async () => {
    const signedIn = await world.anyone.ask('POST', '/api/session', { key: adminKey })
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    await world.stopServer()
    await world.startServer()
    expect((await world.anyone.ask('GET', '/api/session', undefined, { cookie })).status).toBe(200)
  })
})
