import { describe, expect, it } from 'vitest'
import { customer, openShop, text } from '../fixtures/shop.ts'
import { plainDialect } from '../service/plain-dialect.ts'

const strict = { ...plainDialect, conditions: { patchNeedsIfMatch: true, deleteNeedsIfMatch: true, upsert: false } }

describe('conditions', () => {
  // method, If-Match, If-None-Match, status where the dialect is lenient, where it is strict
  it.each([
    ['PATCH', undefined, undefined, 204, 428],
    ['PATCH', 'current', undefined, 204, 204],
    ['PATCH', 'strong', undefined, 204, 204],
    ['PATCH', 'listed', undefined, 204, 204],
    ['PATCH', 'stale', undefined, 412, 412],
    ['PATCH', '*', undefined, 204, 204],
    ['PATCH', 'nonsense', undefined, 204, 428],
    ['PATCH', undefined, '*', 412, 428],
    ['PATCH', undefined, 'null', 204, 428],
    ['DELETE', undefined, undefined, 204, 428],
    ['DELETE', 'stale', undefined, 412, 412],
    ['DELETE', 'current', undefined, 204, 204],
    ['GET', undefined, 'current', 304, 304],
    ['GET', undefined, 'stale', 200, 200],
    ['GET', undefined, 'null', 200, 200],
    ['GET', 'stale', undefined, 412, 412],
  ])('%s with If-Match %s and If-None-Match %s', async (method, match, none, lenient, strictly) => {
    for (const [dialect, status] of [
      [plainDialect, lenient],
      [strict, strictly],
    ] as const) {
      const shop = await openShop({ dialect })
      const created = await shop.send('POST', 'customers', customer('A'))
      const stale = text(created.body, '@odata.etag')
      await shop.send('PATCH', `customers(${text(created.body, 'id')})`, { city: 'Oslo' }, { 'if-match': '*' })
      const current = (await shop.get(`customers(${text(created.body, 'id')})`)).headers.get('etag') ?? ''
      const tags: Record<string, string> = {
        current,
        stale,
        strong: current.replace('W/', ''),
        listed: `"x", ${current}`,
        nonsense: 'abc',
        '*': '*',
        null: 'null',
      }
      const headers = {
        ...(match !== undefined && { 'if-match': tags[match] ?? '' }),
        ...(none !== undefined && { 'if-none-match': tags[none] ?? '' }),
      }
      const answer = await shop.send(
        method,
        `customers(${text(created.body, 'id')})`,
        method === 'PATCH' ? { city: 'Rome' } : undefined,
        headers,
      )
      expect(answer.status, `${dialect === strict ? 'strict' : 'lenient'}: ${answer.text}`).toBe(status)
    }
  })

  it('on a missing row: created only without If-Match and where the dialect upserts', async () => {
    const missing = 'customers(00000000-0000-4000-8000-0000000000aa)'
    const lenient = await openShop()
    expect((await lenient.send('PATCH', missing, { name: 'x' }, { 'if-match': '*' })).status).toBe(404)
    expect((await lenient.send('PATCH', missing, { name: 'x' })).status).toBe(201)
    const demanding = await openShop({ dialect: strict })
    expect((await demanding.send('PATCH', missing, { name: 'x' })).status).toBe(404)
  })
})
