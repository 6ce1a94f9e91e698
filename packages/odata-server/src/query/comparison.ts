/** Comparison in filters: which types go together, and how the dialect's text compares. */
import { raise } from '../model/problem.ts'
import { compareInstants, exactInstant } from '../values/date-time.ts'
import { comparator } from '../values/compare.ts'
import { decimal } from '../values/decimal.ts'
import { edmName, mismatch } from './compiled.ts'
import { compareNumbers } from './number.ts'
import type { PropertyDefinition } from '../model/entity-set.ts'
import type { Scalar } from '../model/value.ts'
import type { Compiled, Compiler, ExpressionType } from './compiled.ts'

/** A literal that is compared with a property takes the property's stored form. */
export function adapted(a: Compiled, b: Compiled): [Compiled, Compiled] {
  return [fitted(a, b), fitted(b, a)]
}

function fitted(value: Compiled, other: Compiled): Compiled {
  if (value.members !== undefined && other.property?.members !== undefined) return member(value.members, other.property)
  const adapt = other.property?.filterValue
  if (adapt === undefined || value.property !== undefined) return value
  return { ...value, evaluate: (environment) => adapt(value.evaluate(environment)) }
}

/** A literal of an enumeration by name or by number; another is none of its members. */
function member(literal: string, { members = [], enumType = 'String' }: PropertyDefinition): Compiled {
  const names = literal.split(',').map((part) => {
    const name = part.trim()
    const found = members.includes(name) ? name : /^\d{1,9}$/.test(name) ? members[Number(name)] : undefined
    return found ?? raise({ kind: 'badLiteral', literal, type: enumType })
  })
  const value = names.length === 1 ? (names[0] ?? null) : names.join(',')
  return { type: 'Any', evaluate: () => value }
}

type Comparison = (left: Scalar, right: Scalar) => number

const textual: readonly ExpressionType[] = ['String', 'Guid', 'Date', 'TimeOfDay', 'DateTimeOffset', 'Duration']

/** How two types compare; types that do not go together are refused as the OData library words it. */
function comparison(a: ExpressionType, b: ExpressionType, operator: string, compiler: Compiler): Comparison {
  const loose = a === 'Any' || b === 'Any' || a === 'Null' || b === 'Null'
  if (!loose && a !== b && !(textual.includes(a) && textual.includes(b))) {
    return mismatch(
      `A binary operator with incompatible types was detected. Found operand types '${edmName(a)}' and '${edmName(b)}' for operator kind '${operator}'.`,
    )
  }
  if (a === 'Number' && b === 'Number')
    return (left, right) => (isNumeric(left) && isNumeric(right) ? compareNumbers(left, right) : ordinal(left, right))
  if (a === 'Number' || b === 'Number') return looseNumbers
  if (a === 'Duration' && b === 'Duration') return comparator('Duration', false)
  if (a === 'DateTimeOffset' || b === 'DateTimeOffset')
    return (left, right) => instants(asInstant(left), asInstant(right))
  const fold =
    (compiler.model.dialect.ignoreCase && (a === 'String' || b === 'String')) ||
    (a !== b && (a === 'Guid' || b === 'Guid'))
  return fold ? (left, right) => ordinal(folded(left), folded(right)) : ordinal
}

function isNumeric(value: Scalar): value is string | number {
  return typeof value === 'number' || typeof value === 'string'
}

/** A number and a value whose type is not known. */
function looseNumbers(left: Scalar, right: Scalar): number {
  const [a, b] = [numeral(left), numeral(right)]
  return a === undefined || b === undefined ? ordinal(left, right) : compareNumbers(a, b)
}

function numeral(value: Scalar): string | number | undefined {
  return typeof value === 'number' ? value : typeof value === 'string' ? decimal(value) : undefined
}

function asInstant(value: Scalar): Scalar {
  if (typeof value !== 'string' || value.length === 24) return value
  return exactInstant(value.length === 10 ? `${value}T00:00:00Z` : value) ?? value
}

/** Instants may have different numbers of digits: as texts they do not compare. */
export function instants(left: Scalar, right: Scalar): number {
  return typeof left === 'string' && typeof right === 'string' ? compareInstants(left, right) : ordinal(left, right)
}

function folded(value: Scalar): Scalar {
  return typeof value === 'string' ? value.toLowerCase() : value
}

function ordinal(left: Scalar, right: Scalar): number {
  if (left === right) return 0
  if (left === null || right === null) return left === null ? -1 : 1
  return left < right ? -1 : left > right ? 1 : typeof left === typeof right ? 0 : 1
}

export function compileEquality(operator: 'eq' | 'ne', a: Compiled, b: Compiled, compiler: Compiler): Compiled {
  const compare = comparison(a.type, b.type, operator === 'eq' ? 'Equal' : 'NotEqual', compiler)
  const pattern = patternOf('eq', a, b, compiler)
  const wanted = operator === 'eq'
  return {
    type: 'Boolean',
    evaluate: (environment) => {
      const [left, right] = [a.evaluate(environment), b.evaluate(environment)]
      if (left === null || right === null) return (left === right) === wanted
      const test = typeof right === 'string' ? pattern?.(right) : undefined
      return (test === undefined ? compare(left, right) === 0 : test(String(left))) === wanted
    },
  }
}

/** The dialect's wildcard test for a text literal on the right; a literal's test is built once. */
export function patternOf(
  operator: 'eq' | 'contains' | 'startswith' | 'endswith',
  a: Compiled,
  b: Compiled,
  compiler: Compiler,
): ((text: string) => ((text: string) => boolean) | undefined) | undefined {
  const { dialect } = compiler.model
  if (dialect.textPattern === undefined || a.type !== 'String' || b.type !== 'String' || b.property !== undefined)
    return undefined
  const tests = new Map<string, ((text: string) => boolean) | undefined>()
  return (text) => {
    if (!tests.has(text)) tests.set(text, dialect.textPattern?.(operator, text))
    return tests.get(text)
  }
}

export function compileOrder(
  operator: 'gt' | 'ge' | 'lt' | 'le',
  a: Compiled,
  b: Compiled,
  compiler: Compiler,
): Compiled {
  const names = { gt: 'GreaterThan', ge: 'GreaterThanOrEqual', lt: 'LessThan', le: 'LessThanOrEqual' }
  const compare = comparison(a.type, b.type, names[operator], compiler)
  const test = {
    gt: (order: number) => order > 0,
    ge: (order: number) => order >= 0,
    lt: (order: number) => order < 0,
    le: (order: number) => order <= 0,
  }[operator]
  return {
    type: 'Boolean',
    evaluate: (environment) => {
      const [left, right] = [a.evaluate(environment), b.evaluate(environment)]
      return left === null || right === null ? false : test(compare(left, right))
    },
  }
}
