import { beforeEach, describe, expect, it } from 'vitest'
import { customer, linkOf, member, openShop, text, values } from '../fixtures/shop.ts'
import type { Shop } from '../fixtures/shop.ts'
import type { Json } from '../model/value.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

async function add(number: string, more: Record<string, Json> = {}): Promise<string> {
  const answer = await shop.send('POST', 'customers', customer(number, more))
  expect(answer.status).toBe(201)
  return text(answer.body, 'id')
}

describe('entities', () => {
  it('are created, read, changed and deleted', async () => {
    const id = await add('a1', { credit: 12.5 })
    const read = await shop.get(`customers(${id})`)
    expect(read.body).toMatchObject({ id, number: 'A1', credit: 12.5, shout: 'NAME A1' })
    expect((await shop.send('PATCH', `customers(${id})`, { city: 'Oslo' })).status).toBe(204)
    expect(
      (await shop.send('PATCH', `customers(${id})`, { city: 'Rome' }, { prefer: 'return=representation' })).body,
    ).toMatchObject({ city: 'Rome' })
    expect((await shop.send('DELETE', `customers(${id})`)).status).toBe(204)
    expect((await shop.get(`customers(${id})`)).status).toBe(404)
  })

  it('take an id and refuse it a second time', async () => {
    const id = '11111111-1111-4111-8111-111111111111'
    expect((await shop.send('POST', 'customers', customer('A', { id }))).body).toMatchObject({ id })
    expect((await shop.send('POST', 'customers', customer('B', { id }))).body).toMatchObject({
      error: { code: 'duplicateKey' },
    })
    expect((await shop.send('POST', 'customers', customer('A'))).body).toMatchObject({
      error: { code: 'duplicateKey' },
    })
  })

  it('keep the digits of decimals', async () => {
    const answer = await shop.send('POST', 'customers', '{"name":"n","credit":12345678901234567890.123456789}')
    expect(answer.text).toContain('"credit":12345678901234567890.123456789')
  })

  it('do not move their version when nothing changes', async () => {
    const id = await add('A', { city: 'Oslo' })
    const before = (await shop.get(`customers(${id})`)).headers.get('etag')
    await shop.send('PATCH', `customers(${id})`, { city: 'Oslo' })
    expect((await shop.get(`customers(${id})`)).headers.get('etag')).toBe(before)
  })

  it('are reached by alternate keys, and created by PATCH where the dialect upserts', async () => {
    const id = await add('A')
    expect((await shop.get("customers(number='A')")).body).toMatchObject({ id })
    expect((await shop.send('PATCH', "customers(number='NEW')", { name: 'new' })).status).toBe(201)
    expect((await shop.get("customers(number='NEW')?$select=name")).body).toMatchObject({ name: 'new' })
    expect((await shop.send('PATCH', "customers(number='X')", { name: 'new' }, { 'if-match': '*' })).status).toBe(404)
    expect((await shop.get("customers(city='x')")).body).toMatchObject({ error: { code: 'notAKey' } })
  })

  it('come with children and bindings in one insert', async () => {
    const currency = await shop.send('POST', 'currencies', { code: 'EUR' })
    const id = await add('A', {
      'currency@odata.bind': "/currencies(code='EUR')",
      orders: [{ amount: 5 }, { amount: 7.5, note: 'x' }],
    })
    const read = await shop.get(
      `customers(${id})?$select=name&$expand=currency($select=code),orders($orderby=amount desc;$select=amount)`,
    )
    expect(read.body).toMatchObject({ currency: { code: 'EUR' }, orders: [{ amount: 7.5 }, { amount: 5 }] })
    expect(read.text).toContain('"amount":7.50')
    expect((await shop.get(`customers(${id})/currency/$ref`)).body).toMatchObject({
      '@odata.id': `http://shop.test/api/currencies(${text(currency.body, 'id')})`,
    })
    expect((await shop.send('DELETE', `customers(${id})/currency/$ref`)).status).toBe(204)
    expect((await shop.get(`customers(${id})/currencyId`)).status).toBe(204)
    expect(
      (
        await shop.send('PUT', `customers(${id})/currency/$ref`, {
          '@odata.id': "http://shop.test/api/currencies(code='EUR')",
        })
      ).status,
    ).toBe(204)
    expect((await shop.get(`customers(${id})/currency`)).body).toMatchObject({ code: 'EUR' })
    expect((await shop.send('DELETE', `customers(${id})`)).body).toMatchObject({ error: { code: 'HasOrders' } })
  })

  it('have properties of their own address', async () => {
    const id = await add('A', { city: 'Oslo' })
    expect((await shop.get(`customers(${id})/city`)).body).toMatchObject({ value: 'Oslo' })
    expect((await shop.get(`customers(${id})/city/$value`)).text).toBe('Oslo')
    expect((await shop.send('PUT', `customers(${id})/city`, { value: 'Rome' })).status).toBe(204)
    expect((await shop.send('DELETE', `customers(${id})/city`)).status).toBe(204)
    expect((await shop.get(`customers(${id})/city/$value`)).status).toBe(204)
  })
})

