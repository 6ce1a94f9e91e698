import { expect, it } from 'vitest'
import type { FieldType } from '../entity/field-type.ts'
import { boolean, code, decimal, integer, nullable, option, text } from '../entity/field-types.ts'
import type { Value } from '../values/value.ts'
import { fit } from './fit.ts'

const fits: readonly (readonly [string, FieldType, Value, Value])[] = [
  ['text of just the length', text(3), 'abc', 'abc'],
  ['code in upper case', code(3), ' ab', 'AB'],
  ['a decimal rounded half away from zero', decimal(2), '1.005', '1.01'],
  ['a negative decimal rounded half away from zero', decimal(2), '-1.005', '-1.01'],
  ['a decimal that rounds to nothing', decimal(2), '-0.001', '0'],
  ['blank where blank may be', nullable(text(3)), null, null],
  ['zero for a blank decimal', decimal(2), null, '0'],
  ['zero for a blank integer', integer(), null, 0],
  ['no for a blank boolean', boolean(), null, false],
  ['a member of the options', option(0, 1), 1, 1],
]
it.each(fits)('%s is held', (_, type, value, expected) => expect(fit(type, value)).toEqual({ ok: expected }))

const refused: readonly (readonly [string, FieldType, Value, string])[] = [
  ['a text one character too long', text(3), 'abcd', 'text-too-long'],
  ['a blank where text must be', text(3), null, 'blank-not-allowed'],
  ['a code of blanks where text must be', code(3), '  ', 'blank-not-allowed'],
  ['text in a decimal', decimal(2), 'abc', 'not-a-number'],
  ['an option that is not there', option(0, 1), 2, 'no-such-option'],
]
it.each(refused)('%s is a problem', (_, type, value, problem) => expect(fit(type, value)).toMatchObject({ problem }))
