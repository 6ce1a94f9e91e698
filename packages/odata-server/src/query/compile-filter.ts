/** A parsed filter as a test on rows: names resolved against the set, types checked, three-valued logic as in SQL. */
import { adapted, compileEquality, compileOrder } from './comparison.ts'
import { compileCall } from './compile-call.ts'
import { compileLambda, compilePath } from './compile-path.ts'
import { checkOperator, edmName, fits, mismatch } from './compiled.ts'
import { membership } from './membership.ts'
import { calculate } from './number.ts'
import { negatedDuration, temporalRule } from './temporal.ts'
import type { BinaryOperator, FilterExpression, LiteralType } from '../model/dialect.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { Compiled, Compiler, ExpressionType } from './compiled.ts'
import type { Arithmetic } from './number.ts'

/** The test of a filter. A result of null counts as false. */
export function compileFilter(expression: FilterExpression, compiler: Compiler): (row: Row) => boolean {
  const { evaluate, type } = compile(expression, compiler)
  if (!fits(type, ['Boolean'])) return mismatch('The $filter expression must evaluate to a single boolean value.')
  const variables = new Map<string, Row>()
  return (row) => evaluate({ row, variables }) === true
}

/** The value of an expression for a row, for orders and aggregates. */
export function compileValue(
  expression: FilterExpression,
  compiler: Compiler,
): Omit<Compiled, 'evaluate'> & { readonly evaluate: (row: Row) => Scalar } {
  const compiled = compile(expression, compiler)
  const variables = new Map<string, Row>()
  return { ...compiled, evaluate: (row) => compiled.evaluate({ row, variables }) }
}

function compile(expression: FilterExpression, compiler: Compiler): Compiled {
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value, expression.type)
    case 'path':
      return compilePath(expression.path, compiler)
    case 'unary':
      return compileUnary(expression.operator, expression.operand, compiler)
    case 'binary':
      return compileBinary(expression.operator, expression.left, expression.right, compiler)
    case 'call':
      return compileCall(expression, compiler, compile)
    case 'lambda':
      return compileLambda(expression, compiler, compile)
    case 'list':
      return mismatch('A list can stand only on the right of in.')
  }
}

const literalTypes: Readonly<Record<LiteralType, ExpressionType>> = {
  Null: 'Null',
  Boolean: 'Boolean',
  String: 'String',
  Int: 'Number',
  Decimal: 'Number',
  Double: 'Number',
  Guid: 'Guid',
  Date: 'Date',
  TimeOfDay: 'TimeOfDay',
  DateTimeOffset: 'DateTimeOffset',
  Duration: 'Duration',
  Enum: 'Any',
}

const infinities: Readonly<Record<string, number>> = { INF: Infinity, '-INF': -Infinity, NaN: Number.NaN }

function constant(value: Scalar, literal: LiteralType): Compiled {
  const type = literalTypes[literal]
  const fixed = literal === 'Double' && typeof value === 'string' ? (infinities[value] ?? value) : value
  return { type, evaluate: () => fixed, ...(literal === 'Enum' && { members: String(value) }) }
}

function compileUnary(operator: 'not' | 'neg', operand: FilterExpression, compiler: Compiler): Compiled {
  checkOperator(operator, compiler)
  const { evaluate, type } = compile(operand, compiler)
  if (!fits(type, operator === 'not' ? ['Boolean'] : ['Number', 'Duration'])) return wrongOperands(operator, type)
  if (operator === 'not')
    return {
      type: 'Boolean',
      evaluate: (environment) => {
        const value = evaluate(environment)
        return typeof value === 'boolean' ? !value : null
      },
    }
  const negate = type === 'Duration' ? negatedDuration : (value: Scalar) => calculate('sub', 0, value)
  return {
    type: type === 'Duration' ? type : 'Number',
    evaluate: (environment) => {
      const value = evaluate(environment)
      return value === null ? null : negate(value)
    },
  }
}

function wrongOperands(operator: string, ...types: readonly ExpressionType[]): never {
  return mismatch(
    `The operator '${operator}' does not take operands of the types ${types.map((type) => `'${edmName(type)}'`).join(' and ')}.`,
  )
}

function compileBinary(
  operator: BinaryOperator,
  left: FilterExpression,
  right: FilterExpression,
  compiler: Compiler,
): Compiled {
  checkOperator(operator, compiler)
  if (operator === 'in') return compileIn(left, right, compiler)
  const [a, b] = adapted(compile(left, compiler), compile(right, compiler))
  switch (operator) {
    case 'and':
    case 'or':
      return compileLogic(operator, a, b)
    case 'eq':
    case 'ne':
      return compileEquality(operator, a, b, compiler)
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return compileOrder(operator, a, b, compiler)
    case 'has':
      return { type: 'Boolean', evaluate: (environment) => hasFlags(a.evaluate(environment), b.evaluate(environment)) }
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'divby':
    case 'mod':
      return compileArithmetic(operator, a, b)
  }
}

function compileLogic(operator: 'and' | 'or', a: Compiled, b: Compiled): Compiled {
  if (!fits(a.type, ['Boolean']) || !fits(b.type, ['Boolean'])) return wrongOperands(operator, a.type, b.type)
  const deciding = operator === 'or'
  return {
    type: 'Boolean',
    evaluate: (environment) => {
      const first = a.evaluate(environment)
      if (first === deciding) return deciding
      const second = b.evaluate(environment)
      if (second === deciding) return deciding
      return first === null || second === null ? null : !deciding
    },
  }
}

function compileArithmetic(operator: Arithmetic, a: Compiled, b: Compiled): Compiled {
  const numbers = fits(a.type, ['Number']) && fits(b.type, ['Number'])
  if (numbers)
    return {
      type: 'Number',
      evaluate: (environment) => calculate(operator, a.evaluate(environment), b.evaluate(environment)),
    }
  const rule = temporalRule(operator, a.type, b.type) ?? wrongOperands(operator, a.type, b.type)
  return {
    type: rule.result,
    evaluate: (environment) => {
      const [left, right] = [a.evaluate(environment), b.evaluate(environment)]
      return left === null || right === null ? null : rule.evaluate(left, right)
    },
  }
}

function compileIn(left: FilterExpression, right: FilterExpression, compiler: Compiler): Compiled {
  if (right.kind !== 'list') return mismatch('A list in parentheses is expected on the right of in.')
  const value = compile(left, compiler)
  const isMember = membership(value, right.items, compiler)
  if (isMember !== undefined)
    return { type: 'Boolean', evaluate: (environment) => isMember(value.evaluate(environment)) }
  const tests = right.items.map((item) => compileEquality('eq', ...adapted(value, compile(item, compiler)), compiler))
  return { type: 'Boolean', evaluate: (environment) => tests.some((test) => test.evaluate(environment) === true) }
}

/** Numbers by their bits, names by being all among those of the value. */
function hasFlags(value: Scalar, flags: Scalar): Scalar {
  if (value === null || flags === null) return null
  if (typeof value === 'number' && Number.isInteger(value) && /^\d{1,15}$/.test(String(flags)))
    return (BigInt(value) & BigInt(String(flags))) === BigInt(String(flags))
  const names = String(value).split(',')
  return String(flags)
    .split(',')
    .every((flag) => names.includes(flag.trim()))
}
