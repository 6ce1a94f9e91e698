import { beforeEach, describe, expect, it } from 'vitest'
import { customer, linkOf, member, openShop, text, values } from '../fixtures/shop.ts'
import type { Shop } from '../fixtures/shop.ts'

let shop: Shop
let a: string
let b: string
let order: string
let euro: string

beforeEach(async () => {
  shop = await openShop()
  euro = text((await shop.send('POST', 'currencies', { code: 'EUR' })).body, 'id')
  const bound = { city: "Ho/t 'x'", 'currency@odata.bind': "/currencies(code='EUR')", orders: [{ amount: 2 }] }
  a = text((await shop.send('POST', 'customers', customer("A'/1", bound))).body, 'id')
  b = text((await shop.send('POST', 'customers', customer('B', { active: false, credit: 1.5 }))).body, 'id')
  order = text((await shop.get(`customers(${a})/orders`)).body, 'value', 0, 'id')
})

const filled = (path: string): string =>
  path.replaceAll('{a}', a).replaceAll('{b}', b).replaceAll('{o}', order).replaceAll('{e}', euro)

describe('an address', () => {
  it.each([
    ["customers(number='A''%2F1')/name", { value: "Name A'/1" }],
    ["customers(number='A''/1')/name", { value: "Name A'/1" }],
    ["customers(number=%27a''/1%27)/name", undefined],
    ['customers({a})/Shop.customer/name', { value: "Name A'/1" }],
    ['customers({a})/orders({o})/customer/currency/code', { value: 'EUR' }],
    ['customers({a})/orders({o})/customer/orders({o})/amount', { value: 2 }],
    [
      'customers({a})/orders({o})?$expand=customer($expand=currency($select=code))',
      { customer: { currency: { code: 'EUR' } } },
    ],
    ['orders({o})/customer({a})/name', { value: "Name A'/1" }],
    ['orders({o})/customer({b})/name', undefined],
    ['customers({b})/orders({o})', undefined],
    ['customers({a})/orders({o})/$ref', { '@odata.id': 'http://shop.test/api/orders({o})' }],
    ['orders({o})/customer/$ref', { '@odata.id': 'http://shop.test/api/customers({a})' }],
    ['customers({a})/orders/$ref', { value: [{ '@odata.id': 'http://shop.test/api/orders({o})' }] }],
    [
      'customers?$expand=orders/$ref&$top=1',
      { value: [{ orders: [{ '@odata.id': 'http://shop.test/api/orders({o})' }] }] },
    ],
  ])('%s is %j', async (path, expected) => {
    const { status, body } = await shop.get(filled(path))
    if (expected === undefined) expect(status).toBe(404)
    else expect(body).toMatchObject(JSON.parse(filled(JSON.stringify(expected))))
  })

  it.each([
    ['customers/$count', '2'],
    ['customers({a})/orders/$count', '1'],
    ['customers({a})/orders/$count?$filter=amount gt 2', '0'],
    ['customers({a})/orders({o})/customer/orders/$count', '1'],
    ['customers({a})/city/$value', "Ho/t 'x'"],
    ['customers({b})/active/$value', 'false'],
    ['customers({b})/credit/$value', '1.5'],
    ['orders({o})/customer/currency/code/$value', 'EUR'],
  ])('%s is the text %s', async (path, expected) => {
    const answer = await shop.get(filled(path))
    expect([answer.status, answer.headers.get('content-type'), answer.text]).toEqual([200, 'text/plain', expected])
  })

  it.each([
    ['customers({b})/currency', 204],
    ['customers({b})/currency/code', 404],
    ['customers({b})/currency/$ref', 204],
    ['customers({b})/city/$value', 204],
    ['customers({a})/orders/$value', 404],
    ['customers/{a}', 404],
    ['customers({a})({a})', 400],
    ['customers({a})/name/more', 404],
    ['customers/$count/more', 404],
    ["customers(city='x')", 400],
    ["customers(number='x',city='y')", 400],
    ['customers(id={a},number=1)', 400],
    ['customers(id={a})', 200],
    ['customers()', 200],
    ['customers/', 200],
  ])('%s answers %i', async (path, status) => {
    expect((await shop.get(filled(path))).status).toBe(status)
  })
})

