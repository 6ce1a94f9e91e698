/** A parsed filter as a test on rows: names resolved against the set, types checked, three-valued logic as in SQL. */
import { raise } from '../model/problem.ts'
import { adapted, compileEquality, compileOrder, edmName, patternOf } from './comparison.ts'
import { expressionType, mismatch } from './compiled.ts'
import { filterFunctions } from './functions.ts'
import { calculate } from './number.ts'
import {
  linkedRow,
  linkedRows,
  navigationOf,
  propertyOf,
  setOf,
  typeName,
  valueOf,
  visibility,
} from '../request/model.ts'
import type { BinaryOperator, FilterExpression, LiteralType } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Json, JsonObject, Scalar } from '../model/value.ts'
import type { Compiled, Compiler, Environment, ExpressionType } from './compiled.ts'

/** The test of a filter. A result of null counts as false. */
export function compileFilter(expression: FilterExpression, compiler: Compiler): (row: Row) => boolean {
  const { evaluate, type } = compile(expression, compiler)
  if (type !== 'Boolean' && type !== 'Any' && type !== 'Null')
    return mismatch('The $filter expression must evaluate to a single boolean value.')
  const variables = new Map<string, Row>()
  return (row) => evaluate({ row, variables }) === true
}

/** The value of an expression for a row, for orders. */
export function compileValue(
  expression: FilterExpression,
  compiler: Compiler,
): { readonly type: ExpressionType; readonly evaluate: (row: Row) => Scalar } {
  const { evaluate, type } = compile(expression, compiler)
  const variables = new Map<string, Row>()
  return { type, evaluate: (row) => evaluate({ row, variables }) }
}

function compile(expression: FilterExpression, compiler: Compiler): Compiled {
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value, literalTypes[expression.type])
    case 'path':
      return compilePath(expression.path, compiler)
    case 'unary':
      return compileUnary(expression.operator, expression.operand, compiler)
    case 'binary':
      return compileBinary(expression.operator, expression.left, expression.right, compiler)
    case 'call':
      return compileCall(expression, compiler)
    case 'lambda':
      return compileLambda(expression, compiler)
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

function constant(value: Scalar, type: ExpressionType): Compiled {
  const fixed = type === 'Number' && typeof value === 'string' ? (infinities[value] ?? value) : value
  return { type, evaluate: () => fixed }
}

/** Where a path starts: a lambda variable's row, or the row tested. */
function startOf(
  path: readonly string[],
  compiler: Compiler,
): { set: EntitySetDefinition; rest: readonly string[]; row: (environment: Environment) => Row | undefined } {
  const [first = '', ...rest] = path
  const set = compiler.variables.get(first)
  if (set !== undefined) return { set, rest, row: ({ variables }) => variables.get(first) }
  return { set: compiler.set, rest: first === '$it' ? rest : path, row: ({ row }) => row }
}

interface Place {
  readonly set: EntitySetDefinition
  readonly row: (environment: Environment) => Row | undefined
}

/** Follows single-valued navigation along all segments but the last. */
function follow(start: Place, segments: readonly string[], compiler: Compiler): Place {
  let place = start
  for (const segment of segments) {
    if (segment.includes('.')) continue
    const navigation = navigationOf(place.set, segment)
    if (navigation === undefined || navigation.collection === true) return unknown(segment, place.set, compiler)
    const from = place
    place = {
      set: setOf(compiler.model, navigation.target),
      row: (environment) => {
        const row = from.row(environment)
        return row === undefined ? undefined : linkedRow(compiler.model, navigation, row, compiler.context)
      },
    }
  }
  return place
}

function unknown(property: string, set: EntitySetDefinition, compiler: Compiler): never {
  return raise({ kind: 'unknownProperty', property, entityType: typeName(compiler.model, set), where: 'query' })
}

