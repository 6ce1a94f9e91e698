import { expect, test } from 'vitest'
import { nextNumber } from './next-number.ts'

test.each([
  ['C00099', 'C00100'],
  ['A9-X', 'A10-X'],
  ['9', '10'],
  ['INV-2026-0099', 'INV-2026-0100'],
  ['ABC', undefined],
  ['99999999999999999999', undefined],
])('after %s comes %s', (number, next) => {
  expect(nextNumber(number)).toBe(next)
})
