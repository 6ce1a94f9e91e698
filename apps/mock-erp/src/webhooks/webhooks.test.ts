/** Subscriptions and notifications on a moved clock, with a receiver in place of the network (wire-examples A25 to A27). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Body, type TestErp } from '../testing/test-erp.ts'

interface Received {
  readonly url: string
  readonly body: Body
}

let erp: TestErp
let received: Received[]
let status: number
let handshake: (token: string) => Response

const receive = async (url: string, init: RequestInit): Promise<Response> => {
  const token = new URL(url).searchParams.get('validationToken')
  if (token !== null) return handshake(token)
  received.push({
    url,
    body: JSON.parse(typeof init.body === 'string' ? init.body : await new Response(init.body).text()) as Body,
  })
  return new Response(null, { status })
}

beforeEach(async () => {
  received = []
  status = 202
  handshake = (token) => new Response(token)
  erp = await openErp({ fetch: receive, seed: { seed: 'large', counts: { customers: 3 } } })
})
afterEach(() => erp.close())

const HOOK = 'https://koble.example/hooks/bc'
const RESOURCE = `/api/v2.0/companies(${CID})/customers`
const subscribe = (body: Body = {}) =>
  erp.call('POST', `${V2}/subscriptions`, { notificationUrl: HOOK, resource: RESOURCE, clientState: 'k1:9f2', ...body })

const advance = async (advanceMs: number): Promise<void> => {
  await erp.control('PUT', 'clock', { advanceMs })
  await settle()
}
/** Until what is due has been sent. Never waits for what is not due. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
const entries = (): readonly Body[] => received.flatMap(({ body }) => body['value'] as Body[])
const firstCustomer = async (): Promise<Body> => (await erp.call('GET', 'customers?$top=1')).rows[0] ?? {}
const change = (id: unknown, city: string) =>
  erp.call('PATCH', `customers(${String(id)})`, { city }, { 'If-Match': '*' })

describe('a subscription', () => {
  test('A25: is made after the handshake and lives three days', async () => {
    const answer = await subscribe()
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      subscriptionId: expect.stringMatching(/^[0-9a-f]{32}$/),
      notificationUrl: HOOK,
      resource: RESOURCE,
      clientState: 'k1:9f2',
    })
    const life =
      Date.parse(String(answer.body['expirationDateTime'])) - Date.parse(String(answer.body['lastModifiedDateTime']))
    expect(Math.abs(life - 3 * 86_400_000)).toBeLessThan(1000)
    expect((await erp.call('GET', `${V2}/subscriptions`)).rows).toHaveLength(1)
  })

  test.each<[string, (token: string) => Response]>([
    ['another body', () => new Response('no')],
    ['another status', (token) => new Response(token, { status: 202 })],
  ])('A25: is refused when the receiver answers %s', async (_what, answer) => {
    handshake = answer
    const refused = await subscribe()
    expect(refused.status).toBe(400)
    expect((await erp.call('GET', `${V2}/subscriptions`)).rows).toEqual([])
  })

  test.each([
    ['salesOrderLines', `/api/v2.0/companies(${CID})/salesOrderLines`],
    ['no resource', 'customers and more'],
  ])('of %s is refused', async (_what, resource) => {
    expect((await subscribe({ resource })).error[0]).toBe('Application_DialogException')
  })

  test('for the same resource and address is refused a second time', async () => {
    await subscribe()
    expect((await subscribe()).error[0]).toBe('Internal_EntityWithSameKeyExists')
    expect((await subscribe({ notificationUrl: `${HOOK}/2` })).status).toBe(201)
  })

  test('A27: is renewed by an empty change and ended by a deletion', async () => {
    const { body } = await subscribe()
    const path = `${V2}/subscriptions('${String(body['subscriptionId'])}')`
    await advance(86_400_000)
    const renewed = await erp.call('PATCH', path, {}, { 'If-Match': '*' })
    expect(renewed.status).toBe(200)
    expect(Date.parse(String(renewed.body['expirationDateTime']))).toBeGreaterThanOrEqual(
      Date.parse(String(body['expirationDateTime'])) + 86_400_000,
    )
    expect((await erp.call('DELETE', path, undefined, { 'If-Match': '*' })).status).toBe(204)
    expect((await erp.call('GET', path)).status).toBe(404)
  })

  test('that is not renewed is gone after three days and gets nothing more', async () => {
    await subscribe()
    await advance(3 * 86_400_000 + 1000)
    expect((await erp.call('GET', `${V2}/subscriptions`)).rows).toEqual([])
    await change((await firstCustomer())['id'], 'Late')
    await advance(60_000)
    expect(received).toEqual([])
  })

  test('outlives a reset', async () => {
    await subscribe()
    await erp.control('POST', 'reset', { seed: 'empty' })
    expect((await erp.call('GET', `${V2}/subscriptions`)).rows).toHaveLength(1)
  })
})

describe('a notification', () => {
  test('A26: waits 30 s after the first change and merges later ones of the record', async () => {
    await subscribe()
    const { id } = await firstCustomer()
    await change(id, 'One')
    await advance(20_000)
    await change(id, 'Two')
    expect(received).toEqual([])
    await advance(10_000)
    expect(received).toHaveLength(1)
    expect(entries()).toMatchObject([
      { clientState: 'k1:9f2', resource: `${RESOURCE}(${String(id)})`, changeType: 'updated' },
    ])
  })

  test('A26: tells created and deleted apart, in one request for one address', async () => {
    await subscribe()
    await subscribe({ resource: `/api/v2.0/companies(${CID})/paymentTerms` })
    const created = await erp.call('POST', 'customers', { displayName: 'Short life' })
    await erp.call('POST', 'paymentTerms', { code: 'X' })
    await erp.call('DELETE', `customers(${String(created.body['id'])})`, undefined, { 'If-Match': '*' })
    await advance(30_000)
    expect(received).toHaveLength(1)
    expect(
      entries()
        .map((entry) => String(entry['changeType']))
        .toSorted(),
    ).toEqual(['created', 'created', 'deleted'])
  })

  test('is not sent for a change that changes nothing', async () => {
    await subscribe()
    const customer = await firstCustomer()
    await change(customer['id'], String(customer['city']))
    await advance(60_000)
    expect(received).toEqual([])
  })

  test('follows the delay that was set', async () => {
    await erp.control('PUT', 'limits', { notificationDelayMs: 0 })
    await subscribe()
    await change((await firstCustomer())['id'], 'Now')
    await advance(1)
    expect(received).toHaveLength(1)
  })

  test('that is answered 404 ends the subscription at once', async () => {
    await subscribe()
    status = 404
    await change((await firstCustomer())['id'], 'Gone')
    await advance(30_000)
    expect(received).toHaveLength(1)
    expect((await erp.call('GET', `${V2}/subscriptions`)).rows).toEqual([])
  })

  test('that is answered 503 is sent again after a minute', async () => {
    await subscribe()
    status = 503
    await change((await firstCustomer())['id'], 'Busy')
    await advance(30_000)
    status = 202
    await advance(60_000)
    expect(received).toHaveLength(2)
    expect((await erp.call('GET', `${V2}/subscriptions`)).rows).toHaveLength(1)
  })
})

test('a subscription to a page of Koble’s gets its changes', async () => {
  const resource = `/api/koble/connector/v1.0/companies(${CID})/customers`
  const answer = await erp.call('POST', `${V2.replace('/api/v2.0', '/api/koble/connector/v1.0')}/subscriptions`, {
    notificationUrl: HOOK,
    resource,
  })
  expect(answer.status).toBe(201)
  await change((await firstCustomer())['id'], 'Koble')
  await advance(30_000)
  expect(entries()).toMatchObject([{ changeType: 'updated', resource: expect.stringContaining(resource) }])
})
