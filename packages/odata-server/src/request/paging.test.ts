import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customer, linkOf, member, openShop, text, values } from '../fixtures/shop.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import type { Shop } from '../fixtures/shop.ts'

async function fill(shop: Shop, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await shop.send(
      'POST',
      'customers',
      customer(`N${String(at * 10).padStart(4, '0')}`, { city: `City ${at % 3}`, credit: at % 4, rank: at % 5 }),
    )
}

/** Reads all pages, doing something between them; the numbers seen. */
async function readAll(
  shop: Shop,
  path: string,
  size: number,
  between: (page: number) => Promise<void>,
): Promise<string[]> {
  const seen: string[] = []
  let at = path
  for (let page = 1; at !== ''; page += 1) {
    if (page > 100) throw new Error(`Page ${page} of ${path}: the links go round in circles.`)
    const answer = await shop.get(at, { prefer: `odata.maxpagesize=${size}` })
    expect(answer.status, answer.text).toBe(200)
    seen.push(...values(answer.body, 'number').map(String))
    at = linkOf(answer.body, '@odata.nextLink')
    await between(page)
  }
  return seen
}

const orders = [
  '',
  '$orderby=number desc',
  '$orderby=city',
  '$orderby=city desc',
  '$orderby=credit desc,number',
  '$orderby=rank,city desc',
  '$orderby=shout',
  '$orderby=length(name) desc,rank',
  "$filter=city eq 'City 1'&$orderby=credit",
  '$filter=credit ge 1 and credit lt 3',
  // What the filter binds is a key of the order, and the index that serves the order holds other rows too.
  '$filter=rank eq 1&$orderby=rank desc,credit desc',
  '$filter=rank eq 1&$orderby=rank,city',
]

describe('pages', () => {
  it.each(orders)('of %s join without a gap or a repeat, and agree with one large page', async (query) => {
    const shop = await openShop()
    await fill(shop, 23)
    const whole = values((await shop.get(`customers?${query}`)).body, 'number')
    for (const size of [1, 4, 23])
      expect(await readAll(shop, `customers?${query}`, size, () => Promise.resolve())).toEqual(whole)
  })

  it('repeat and skip nothing that stays, whatever is inserted and deleted between them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...orders),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.tuple(fc.boolean(), fc.nat(300)), { maxLength: 12 }),
        async (query, size, changes) => {
          const shop = await openShop()
          await fill(shop, 20)
          const before = values((await shop.get(`customers?${query}`)).body, 'number')
          const touched = new Set<string>()
          const seen = await readAll(shop, `customers?${query}`, size, async (page) => {
            for (const [isInsert, place] of changes.slice(page - 1, page + 1)) {
              const number = `N${String(isInsert ? place : (place % 20) * 10).padStart(4, '0')}`
              touched.add(number)
              if (isInsert)
                await shop.send('POST', 'customers', customer(number, { city: `City ${place % 3}`, credit: place % 4 }))
              else await shop.send('DELETE', `customers(number='${number}')`)
            }
          })
          expect(new Set(seen).size).toBe(seen.length)
          const kept = before.map(String).filter((number) => !touched.has(number))
          expect(seen.filter((number) => kept.includes(number))).toEqual(kept)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('show every row that stays once and in order, while others move between pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...orders),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.tuple(fc.nat(19), fc.nat(4), fc.nat(4)), { maxLength: 12 }),
        async (query, size, moves) => {
          const shop = await openShop()
          await fill(shop, 20)
          const before = values((await shop.get(`customers?${query}`)).body, 'number').map(String)
          const moved = new Set<string>()
          const seen = await readAll(shop, `customers?${query}`, size, async (page) => {
            for (const [at, city, rank] of moves.slice(page - 1, page + 1)) {
              const number = `N${String(at * 10).padStart(4, '0')}`
              const body = { city: `City ${city}`, credit: rank, rank, name: 'n'.repeat(city) }
              moved.add(number)
              expect((await shop.send('PATCH', `customers(number='${number}')`, body)).status).toBe(204)
            }
          })
          const kept = before.filter((number) => !moved.has(number))
          expect(seen.filter((number) => kept.includes(number))).toEqual(kept)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('end at $top, also over several pages, and $count counts all', async () => {
    const shop = await openShop()
    await fill(shop, 5)
    const { body } = await shop.get('customers?$top=2&$count=true')
    expect(linkOf(body, '@odata.nextLink')).toBe('')
    expect(member(body, '@odata.count')).toBe(5)
    expect(await readAll(shop, 'customers?$top=3', 2, () => Promise.resolve())).toEqual(['N0000', 'N0010', 'N0020'])
  })

  it('of expanded rows go on at a link of their own, with the options of the expansion', async () => {
    const shop = await openShop({ dialect: { ...plainDialect, page: { ...plainDialect.page, maximum: 2 } } })
    const orders = [5, 1, 4, 2, 3].map((amount) => ({ amount }))
    const id = text((await shop.send('POST', 'customers', customer('A', { orders }))).body, 'id')
    const expand = 'orders($select=amount;$orderby=amount desc;$filter=amount gt 1;$count=true)'
    const { body } = await shop.get(`customers(${id})?$expand=${expand}`)
    const pages = [values({ value: member(body, 'orders') }, 'amount')]
    expect(member(body, 'orders@odata.count')).toBe(4)
    for (let link = text(body, 'orders@odata.nextLink'); link !== '';) {
      const next = await shop.get(link.split('/api/')[1] ?? '')
      pages.push(values(next.body, 'amount'))
      link = text(next.body, '@odata.nextLink')
    }
    expect(pages).toEqual([
      [5, 4],
      [3, 2],
    ])
    const short = await shop.get(`customers(${id})?$expand=orders($top=2)`)
    expect(member(short.body, 'orders@odata.nextLink')).toBeNull()
  })

  it.each(orders)('of %s take any made-up token without breaking', async (query) => {
    const shop = await openShop()
    await fill(shop, 5)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom('abc', '1', null, true, 'NaN', '9'.repeat(400)), fc.integer()), {
          maxLength: 3,
        }),
        fc.record({ page: fc.integer(), sent: fc.double(), version: fc.integer() }, { requiredKeys: ['page'] }),
        async (after, more) => {
          const state = { after: JSON.stringify(after), lastId: 'x', firstId: '', tracking: false, ...more }
          const token = Buffer.from(JSON.stringify(state)).toString('base64url')
          expect([200, 400]).toContain((await shop.get(`customers?${query}&$skiptoken=${token}`)).status)
        },
      ),
      { numRuns: 30 },
    )
  })

  it.each([
    'x',
    'e30',
    Buffer.from('{"page":2,"after":"[1,2,3]","lastId":"x","firstId":"","tracking":false}').toString('base64url'),
  ])('refuse the token %s', async (token) => {
    const shop = await openShop()
    expect((await shop.get(`customers?$skiptoken=${token}`)).body).toMatchObject({ error: { code: 'badSkipToken' } })
  })
})
