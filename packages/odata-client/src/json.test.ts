import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactNumber, parseJson } from './json.ts'

describe('numbers in answers', () => {
  test.each([
    ['20000.0000', '20000.0000'],
    ['0.1', '0.1'],
    ['12345678901234567890.12', '12345678901234567890.12'],
    ['9007199254740993', '9007199254740993'],
    ['1e-7', '1e-7'],
    ['42', 42],
    ['-3', -3],
    ['0', 0],
  ])('%s is read as %j', (source, expected) => {
    expect(parseJson(`{"a":${source},"b":[${source}]}`)).toEqual({ a: expected, b: [expected] })
  })

  test('texts, booleans and nulls stay what they are', () => {
    expect(parseJson('{"a":"1.50","b":true,"c":null,"d":{"e":""}}')).toEqual({
      a: '1.50',
      b: true,
      c: null,
      d: { e: '' },
    })
  })
})

describe('numbers in bodies', () => {
  test('are printed digit for digit', () => {
    expect(JSON.stringify({ amount: exactNumber('12345678901234567890.1200') })).toBe(
      '{"amount":12345678901234567890.1200}',
    )
  })

  test.each(['', 'abc', '1,5', '01', '1.', 'NaN', '1}'])('"%s" is refused', (text) => {
    expect(() => exactNumber(text)).toThrow(RangeError)
  })

  test('what is printed is read back with the same digits', () => {
    const decimals = fc
      .tuple(fc.bigInt(), fc.integer({ min: 1, max: 9_999 }))
      .map(([whole, part]) => `${whole}.${part}`)
    fc.assert(
      fc.property(decimals, (text) => {
        expect(parseJson(JSON.stringify({ a: exactNumber(text) }))).toEqual({ a: text })
      }),
    )
  })
})
