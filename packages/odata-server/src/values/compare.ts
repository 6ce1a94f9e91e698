/** Order of stored values. Null comes first, as in the services' database. */
import { durationSeconds } from './date-time.ts'
import { compareDecimals } from './decimal.ts'
import type { EdmType, Scalar } from '../model/value.ts'

export type Compare = (left: Scalar, right: Scalar) => number

function ordinal(left: Scalar, right: Scalar): number {
  if (left === right) return 0
  if (left === null) return -1
  if (right === null) return 1
  if (typeof left === typeof right) return left < right ? -1 : 1
  return typeof left < typeof right ? -1 : 1
}

function decimals(left: Scalar, right: Scalar): number {
  return typeof left === 'string' && typeof right === 'string' ? compareDecimals(left, right) : ordinal(left, right)
}

function folded(left: Scalar, right: Scalar): number {
  if (typeof left !== 'string' || typeof right !== 'string') return ordinal(left, right)
  return left === right ? 0 : ordinal(left.toLowerCase(), right.toLowerCase())
}

function durations(left: Scalar, right: Scalar): number {
  if (typeof left !== 'string' || typeof right !== 'string' || left === right) return ordinal(left, right)
  return compareDecimals(durationSeconds(left) ?? '0', durationSeconds(right) ?? '0')
}

export function comparator(type: EdmType, ignoreCase: boolean): Compare {
  if (type === 'Decimal') return decimals
  if (type === 'Duration') return durations
  return type === 'String' && ignoreCase ? folded : ordinal
}
