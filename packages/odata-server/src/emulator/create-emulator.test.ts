import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openShopEmulator } from '../fixtures/shop-emulator.ts'
import { customer, linkOf, member, text, values } from '../fixtures/shop.ts'
import type { ShopEmulator } from '../fixtures/shop-emulator.ts'
import type { Json } from '../model/value.ts'

let shop: ShopEmulator

beforeEach(async () => {
  shop = await openShopEmulator()
})

afterEach(() => shop.emulator.close())

describe('tokens', () => {
  const form = {
    grant_type: 'client_credentials',
    client_id: 'robot',
    client_secret: 'secret',
    scope: 'http://shop/.default',
  }

  async function token(more: Partial<typeof form> = {}): Promise<{ status: number; body: Json }> {
    const response = await shop.call('POST', 'tenant/oauth2/v2.0/token', {
      body: new URLSearchParams({ ...form, ...more }).toString(),
    })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  it('are given for a client and a secret, and carry the client', async () => {
    const { body } = await token()
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 })
    const who = await shop.send('GET', 'whoAmI', undefined, { authorization: `Bearer ${text(body, 'access_token')}` })
    expect(who.body).toEqual({ id: '00000000-0000-4000-8000-00000000000b' })
  })

  it.each([
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ client_id: 'nobody' }, 400, 'unauthorized_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ scope: '' }, 400, 'invalid_request'],
  ])('refuse %j', async (more, status, error) => {
    expect(await token(more)).toMatchObject({ status, body: { error } })
  })

  it('expire on the emulator clock and cannot be made up', async () => {
    const access = text((await token()).body, 'access_token')
    shop.clock.advance(3600_000)
    expect((await shop.send('GET', 'whoAmI', undefined, { authorization: `Bearer ${access}` })).status).toBe(401)
    for (const made of ['x', 'a.b.c', access.replace(/.$/, '')])
      expect((await shop.send('GET', 'whoAmI', undefined, { authorization: `Bearer ${made}` })).status).toBe(401)
  })

  it('of the developer hold on loopback names only', async () => {
    const foreign = new Request('http://evil.example/api/whoAmI', {
      headers: { authorization: 'Bearer koble-dev-token' },
    })
    expect((await shop.emulator.fetch(foreign, { destroy: () => undefined }))?.status).toBe(401)
    const control = new Request('http://evil.example/emulator/reset', { method: 'POST', body: '{"seed":"demo"}' })
    expect((await shop.emulator.fetch(control, { destroy: () => undefined }))?.status).toBe(403)
    const crossSite = new Request('http://127.0.0.1/emulator/reset', {
      method: 'POST',
      body: '{"seed":"demo"}',
      headers: { origin: 'http://evil.example' },
    })
    expect((await shop.emulator.fetch(crossSite))?.status).toBe(403)
  })
})

