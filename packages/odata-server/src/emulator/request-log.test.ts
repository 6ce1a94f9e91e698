/** What a person who debugs sees of each exchange, and what nobody sees. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openShopEmulator } from '../fixtures/shop-emulator.ts'
import { customer, member, text } from '../fixtures/shop.ts'
import type { ShopEmulator } from '../fixtures/shop-emulator.ts'
import type { Json } from '../model/value.ts'

let shop: ShopEmulator

beforeEach(async () => {
  shop = await openShopEmulator({ more: { logLength: 5 } })
})

afterEach(() => shop.emulator.close())

async function log(): Promise<Json[]> {
  const value = member((await shop.control('GET', 'log')).body, 'value')
  return Array.isArray(value) ? [...value] : []
}

const last = async (): Promise<Json> => (await log()).at(-1) ?? null

it('an exchange shows who asked what, and what was answered', async () => {
  const answer = await shop.send('POST', 'customers', customer('A'), { prefer: 'return=representation' })
  expect(await last()).toEqual({
    number: 1,
    at: '2026-08-21T10:00:00.000Z',
    method: 'POST',
    url: '/api/customers',
    status: 201,
    durationMs: 0,
    principal: 'Ann',
    code: null,
    bytesIn: 30,
    bytesOut: Buffer.byteLength(answer.text),
    requestHeaders: { 'content-type': 'application/json', prefer: 'return=representation' },
    responseHeaders: expect.objectContaining({ 'content-type': expect.stringContaining('json') }),
    requestBody: '{"number":"A","name":"Name A"}',
    responseBody: answer.text,
    parts: [],
    fault: null,
    remarks: [],
  })
})

it('a refusal shows its code, a struck request its fault, a throttled one why', async () => {
  await shop.send('POST', 'customers', { number: 'A' })
  await shop.control('PUT', 'faults', { rules: [{ kind: 'status', status: 503, times: 1 }] })
  await shop.send('GET', 'customers')
  await shop.control('PUT', 'limits', { requestsPer5Minutes: 0 })
  await shop.send('GET', 'customers')
  expect(await log()).toMatchObject([
    { status: 400, code: 'NameMissing', fault: null },
    { status: 503, code: 'EmulatedFault503', fault: 'status', responseHeaders: { 'retry-after': '1' } },
    {
      status: 429,
      code: 'requests',
      remarks: ['throttled: requests, 1 of 0'],
      responseBody: expect.stringContaining('1 of 0'),
    },
  ])
})

it('a request that got no answer stands there with status 0', async () => {
  await shop.control('PUT', 'faults', { rules: [{ kind: 'reset' }] })
  await expect(shop.send('GET', 'customers')).rejects.toThrow(TypeError)
  expect(await last()).toMatchObject({ status: 0, code: null, fault: 'reset', responseBody: '' })
})

it('a request without a sign-in is there too', async () => {
  await shop.send('GET', 'customers', undefined, { authorization: 'Bearer wrong' })
  expect(await last()).toMatchObject({ status: 401, principal: '', responseBody: expect.stringContaining('error') })
})

it('a batch shows its parts', async () => {
  await shop.send('POST', '$batch', { requests: [{ id: '1', method: 'GET', url: 'currencies' }] })
  expect(member(await last(), 'parts')).toEqual([{ method: 'GET', url: '/api/currencies', status: 200 }])
})

it('secrets are never shown', async () => {
  await shop.call('POST', 'tenant/oauth2/v2.0/token', {
    body: 'grant_type=client_credentials&client_id=robot&client_secret=secret&scope=shop/.default',
  })
  const token = await last()
  expect(text(token, 'requestBody')).toBe(
    'grant_type=client_credentials&client_id=robot&client_secret=***&scope=shop/.default',
  )
  expect(text(token, 'responseBody')).toContain('"access_token":"***"')
  await shop.send(
    'POST',
    'customers',
    { ...customer('A'), clientState: 'hush "quoted"', Password: 'hush' },
    { cookie: 'session=hush' },
  )
  const shown = JSON.stringify(await log())
  for (const secret of ['hush', 'secret=secret', 'koble-dev-token', 'eyJ']) expect(shown).not.toContain(secret)
  // A value that the cut leaves without its end.
  await shop.send('POST', 'customers', `{"name":"${'x'.repeat(4000)}","password":"${'hush'.repeat(500)}"}`)
  expect(JSON.stringify(await last())).not.toContain('hush')
})

it('a long body is cut, a body that is no text is counted', async () => {
  await shop.send('POST', 'customers', customer('A', { name: 'å'.repeat(9000) }))
  const shown = text(await last(), 'requestBody')
  expect([shown.length, shown.at(-1)]).toEqual([4097, '…'])
  await shop.call('POST', 'api/customers', { body: new Uint8Array([0xff, 0xfe, 0xff]) })
  expect(text(await last(), 'requestBody')).toBe('(3 bytes)')
})

it('the last ones are kept, numbered on, and a reset empties it', async () => {
  for (let at = 0; at < 23; at += 1) await shop.send('GET', `customers?$top=${at}`)
  expect((await log()).map((entry) => [member(entry, 'number'), member(entry, 'url')])).toEqual(
    [19, 20, 21, 22, 23].map((number) => [number, `/api/customers?$top=${number - 1}`]),
  )
  await shop.control('POST', 'reset', { seed: 'demo' })
  expect(await log()).toEqual([])
})
