/** Paths in filters: properties through single-valued navigation, counts of collections, `any` and `all`. */
import { raise } from '../model/problem.ts'
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
import { decimal } from '../values/decimal.ts'
import { checkOperator, expressionType, mismatch, spend } from './compiled.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { Compile, Compiled, Compiler, Environment } from './compiled.ts'

interface Place {
  readonly set: EntitySetDefinition
  readonly row: (environment: Environment) => Row | undefined
}

const longestPath = 50

/** Where a path starts: a lambda variable's row, or the row tested. */
function startOf(path: readonly string[], compiler: Compiler): Place & { readonly rest: readonly string[] } {
  if (path.length > longestPath) return mismatch(`A path has more than ${longestPath} segments.`)
  const [first = '', ...rest] = path
  const set = compiler.variables.get(first)
  if (set !== undefined) return { set, rest, row: ({ variables }) => variables.get(first) }
  return { set: compiler.set, rest: first === '$it' ? rest : path, row: ({ row }) => row }
}

/** Follows single-valued navigation along all segments. */
function follow(start: Place, segments: readonly string[], compiler: Compiler): Place {
  let place = start
  for (const segment of segments) {
    if (segment === typeName(compiler.model, place.set)) continue
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

export function compilePath(path: readonly string[], compiler: Compiler): Compiled {
  const start = startOf(path, compiler)
  const last = start.rest.at(-1)
  if (last === undefined) return mismatch('A row itself is no value.')
  if (last === '$count') return compileCount(start.rest.slice(0, -1), start, compiler)
  // Rows that `$apply` made have properties whose names are paths.
  const whole = start.rest.join('/')
  const isWhole = propertyOf(start.set, whole) !== undefined
  const place = isWhole ? start : follow(start, start.rest.slice(0, -1), compiler)
  return compileProperty(isWhole ? whole : last, place, compiler)
}

function compileProperty(name: string, place: Place, compiler: Compiler): Compiled {
  const property = propertyOf(place.set, name)
  if (property === undefined || property.writeOnly === true) return unknown(name, place.set, compiler)
  if (property.stream !== undefined) return mismatch(`The stream '${name}' is no value that can be compared.`)
  return {
    type: expressionType(property.type),
    property,
    evaluate: (environment) => {
      const row = place.row(environment)
      return row === undefined ? null : computable(valueOf(row, name, property, compiler.context), property)
    },
  }
}

/** A double that happens to be whole is no integer: it counts as a decimal. */
function computable(value: Scalar, property: PropertyDefinition): Scalar {
  return property.type === 'Double' && typeof value === 'number' ? (decimal(value) ?? value) : value
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
      for (const linked of linkedRows(compiler.model, navigation, row, compiler.context)) {
        spend(compiler)
        if (visible === undefined || visible(linked)) yield linked
      }
    },
  }
}

function compileCount(path: readonly string[], start: Place, compiler: Compiler): Compiled {
  const { rows } = collection(path, start, compiler)
  return { type: 'Number', evaluate: (environment) => [...rows(environment)].length }
}

export function compileLambda(
  lambda: Extract<FilterExpression, { kind: 'lambda' }>,
  compiler: Compiler,
  compile: Compile,
): Compiled {
  checkOperator(lambda.operator, compiler)
  const start = startOf(lambda.path, compiler)
  const { set, rows } = collection(start.rest, start, compiler)
  const inner = { ...compiler, variables: new Map([...compiler.variables, [lambda.variable, set]]) }
  const predicate = lambda.predicate === undefined ? undefined : compile(lambda.predicate, inner)
  const isAny = lambda.operator === 'any'
  return {
    type: 'Boolean',
    evaluate: (environment) => {
      if (predicate === undefined) return !rows(environment)[Symbol.iterator]().next().done
      const { variables } = environment
      const outer = variables.get(lambda.variable)
      let result = !isAny
      for (const row of rows(environment)) {
        variables.set(lambda.variable, row)
        if ((predicate.evaluate(environment) === true) !== isAny) continue
        result = isAny
        break
      }
      // A name that stood for an outer row stands for it again.
      if (outer !== undefined) variables.set(lambda.variable, outer)
      return result
    },
  }
}
