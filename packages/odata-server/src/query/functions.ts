/** The canonical functions of filters. Truth: OData URL conventions 4.01, sections 5.1.1.5 to 5.1.1.12. */
import Big from 'big.js'
import { durationSeconds, timeOfDay } from '../values/date-time.ts'
import { canonical } from '../values/decimal.ts'
import { big } from './number.ts'
import type { Scalar } from '../model/value.ts'
import type { ExpressionType } from './compiled.ts'

type Types = readonly ExpressionType[]

export interface FilterFunction {
  /** Types that each argument may have. */
  readonly takes: readonly Types[]
  /** How many of the last arguments may be absent. */
  readonly optional?: number
  readonly result: ExpressionType
  /** Never called with a null argument: null in, null out. */
  readonly evaluate: (
    args: readonly Scalar[],
    setting: { readonly fold: (text: string) => string; readonly now: string },
  ) => Scalar
}

const string: Types = ['String']
const number: Types = ['Number']
const day: Types = ['Date', 'DateTimeOffset']
const moment: Types = ['TimeOfDay', 'DateTimeOffset']
const instant: Types = ['DateTimeOffset']
const duration: Types = ['Duration']

const text = (value: Scalar | undefined): string => (value === null || value === undefined ? '' : String(value))

function onText(
  takes: readonly Types[],
  result: ExpressionType,
  evaluate: (texts: readonly string[], fold: (text: string) => string) => Scalar,
): FilterFunction {
  return { takes, result, evaluate: (args, { fold }) => evaluate(args.map(text), fold) }
}

function onOne(takes: Types, result: ExpressionType, evaluate: (value: string) => Scalar): FilterFunction {
  return { takes: [takes], result, evaluate: ([value]) => evaluate(text(value)) }
}

function timeOf(value: string): string {
  return value.includes('T') ? (timeOfDay(value.slice(11, -1)) ?? '') : value
}

function rounded(direction: 'nearest' | 'down' | 'up'): FilterFunction {
  return {
    takes: [number],
    result: 'Number',
    evaluate: ([value = null]) => {
      const given = big(value)
      if (given === undefined) return value
      // Half goes away from zero.
      const whole = given.round(0, direction === 'nearest' ? Big.roundHalfUp : Big.roundDown)
      const step = direction === 'down' && given.lt(whole) ? -1 : direction === 'up' && given.gt(whole) ? 1 : 0
      return canonical(whole.plus(step))
    },
  }
}

const substring: FilterFunction = {
  takes: [string, number, number],
  optional: 1,
  result: 'String',
  evaluate: ([value, start, length]) => {
    const first = Math.max(0, Number(start))
    return text(value).slice(first, length === undefined ? undefined : first + Math.max(0, Number(length)))
  },
}

export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  contains: onText([string, string], 'Boolean', ([a = '', b = ''], fold) => fold(a).includes(fold(b))),
  startswith: onText([string, string], 'Boolean', ([a = '', b = ''], fold) => fold(a).startsWith(fold(b))),
  endswith: onText([string, string], 'Boolean', ([a = '', b = ''], fold) => fold(a).endsWith(fold(b))),
  length: onOne(string, 'Number', (value) => value.length),
  indexof: onText([string, string], 'Number', ([a = '', b = ''], fold) => fold(a).indexOf(fold(b))),
  substring,
  tolower: onOne(string, 'String', (value) => value.toLowerCase()),
  toupper: onOne(string, 'String', (value) => value.toUpperCase()),
  trim: onOne(string, 'String', (value) => value.trim()),
  concat: onText([string, string], 'String', ([a = '', b = '']) => a + b),
  year: onOne(day, 'Number', (value) => Number(value.slice(0, 4))),
  month: onOne(day, 'Number', (value) => Number(value.slice(5, 7))),
  day: onOne(day, 'Number', (value) => Number(value.slice(8, 10))),
  hour: onOne(moment, 'Number', (value) => Number(timeOf(value).slice(0, 2))),
  minute: onOne(moment, 'Number', (value) => Number(timeOf(value).slice(3, 5))),
  second: onOne(moment, 'Number', (value) => Number(timeOf(value).slice(6, 8))),
  fractionalseconds: onOne(moment, 'Number', (value) => canonical(new Big(`0.${timeOf(value).split('.')[1] ?? '0'}`))),
  date: onOne(day, 'Date', (value) => value.slice(0, 10)),
  time: onOne(moment, 'TimeOfDay', timeOf),
  // Instants are kept in UTC.
  totaloffsetminutes: onOne(instant, 'Number', () => 0),
  totalseconds: onOne(duration, 'Number', (value) => durationSeconds(value) ?? null),
  now: { takes: [], result: 'DateTimeOffset', evaluate: (_args, { now }) => now },
  mindatetime: { takes: [], result: 'DateTimeOffset', evaluate: () => '0001-01-01T00:00:00.000Z' },
  maxdatetime: { takes: [], result: 'DateTimeOffset', evaluate: () => '9999-12-31T23:59:59.999Z' },
  round: rounded('nearest'),
  floor: rounded('down'),
  ceiling: rounded('up'),
}
