import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkOf, readFacts, webLink } from './facts.ts'

test('no body makes it throw, and what it answers is whole', () => {
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.anything()), (body, values) => {
      for (const facts of [readFacts(body), readFacts({ state: 'ok', values })])
        if (facts !== null) for (const value of facts.values) expect(typeof value.key).toBe('string')
    }),
  )
})

test('unknown words fall back, unknown states do not', () => {
  const values = [{ key: 'a', value: 'x', kind: 'colour', severity: 'purple' }]
  expect(readFacts({ state: 'ok', values })?.values[0]).toMatchObject({ kind: 'text', severity: 'none' })
  expect(readFacts({ state: 'new', values })).toBeNull()
})

test.each(['javascript:alert(1)', 'data:text/html,x', '/customers/1', 'https://', 'ftp://x', 7, null])(
  '%j is no link',
  (link) => {
    expect(webLink(link)).toBeNull()
  },
)

test('the record’s address is the first link of its values', () => {
  const values = [
    { key: 'a' },
    { key: 'b', link: 'https://erp.example/b' },
    { key: 'c', link: 'https://erp.example/c' },
  ]
  const facts = readFacts({ state: 'ok', values })
  expect(facts === null ? null : linkOf(facts)).toBe('https://erp.example/b')
})
