import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimal } from './compare-decimal.ts'
import { currencyFraction, formatDecimal, formatInteger, formatMoney, isDecimalString } from './format-number.ts'
import { parseDecimal } from './parse-decimal.ts'

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.integer({ min: 0, max: 9 }).map(String), minLength, maxLength })

/** Decimal strings of any length, leading and trailing zeros included. */
const decimals = fc
  .tuple(fc.boolean(), digits(1, 30), digits(0, 12))
  .map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`)

const scale = 12
/** The value times 10^12, which a BigInt holds exactly. */
const scaled = (value: string): bigint => {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.')
  const size = BigInt(whole + fraction.padEnd(scale, '0'))
  return value.startsWith('-') ? -size : size
}

describe('decimal strings', () => {
  test('compare like the numbers that they are', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const expected = scaled(a) === scaled(b) ? 0 : scaled(a) < scaled(b) ? -1 : 1
        expect(Math.sign(compareDecimal(a, b))).toBe(expected)
      }),
    )
  })

  test.each(['', '-', '1.', '.5', '1e3', '1,5', 'NaN', ' 1', '0x1'])('%j is none', (text) => {
    expect(isDecimalString(text)).toBe(false)
    expect(formatDecimal(text)).toBe(text)
  })
})

describe('formatting', () => {
  test.each([
    ['12345678901234567890.1234567890', {}, '12,345,678,901,234,567,890.1234567890'],
    ['0.1', { fraction: 2 }, '0.10'],
    ['-1234.5', { locale: 'de-DE' }, '-1.234,5'],
    ['1234.50', { locale: 'de-DE', fraction: 2 }, '1.234,50'],
    ['007', {}, '7'],
  ])('%s with %o reads %s', (value, options, expected) => {
    expect(formatDecimal(value, { locale: 'en-US', ...options })).toBe(expected)
  })

  test.each([
    ['1234.5', 'EUR', '1,234.50\u00a0EUR'],
    ['1234', 'JPY', '1,234\u00a0JPY'],
    ['1.2345', 'USD', '1.2345\u00a0USD'],
    ['5', 'KWD', '5.000\u00a0KWD'],
    ['5', '', '5.00'],
    ['5', 'LCY-1', '5.00\u00a0LCY-1'],
    ['', 'EUR', ''],
  ])('%s %s reads %s', (value, currency, expected) => {
    expect(formatMoney(value, currency, { locale: 'en-US' })).toBe(expected)
  })

  test('a code that is no currency has two decimals, and does not throw', () => {
    expect(currencyFraction('???')).toBe(2)
  })

  test('counts have separators', () => {
    expect(formatInteger(10000, { locale: 'en-US' })).toBe('10,000')
  })
})

describe('parsing', () => {
  test.each(['en-US', 'de-DE', 'fr-FR', 'sv-SE', 'es-ES', 'de-CH', 'nb-NO'])(
    'what is shown in %s reads back as the same number',
    (locale) => {
      fc.assert(
        fc.property(decimals, (value) => {
          const read = parseDecimal(formatDecimal(value, { locale }), { locale })
          expect(read === undefined ? undefined : compareDecimal(read, value)).toBe(0)
        }),
      )
    },
  )

  test.each([
    ['1,234.50', 'en-US', '1234.50'],
    ['1.234,50', 'de-DE', '1234.50'],
    ['1 234,50', 'de-DE', '1234.50'],
    ['007', 'en-US', '7'],
    ['12.', 'en-US', '12'],
    ['-0', 'en-US', '0'],
    ['\u22125', 'en-US', '-5'],
    ['1.5', 'de-DE', undefined],
    ['1,5', 'en-US', undefined],
    ['12,34,567', 'en-US', undefined],
    ['1e5', 'en-US', undefined],
    ['', 'en-US', undefined],
    ['five', 'en-US', undefined],
  ])('%j in %s is %s', (text, locale, expected) => {
    expect(parseDecimal(text, { locale })).toBe(expected)
  })
})
