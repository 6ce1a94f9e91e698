/**
 * Programs that we did not write work with the emulator: a client that odata2ts generates from the metadata document, and batches that o.js writes and reads.
 * Both call the platform's `fetch`, which here leads into the emulator.
 */
import { o } from 'odata'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import { CID, KOBLE, V2, type Body } from '../testing/test-erp.ts'
import {
  openGeneratedClient,
  type Answered,
  type GeneratedClient,
  type KobleClient,
  type Page,
} from './generated-client.ts'

const ROOT = `${V2}/companies(${CID})`
const HEADERS = { Authorization: 'Bearer koble-dev-token', 'Content-Type': 'application/json' }
const ANY = { headers: { 'If-Match': '*' } }

let erp: SalesWorld
let service: GeneratedClient
let koble: KobleClient
let followLink: (link: string, headers: Record<string, string>) => Promise<Answered<Page>>

beforeAll(async () => {
  erp = await openSalesWorld()
  vi.stubGlobal('fetch', (url: string | URL | Request, init?: RequestInit) => erp.fetch(new Request(url, init)))
  const metadata = async (root: string): Promise<string> =>
    (await fetch(`${root}/$metadata`, { headers: HEADERS })).text()
  const client = await openGeneratedClient(await metadata(V2), ROOT, HEADERS)
  service = client.service
  const kobleRoot = `${KOBLE}/companies(${CID})`
  koble = (await openGeneratedClient<KobleClient>(await metadata(KOBLE), kobleRoot, HEADERS)).service
  followLink = (link, headers) => client.http.get<Page>(link, { headers })
  for (const number of ['C1', 'C2', 'C3', 'C4', 'C5']) {
    await service.customers().create({ number, displayName: `Buyer ${number}`, country: 'DE' })
  }
}, 300_000)

afterAll(async () => {
  vi.unstubAllGlobals()
  await erp.close()
})

/** What the client throws for a refusal: the status, and the message of the body. */
const refusal = async (call: Promise<unknown>): Promise<readonly [unknown, string]> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('It was not refused.')
  return ['status' in error ? error.status : undefined, error.message]
}

const numbers = (page: Page): readonly unknown[] => page.value.map((row) => row['number'])

async function newOrder(...salesOrderLines: readonly Body[]): Promise<Body> {
  return (await service.salesOrders().create({ customerNumber: '10000', salesOrderLines })).data
}

describe('the generated client reads', () => {
  test('with filter, order, count, top and skip', async () => {
    const { status, data } = await service
      .customers()
      .query((builder, q) =>
        builder
          .select('id', 'number', 'displayName')
          .filter(q['number']!.startsWith('C'), q['country']!.eq('DE'))
          .orderBy(q['number']!.desc())
          .count()
          .skip(1)
          .top(2),
      )
    expect(status).toBe(200)
    expect(data['@odata.count']).toBe(5)
    expect(data.value).toMatchObject([{ number: 'C4' }, { number: 'C3' }])
    expect(data.value[0]).toMatchObject({ id: expect.any(String), displayName: 'Buyer C4' })
  })

  test('alternatives of one field, and none of two fields', async () => {
    const { data } = await service
      .customers()
      .query((builder, q) => builder.filter(q['number']!.eq('C1').or(q['number']!.eq('C5'))))
    expect(numbers(data)).toEqual(['C1', 'C5'])
    const two = service.customers().query((builder, q) => builder.filter(q['number']!.eq('C1').or(q['city']!.eq('X'))))
    expect(await refusal(two)).toEqual([501, expect.stringContaining('not supported on distinct fields')])
  })

  test('page by page along the links', async () => {
    const headers = { Prefer: 'odata.maxpagesize=2' }
    const seen: unknown[] = []
    let page = (await service.customers().query((builder) => builder.select('number'), { headers })).data
    seen.push(...numbers(page))
    while (page['@odata.nextLink'] !== undefined) {
      page = (await followLink(page['@odata.nextLink'], headers)).data
      expect(page.value.length).toBeLessThanOrEqual(2)
      seen.push(...numbers(page))
    }
    expect(seen).toEqual(['10000', 'C1', 'C2', 'C3', 'C4', 'C5'])
  })

  test('orders with their lines expanded, options inside', async () => {
    const order = await newOrder(
      { lineType: 'Item', lineObjectNumber: '1896-S', quantity: 3 },
      { lineType: 'Comment', description: 'Fragile' },
    )
    const { data } = await service.salesOrders(String(order['id'])).query((builder) =>
      builder
        .select('number')
        .expanding('customer', (inner) => inner.select('displayName'))
        .expanding('salesOrderLines', (inner, q) =>
          inner
            .select('sequence', 'lineType', 'quantity')
            .filter(q['quantity']!.gt(0))
            .orderBy(q['sequence']!.desc())
            .top(1)
            .expanding('item', (item) => item.select('displayName')),
        ),
    )
    expect(data).toMatchObject({
      number: order['number'],
      customer: { displayName: 'Adatum Corporation' },
      salesOrderLines: [{ sequence: 10_000, lineType: 'Item', quantity: 3, item: { displayName: 'ATHENS Desk' } }],
    })
  })
})