describe('references', () => {
  it('are added to and removed from a collection', async () => {
    const add = { '@odata.id': `http://shop.test/api/orders(${order})` }
    expect((await shop.send('POST', `customers(${b})/orders/$ref`, add)).status).toBe(204)
    expect(values((await shop.get(`customers(${b})/orders`)).body, 'id')).toEqual([order])
    expect((await shop.send('DELETE', `customers(${b})/orders/$ref?$id=orders(${order})`)).status).toBe(204)
    expect(values((await shop.get(`customers(${b})/orders`)).body, 'id')).toEqual([])
    await shop.send('POST', `customers(${b})/orders/$ref`, add)
    expect((await shop.send('DELETE', `customers(${b})/orders(${order})/$ref`)).status).toBe(204)
    expect((await shop.get(`orders(${order})/customer`)).status).toBe(204)
  })

  it.each([
    ['POST', 'customers({a})/orders/$ref', { '@odata.id': 'customers({a})' }, 400],
    ['POST', 'customers({a})/orders/$ref', { '@odata.id': 'orders({a})' }, 404],
    ['POST', 'customers({a})/orders/$ref', {}, 400],
    ['PUT', 'customers({a})/orders/$ref', { '@odata.id': 'orders({o})' }, 405],
    ['POST', 'customers({a})/currency/$ref', { '@odata.id': 'currencies({e})' }, 405],
    ['DELETE', 'customers({a})/orders/$ref', undefined, 400],
    ['DELETE', 'customers({b})/orders/$ref?$id=orders({o})', undefined, 404],
  ])('%s %s %j is refused with %i', async (method, path, body, status) => {
    const sent = body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body)))
    expect((await shop.send(method, filled(path), sent)).status).toBe(status)
  })
})

describe('a deep insert', () => {
  it('makes rows over several levels, and none of them when one is refused', async () => {
    const currency = { code: 'USD' }
    const body = { amount: 1, customer: { ...customer('D'), currency, orders: [{ amount: 2 }, { amount: 3 }] } }
    const made = await shop.send('POST', 'orders?$expand=customer($expand=currency,orders($orderby=amount))', body)
    expect(made.body).toMatchObject({
      amount: 1,
      customer: { number: 'D', currency: { code: 'USD' }, orders: [{ amount: 1 }, { amount: 2 }, { amount: 3 }] },
    })
    const taken = { ...customer('F'), 'orders@odata.bind': [`/orders(${order})`], orders: [{ amount: 9 }] }
    const listed = await shop.send('POST', 'customers?$expand=orders($orderby=amount)', taken)
    expect(listed.body).toMatchObject({ orders: [{ id: order, amount: 2 }, { amount: 9 }] })
    expect((await shop.get(`customers(${a})/orders/$count`)).text).toBe('0')
    for (const addresses of ['x', [1], [`/customers(${a})`], ['/orders(1)']]) {
      const refused = await shop.send('POST', 'customers', { ...customer('G'), 'orders@odata.bind': addresses })
      expect([400, 404]).toContain(refused.status)
    }
    const bad = { amount: 1, customer: { ...customer('E'), currency: { code: 'GBP' }, orders: [{ amount: 'x' }] } }
    expect((await shop.send('POST', 'orders', bad)).body).toMatchObject({ error: { code: 'badValue' } })
    expect((await shop.get("currencies?$filter=code eq 'GBP'")).body).toMatchObject({ value: [] })
    expect((await shop.get("customers(number='E')")).status).toBe(404)
  })
})

describe('a delta link', () => {
  it('expires when the data is reset, and knows no made-up token', async () => {
    const link = linkOf((await shop.get('customers', { prefer: 'odata.track-changes' })).body, '@odata.deltaLink')
    expect((await shop.get(link)).status).toBe(200)
    shop.database.reset({ seed: 'again' })
    expect((await shop.get(link)).body).toMatchObject({ error: { code: 'expiredDelta' } })
    expect((await shop.get('customers?$deltatoken=x')).body).toMatchObject({ error: { code: 'badDeltaToken' } })
    expect((await shop.get('orders', { prefer: 'odata.track-changes' })).status).toBe(400)
  })
})

describe('$levels', () => {
  it('follows a navigation from its own targets, as often as it says or may', async () => {
    const path = `customers(${a})?$select=name&$expand=orders($select=amount;$expand=customer($select=name;$expand=orders($select=amount)))`
    expect((await shop.get(path)).status).toBe(200)
    const twice = await shop.get(`customers(${a})/orders?$expand=customer($levels=2)`)
    expect(member(twice.body, 'value', 0, 'customer', 'name')).toBe("Name A'/1")
    expect(member(twice.body, 'value', 0, 'customer', 'customer')).toBeNull()
    expect((await shop.get('customers?$expand=orders($levels=0)')).body).toMatchObject({ error: { code: 'badSyntax' } })
    expect((await shop.get('customers?$expand=orders($levels=6)')).body).toMatchObject({ error: { code: 'badSyntax' } })
    expect((await shop.get('customers?$expand=orders($levels=max)')).status).toBe(200)
    expect((await shop.get('customers?$expand=orders($search=x)')).body).toMatchObject({
      error: { code: 'unsupportedOption' },
    })
    expect((await shop.get('customers?$expand=orders($top=1;$top=2)')).body).toMatchObject({
      error: { code: 'badSyntax' },
    })
  })
})
