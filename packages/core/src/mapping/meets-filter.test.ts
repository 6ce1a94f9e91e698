import { expect, it } from 'vitest'
import { meetsFilter } from './meets-filter.ts'
import type { FieldCondition } from './field-condition.ts'

const values = { a: 'x', n: 0, blank: null }
const cases: readonly (readonly [string, readonly FieldCondition[], boolean])[] = [
  ['no condition is met', [], true],
  ['equal', [{ field: 'a', operator: 'eq', value: 'x' }], true],
  ['equal to a number is not equal to its text', [{ field: 'n', operator: 'eq', value: '0' }], false],
  ['different', [{ field: 'a', operator: 'ne', value: 'y' }], true],
  ['one of', [{ field: 'a', operator: 'in', values: ['y', 'x'] }], true],
  ['none of', [{ field: 'a', operator: 'in', values: [] }], false],
  ['blank', [{ field: 'blank', operator: 'isBlank' }], true],
  ['zero is not blank', [{ field: 'n', operator: 'isNotBlank' }], true],
  ['what was not read is blank', [{ field: 'other', operator: 'isBlank' }], true],
  [
    'all must hold',
    [
      { field: 'a', operator: 'eq', value: 'x' },
      { field: 'n', operator: 'isBlank' },
    ],
    false,
  ],
]
it.each(cases)('%s', (_, conditions, expected) => expect(meetsFilter(conditions, values)).toBe(expected))