describe('the generated client writes', () => {
  test('a customer: created, changed by its tag, refused by a stale one, deleted', async () => {
    const created = await service.customers().create({ displayName: 'Northwind', city: 'Kiel' })
    expect([created.status, created.headers['location']]).toEqual([
      201,
      `${ROOT}/customers(${String(created.data['id'])})`,
    ])
    const customer = service.customers(String(created.data['id']))
    const tag = { headers: { 'If-Match': String(created.data['@odata.etag']) } }
    const changed = await customer.patch({ city: 'Bonn' }, tag)
    expect([changed.status, changed.data['city'], changed.data['displayName']]).toEqual([200, 'Bonn', 'Northwind'])
    expect(await refusal(customer.patch({ city: 'Ulm' }, tag))).toEqual([
      409,
      expect.stringContaining('Another user has already changed the record.'),
    ])
    expect((await customer.delete(ANY)).status).toBe(204)
    expect((await refusal(customer.query()))[0]).toBe(404)
  })

  test('an item, whose inventory it adjusts', async () => {
    const { data } = await service.items().create({ displayName: 'Lamp', type: 'Inventory', unitPrice: 12.5 })
    const item = service.items(String(data['id']))
    expect((await item.patch({ inventory: 7 }, ANY)).data).toMatchObject({ inventory: 7, unitPrice: 12.5 })
    const found = await service.items().query((builder, q) => builder.filter(q['displayName']!.eq('Lamp')))
    expect(found.data.value).toMatchObject([{ number: data['number'], inventory: 7 }])
  })

  test('an order with its lines at once, a line more, one less', async () => {
    const order = await newOrder({ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 2, unitPrice: 100 })
    expect(order).toMatchObject({ totalAmountExcludingTax: 200, status: 'Draft' })
    const parent = service.salesOrders(String(order['id']))
    const line = (await parent.salesOrderLines().create({ itemId: erp.itemId, quantity: 1, unitPrice: 50 })).data
    const changed = await service.salesOrderLines(String(line['id'])).patch({ quantity: 4 }, ANY)
    expect(changed.data).toMatchObject({ sequence: 20_000, amountExcludingTax: 200 })
    expect((await parent.query()).data).toMatchObject({ totalAmountExcludingTax: 400 })
    expect((await service.salesOrderLines(String(line['id'])).delete(ANY)).status).toBe(204)
    expect((await parent.query()).data).toMatchObject({ totalAmountExcludingTax: 200 })
  })
})

