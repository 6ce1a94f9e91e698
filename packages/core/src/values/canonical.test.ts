import { describe, expect, it } from 'vitest'
import type { FieldType } from '../entity/field-type.ts'
import { boolean, code, date, decimal, id, instant, integer, option, reference, text } from '../entity/field-types.ts'
import { KobleError } from '../errors/koble-error.ts'
import { canonical } from './canonical.ts'
import type { Value } from './value.ts'

const cases: readonly (readonly [string, FieldType, unknown, Value])[] = [
  ['text is kept as it is', text(10), ' a ', ' a '],
  ['empty text is blank', text(10), '', null],
  ['nothing is blank', text(10), undefined, null],
  ['code is trimmed and upper-cased', code(10), ' eur ', 'EUR'],
  ['a code of blanks is blank', code(10), '  ', null],
  ['decimals lose trailing zeros', decimal(), '12.500', '12.5'],
  ['decimals keep all digits', decimal(), '12345678901234567.123456789', '12345678901234567.123456789'],
  ['decimals have no exponent', decimal(), 1e21, '1000000000000000000000'],
  ['small decimals have no exponent', decimal(), '1e-9', '0.000000001'],
  ['there is no negative zero', decimal(), '-0.00', '0'],
  ['zero is a value', decimal(), 0, '0'],
  ['integers are numbers', integer(), '42', 42],
  ['false is a value', boolean(), false, false],
  ['booleans may come as text', boolean(), 'true', true],
  ['dates keep the day', date(), '2026-01-31', '2026-01-31'],
  ['the first day of the calendar is blank', date(), '0001-01-01', null],
  ['instants are UTC with milliseconds', instant(), '2026-01-31T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
  ['instants are cut to milliseconds', instant(), '2026-01-31T10:00:00.1239Z', '2026-01-31T10:00:00.123Z'],
  ['the first instant of the calendar is blank', instant(), '0001-01-01T00:00:00Z', null],
  ['option names stay', option('_x0020_', 'Ship'), '_x0020_', '_x0020_'],
  ['option numbers may come as text', option(0, 1), '1', 1],
  ['ids are lower case', id(), 'ABCDEF00-0000-0000-0000-00000000000A', 'abcdef00-0000-0000-0000-00000000000a'],
  ['the zero GUID is blank', reference('x'), '00000000-0000-0000-0000-000000000000', null],
]

it.each(cases)('%s', (_, type, raw, expected) => {
  expect(canonical(type, raw)).toBe(expected)
  expect(canonical(type, canonical(type, raw)), 'canonical form stays').toBe(expected)
})

describe('what is no value of its type', () => {
  const wrong: readonly (readonly [FieldType, unknown])[] = [
    [text(), 5],
    [decimal(), 'abc'],
    [decimal(), {}],
    [integer(), 1.5],
    [integer(), '9007199254740993'],
    [boolean(), 'yes'],
    [date(), '31.01.2026'],
    [instant(), 'yesterday'],
    [option(0), true],
    [id(), false],
  ]

  it.each(wrong)('is refused by name: %o %s', (type, raw) => {
    expect(() => canonical(type, raw)).toThrow(KobleError)
  })
})
