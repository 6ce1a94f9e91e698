/** The order of a query's rows: its keys, the id that decides ties, and the place behind which a page continues. */
import { raise } from '../model/problem.ts'
import { comparator } from '../values/compare.ts'
import { columnOf, propertyOf } from '../request/model.ts'
import { instants } from './comparison.ts'
import { compileValue } from './compile-filter.ts'
import { compilerOf } from './compiled.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { Compare } from '../values/compare.ts'
import type { ExpressionType } from './compiled.ts'
import type { RowQuery } from './run-query.ts'

export interface OrderKey {
  readonly evaluate: (row: Row) => Scalar
  readonly compare: Compare
  readonly descending: boolean
  /** The column that it reads, when it is no more than that. */
  readonly column: string | undefined
}

/** Order of rows: the `$orderby` items, or the set's own order, or the table's. */
export function orderKeys(query: RowQuery, store: TableStore | undefined): OrderKey[] {
  if (query.orderby.length === 0)
    return (query.set.order ?? store?.order.columns ?? []).map((column) => columnKey(column, store))
  const compiler = compilerOf(query.model, query.set, query.context)
  return query.orderby.map((item) => {
    const { type, evaluate } = compileValue(item.expression, compiler)
    const column = plainColumn(item.expression, query.set)
    return column === undefined || store === undefined
      ? {
          evaluate,
          compare: computedOrder(type, query.model.dialect.ignoreCase),
          descending: item.descending,
          column: undefined,
        }
      : { ...columnKey(column, store), descending: item.descending }
  })
}

function columnKey(column: string, store: TableStore | undefined): OrderKey {
  return {
    evaluate: (row) => row[column] ?? null,
    compare: store?.compareColumn(column) ?? comparator('String', false),
    descending: false,
    column: store === undefined ? undefined : column,
  }
}

/** Numbers come as numbers and as decimal text: both compare as decimals. */
export function computedOrder(type: ExpressionType, ignoreCase: boolean): Compare {
  if (type === 'Duration') return comparator('Duration', false)
  if (type === 'DateTimeOffset') return instants
  if (type !== 'Number') return comparator('String', ignoreCase && type === 'String')
  const compare = comparator('Decimal', false)
  return (left, right) => compare(digits(left), digits(right))
}

function digits(value: Scalar): Scalar {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : value
}

function plainColumn(expression: FilterExpression, set: EntitySetDefinition): string | undefined {
  if (expression.kind !== 'path' || expression.path.length !== 1) return undefined
  const name = expression.path[0] ?? ''
  const property = propertyOf(set, name)
  return property === undefined || property.get !== undefined ? undefined : columnOf(name, property)
}

/** An index read backwards gives ties backwards too; sorting must agree, or pages by different plans would not join. */
export function tieDescends(keys: readonly OrderKey[]): boolean {
  return keys.length > 0 && keys.every((key) => key.descending)
}

/** Compares two rows in the query's order. */
export function rowOrder(keys: readonly OrderKey[]): (left: Row, right: Row) => number {
  const ties = tieDescends(keys)
  return (left, right) => {
    for (const key of keys) {
      const order = key.compare(key.evaluate(left), key.evaluate(right))
      if (order !== 0) return key.descending ? -order : order
    }
    return ties ? ordinal(right.id, left.id) : ordinal(left.id, right.id)
  }
}

function ordinal(left: string, right: string): number {
  return left < right ? -1 : left === right ? 0 : 1
}

/** Compares a row with the continuation in the query's order: positive when the row comes after it. */
export function continuation(keys: readonly OrderKey[], after: RowQuery['after']): ((row: Row) => number) | undefined {
  if (after === undefined) return undefined
  const values = continuationValues(after.values, keys.length)
  const ties = tieDescends(keys)
  return (row) => {
    for (const [at, key] of keys.entries()) {
      const order = key.compare(key.evaluate(row), values[at] ?? null)
      if (order !== 0) return key.descending ? -order : order
    }
    return ties ? ordinal(after.id, row.id) : ordinal(row.id, after.id)
  }
}

export function continuationText(keys: readonly OrderKey[], last: Row | undefined): string {
  return last === undefined ? '' : JSON.stringify(keys.map((key) => key.evaluate(last)))
}

function continuationValues(text: string, length: number): Scalar[] {
  try {
    const values: unknown = JSON.parse(text)
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values
  } catch {
    // Falls through: a token that somebody made up.
  }
  return raise({ kind: 'badSkipToken', token: text })
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** Sorts once, with the order's values read once a row. */
export function sorted(rows: readonly Row[], keys: readonly OrderKey[]): Row[] {
  const ties = tieDescends(keys) ? -1 : 1
  const decorated = rows.map((row) => ({ row, values: keys.map((key) => key.evaluate(row)) }))
  decorated.sort((left, right) => {
    for (const [at, key] of keys.entries()) {
      const order = key.compare(left.values[at] ?? null, right.values[at] ?? null)
      if (order !== 0) return key.descending ? -order : order
    }
    return ordinal(left.row.id, right.row.id) * ties
  })
  return decorated.map(({ row }) => row)
}