describe('the generated client calls actions', () => {
  test('a quote becomes an order', async () => {
    const quote = await service.salesQuotes().create({
      customerNumber: '10000',
      externalDocumentNumber: 'Q-1',
      salesQuoteLines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 1 }],
    })
    expect((await service.salesQuotes(String(quote.data['id'])).makeOrder(ANY)).status).toBe(204)
    expect((await refusal(service.salesQuotes(String(quote.data['id'])).query()))[0]).toBe(404)
    const orders = await service
      .salesOrders()
      .query((builder, q) => builder.filter(q['externalDocumentNumber']!.eq('Q-1')).expand('salesOrderLines'))
    expect(orders.data.value).toMatchObject([{ status: 'Draft', salesOrderLines: [{ quantity: 1 }] }])
  })

  test('an order is shipped and invoiced, and its invoice is found', async () => {
    const order = await newOrder({ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 2, unitPrice: 100 })
    expect((await service.salesOrders(String(order['id'])).shipAndInvoice(ANY)).status).toBe(204)
    const { data } = await service
      .salesInvoices()
      .query((builder, q) => builder.filter(q['orderNumber']!.eq(order['number'])))
    // 200.00 and 19 % of it.
    expect(data.value).toMatchObject([{ status: 'Open', totalAmountIncludingTax: 238, remainingAmount: 238 }])
  })

  test('a draft invoice is posted once', async () => {
    const draft = await service.salesInvoices().create({
      customerNumber: '10000',
      salesInvoiceLines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 1, unitPrice: 10 }],
    })
    const invoice = service.salesInvoices(String(draft.data['id']))
    expect((await invoice.post(ANY)).status).toBe(204)
    expect((await invoice.query()).data).toMatchObject({ status: 'Open', remainingAmount: 11.9 })
    expect(await refusal(invoice.post(ANY))).toEqual([400, expect.stringContaining('to a draft invoice only.')])
  })
})

describe('the generated client of Koble’s pages', () => {
  test('makes an order, releases and reopens it by actions with parameters', async () => {
    const made = await koble.salesOrders().create({
      customerNumber: '10000',
      lines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 2 }],
    })
    const order = koble.salesOrders(String(made.data['id']))
    expect((await order.release({ effectId: erp.newId() }, ANY)).status).toBe(200)
    expect((await order.query((builder) => builder.select('status').expand('lines'))).data).toMatchObject({
      status: 'Released',
      lines: [{ quantity: 2 }],
    })
    expect((await order.reopen({ effectId: erp.newId() }, ANY)).status).toBe(200)
    expect((await order.query()).data).toMatchObject({ status: 'Open' })
  })

  test('reads statistics that are computed', async () => {
    const { data } = await koble.customerStatistics(erp.customerId).query()
    expect(data).toMatchObject({ balance: expect.any(Number) })
  })
})

describe('o.js sends batches', () => {
  const batch = (useChangset: boolean): ReturnType<typeof o> =>
    o(`${ROOT}/`, {
      headers: new Headers(HEADERS),
      batch: { endpoint: '$batch', headers: new Headers(HEADERS), useChangset, useRelativeURLs: false },
    })

  test('part by part, up to the first that fails', async () => {
    const answers: unknown = await batch(false)
      .get("customers?$filter=number eq 'C1'&$select=number")
      .post('customers', { number: 'BATCH', displayName: 'From a batch' })
      .post('customers', { number: 'BATCH', displayName: 'Again' })
      .get('customers?$top=1')
      .batch()
    expect(answers).toMatchObject([
      { contentId: 1, status: 200, body: [{ number: 'C1' }] },
      { status: 201, body: { number: 'BATCH', displayName: 'From a batch' } },
      { status: 400, body: { error: { code: 'Internal_EntityWithSameKeyExists' } } },
    ])
    expect(answers).toHaveLength(3)
  })

  test('with a change set, which is all or nothing', async () => {
    const count = async (): Promise<number> => {
      const { data } = await service
        .customers()
        .query((builder, q) => builder.filter(q['number']!.startsWith('SET')).count())
      return Number(data['@odata.count'])
    }
    await batch(true)
      .post('customers', { number: 'SET1', displayName: 'One' })
      .post('customers', { displayName: '' })
      .batch()
    expect(await count()).toBe(0)
    const done: unknown = await batch(true)
      .post('customers', { number: 'SET1', displayName: 'One' })
      .post('customers', { number: 'SET2', displayName: 'Two' })
      .batch()
    expect(done).toMatchObject([
      { contentId: 1, status: 201, body: { number: 'SET1' } },
      { contentId: 2, status: 201, body: { number: 'SET2' } },
    ])
    expect(await count()).toBe(2)
  })
})
