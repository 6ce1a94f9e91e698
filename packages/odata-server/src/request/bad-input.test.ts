import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customer, openShop, text } from '../fixtures/shop.ts'
import { plainDialect } from '../service/plain-dialect.ts'

describe('bad input', () => {
  it.each([
    ['GET', 'nothing', undefined, 404, 'unknownSegment'],
    ['PATCH', '$batch(1)', undefined, 404, 'unknownSegment'],
    ['PATCH', '$batch/', undefined, 405, 'methodNotAllowed'],
    ['GET', 'customers(1)', undefined, 400, 'badKey'],
    ['GET', 'customers(', undefined, 400, 'malformedUrl'],
    ['GET', 'customers(%ZZ)', undefined, 400, 'malformedUrl'],
    ['GET', 'customers?$filter=%ZZ', undefined, 400, 'malformedUrl'],
    ['GET', 'customers?$filter=foo eq 1', undefined, 400, 'unknownProperty'],
    ['GET', 'customers?$filter=name eq 1', undefined, 400, 'badSyntax'],
    ['GET', 'customers?$filter=name', undefined, 400, 'badSyntax'],
    ['GET', 'customers?$filter=geo.distance(a,b) lt 1', undefined, 501, 'unsupportedFunction'],
    ['GET', 'customers?$select=foo', undefined, 400, 'unknownProperty'],
    ['GET', 'customers?$orderby=foo', undefined, 400, 'unknownProperty'],
    ['GET', 'customers?$expand=foo', undefined, 400, 'unknownProperty'],
    ['GET', 'customers?$expand=orders($filter=', undefined, 400, 'badSyntax'],
    [
      'GET',
      'customers?$expand=orders($expand=customer($expand=orders($expand=customer($expand=orders($expand=customer)))))',
      undefined,
      400,
      'badSyntax',
    ],
    ['GET', 'customers?$top=-1', undefined, 400, 'badSyntax'],
    ['GET', 'customers?$top=1&$top=2', undefined, 400, 'badSyntax'],
    ['GET', 'customers?$search=x', undefined, 501, 'unsupportedOption'],
    ['GET', 'customers(00000000-0000-4000-8000-000000000001)/foo', undefined, 404, 'unknownSegment'],
    ['GET', 'customers(00000000-0000-4000-8000-000000000001)/name', undefined, 404, 'notFound'],
    ['POST', 'totals', {}, 405, 'methodNotAllowed'],
    ['PATCH', 'customers', {}, 405, 'methodNotAllowed'],
    ['POST', 'customers', '', 400, 'malformedBody'],
    ['POST', 'customers', '{"name":', 400, 'malformedBody'],
    ['POST', 'customers', '[]', 400, 'malformedBody'],
    ['POST', 'customers', { foo: 1 }, 400, 'unknownProperty'],
    ['POST', 'customers', '{"__proto__":{"name":"x"},"name":"y"}', 400, 'unknownProperty'],
    ['POST', 'customers', { constructor: 1 }, 400, 'unknownProperty'],
    ['POST', 'customers', { name: 1 }, 400, 'badValue'],
    ['POST', 'customers', { name: 'n', rank: 1.5 }, 400, 'badValue'],
    ['POST', 'customers', { name: 'n', rank: 99999999999 }, 400, 'badValue'],
    ['POST', 'customers', { name: 'n', since: '2026-02-30' }, 400, 'badValue'],
    ['POST', 'customers', { name: 'n', currencyId: 'x' }, 400, 'badValue'],
    ['POST', 'customers', { name: 'x'.repeat(31) }, 400, 'tooLong'],
    ['POST', 'customers', { name: 'n', kind: 'Huge' }, 400, 'notAnOption'],
    ['POST', 'customers', { name: 'n', modified: '2026-01-01T00:00:00Z' }, 400, 'readOnlyProperty'],
    ['POST', 'customers', { name: 'n', shout: 'N' }, 400, 'readOnlyProperty'],
    ['POST', 'customers', { name: 'n', 'foo@odata.bind': '/x(1)' }, 400, 'undeclaredBinding'],
    ['POST', 'customers', { name: 'n', 'currency@odata.bind': '/orders(1)' }, 400, 'badBinding'],
    ['POST', 'customers', { name: 'n', 'currency@odata.bind': "/currencies(code='XXX')" }, 404, 'notFound'],
    ['POST', 'customers', { name: 'n', orders: 1 }, 400, 'badValue'],
    ['POST', 'customers', { name: 'n', orders: [{ amount: 'x' }] }, 400, 'badValue'],
    ['POST', '', {}, 405, 'methodNotAllowed'],
    ['GET', '$batch', undefined, 405, 'methodNotAllowed'],
  ])('%s %s %j is answered', async (method, path, body, status, code) => {
    const shop = await openShop()
    const answer = await shop.send(method, path, body)
    expect(answer).toMatchObject({ status, body: { error: { code } } })
    expect((await shop.get('customers/$count')).text).toBe('0')
  })

  it('of great length is answered: a filter of thousands of conditions', async () => {
    const shop = await openShop({
      dialect: { ...plainDialect, limits: { ...plainDialect.limits, urlLength: 1_000_000 } },
    })
    await shop.send('POST', 'customers', customer('A', { rank: 1 }))
    const filter = Array.from({ length: 3000 }, (_, at) => `rank eq ${at}`).join(' or ')
    expect((await shop.get(`customers/$count?$filter=${filter}`)).text).toBe('1')
    expect((await shop.get(`customers?$filter=rank${' add 1'.repeat(3000)} eq 1`)).status).toBe(400)
    expect((await shop.get(`customers?$filter=${'('.repeat(50_000)}`)).status).toBe(400)
    expect((await shop.send('POST', 'customers', '['.repeat(100_000))).status).toBe(400)
  })

  it('of the wrong type or size is refused', async () => {
    const shop = await openShop({
      dialect: { ...plainDialect, limits: { ...plainDialect.limits, bodyBytes: 100, urlLength: 200 } },
    })
    expect((await shop.send('POST', 'customers', { name: 'x'.repeat(200) })).status).toBe(413)
    expect((await shop.get(`customers?$filter=name eq '${'x'.repeat(300)}'`)).status).toBe(414)
    expect(
      (await shop.send('POST', 'customers', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415)
  })

  it('of any shape gets an answer in the dialect, never an internal error, and a refusal changes nothing', async () => {
    const shop = await openShop()
    const id = text((await shop.send('POST', 'customers', customer('A', { orders: [{ amount: 1 }] }))).body, 'id')
    const piece = fc.constantFrom(
      'customers',
      `(${id})`,
      "(number='A')",
      '/',
      'orders',
      '$ref',
      '$count',
      '$value',
      '$metadata',
      '$batch',
      '?',
      '$filter=',
      '$orderby=',
      '$expand=',
      '$select=',
      '$skiptoken=',
      '$deltatoken=',
      '&',
      '(',
      ')',
      "'",
      'name',
      'eq',
      ' ',
      '1',
      'null',
      'any(x:x/amount gt 1)',
      '%27',
      '%',
      'Shop.rename',
      'desc',
      ',',
      ';',
      '@p',
      '[',
      '"',
      '..',
      'contains(',
      'in',
      '-',
      'x',
      '\u00e4',
    )
    const json = fc.json({ maxDepth: 3 })
    const state = async (): Promise<string> => (await shop.get('customers?$expand=orders,currency')).text
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
        fc.array(piece, { maxLength: 9 }),
        fc.option(fc.oneof(json, fc.string(), fc.constant('{"name":"z","orders":[{"amount":{}}]}'))),
        async (method, pieces, body) => {
          const before = await state()
          const answer = await shop.send(method, pieces.join(''), method === 'GET' ? undefined : (body ?? undefined), {
            'if-match': 'W/"0"',
          })
          expect(answer.text).not.toContain('"internal"')
          expect(answer.status).toBeLessThan(502)
          if (answer.status >= 400) expect(await state()).toBe(before)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