describe('operations', () => {
  it('are called bound and unbound, with parameters', async () => {
    const id = await add('A')
    expect((await shop.send('POST', `customers(${id})/Shop.rename`, { to: 'Zoe' })).status).toBe(204)
    expect((await shop.get(`customers(${id})`)).body).toMatchObject({ name: 'Zoe' })
    expect((await shop.send('POST', 'customers/Shop.addMany', { names: ['p', 'q'] })).status).toBe(200)
    expect((await shop.get('customers/$count')).text).toBe('3')
    expect((await shop.get('add(a=1,b=@x)?@x=4')).body).toEqual({ value: 5 })
    expect((await shop.get('whoAmI')).status).toBe(200)
    expect((await shop.get('whoAmI()')).status).toBe(200)
    expect((await shop.get(`customers(${id})/Shop.greeting(word='O''Hi',times=2)`)).body).toEqual({
      value: "O'Hi Zoe!O'Hi Zoe!",
    })
    expect((await shop.get(`customers(${id})/Shop.greeting(word=@w)?@w='%C3%A4/b'`)).body).toEqual({
      value: 'ä/b Zoe!',
    })
    await shop.send('PATCH', `customers(${id})`, { city: 'Oslo' })
    expect((await shop.get('customers/Shop.numbersIn(cities=["Oslo","x"])')).body).toEqual({ value: ['A'] })
    expect((await shop.get(`customers/Shop.numbersIn(cities=@c)?@c=["Oslo"]`)).body).toEqual({ value: ['A'] })
    expect((await shop.get('customers/Shop.greeting')).status).toBe(404)
    expect((await shop.get(`customers(${id})/Shop.greeting(word=)`)).status).toBe(400)
    expect((await shop.send('POST', `customers(${id})/Shop.greeting(word='x')`)).status).toBe(405)
    expect((await shop.get(`customers(${id})/Shop.rename`)).status).toBe(405)
    expect((await shop.send('POST', `customers(${id})/Shop.nothing`)).status).toBe(404)
  })
})

describe('lists', () => {
  it('filter, order, select, count and skip', async () => {
    await add('A', { city: 'Oslo', credit: 3, rank: 1 })
    await add('B', { city: 'Rome', credit: 20, rank: 2 })
    await add('C', { city: 'Oslo', credit: 100, rank: 2 })
    const list = await shop.get("customers?$filter=city eq 'Oslo' and credit lt 50&$count=true&$select=number")
    expect(list.body).toEqual({
      '@odata.context': 'http://shop.test/api/$metadata#customers(number)',
      '@odata.count': 1,
      value: [{ '@odata.etag': expect.any(String), number: 'A' }],
    })
    expect(values((await shop.get('customers?$orderby=rank desc,credit')).body, 'number')).toEqual(['B', 'C', 'A'])
    expect(values((await shop.get('customers?$orderby=credit desc&$top=1&$skip=1')).body, 'number')).toEqual(['B'])
    expect(
      values((await shop.get("customers?$filter=rank in (2,7) and contains(tolower(name),'c')")).body, 'number'),
    ).toEqual(['C'])
    expect((await shop.get("customers/$count?$filter=city eq 'Oslo'")).text).toBe('2')
    expect(values((await shop.get('totals')).body, 'count')).toEqual([2, 1])
    expect((await shop.get("totals('Rome')")).body).toMatchObject({ count: 1 })
  })

  it('need their parent where the set says so', async () => {
    const id = await add('A', { orders: [{ amount: 1 }] })
    expect((await shop.get('orders')).body).toMatchObject({ error: { code: 'parentRequired' } })
    expect(values((await shop.get(`orders?$filter=customerId eq ${id}`)).body, 'amount')).toEqual([1])
    expect(values((await shop.get(`customers(${id})/orders`)).body, 'amount')).toEqual([1])
    expect(values((await shop.get('customers?$filter=orders/any(o:o/amount gt 0)')).body, 'id')).toEqual([id])
    expect((await shop.send('POST', `customers(${id})/orders`, { amount: 4 })).body).toMatchObject({ customerId: id })
  })
})

describe('changes', () => {
  it('are answered by delta links, deletions last', async () => {
    const [a, b] = [await add('A'), await add('B')]
    const first = await shop.get('customers?$select=number', { prefer: 'odata.track-changes' })
    expect(first.headers.get('preference-applied')).toBe('odata.track-changes')
    const link = linkOf(first.body, '@odata.deltaLink')
    expect(values((await shop.get(link)).body, 'id')).toEqual([])
    await shop.send('DELETE', `customers(${a})`)
    await shop.send('PATCH', `customers(${b})`, { city: 'X' })
    await add('C')
    const next = await shop.get(link)
    expect(member(next.body, 'value')).toMatchObject([{ number: 'B' }, { number: 'C' }, { id: a, reason: 'deleted' }])
    shop.clock.advance(8 * 86_400_000)
    expect((await shop.get(link)).status).toBe(410)
  })

  it('come page by page', async () => {
    const link = linkOf((await shop.get('customers', { prefer: 'odata.track-changes' })).body, '@odata.deltaLink')
    const ids = [await add('A'), await add('B'), await add('C')]
    await shop.send('DELETE', `customers(${ids[0]})`)
    const seen: Json[] = []
    let at = link
    for (let page = 0; page < 5; page += 1) {
      const { body } = await shop.get(at, { prefer: 'odata.maxpagesize=1' })
      seen.push(...values(body, 'id'))
      at = linkOf(body, '@odata.nextLink')
      if (at === '') break
    }
    expect(seen).toEqual([ids[1], ids[2], ids[0]])
  })
})
