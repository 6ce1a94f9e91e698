import { describe, expect, it } from 'vitest'
import { customer, member, openShop, text, values } from '../fixtures/shop.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { preferencesOf } from './preferences.ts'
import type { Dialect } from '../model/dialect.ts'

const read = (prefer: string): ReturnType<typeof preferencesOf> => preferencesOf(new Headers({ prefer }))

describe('the Prefer header', () => {
  it.each([
    ['return=representation', { return: 'representation' }],
    ['return="minimal"', { return: 'minimal' }],
    ['return-no-content', { return: 'minimal' }],
    ['return-content', { return: 'representation' }],
    ['return=minimal, return=representation', { return: 'minimal' }],
    ['return=else', { return: undefined }],
    ['maxpagesize=5', { maxPageSize: 5 }],
    ['odata.maxpagesize=5,odata.track-changes', { maxPageSize: 5, trackChanges: true }],
    ['odata.maxpagesize=0', { maxPageSize: undefined }],
    ['odata.maxpagesize=-1', { maxPageSize: undefined }],
    ['ODATA.Continue-On-Error', { continueOnError: true }],
    ['odata.continue-on-error=false', { continueOnError: false }],
    ['odata.include-annotations="a.*,-a.b"', { includeAnnotations: 'a.*,-a.b' }],
    ['=,;"', { return: undefined, maxPageSize: undefined, trackChanges: false }],
  ])('%s reads as %j', (prefer, expected) => {
    expect(read(prefer)).toMatchObject(expected)
  })

  it.each([
    ['*', 'x.y', true],
    ['x.*', 'x.y', true],
    ['x.*', 'y.x', false],
    ['*,-x.y', 'x.y', false],
    ['-*', 'x.y', false],
    ['x.y', 'x.y', true],
    ['', 'x.y', false],
  ])('with include-annotations="%s" asks for %s: %s', (pattern, annotation, expected) => {
    expect(read(`odata.include-annotations="${pattern}"`).includes(annotation)).toBe(expected)
  })

  it.each([
    ['POST', 'return=minimal', 204],
    ['POST', 'return=representation', 201],
    ['PATCH', 'return=representation', 200],
    ['PATCH', 'return=minimal', 204],
  ])('decides what %s with %s answers, and the answer says so', async (method, prefer, status) => {
    const shop = await openShop()
    const id = text((await shop.send('POST', 'customers', customer('A'))).body, 'id')
    const path = method === 'POST' ? 'customers' : `customers(${id})`
    const answer = await shop.send(method, path, customer('B'), { prefer })
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([status, prefer])
    expect(answer.headers.get('odata-entityid')).toMatch(/^http:\/\/shop\.test\/api\/customers\([\w-]{36}\)$/)
    expect(answer.text === '').toBe(status === 204)
  })

  it('asks for annotations, which the dialect then adds to rows and lists', async () => {
    const dialect: Dialect = {
      ...plainDialect,
      appliesPreferences: ['include-annotations', 'maxpagesize'],
      propertyAnnotations: (row, name, _property, _set, _context, includes) =>
        includes('shop.upper') ? { [`${name}@shop.upper`]: String(row[name] ?? '').toUpperCase() } : {},
      listAnnotations: ({ count }) => ({ '@shop.count': count ?? -1 }),
    }
    const shop = await openShop({ dialect })
    await shop.send('POST', 'customers', customer('A'))
    const path = 'customers?$select=name&$count=true'
    const prefer = 'odata.include-annotations="shop.*",odata.maxpagesize=3'
    const asked = await shop.get(path, { prefer })
    expect(asked.headers.get('preference-applied')).toBe('odata.maxpagesize=3, odata.include-annotations="shop.*"')
    expect(asked.body).toMatchObject({ '@shop.count': 1, value: [{ 'name@shop.upper': 'NAME A', name: 'Name A' }] })
    const plain = await shop.get(path)
    expect(member(plain.body, '@shop.count')).toBeNull()
    expect(values(plain.body, 'name@shop.upper')).toEqual([null])
  })
})
