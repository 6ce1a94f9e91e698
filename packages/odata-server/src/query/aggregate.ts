/** The methods of `aggregate`. Nulls are left out; decimals stay exact. Truth: OData Data Aggregation Extension 4.0, section 3.1.3. */
import { compileValue } from './compile-filter.ts'
import { fits, mismatch } from './compiled.ts'
import { calculate } from './number.ts'
import { computedOrder } from './row-order.ts'
import type { PropertyDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { EdmType, Scalar } from '../model/value.ts'
import type { Compare } from '../values/compare.ts'
import type { Compiler, ExpressionType } from './compiled.ts'
import type { AggregateItem } from './parse-apply.ts'

export interface Aggregate {
  readonly alias: string
  /** How the result is shown. */
  readonly property: PropertyDefinition
  readonly evaluate: (rows: readonly Row[]) => Scalar
}

export function compileAggregate(item: AggregateItem, compiler: Compiler): Aggregate {
  const { alias, method, expression } = item
  if (method === 'count' || expression === undefined)
    return { alias, property: { type: 'Int64' }, evaluate: (rows) => rows.length }
  const value = compileValue(expression, compiler)
  const known = (rows: readonly Row[]): Scalar[] => rows.map(value.evaluate).filter((each) => each !== null)
  if (method === 'countdistinct')
    return { alias, property: { type: 'Int64' }, evaluate: (rows) => new Set(known(rows).map(String)).size }
  if (method === 'min' || method === 'max') {
    const order = computedOrder(value.type, compiler.model.dialect.ignoreCase)
    const property = shown(value.property, value.type)
    return { alias, property, evaluate: (rows) => asStored(extreme(known(rows), order, method), property) }
  }
  if (!fits(value.type, ['Number'])) return mismatch(`Only numbers have a ${method}: ${alias}.`)
  return {
    alias,
    property: { ...shown(value.property, 'Number'), type: 'Decimal' },
    evaluate: (rows) => total(known(rows), method),
  }
}

function extreme(values: readonly Scalar[], order: Compare, method: 'min' | 'max'): Scalar {
  const sign = method === 'min' ? -1 : 1
  return values.reduce<Scalar>((best, each) => (best === null || order(each, best) * sign > 0 ? each : best), null)
}

/** Doubles are computed as decimals. */
export function asStored(value: Scalar, { type }: PropertyDefinition): Scalar {
  return type === 'Double' && typeof value === 'string' ? Number(value) : value
}

function total(values: readonly Scalar[], method: 'sum' | 'average'): Scalar {
  if (values.length === 0) return null
  const sum = values.reduce<Scalar>((before, each) => calculate('add', before, each), 0)
  return method === 'sum' ? sum : calculate('divby', sum, values.length)
}

/** A property of the result that shows values as the one they came from does. */
export function shown(source: PropertyDefinition | undefined, type: ExpressionType): PropertyDefinition {
  if (source === undefined) return { type: edmType(type) }
  const { scale, members, enumType, filterValue } = source
  return {
    type: source.type,
    ...(scale !== undefined && { scale }),
    ...(members !== undefined && { members }),
    ...(enumType !== undefined && { enumType }),
    ...(filterValue !== undefined && { filterValue }),
  }
}

function edmType(type: ExpressionType): EdmType {
  return type === 'Number' ? 'Decimal' : type === 'Any' || type === 'Null' ? 'String' : type
}
