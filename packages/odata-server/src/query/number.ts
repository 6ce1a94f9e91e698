/** Arithmetic and comparison of numbers as they are stored: integers and doubles as numbers, decimals as text. */
import Big from 'big.js'
import { canonical, compareDecimals, decimal } from '../values/decimal.ts'
import type { Scalar } from '../model/value.ts'

export function compareNumbers(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [a, b] = [exact(left), exact(right)]
  return a === undefined || b === undefined ? Number(left) - Number(right) : compareDecimals(a, b)
}

function exact(value: string | number): string | undefined {
  return typeof value === 'string' ? value : decimal(value)
}

/** Null for a null operand and for a division by zero. */
export function calculate(
  operator: 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod',
  left: Scalar,
  right: Scalar,
): Scalar {
  const [a, b] = [big(left), big(right)]
  if (a === undefined || b === undefined) return null
  if ((operator === 'div' || operator === 'divby' || operator === 'mod') && b.eq(0)) return null
  switch (operator) {
    case 'add':
      return canonical(a.plus(b))
    case 'sub':
      return canonical(a.minus(b))
    case 'mul':
      return canonical(a.times(b))
    case 'divby':
      return canonical(a.div(b))
    case 'div':
      return isInteger(left) && isInteger(right) ? canonical(a.div(b).round(0, Big.roundDown)) : canonical(a.div(b))
    case 'mod':
      return canonical(a.mod(b))
  }
}

function isInteger(value: Scalar): boolean {
  return typeof value === 'number' && Number.isInteger(value)
}

export function big(value: Scalar): Big | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const text = decimal(value)
  return text === undefined ? undefined : new Big(text)
}
