import { beforeEach, describe, expect, it } from 'vitest'
import { openShop, member, values } from '../fixtures/shop.ts'
import { plainDialect } from './plain-dialect.ts'
import type { Answer, Shop } from '../fixtures/shop.ts'
import type { Json } from '../model/value.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

function post(id: string, body: Json, more: Record<string, Json> = {}): Json {
  return { id, method: 'POST', url: 'customers', headers: { 'content-type': 'application/json' }, body, ...more }
}

function batch(requests: readonly Json[], headers: Record<string, string> = {}): Promise<Answer> {
  return shop.send('POST', '$batch', { requests }, headers)
}

function statuses(answer: Answer): Json[] {
  const list = member(answer.body, 'responses')
  return Array.isArray(list) ? list.map((item: Json) => member(item, 'status')) : []
}

async function numbers(): Promise<Json[]> {
  return values((await shop.get('customers')).body, 'number')
}

const good = (number: string): Json => ({ number, name: number })
const wrong: Json = { number: 'X' }

describe('a JSON batch', () => {
  it('runs each request in its own transaction and stops at the first failure', async () => {
    const answer = await batch([post('1', good('A')), post('2', wrong), post('3', good('B'))])
    expect(answer.status).toBe(200)
    expect(statuses(answer)).toEqual([201, 400])
    expect(await numbers()).toEqual(['A'])
  })

  it('tries all requests with continue-on-error', async () => {
    expect(
      statuses(
        await batch([post('1', good('A')), post('2', wrong), post('3', good('B'))], {
          prefer: 'odata.continue-on-error',
        }),
      ),
    ).toEqual([201, 400, 201])
    expect(await numbers()).toEqual(['A', 'B'])
  })

  it('with Isolation: snapshot reverts everything, though earlier answers say 201', async () => {
    expect(statuses(await batch([post('1', good('A')), post('2', wrong)], { isolation: 'snapshot' }))).toEqual([
      201, 400,
    ])
    expect(await numbers()).toEqual([])
    expect(statuses(await batch([post('1', good('A')), post('2', good('B'))], { isolation: 'snapshot' }))).toEqual([
      201, 201,
    ])
    expect(await numbers()).toEqual(['A', 'B'])
  })

  it('keeps an atomicity group whole, and gives one answer for one that failed', async () => {
    const answer = await batch(
      [post('1', good('A'), { atomicityGroup: 'g' }), post('2', wrong, { atomicityGroup: 'g' }), post('3', good('C'))],
      { prefer: 'odata.continue-on-error' },
    )
    expect(statuses(answer)).toEqual([400, 201])
    expect(await numbers()).toEqual(['C'])
  })

  it('knows rows of earlier requests by $id, and refuses unknown ones', async () => {
    const answer = await batch([
      { id: 'c', method: 'POST', url: 'currencies', body: { code: 'EUR' } },
      post('1', { number: 'A', name: 'a', 'currency@odata.bind': '$c' }),
      { id: '2', method: 'PATCH', url: '$1', body: { city: 'Oslo' } },
      { id: '3', method: 'PATCH', url: '$9', body: {} },
    ])
    expect(statuses(answer)).toEqual([201, 201, 204, 400])
    expect((await shop.get("customers(number='A')?$expand=currency")).body).toMatchObject({
      city: 'Oslo',
      currency: { code: 'EUR' },
    })
  })

  it('fails what depends on a failed request or group, and runs the rest', async () => {
    const answer = await batch(
      [
        post('a', good('A')),
        post('b', wrong),
        post('c', good('C'), { dependsOn: ['b'] }),
        post('d', good('D'), { dependsOn: ['c', 'a'] }),
        post('e', good('E'), { dependsOn: ['a'] }),
        post('f', good('F'), { atomicityGroup: 'g' }),
        post('h', wrong, { atomicityGroup: 'g' }),
        post('i', good('I'), { dependsOn: ['g'] }),
        post('j', good('J'), { dependsOn: ['f'] }),
      ],
      { prefer: 'odata.continue-on-error' },
    )
    expect(statuses(answer)).toEqual([201, 400, 424, 424, 201, 400, 424, 424])
    expect(answer.headers.get('preference-applied')).toBe('odata.continue-on-error')
    expect(await numbers()).toEqual(['A', 'E'])
  })

  it('creates below a row of an earlier request, whatever its id looks like', async () => {
    const answer = await batch([
      post('new-customer.1', good('A')),
      { id: 'o', method: 'POST', url: '$new-customer.1/orders', body: { amount: 4 }, dependsOn: ['new-customer.1'] },
      { id: 'p', method: 'GET', url: '/$new-customer.1/orders?$count=true' },
      {
        id: 'q',
        method: 'POST',
        url: 'customers',
        body: { number: 'B', name: 'b', 'currency@odata.bind': '$nothing.1' },
      },
    ])
    expect(statuses(answer)).toEqual([201, 201, 200, 400])
    expect(member(answer.body, 'responses', 2, 'body', '@odata.count')).toBe(1)
  })

  it('answers a null id for requests without one, and no headers without a body', async () => {
    const { body } = await batch([
      { method: 'POST', url: 'customers', body: good('A'), headers: { prefer: 'return=minimal' } },
    ])
    expect(member(body, 'responses', 0)).toMatchObject({ id: null, status: 204 })
    expect(member(body, 'responses', 0, 'headers', 'Content-Type')).toBeNull()
  })

  it.each([
    ['{', 'batchMalformed'],
    ['{"requests":1}', 'batchMalformed'],
    ['{"requests":[1]}', 'batchMalformed'],
    ['{"requests":[{"method":"GET"}]}', 'batchMalformed'],
    ['{"requests":[{"id":"1","method":"GET","url":"customers","dependsOn":["2"]}]}', 'batchMalformed'],
  ])('that reads %s is refused', async (text, code) => {
    expect((await shop.send('POST', '$batch', text)).body).toMatchObject({ error: { code } })
  })

  it('takes up to the maximum of the dialect', async () => {
    const requests = Array.from({ length: 101 }, (_, at) => ({ id: String(at), method: 'GET', url: 'currencies' }))
    expect((await batch(requests)).body).toMatchObject({ error: { code: 'batchTooLarge' } })
    expect(statuses(await batch(requests.slice(1)))).toHaveLength(100)
  })
})