function compilePath(path: readonly string[], compiler: Compiler): Compiled {
  const start = startOf(path, compiler)
  const last = start.rest.at(-1)
  if (last === undefined) return mismatch('A row itself is no value.')
  if (last === '$count') return compileCount(start.rest.slice(0, -1), start, compiler)
  const place = follow(start, start.rest.slice(0, -1), compiler)
  const property = propertyOf(place.set, last)
  if (property === undefined || property.writeOnly === true) return unknown(last, place.set, compiler)
  return {
    type: expressionType(property.type),
    property,
    evaluate: (environment) => {
      const row = place.row(environment)
      return row === undefined ? null : valueOf(row, last, property, compiler.context)
    },
  }
}

/** The rows of a collection that ends a path. */
function collection(
  path: readonly string[],
  start: Place,
  compiler: Compiler,
): { set: EntitySetDefinition; rows: (environment: Environment) => Iterable<Row> } {
  const place = follow(start, path.slice(0, -1), compiler)
  const navigation = navigationOf(place.set, path.at(-1) ?? '')
  if (navigation === undefined || navigation.collection !== true) return unknown(path.at(-1) ?? '', place.set, compiler)
  const set = setOf(compiler.model, navigation.target)
  const visible = visibility(set, compiler.context)
  return {
    set,
    *rows(environment) {
      const row = place.row(environment)
      if (row === undefined) return
      for (const linked of linkedRows(compiler.model, navigation, row, compiler.context))
        if (visible === undefined || visible(linked)) yield linked
    },
  }
}

function compileCount(path: readonly string[], start: Place, compiler: Compiler): Compiled {
  const { rows } = collection(path, start, compiler)
  return { type: 'Number', evaluate: (environment) => [...rows(environment)].length }
}

function compileLambda(lambda: Extract<FilterExpression, { kind: 'lambda' }>, compiler: Compiler): Compiled {
  checkOperator(lambda.operator, compiler)
  const start = startOf(lambda.path, compiler)
  const { set, rows } = collection(start.rest, start, compiler)
  const inner = { ...compiler, variables: new Map([...compiler.variables, [lambda.variable, set]]) }
  const predicate = lambda.predicate === undefined ? undefined : compile(lambda.predicate, inner)
  const test = (environment: Environment, row: Row): boolean =>
    predicate === undefined ||
    predicate.evaluate({
      row: environment.row,
      variables: new Map([...environment.variables, [lambda.variable, row]]),
    }) === true
  return {
    type: 'Boolean',
    evaluate: (environment) => {
      for (const row of rows(environment))
        if (test(environment, row) === (lambda.operator === 'any')) return lambda.operator === 'any'
      return lambda.operator === 'all'
    },
  }
}

function checkOperator(operator: string, compiler: Compiler): void {
  const taken = compiler.model.dialect.operators
  if (taken !== undefined && !taken.includes(operator)) raise({ kind: 'unsupportedOperator', operator })
}

function compileUnary(operator: 'not' | 'neg', operand: FilterExpression, compiler: Compiler): Compiled {
  checkOperator(operator, compiler)
  const { evaluate } = compile(operand, compiler)
  if (operator === 'neg')
    return { type: 'Number', evaluate: (environment) => calculate('sub', 0, evaluate(environment)) }
  return {
    type: 'Boolean',
    evaluate: (environment) => {
      const value = evaluate(environment)
      return typeof value === 'boolean' ? !value : null
    },
  }
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
      return { type: 'Boolean', evaluate: (environment) => hasFlag(a.evaluate(environment), b.evaluate(environment)) }
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'divby':
    case 'mod':
      return {
        type: 'Number',
        evaluate: (environment) => calculate(operator, a.evaluate(environment), b.evaluate(environment)),
      }
  }
}

