import { expect, it } from 'vitest'
import type { FieldType } from '../entity/field-type.ts'
import { code, decimal, id, text } from '../entity/field-types.ts'
import { sameValue } from './same-value.ts'
import type { Value } from './value.ts'

const cases: readonly (readonly [string, FieldType, Value, Value, boolean])[] = [
  ['text compares as it is', text(), 'a', 'A', false],
  ['code compares in upper case', code(10), 'de', 'DE', true],
  ['ids compare whatever their case', id(), 'AB', 'ab', true],
  ['blank is only blank', text(), null, '', false],
  ['blank equals blank', text(), null, null, true],
  ['numbers and their text differ', decimal(), '1', 1, false],
]

it.each(cases)('%s', (_, type, a, b, expected) => {
  expect(sameValue(type, a, b)).toBe(expected)
  expect(sameValue(type, b, a)).toBe(expected)
})
