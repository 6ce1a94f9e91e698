import { beforeAll, describe, expect, it } from 'vitest'
import { customer, linkOf, member, openShop } from '../fixtures/shop.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { refuse } from '../model/problem.ts'
import type { Shop } from '../fixtures/shop.ts'
import type { Json } from '../model/value.ts'

async function filled(dialect = plainDialect): Promise<Shop> {
  const shop = await openShop({ dialect })
  for (const code of ['EUR', 'USD']) await shop.send('POST', 'currencies', { code })
  const rows: readonly (readonly [string, Record<string, Json>])[] = [
    ['A', { city: 'Oslo', credit: 0.1, rank: 3, kind: 'Big', 'currency@odata.bind': "/currencies(code='EUR')" }],
    ['B', { city: 'Oslo', credit: 0.2, rank: 3, kind: 'Small', 'currency@odata.bind': "/currencies(code='USD')" }],
    [
      'C',
      { city: 'Rome', credit: 12345678901234, rank: 1, kind: 'Big', 'currency@odata.bind': "/currencies(code='EUR')" },
    ],
    ['D', { city: 'Rome', rank: 20 }],
    ['E', { credit: -1 }],
  ]
  for (const [number, more] of rows) {
    const orders = number === 'A' ? [{ amount: 2.5 }, { amount: 4 }] : []
    expect((await shop.send('POST', 'customers', customer(number, { ...more, orders }))).status).toBe(201)
  }
  return shop
}

let shop: Shop
beforeAll(async () => {
  shop = await filled()
})