function compileLogic(operator: 'and' | 'or', a: Compiled, b: Compiled): Compiled {
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

function compileIn(left: FilterExpression, right: FilterExpression, compiler: Compiler): Compiled {
  if (right.kind !== 'list') return mismatch('A list in parentheses is expected on the right of in.')
  const value = compile(left, compiler)
  const tests = right.items.map((item) => compileEquality('eq', ...adapted(value, compile(item, compiler)), compiler))
  return { type: 'Boolean', evaluate: (environment) => tests.some((test) => test.evaluate(environment) === true) }
}

function hasFlag(value: Scalar, flag: Scalar): Scalar {
  if (value === null || flag === null) return null
  if (typeof value === 'number' && Number.isInteger(Number(flag)))
    return (BigInt(value) & BigInt(Number(flag))) === BigInt(Number(flag))
  return String(value).split(',').includes(String(flag))
}

function compileCall(call: Extract<FilterExpression, { kind: 'call' }>, compiler: Compiler): Compiled {
  const { dialect } = compiler.model
  const custom =
    dialect.customFunctions !== undefined && Object.hasOwn(dialect.customFunctions, call.name)
      ? dialect.customFunctions[call.name]
      : undefined
  if (custom !== undefined) {
    const args = call.named ?? positional(call.args)
    return {
      type: 'Any',
      evaluate: (environment) =>
        custom.evaluate({
          args,
          property: (path) => compilePath(path.split('/'), compiler).evaluate(environment),
          context: compiler.context,
        }),
    }
  }
  if (dialect.functions !== undefined && !dialect.functions.includes(call.name))
    raise({ kind: 'unsupportedFunction', name: call.name })
  const isKnown = Object.hasOwn(filterFunctions, call.name) || ['case', 'cast', 'isof'].includes(call.name)
  if (!isKnown) return raise({ kind: 'unsupportedFunction', name: call.name })
  const args =
    call.name === 'cast' || call.name === 'isof' ? [] : call.args.map((argument) => compile(argument, compiler))
  if (call.name === 'case') return compileCase(args)
  if (call.name === 'cast' || call.name === 'isof') return compileCast(call, compiler)
  const known = Object.hasOwn(filterFunctions, call.name) ? filterFunctions[call.name] : undefined
  if (known === undefined) return raise({ kind: 'unsupportedFunction', name: call.name })
  if (args.length < known.arguments[0] || args.length > known.arguments[1])
    return mismatch(`No function signature for the function with name '${call.name}' matches ${args.length} arguments.`)
  const fold = dialect.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text
  const [a, b] = args
  const pattern =
    a === undefined || b === undefined || !isTextTest(call.name) ? undefined : patternOf(call.name, a, b, compiler)
  return {
    type: known.result,
    evaluate: (environment) => {
      const values = args.map((argument) => argument.evaluate(environment))
      if (values.includes(null)) return null
      const test = pattern?.(String(values[1]))
      return test === undefined ? known.evaluate(values, { fold, now: compiler.context.now }) : test(String(values[0]))
    },
  }
}

function isTextTest(name: string): name is 'contains' | 'startswith' | 'endswith' {
  return name === 'contains' || name === 'startswith' || name === 'endswith'
}

function positional(args: readonly FilterExpression[]): JsonObject {
  const named: Record<string, Json> = {}
  for (const [at, argument] of args.entries()) if (argument.kind === 'literal') named[String(at)] = argument.value
  return named
}

function compileCase(args: readonly Compiled[]): Compiled {
  return {
    type: args[1]?.type ?? 'Any',
    evaluate: (environment) => {
      for (let at = 0; at + 1 < args.length; at += 2)
        if (args[at]?.evaluate(environment) === true) return args[at + 1]?.evaluate(environment) ?? null
      return null
    },
  }
}

/** `cast(x,Edm.String)` turns into text or a number; `isof` knows the primitive types. */
function compileCast(call: Extract<FilterExpression, { kind: 'call' }>, compiler: Compiler): Compiled {
  const type = call.args.at(-1)
  const value = call.args[0]
  if (type?.kind !== 'path' || value === undefined || call.args.length !== 2)
    return mismatch(`${call.name} needs a value and a type.`)
  const name = type.path.join('/')
  const source = compile(value, compiler)
  if (call.name === 'isof') return { type: 'Boolean', evaluate: () => edmName(source.type) === name }
  if (name === 'Edm.String')
    return {
      type: 'String',
      evaluate: (environment) => {
        const found = source.evaluate(environment)
        return found === null ? null : String(found)
      },
    }
  return { type: source.type === 'String' ? 'Any' : source.type, evaluate: source.evaluate }
}