describe('controls', () => {
  it('reset to the same ids for the same seed, and expire delta links', async () => {
    const link = linkOf(
      (await shop.send('GET', 'customers', undefined, { prefer: 'odata.track-changes' })).body,
      '@odata.deltaLink',
    )
    await shop.control('POST', 'reset', { seed: 'demo' })
    const first = values((await shop.send('GET', 'customers')).body, 'id')
    await shop.control('POST', 'reset', { seed: 'demo' })
    expect(values((await shop.send('GET', 'customers')).body, 'id')).toEqual(first)
    expect((await shop.send('GET', link)).status).toBe(410)
  })

  it('load records by the rules of the API', async () => {
    const answer = await shop.control('POST', 'load', {
      customers: [{ number: 'A', name: 'a' }, { number: 'A', name: 'again' }, { number: 'B' }],
      nothing: [{}],
    })
    expect(answer.body).toMatchObject({
      created: { customers: 1, nothing: 0 },
      refused: [
        { set: 'customers', index: 1, code: 'duplicateKey' },
        { index: 2, code: 'NameMissing', message: 'A name must be given.' },
        { set: 'nothing', code: 'unknownSegment' },
      ],
    })
  })

  it('count operations of a batch one by one and the envelope apart', async () => {
    await shop.send('GET', 'customers')
    await shop.send('POST', '$batch', {
      requests: [
        { id: '1', method: 'POST', url: 'customers', body: customer('A') },
        { id: '2', method: 'GET', url: 'currencies' },
      ],
    })
    const { body } = await shop.control('GET', 'requests')
    expect(body).toMatchObject({
      total: 3,
      byMethod: { GET: 2, POST: 1 },
      bySet: { customers: { GET: 1, POST: 1 }, currencies: { GET: 1 } },
      batches: 1,
      batchParts: 2,
      maxConcurrent: 1,
      throttled: 0,
    })
    expect(Number(member(body, 'bytesIn'))).toBeGreaterThan(100)
    expect(Number(member(body, 'bytesOut'))).toBeGreaterThan(100)
    const names = 'total byMethod bySet batches batchParts bytesIn bytesOut throttled maxConcurrent'
    expect(Object.keys(body ?? {}).join(' ')).toBe(names)
    expect((await shop.control('DELETE', 'requests')).body).toMatchObject({ total: 0 })
  })

  it('move the clock and with it the stamps', async () => {
    expect((await shop.control('PUT', 'clock', { now: '2026-01-31T10:00:00Z' })).body).toMatchObject({
      now: '2026-01-31T10:00:00.000Z',
    })
    expect((await shop.send('POST', 'customers', customer('A'))).body).toMatchObject({
      modified: '2026-01-31T10:00:00.000Z',
    })
    expect((await shop.control('PUT', 'clock', { advanceMs: 1000 })).body).toMatchObject({
      now: '2026-01-31T10:00:01.000Z',
    })
  })

  it.each([
    ['POST', 'reset', {}],
    ['PUT', 'clock', { now: 'yesterday' }],
    ['PUT', 'limits', { speed: 1 }],
    ['PUT', 'limits', { concurrent: -1 }],
    ['PUT', 'faults', { rules: [{ kind: 'magic' }] }],
    ['PUT', 'faults', { rules: [{ kind: 'status' }] }],
    ['POST', 'load', { customers: 1 }],
  ])('refuse %s %s %j in one sentence', async (method, path, body) => {
    expect(await shop.control(method, path, body)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest', message: expect.any(String) } },
    })
  })
})

describe('limits', () => {
  it('refuse what exceeds the sliding window, until it has passed', async () => {
    await shop.control('PUT', 'limits', { requestsPer5Minutes: 2 })
    expect((await shop.send('GET', 'customers')).headers.get('x-left')).toBe('1')
    shop.clock.advance(60_000)
    await shop.send('GET', 'customers')
    const refused = await shop.send('GET', 'customers')
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'requests' } } })
    expect(refused.headers.get('retry-after')).toBe('240')
    shop.clock.advance(240_000)
    expect((await shop.send('GET', 'customers')).status).toBe(200)
    expect((await shop.control('GET', 'requests')).body).toMatchObject({ throttled: 1 })
  })

  it('count each operation of a batch', async () => {
    await shop.control('PUT', 'limits', { requestsPer5Minutes: 3 })
    const requests = [1, 2, 3, 4].map((id) => ({ id: String(id), method: 'GET', url: 'customers' }))
    expect((await shop.send('POST', '$batch', { requests })).status).toBe(429)
    expect((await shop.send('POST', '$batch', { requests: requests.slice(1) })).status).toBe(200)
  })

  it('charge execution time by cost', async () => {
    await shop.control('PUT', 'limits', { executionMsPer5Minutes: 100, cost: { requestMs: 60 } })
    expect((await shop.send('GET', 'customers')).status).toBe(200)
    expect((await shop.send('GET', 'customers')).status).toBe(200)
    expect((await shop.send('GET', 'customers')).body).toMatchObject({ error: { code: 'execution' } })
  })

  it('let so many run, so many wait, and refuse the rest', async () => {
    await shop.control('PUT', 'limits', { concurrent: 2, queued: 1, latencyMs: 100 })
    const running = [1, 2, 3].map(() => shop.send('GET', 'customers'))
    await Promise.resolve()
    expect((await shop.send('GET', 'customers')).body).toMatchObject({ error: { code: 'concurrent' } })
    shop.clock.advance(100)
    expect((await Promise.all(running.slice(0, 2))).map((answer) => answer.status)).toEqual([200, 200])
    // The one that waited sleeps its own latency once it has a place.
    await new Promise((resolve) => setImmediate(resolve))
    shop.clock.advance(100)
    expect((await running[2])?.status).toBe(200)
    expect((await shop.control('GET', 'requests')).body).toMatchObject({ maxConcurrent: 2 })
  })
})
