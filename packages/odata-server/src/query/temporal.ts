/** Arithmetic of dates, instants and durations. Truth: OData URL conventions 4.01, sections 5.1.1.2.1 to 5.1.1.2.6. */
import Big from 'big.js'
import { durationSeconds, durationText } from '../values/date-time.ts'
import { canonical } from '../values/decimal.ts'
import { big } from './number.ts'
import type { Scalar } from '../model/value.ts'
import type { ExpressionType } from './compiled.ts'
import type { Arithmetic } from './number.ts'

export interface TemporalRule {
  readonly result: ExpressionType
  /** Never called with null. */
  readonly evaluate: (left: Scalar, right: Scalar) => Scalar
}

/** What the operator does with these types, or undefined when they do not go together. */
export function temporalRule(
  operator: Arithmetic,
  left: ExpressionType,
  right: ExpressionType,
): TemporalRule | undefined {
  if (operator === 'add' || operator === 'sub') return sumRule(operator === 'add' ? 1 : -1, left, right)
  const scales = operator !== 'mod' && left === 'Duration' && right === 'Number'
  if (scales)
    return { result: 'Duration', evaluate: (duration, factor) => scaled(duration, factor, operator !== 'mul') }
  return operator === 'mul' && left === 'Number' && right === 'Duration'
    ? { result: 'Duration', evaluate: (factor, duration) => scaled(duration, factor, false) }
    : undefined
}

function sumRule(sign: 1 | -1, left: ExpressionType, right: ExpressionType): TemporalRule | undefined {
  const isPoint = left === 'DateTimeOffset' || left === 'Date'
  if (right === 'Duration' && left === 'Duration')
    return { result: left, evaluate: (a, b) => durationText(canonical(seconds(a).plus(seconds(b).times(sign)))) }
  if (right === 'Duration' && isPoint)
    return { result: left, evaluate: (point, duration) => moved(String(point), seconds(duration).times(sign)) }
  if (sign === -1 && isPoint && left === right)
    return {
      result: 'Duration',
      evaluate: (a, b) => durationText(canonical(since1970(String(a)).minus(since1970(String(b))))),
    }
  return undefined
}

function seconds(duration: Scalar): Big {
  return new Big(durationSeconds(String(duration)) ?? 0)
}

function scaled(duration: Scalar, factor: Scalar, divides: boolean): Scalar {
  const by = big(factor)
  if (by === undefined || (divides && by.eq(0))) return null
  const total = seconds(duration)
  return durationText(canonical((divides ? total.div(by) : total.times(by)).round(12)))
}

export function negatedDuration(duration: Scalar): Scalar {
  return durationText(canonical(seconds(duration).times(-1)))
}

/** Seconds of a date's midnight or of an instant, with every digit. */
function since1970(text: string): Big {
  if (text.length === 10) return new Big(Date.parse(`${text}T00:00:00Z`)).div(1000)
  const beyond = text.slice(23, -1)
  return new Big(Date.parse(`${text.slice(0, 23)}Z`)).div(1000).plus(new Big(`0.000${beyond || '0'}`))
}

/** Null outside the years 1 to 9999. */
function moved(point: string, by: Big): Scalar {
  const total = since1970(point).plus(by)
  const milliseconds = total.times(1000).round(0, Big.roundDown)
  const whole = milliseconds.gt(total.times(1000)) ? milliseconds.minus(1) : milliseconds
  const date = new Date(whole.toNumber())
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return null
  if (point.length === 10) return date.toISOString().slice(0, 10)
  const beyond = total.times(1000).minus(whole).toFixed().slice(2)
  return `${date.toISOString().slice(0, -1)}${beyond}Z`
}
