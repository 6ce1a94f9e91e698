/** Arithmetic and comparison of numbers as they are stored: integers and doubles as numbers, decimals as text. */
import Big from 'big.js'
import { raise } from '../model/problem.ts'
import { canonical, compareDecimals, decimal } from '../values/decimal.ts'
import type { Scalar } from '../model/value.ts'

export function compareNumbers(left: string | number, right: string | number): number {
  if (left === right && typeof left === 'string') return 0
  if (typeof left === 'number' && typeof right === 'number') return left === right ? 0 : left - right
  const [a, b] = [exact(left), exact(right)]
  return a === undefined || b === undefined ? Number(left) - Number(right) : compareDecimals(a, b)
}

function exact(value: string | number): string | undefined {
  return typeof value === 'string' ? value : decimal(value)
}

export type Arithmetic = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod'

/** Digits before or behind the point that a result may have; beyond is an overflow. */
const mostDigits = 1000

/** Null for a null operand and for a division by zero. INF and NaN go by IEEE 754. */
export function calculate(operator: Arithmetic, left: Scalar, right: Scalar): Scalar {
  if (isBeyond(left) || isBeyond(right))
    return left === null || right === null ? null : calculated(operator, Number(left), Number(right))
  const [a, b] = [big(left), big(right)]
  if (a === undefined || b === undefined) return null
  if ((operator === 'div' || operator === 'divby' || operator === 'mod') && b.eq(0)) return null
  const integers = isInteger(left) && isInteger(right)
  const result = bounded(exactly(operator, a, b, integers))
  // Integers stay integers, so that a division that follows is one of integers too.
  return integers && operator !== 'divby' && Number.isSafeInteger(Number(result)) ? Number(result) : result
}

function exactly(operator: Arithmetic, a: Big, b: Big, integers: boolean): Big {
  switch (operator) {
    case 'add':
      return a.plus(b)
    case 'sub':
      return a.minus(b)
    case 'mul':
      return a.times(b)
    case 'divby':
      return a.div(b)
    case 'div':
      return integers ? a.div(b).round(0, Big.roundDown) : a.div(b)
    case 'mod':
      return a.mod(b)
  }
}

function bounded(value: Big): string {
  if (value.c.length > mostDigits || Math.abs(value.e) > mostDigits)
    raise({
      kind: 'badSyntax',
      option: '$filter',
      text: '',
      position: 0,
      message: 'Arithmetic overflow in an expression.',
    })
  return canonical(value)
}

function isBeyond(value: Scalar): boolean {
  return typeof value === 'number' && !Number.isFinite(value)
}

function calculated(operator: Arithmetic, a: number, b: number): number {
  switch (operator) {
    case 'add':
      return a + b
    case 'sub':
      return a - b
    case 'mul':
      return a * b
    case 'div':
    case 'divby':
      return a / b
    case 'mod':
      return a % b
  }
}

function isInteger(value: Scalar): boolean {
  return typeof value === 'number' && Number.isInteger(value)
}

export function big(value: Scalar): Big | undefined {
  if (typeof value === 'string') return /^-?\d+(?:\.\d+)?$/.test(value) ? new Big(value) : undefined
  const text = typeof value === 'number' ? decimal(value) : undefined
  return text === undefined ? undefined : new Big(text)
}
