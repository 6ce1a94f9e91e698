/** The canonical functions of filters. Truth: OData URL conventions 4.01, sections 5.1.1.5 to 5.1.1.12. */
import Big from 'big.js'
import { durationSeconds } from '../values/date-time.ts'
import { canonical } from '../values/decimal.ts'
import { big } from './number.ts'
import type { Scalar } from '../model/value.ts'

export type ResultType = 'Boolean' | 'String' | 'Number' | 'Date' | 'TimeOfDay' | 'DateTimeOffset'

export interface FilterFunction {
  readonly arguments: readonly [least: number, most: number]
  readonly result: ResultType
  /** Never called with a null argument: null in, null out. */
  readonly evaluate: (
    args: readonly Scalar[],
    setting: { readonly fold: (text: string) => string; readonly now: string },
  ) => Scalar
}

const text = (value: Scalar | undefined): string => (value === null || value === undefined ? '' : String(value))

function onText(
  evaluate: (texts: readonly string[], fold: (text: string) => string) => Scalar,
  result: ResultType,
  count: readonly [number, number],
): FilterFunction {
  return { arguments: count, result, evaluate: (args, { fold }) => evaluate(args.map(text), fold) }
}

function datePart(start: number, end: number): FilterFunction {
  return {
    arguments: [1, 1],
    result: 'Number',
    evaluate: ([value]) => (/^\d{4}-/.test(text(value)) ? Number(text(value).slice(start, end)) : null),
  }
}

function timePart(start: number): FilterFunction {
  return {
    arguments: [1, 1],
    result: 'Number',
    evaluate: ([value]) => Number(timeOf(text(value)).slice(start, start + 2)),
  }
}

function timeOf(value: string): string {
  return value.includes('T') ? value.slice(11).replace('Z', '') : value
}

function rounded(mode: 0 | 1 | 3, towards?: 'down' | 'up'): FilterFunction {
  return {
    arguments: [1, 1],
    result: 'Number',
    evaluate: ([value]) => {
      const number = big(value ?? null)
      if (number === undefined) return null
      const whole = number.round(0, towards === undefined ? mode : 0)
      if (towards === 'down' && number.lt(whole)) return canonical(whole.minus(1))
      if (towards === 'up' && number.gt(whole)) return canonical(whole.plus(1))
      return canonical(towards === undefined || whole.eq(number) ? whole : whole)
    },
  }
}

export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  contains: onText(([a = '', b = ''], fold) => fold(a).includes(fold(b)), 'Boolean', [2, 2]),
  startswith: onText(([a = '', b = ''], fold) => fold(a).startsWith(fold(b)), 'Boolean', [2, 2]),
  endswith: onText(([a = '', b = ''], fold) => fold(a).endsWith(fold(b)), 'Boolean', [2, 2]),
  length: onText(([a = '']) => a.length, 'Number', [1, 1]),
  indexof: onText(([a = '', b = ''], fold) => fold(a).indexOf(fold(b)), 'Number', [2, 2]),
  substring: {
    arguments: [2, 3],
    result: 'String',
    evaluate: ([value, start, length]) => {
      const first = Math.max(0, Number(start))
      return text(value).slice(first, length === undefined ? undefined : first + Math.max(0, Number(length)))
    },
  },
  tolower: onText(([a = '']) => a.toLowerCase(), 'String', [1, 1]),
  toupper: onText(([a = '']) => a.toUpperCase(), 'String', [1, 1]),
  trim: onText(([a = '']) => a.trim(), 'String', [1, 1]),
  concat: onText(([a = '', b = '']) => a + b, 'String', [2, 2]),
  year: datePart(0, 4),
  month: datePart(5, 7),
  day: datePart(8, 10),
  hour: timePart(0),
  minute: timePart(3),
  second: timePart(6),
  fractionalseconds: {
    arguments: [1, 1],
    result: 'Number',
    evaluate: ([value]) => canonical(new Big(`0.${timeOf(text(value)).split('.')[1] ?? '0'}`)),
  },
  date: { arguments: [1, 1], result: 'Date', evaluate: ([value]) => text(value).slice(0, 10) },
  time: { arguments: [1, 1], result: 'TimeOfDay', evaluate: ([value]) => timeOf(text(value)) },
  totaloffsetminutes: { arguments: [1, 1], result: 'Number', evaluate: () => 0 },
  totalseconds: { arguments: [1, 1], result: 'Number', evaluate: ([value]) => durationSeconds(text(value)) ?? null },
  now: { arguments: [0, 0], result: 'DateTimeOffset', evaluate: (_args, { now }) => now },
  mindatetime: { arguments: [0, 0], result: 'DateTimeOffset', evaluate: () => '0001-01-01T00:00:00.000Z' },
  maxdatetime: { arguments: [0, 0], result: 'DateTimeOffset', evaluate: () => '9999-12-31T23:59:59.999Z' },
  round: rounded(1),
  floor: rounded(0, 'down'),
  ceiling: rounded(0, 'up'),
}