describe('$apply', () => {
  it.each([
    ['aggregate($count as n)', '[{"n":5}]'],
    ['aggregate(credit with sum as total)', '[{"total":12345678901233.3}]'],
    [
      'aggregate(credit with average as mean,rank with sum as ranks,rank with min as least,rank with max as most)',
      '[{"mean":3086419725308.325,"ranks":27,"least":1,"most":20}]',
    ],
    ['aggregate(rank with countdistinct as ranks,city with countdistinct as cities)', '[{"ranks":3,"cities":2}]'],
    ['aggregate(name with min as first,since with max as last)', '[{"first":"Name A","last":null}]'],
    ['aggregate(credit mul 2 with sum as twice)', '[{"twice":24691357802466.6}]'],
    ["filter(city eq 'Paris')/aggregate($count as n,credit with sum as total)", '[{"n":0,"total":null}]'],
    ['groupby((city))', '[{"city":null},{"city":"Oslo"},{"city":"Rome"}]'],
    [
      'groupby((city),aggregate(credit with sum as total,$count as n))',
      '[{"city":null,"total":-1,"n":1},{"city":"Oslo","total":0.3,"n":2},{"city":"Rome","total":12345678901234,"n":2}]',
    ],
    [
      'filter(city ne null)/groupby((kind,currency/code),aggregate($count as n))',
      '[{"kind":null,"currency":{"code":null},"n":1},{"kind":"Big","currency":{"code":"EUR"},"n":2},{"kind":"Small","currency":{"code":"USD"},"n":1}]',
    ],
    ["filter(city eq 'Paris')/groupby((city))", '[]'],
    [
      'groupby((city,kind),aggregate(credit with sum as total))/filter(total gt 0.15)/groupby((city),aggregate($count as kinds))',
      '[{"city":"Oslo","kinds":1},{"city":"Rome","kinds":1}]',
    ],
    [
      'groupby((city),filter(rank gt 1)/aggregate($count as n))',
      '[{"city":null,"n":0},{"city":"Oslo","n":2},{"city":"Rome","n":1}]',
    ],
    [
      'groupby((city),aggregate($count as n))&$filter=n gt 1&$orderby=city desc',
      '[{"city":"Rome","n":2},{"city":"Oslo","n":2}]',
    ],
    ['groupby((city),aggregate($count as n))&$orderby=n desc,city&$top=1&$skip=1', '[{"city":"Rome","n":2}]'],
    ['groupby((rank))&$orderby=rank desc&$top=2', '[{"rank":20},{"rank":3}]'],
    [
      "groupby((currency/code),aggregate($count as n))&$filter=currency/code eq 'EUR'",
      '[{"currency":{"code":"EUR"},"n":2}]',
    ],
    [
      'groupby((city),aggregate($count as n,rank with max as top))&$select=city,top',
      '[{"city":null,"top":null},{"city":"Oslo","top":3},{"city":"Rome","top":20}]',
    ],
  ])('%s', async (apply, expected) => {
    const answer = await shop.get(`customers?$apply=${apply}`)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.text).toContain(`"value":${expected}`)
  })

  it('of filters alone shows entities, which expand, select and count', async () => {
    const path = "customers?$apply=filter(city eq 'Oslo')/filter(credit gt 0.1)&$filter=rank eq 3&$count=true"
    const { body } = await shop.get(`${path}&$select=number&$expand=currency($select=code)`)
    expect(body).toMatchObject({ '@odata.count': 1, value: [{ number: 'B', currency: { code: 'USD' } }] })
    expect(member(body, 'value', 0, '@odata.etag')).not.toBeNull()
  })

  it('is counted, paged, and said in the context', async () => {
    expect((await shop.get('customers/$count?$apply=groupby((city))')).text).toBe('3')
    const path = 'customers?$apply=groupby((city),aggregate($count as n))&$count=true'
    const first = await shop.get(path, { prefer: 'odata.maxpagesize=2' })
    expect(first.body).toMatchObject({
      '@odata.context': 'http://shop.test/api/$metadata#customers(city,n)',
      '@odata.count': 3,
      value: [{ city: null }, { city: 'Oslo' }],
    })
    const next = await shop.get(linkOf(first.body, '@odata.nextLink'), { prefer: 'odata.maxpagesize=2' })
    expect(member(next.body, 'value')).toEqual([{ city: 'Rome', n: 2 }])
  })

  it('aggregates the children of a row', async () => {
    const { body } = await shop.get("customers(number='A')/orders?$apply=aggregate(amount with sum as total)")
    expect(member(body, 'value')).toMatchObject([{ total: 6.5 }])
  })

  it.each([
    ['groupby(city)', 400, 'badSyntax'],
    ['groupby((city)', 400, 'badSyntax'],
    ['groupby((city),filter(rank gt 1))', 400, 'badSyntax'],
    ['groupby((city,city))', 400, 'badSyntax'],
    ['aggregate(credit as total)', 400, 'badSyntax'],
    ['aggregate(credit with sum)', 400, 'badSyntax'],
    ['aggregate(name with sum as total)', 400, 'badSyntax'],
    ['aggregate(credit with sum as x,rank with sum as x)', 400, 'badSyntax'],
    ['aggregate(credit with median as total)', 501, 'unsupportedFunction'],
    ['groupby((rollup(city,kind)))', 501, 'unsupportedFunction'],
    ['topcount(2,credit)', 501, 'unsupportedFunction'],
    ['compute(credit mul 2 as twice)', 501, 'unsupportedFunction'],
    ['groupby((nothing))', 400, 'unknownProperty'],
    ['groupby((orders/amount))', 400, 'unknownProperty'],
    ['groupby((city))&$orderby=number', 400, 'unknownProperty'],
    ['groupby((city))&$select=number', 400, 'unknownProperty'],
    ['groupby((city))&$expand=currency', 400, 'unknownProperty'],
    ['', 400, 'badSyntax'],
    [`${'groupby((city),'.repeat(200)}aggregate($count as n)`, 400, 'badSyntax'],
  ])('refuses %s', async (apply, status, code) => {
    expect(await shop.get(`customers?$apply=${apply}`)).toMatchObject({ status, body: { error: { code } } })
  })

  it('is refused by a dialect that does not list it, and stops at the rows that one allows', async () => {
    const without = await openShop({ dialect: { ...plainDialect, options: ['$filter'] } })
    expect((await without.get('customers?$apply=groupby((city))')).body).toMatchObject({
      error: { code: 'unsupportedOption' },
    })
    const limited = await filled({
      ...plainDialect,
      apply: { maximumRows: 4, refuse: (rows) => refuse(400, 'TooMany', `${rows}`), plainContext: true },
    })
    expect((await limited.get('customers?$apply=groupby((city))')).body).toMatchObject({ error: { code: 'TooMany' } })
    expect((await limited.get('customers?$apply=filter(rank gt 1)/groupby((city))')).body).toMatchObject({
      '@odata.context': 'http://shop.test/api/$metadata#customers',
    })
  })
})
