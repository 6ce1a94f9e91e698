import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney, formatNumber, formatPercent } from './format-number.ts'

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test.each([
  ['1234.5', 'EUR', 'en-US', 'EUR 1,234.50'],
  ['-1234.50', 'EUR', 'en-US', '-EUR 1,234.50'],
  ['1234.5', 'EUR', 'de-DE', '1.234,50 EUR'],
  ['1234.5', 'DKK', 'da-DK', '1.234,50 DKK'],
  ['1234', 'JPY', 'en-US', 'JPY 1,234'],
  ['1.5', 'KWD', 'en-US', 'KWD 1.500'],
  ['0.123456', 'EUR', 'en-US', 'EUR 0.123456'],
  ['12.5000', 'EUR', 'en-US', 'EUR 12.50'],
  ['12345678901234567890.12', 'EUR', 'en-US', 'EUR 12,345,678,901,234,567,890.12'],
  ['12.5', null, 'en-US', '12.5'],
  ['12.5', 'Fr.', 'en-US', '12.5 Fr.'],
  ['', 'EUR', 'en-US', ''],
  ['1e5', 'EUR', 'en-US', '1e5'],
  ['NaN', 'EUR', 'en-US', 'NaN'],
])('%s %s in %s reads %s', (value, currency, language, shown) => {
  expect(plain(formatMoney(value, currency, language))).toBe(shown)
})

test('a number carries its unit, a percentage its sign', () => {
  expect(plain(formatNumber('1234.50', 'en-US', 'PCS'))).toBe('1,234.5 PCS')
  expect(plain(formatPercent('12.5', 'en-US'))).toBe('12.5%')
})

test('no digit is lost, whatever the size', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{0,40}$/)
  const fraction = fc.stringMatching(/^[0-9]{0,29}[1-9]$/)
  fc.assert(
    fc.property(digits, fraction, fc.boolean(), (whole, rest, negative) => {
      const value = `${negative ? '-' : ''}${whole}.${rest}`
      return formatNumber(value, 'en-US').replaceAll(',', '') === value
    }),
  )
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.string()), (value, currency) => {
      expect(typeof formatMoney(value, currency, 'en-US')).toBe('string')
    }),
  )
})
