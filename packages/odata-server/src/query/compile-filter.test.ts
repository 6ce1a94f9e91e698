import { beforeAll, describe, expect, it } from 'vitest'
import { customer, openShop } from '../fixtures/shop.ts'
import type { Shop } from '../fixtures/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.send('POST', 'currencies', { code: 'EUR' })
  const body = customer('A', {
    city: "O'Hare+100%&x",
    credit: 0.1,
    rank: 7,
    active: true,
    since: '1969-12-31',
    seen: '1969-12-31T23:59:59.999Z',
    opens: '10:30',
    lead: 'PT36H',
    weight: 2,
    kind: 'Big',
    'currency@odata.bind': "/currencies(code='EUR')",
    orders: [{ amount: 3 }, { amount: 5, note: 'x' }],
  })
  expect((await shop.send('POST', 'customers', body)).status).toBe(201)
})

const counted = async (filter: string): Promise<string> => {
  const answer = await shop.get(`customers/$count?$filter=${filter}`)
  return answer.status === 200 ? answer.text : `${answer.status} ${answer.text}`
}

describe('a filter', () => {
  it.each([
    'credit add 0.2 eq 0.3',
    'rank div 2 eq 3',
    'rank divby 2 eq 3.5',
    'weight div 4 eq 0.5',
    'rank mod 4 eq 3 and -rank mod 4 eq -3',
    'rank add 1 mul 2 eq 9',
    'rank lt INF and rank gt -INF and rank ne NaN and not (NaN eq NaN) and INF eq INF',
    'rank add INF eq INF',
    '12345678901234567890.5 gt 12345678901234567890.4',
    "seen add duration'PT0.001S' eq 1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.9995Z sub duration'PT0.0001S' eq 1969-12-31T23:59:59.9994Z",
    'seen lt 1969-12-31T23:59:59.9990001Z and seen ge 1969-12-31T23:59:59.999Z',
    'seen eq 1970-01-01T01:59:59.999%2B02:00',
    "since add duration'P1D' eq 1970-01-01 and since sub duration'PT1S' eq 1969-12-30",
    "seen sub 1969-12-31T23:59:59Z eq duration'PT0.999S'",
    "lead eq duration'P1DT12H' and lead gt duration'PT9H' and -lead lt duration'PT0S'",
    "lead mul 2 eq duration'P3D' and lead div 3 eq duration'PT12H' and totalseconds(lead) eq 129600",
    'opens eq 10:30:00 and opens lt 10:30:00.001 and hour(opens) eq 10',
    'fractionalseconds(seen) eq 0.999 and date(seen) eq 1969-12-31 and time(seen) eq 23:59:59.999',
    'now() eq 2026-08-21T10:00:00Z and mindatetime() lt seen and maxdatetime() gt seen',
    'round(-2.5) eq -3 and floor(-2.5) eq -3 and ceiling(-2.5) eq -2 and round(0.5) eq 1',
    "kind has Shop.customerKind'Big' and kind eq Shop.customerKind'1' and kind ne Shop.customerKind'Small'",
    "kind in (Shop.customerKind'Big',null)",
    "city eq 'O''Hare%2B100%25%26x'",
    'city eq %27O%27%27Hare%2B100%25%26x%27',
    "indexof(city,'%2B100') eq 6 and substring(city,2,4) eq 'Hare' and concat(city,'!') ne city",
    "orders/any(o:o/amount gt 4 and o/note eq 'x') and orders/all(o:o/customer/orders/any(p:p/amount gt o/amount) or o/amount eq 5)",
    'orders/any(o:o/customer/orders/any(o:o/amount gt 4) and o/amount lt 4)',
    'orders/$count eq 2 and not orders/any(o:o/amount gt $it/rank)',
    "currency/code eq 'EUR' and Shop.customer/rank eq 7",
    'case(rank lt 5:1,rank lt 10:2,true:3) eq 2',
    'rank in (1,7) eq active',
    "@city eq city&@city='O''Hare%2B100%25%26x'",
  ])('%s holds', async (filter) => {
    expect(await counted(filter)).toBe('1')
  })

  it.each([
    ["matchesPattern(name,'x')", 501, 'unsupportedFunction'],
    ["matchespattern(name,'x')", 501, 'unsupportedFunction'],
    ['cast(rank,Edm.String) eq null', 501, 'unsupportedFunction'],
    ['isof(rank,Edm.Int32)', 501, 'unsupportedFunction'],
    ['geo.length(name) eq 1', 501, 'unsupportedFunction'],
    ['length(rank) eq 1', 400, 'badSyntax'],
    ['hour(since) eq 1', 400, 'badSyntax'],
    ['contains(name,1)', 400, 'badSyntax'],
    ['contains(name)', 400, 'badSyntax'],
    ['now(1) eq null', 400, 'badSyntax'],
    ['name add 1 eq 2', 400, 'badSyntax'],
    ['since add since eq null', 400, 'badSyntax'],
    ['lead mod 2 eq null', 400, 'badSyntax'],
    ['name and active', 400, 'badSyntax'],
    ['not name', 400, 'badSyntax'],
    ['-name eq null', 400, 'badSyntax'],
    ['rank', 400, 'badSyntax'],
    ["rank eq 'x'", 400, 'badSyntax'],
    ["kind eq Shop.customerKind'Huge'", 400, 'badLiteral'],
    ['orders eq null', 400, 'unknownProperty'],
    ['orders/amount eq 1', 400, 'unknownProperty'],
    ['name/any(x:true)', 400, 'unknownProperty'],
    ['$root/customers eq 1', 400, 'unknownProperty'],
    [`currency/${'x/'.repeat(60)}y eq 1`, 400, 'badSyntax'],
    [`${Array.from({ length: 30 }, () => '1e300').join(' mul ')} eq 1`, 400, 'badSyntax'],
    [`rank in (${'('.repeat(500)}`, 400, 'badSyntax'],
  ])('%s is refused', async (filter, status, code) => {
    expect(await shop.get(`customers?$filter=${filter}`)).toMatchObject({ status, body: { error: { code } } })
  })

  it('that looks at too many related rows stops', async () => {
    const deep = (level: number): string =>
      level === 0 ? 'true' : `v${level}/customer/orders/all(v${level - 1}:${deep(level - 1)})`
    const filter = `orders/all(v22:${deep(22)})`
    expect((await shop.get(`customers?$filter=${filter}`)).body).toMatchObject({
      error: { code: 'badSyntax', message: 'The query looks at too many related rows.' },
    })
  })
})
