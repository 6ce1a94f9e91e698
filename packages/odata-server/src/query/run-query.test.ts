import { describe, expect, it } from 'vitest'
import { openShopEmulator } from '../fixtures/shop-emulator.ts'
import { robot, values } from '../fixtures/shop.ts'

/** Rows read are seen through the execution time that they cost: 1,000 ms a row against a budget that the answer's header shows. */
describe('queries', () => {
  it.each([
    ["customers?$filter=number eq 'N0042'", 1],
    ["customers?$filter=number in ('N0001','N0002')", 2],
    ["customers?$filter=city eq 'City 7' and rank eq 1", 20],
    ['customers?$filter=credit ge 1990 and credit lt 1992&$orderby=name', 3],
    ['customers?$top=5', 6],
    ['customers?$orderby=modified desc&$top=5', 6],
    ["customers?$filter=number gt 'N1990'&$top=5", 7],
    ["customers?$filter=(city eq 'City 1' or city eq 'City 2') and active eq true", 40],
    ["customers?$filter=startswith(number,'N004')", 11],
    ["customers?$filter=startswith(city,'City 77') and active", 41],
    ["customers(number='N0042')", 1],
    ['customers/$count', 0],
  ])('of %s read no more rows than an index leaves', async (path, most) => {
    const left: number[] = []
    const shop = await openShopEmulator({
      more: {
        limits: {
          documented: {},
          countBatchParts: false,
          answer: () => ({ status: 429, headers: {}, body: null }),
          headers: ({ executionMs }) => {
            left.push(executionMs)
            return {}
          },
        },
        reset: () => undefined,
        load: () => undefined,
      },
    })
    const rows = Array.from({ length: 2000 }, (_, at) => ({
      number: `N${String(at).padStart(4, '0')}`,
      name: `Name ${at}`,
      city: `City ${at % 100}`,
      credit: String(at),
      rank: at % 3,
      active: at % 2 === 0,
    }))
    const { database } = shop
    database.transact(robot, '', (data) => {
      for (const row of rows) data.insert('Customer', row)
    })
    await shop.control('PUT', 'limits', {
      executionMsPer5Minutes: 1_000_000_000,
      cost: { requestMs: 0, rowReadMs: 1000, rowWriteMs: 0 },
    })
    const answer = await shop.send('GET', path)
    expect(answer.status, answer.text).toBe(200)
    expect((1_000_000_000 - (left[0] ?? 0)) / 1000).toBeLessThanOrEqual(most)
    expect(values(answer.body, 'number').length).toBeLessThanOrEqual(40)
    await shop.emulator.close()
  })
})
