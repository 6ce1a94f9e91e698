import { expect, test } from 'vitest'
import { big, canonical, roundTo } from './decimal.ts'

test.each([
  ['2.345', '0.01', '2.35'],
  ['-2.345', '0.01', '-2.35'],
  ['2.3449999', '0.01', '2.34'],
  ['0.5', '1', '1'],
  ['-0.004', '0.01', '0'],
  ['7.13', '0.05', '7.15'],
])('%s rounded to %s is %s', (value, precision, rounded) => {
  expect(canonical(roundTo(big(value), precision))).toBe(rounded)
})

test('a third of a big amount times three is the amount', () => {
  const third = big('123456789012345.67').div(3)
  expect(canonical(roundTo(third.times(3)))).toBe('123456789012345.67')
})
