/** Who may use the API: keys, the console's session, origins, and how often one may try. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from './support/problem.ts'
import { adminKey, openServerWorld, serverUrl, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await openServerWorld()
})
afterAll(() => world.close())

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

describe('an API key', () => {
  test('opens the API', async () => {
    expect(await world.anyone.ask('GET', '/api/connections', undefined, bearer(adminKey))).toMatchObject({
      status: 200,
      body: { items: [], next: null },
    })
  })

  test.each([
    ['missing', {}, 'sign-in-needed'],
    ['wrong', bearer('wrong'), 'key-refused'],
    ['of another scheme', { authorization: `Basic ${adminKey}` }, 'sign-in-needed'],
    ['empty', { authorization: 'Bearer ' }, 'sign-in-needed'],
  ])('%s is refused with what to do', async (_name, headers, code) => {
    const answer = await world.anyone.ask<Problem>('GET', '/api/connections', undefined, headers)
    expect(answer).toMatchObject({ status: 401, body: { code, status: 401 } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('x-correlation-id')).toBe(answer.body.correlationId)
  })

  test.each([
    ['GET', '/api/jobs'],
    ['POST', '/api/connections'],
    ['GET', '/api/events'],
    ['GET', '/api/nothing-here'],
    ['GET', '/api/session/../connections'],
    ['GET', '/api//connections'],
  ])('is needed for %s %s', async (method, path) => {
    const answer = await world.anyone.ask<Problem>(method, path, method === 'POST' ? {} : undefined)
    expect(answer.status).toBe(401)
  })
})

describe('what needs no key', () => {
  test.each(['/healthz', '/readyz', '/metrics', '/api/openapi.json'])('%s answers', async (path) => {
    expect((await world.anyone.ask('GET', path)).status).toBe(200)
  })
})

describe('a session of the console', () => {
  const signIn = (key: string) => world.anyone.ask<Problem>('POST', '/api/session', { key })
  const cookieOf = async (): Promise<string> => {
    const answer = await signIn(adminKey)
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const own = { origin: serverUrl, host: new URL(serverUrl).host }

  test('is a cookie that no script reads and no other site sends', async () => {
    const answer = await signIn(adminKey)
    expect(answer).toMatchObject({ status: 200, body: { subject: 'Administrator' } })
    expect(answer.headers.get('set-cookie')).toMatch(/^koble_session=.*; HttpOnly; SameSite=Strict$/)
  })

  test('opens the API for reading and, from its own pages, for writing', async () => {
    const cookie = await cookieOf()
    expect((await world.anyone.ask('GET', '/api/session', undefined, { cookie })).status).toBe(200)
    expect((await world.anyone.ask('GET', '/api/connections', undefined, { cookie })).status).toBe(200)
    const written = await world.anyone.ask<Problem>('POST', '/api/connections', {}, { cookie, ...own })
    expect(written).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })

  test.each([
    ['another origin', { ...own, origin: 'https://evil.example' }],
    ['no origin', { host: own.host }],
    ['an opaque origin', { ...own, origin: 'null' }],
    ['another port of the same host', { ...own, origin: 'http://127.0.0.1:24001' }],
  ])('is refused for writing from %s', async (_name, headers) => {
    const cookie = await cookieOf()
    const answer = await world.anyone.ask<Problem>('POST', '/api/connections', {}, { cookie, ...headers })
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
  })

  test('ends after eight hours', async () => {
    const cookie = await cookieOf()
    world.clock.advance(8 * 3_600_000 + 1_000)
    expect((await world.anyone.ask('GET', '/api/connections', undefined, { cookie })).status).toBe(401)
  })

  test('that is forged or of another kind is refused', async () => {
    for (const cookie of ['koble_session=', 'koble_session=a.b.c', `koble_session=${adminKey}`])
      expect((await world.anyone.ask('GET', '/api/session', undefined, { cookie })).status).toBe(401)
  })

  test('is given up by signing out, whoever kept a copy of its cookie', async () => {
    const cookie = await cookieOf()
    const answer = await world.anyone.ask('DELETE', '/api/session', undefined, { cookie })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await world.anyone.ask('GET', '/api/connections', undefined, { cookie })).status).toBe(401)
  })
})

describe('guessing', () => {
  test('keys is stopped after ten refusals a minute, with when to come back; others are not', async () => {
    const guess = (address: string, key = 'guess') => world.clientAt(address).ask('POST', '/api/session', { key })
    for (let i = 0; i < 10; i += 1) expect((await guess('10.0.0.1')).status).toBe(401)
    const stopped = await guess('10.0.0.1', adminKey)
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await guess('10.0.0.2', adminKey)).status).toBe(200)
    world.clock.advance(60_000)
    expect((await guess('10.0.0.1', adminKey)).status).toBe(200)
  })

  test('sign-ins of fact boxes are stopped before they flood the database', async () => {
    const ask = () => world.clientAt('10.0.0.3').ask('POST', '/api/widget/tokens', {})
    for (let i = 0; i < 600; i += 1) await ask()
    expect(await ask()).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
  })
})