const lines = (...parts: string[]): string => parts.join('\r\n')
const head = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary']

function changeSet(...bodies: readonly string[]): string {
  const parts = bodies.map((body, at) => lines('--cs', ...head, `Content-ID: ${at + 1}`, '', body, ''))
  return lines('--b', 'Content-Type: multipart/mixed; boundary="cs"', '', ...parts, '--cs--', '')
}

const create = (name: string): string =>
  lines(
    'POST /api/customers HTTP/1.1',
    'Content-Type: application/json; type=entry',
    '',
    `{"number":"${name}","name":"${name}"}`,
  )

function multipart(...parts: readonly string[]): Promise<Answer> {
  return shop.send('POST', '$batch', lines(...parts, '--b--', ''), { 'content-type': 'multipart/mixed; boundary=b' })
}

const get = lines('--b', ...head, '', 'GET /api/customers/$count HTTP/1.1', 'Accept: application/json', '', '')

describe('a multipart batch', () => {
  it('runs a change set in one transaction, with references and nested answers', async () => {
    const answer = await multipart(
      changeSet(create('A'), lines('PATCH $1 HTTP/1.1', 'Content-Type: application/json', '', '{"city":"Oslo"}')),
      get,
    )
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(
      /^--batchresponse_[\w-]+\r\nContent-Type: multipart\/mixed; boundary=changesetresponse_/,
    )
    expect(answer.text).toContain('Content-ID: 1\r\n\r\nHTTP/1.1 201 Created')
    expect(answer.text).toContain('Content-ID: 2\r\n\r\nHTTP/1.1 204 No Content')
    expect(answer.text).toMatch(/\r\n\r\n1\r\n--batchresponse_[\w-]+--\r\n$/)
    expect((await shop.get("customers(number='A')")).body).toMatchObject({ city: 'Oslo' })
  })

  it('reads and writes UTF-8, in bodies and addresses', async () => {
    const read = lines('--b', ...head, '', "GET /api/customers?$filter=name eq 'Ä€'&$select=name HTTP/1.1", '', '')
    const answer = await multipart(changeSet(create('Ä€')), read)
    expect(answer.text).toContain('"value":[{"@odata.etag":"W/\\"1\\"","name":"Ä€"}]')
  })

  it('undoes a failed change set and answers it with one part', async () => {
    const answer = await multipart(changeSet(create('A'), create('A')), get)
    expect(answer.text.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(answer.text).toContain('Content-ID: 2\r\n\r\nHTTP/1.1 409')
    expect(await numbers()).toEqual([])
  })

  it("takes the failing part's status outside where the dialect says so", async () => {
    shop = await openShop({
      dialect: { ...plainDialect, batch: { ...plainDialect.batch, outerStatusOfFailure: true } },
    })
    expect((await multipart(changeSet(create('A'), create('A')))).status).toBe(409)
    expect(
      (
        await shop.send('POST', '$batch', lines(changeSet(create('A'), create('A')), get, '--b--'), {
          'content-type': 'multipart/mixed; boundary=b',
          prefer: 'odata.continue-on-error',
        })
      ).status,
    ).toBe(200)
  })

  it.each([
    ['no end', lines('--b', ...head, '', 'GET /api/customers HTTP/1.1', '')],
    ['no request line', lines('--b', ...head, '', 'hello', '--b--')],
    ['a wrong part type', lines('--b', 'Content-Type: text/plain', '', 'x', '--b--')],
    ['a GET in a change set', lines(changeSet(lines('GET /api/customers HTTP/1.1', '')), '--b--')],
    ['nothing', ''],
  ])('with %s is refused', async (_name, text) => {
    expect(
      (await shop.send('POST', '$batch', text, { 'content-type': 'multipart/mixed; boundary=b' })).body,
    ).toMatchObject({ error: { code: 'batchMalformed' } })
  })

  it('needs a boundary', async () => {
    expect((await shop.send('POST', '$batch', 'x', { 'content-type': 'multipart/mixed' })).body).toMatchObject({
      error: { code: 'batchMalformed' },
    })
    expect((await shop.send('POST', '$batch', 'x', { 'content-type': 'text/plain' })).status).toBe(415)
  })
})
