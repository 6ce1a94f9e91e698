import { expect, test } from 'vitest'
import { fieldName, mappingName } from './names.ts'
import { timeLeft } from './time-left.ts'
import { valueText } from './value-text.ts'

test.each([
  ['sales-order-line', 'Sales order line'],
  ['currency', 'Currency'],
])('the mapping %s reads %s', (name, words) => expect(mappingName(name)).toBe(words))

test.each([
  ['creditLimit', 'Credit limit'],
  ['address1_line1', 'Address1 line1'],
  ['name', 'Name'],
  ['Payment terms', 'Payment terms'],
])('the field %s reads %s', (name, words) => expect(fieldName(name)).toBe(words))

test.each([
  [0, '0 s'],
  [45, '45 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [3600, '1 h'],
  [3785, '1 h 3 min'],
  [-3, '0 s'],
])('%i seconds read %s', (seconds, words) => expect(timeLeft(seconds)).toBe(words))

test.each([
  [null, '(empty)'],
  ['', '(empty)'],
  [undefined, '(empty)'],
  [true, 'Yes'],
  [0, '0'],
  ['12.50', '12.50'],
] as const)('the value %j reads %s', (value, words) => expect(valueText(value)).toBe(words))
