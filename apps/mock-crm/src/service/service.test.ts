/** The dialect's small parts: cookies, delta tokens, wildcards, formats. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDelta, encodeDelta } from './delta-token.ts'
import { formattedAmount, formattedInstant } from './formats.ts'
import { decodeCookie, encodeCookie } from './paging-cookie.ts'
import { textPattern } from './wildcards.ts'

describe('the paging cookie', () => {
  it('carries any continuation and gives it back', () => {
    const state = fc.record({
      page: fc.integer({ min: 2, max: 1_000_000 }),
      after: fc.string(),
      lastId: fc.uuid(),
      firstId: fc.uuid(),
      tracking: fc.boolean(),
      version: fc.nat(),
    })
    fc.assert(
      fc.property(state, (value) => {
        expect(decodeCookie(encodeCookie(value))).toEqual(value)
      }),
      { numRuns: 200 },
    )
  })

  it('refuses what it did not write, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCookie(text)).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    expect(decodeCookie('<cookie pagenumber="2" pagingcookie="%" istracking="False" />')).toBeUndefined()
  })
})

describe('the delta token', () => {
  it('is the version and the time to the second', () => {
    const token = encodeDelta({ version: 919042, at: '2017-08-22T08:10:44.123Z' })
    expect(token).toBe('919042!08/22/2017 08:10:44')
    expect(decodeDelta(token)).toEqual({ version: 919042, at: '2017-08-22T08:10:44.000Z' })
  })

  it.each(['', '1', '!08/22/2017 08:10:44', '1!22/08/2017 08:10:44', '1!08/22/2017', 'x!08/22/2017 08:10:44'])(
    '%j is none',
    (token) => {
      expect(decodeDelta(token)).toBeUndefined()
    },
  )
})

describe('wildcards', () => {
  it.each([
    ['contains', 'a%d', 'xx abcd', true],
    ['startswith', 'a_c', 'abcd', true],
    ['startswith', 'a_c', 'xabc', false],
    ['endswith', '[a-c]d', 'xyzbd', true],
    ['endswith', '[^a-c]d', 'xyzbd', false],
    ['contains', '[%]', '50 %', true],
    ['contains', '[%]', '50', false],
    ['contains', '%(x)', 'a (x)', true],
  ] as const)('%s %s in %s: %s', (operator, pattern, text, expected) => {
    expect(textPattern(operator, pattern)?.(text)).toBe(expected)
  })

  it('plain text and equality have none; a backward range is compared as it stands', () => {
    expect(textPattern('contains', 'abc')).toBeUndefined()
    expect(textPattern('eq', 'a%')).toBeUndefined()
    expect(textPattern('contains', '[c-a]')).toBeUndefined()
  })
})

describe('formatted values', () => {
  it.each([
    ['20000.0000', '£', '£20,000.00'],
    ['-5.5', '€', '(€5.50)'],
    ['1234567', '$', '$1,234,567.00'],
    ['0', '€', '€0.00'],
  ])('%s %s', (amount, symbol, expected) => {
    expect(formattedAmount(amount, symbol)).toBe(expected)
  })

  it.each([
    ['1234.5678', 0, '¥1,234'],
    ['1234.5678', 3, '¥1,234.567'],
    ['-0.5', 1, '(¥0.5)'],
  ])('%s in a currency of %i decimals: %s', (amount, precision, expected) => {
    expect(formattedAmount(amount, '¥', precision)).toBe(expected)
  })

  it('dates are those of the service’s first language', () => {
    expect(formattedInstant('2026-08-21T10:02:13Z', false)).toBe('8/21/2026 10:02 AM')
    expect(formattedInstant('2026-08-21', true)).toBe('8/21/2026')
  })
})
