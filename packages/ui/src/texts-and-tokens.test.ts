import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkField } from './field-check.ts'
import { jsonTokens } from './json-tokens.ts'
import { currentItem, groupItems } from './navigation-item.ts'
import { counted } from './texts.ts'

describe('fields', () => {
  const label = 'Credit limit'
  test.each([
    [{ type: 'text', label, required: true }, '', 'Enter Credit limit.'],
    [{ type: 'text', label }, '', undefined],
    [{ type: 'text', label, maxlength: 3 }, 'abcd', 'Credit limit may have at most 3 characters; it has 4.'],
    [{ type: 'text', label, maxlength: 3 }, 'abc', undefined],
    [{ type: 'decimal', label }, 'x', 'Credit limit must be a number, for example 1,234.56.'],
    [{ type: 'decimal', label, min: '0' }, '-0.01', 'Credit limit must be at least 0.'],
    [{ type: 'decimal', label, min: '0' }, '0.00', undefined],
    [{ type: 'decimal', label, max: '10' }, '10.000000000000000001', 'Credit limit must be at most 10.'],
    [{ type: 'integer', label }, '1.5', 'Credit limit must be a whole number, for example 12.'],
    [{ type: 'integer', label }, '-12', undefined],
  ] as const)('%o with %j says %j', (rules, value, expected) => {
    expect(checkField(rules, value)).toBe(expected)
  })
})

describe('navigation', () => {
  const items = [
    { href: '/', label: 'Home' },
    { href: '/customers', label: 'Customers', group: 'Lists' },
    { href: '/customers/blocked', label: 'Blocked', group: 'Lists' },
  ]
  test.each([
    ['/', '/'],
    ['/customers', '/customers'],
    ['/customers/1', '/customers'],
    ['/customers/blocked', '/customers/blocked'],
    ['/customersx', undefined],
    ['/other', undefined],
  ])('%s belongs to %s', (path, expected) => {
    expect(currentItem(items, path)?.href).toBe(expected)
  })

  test('groups keep the order of their first entries', () => {
    expect([...groupItems(items).keys()]).toEqual(['', 'Lists'])
  })
})

describe('JSON tokens', () => {
  test('together are the text, whatever it is', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((text) => text.slice(0, text.length / 2)),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  test('keys, strings, numbers and literals are told apart', () => {
    const kinds = jsonTokens('{"a": "b", "c": [-1.5e3, true, null]}').filter(({ kind }) => kind !== 'plain')
    expect(kinds.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'key "a"',
      'string "b"',
      'key "c"',
      'number -1.5e3',
      'literal true',
      'literal null',
    ])
  })
})

test.each([
  [0, '0 rows'],
  [1, '1 row'],
  [1234, '1,234 rows'],
])('%i is counted as %s', (count, expected) => {
  expect(counted(count, 'row')).toBe(expected)
})
