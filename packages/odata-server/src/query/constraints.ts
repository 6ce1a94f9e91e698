/** What a filter says about plain columns, so that an index can be used. The filter itself is still tested on every row. */
import { instant } from '../values/date-time.ts'
import { decimal } from '../values/decimal.ts'
import { readValue } from '../values/read-value.ts'
import { columnOf, propertyOf } from '../request/model.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Scalar } from '../model/value.ts'
import type { RootModel } from '../request/model.ts'

/** `equal`: one of these values. Bounds are loose: a row outside them cannot pass, a row inside may not. */
export interface ColumnConstraint {
  equal?: readonly Scalar[]
  least?: Scalar
  most?: Scalar
}

export type Constraints = Map<string, ColumnConstraint>

export function constraintsOf(
  filter: FilterExpression | undefined,
  set: EntitySetDefinition,
  model: RootModel,
): Constraints {
  const constraints: Constraints = new Map()
  if (filter !== undefined) collect(filter, set, model, constraints)
  return constraints
}

function collect(filter: FilterExpression, set: EntitySetDefinition, model: RootModel, into: Constraints): void {
  if (filter.kind === 'call') return collectPrefix(filter, set, model, into)
  if (filter.kind !== 'binary') return
  if (filter.operator === 'and') {
    collect(filter.left, set, model, into)
    collect(filter.right, set, model, into)
    return
  }
  const found = comparisonOf(filter, set, model)
  if (found !== undefined) add(found, into)
}

function add(found: ColumnConstraint & { column: string }, into: Constraints): void {
  const constraint = into.get(found.column) ?? {}
  if (found.equal !== undefined) constraint.equal ??= found.equal
  if (found.least !== undefined) constraint.least ??= found.least
  if (found.most !== undefined) constraint.most ??= found.most
  into.set(found.column, constraint)
}

/** `startswith(name,'Ab')`: from "Ab" up to "Ac". */
function collectPrefix(
  { name, args }: Extract<FilterExpression, { kind: 'call' }>,
  set: EntitySetDefinition,
  model: RootModel,
  into: Constraints,
): void {
  const [column, prefix] = args
  if (name !== 'startswith' || column === undefined || prefix?.kind !== 'literal' || args.length !== 2) return
  const place = plainColumn(column, set, model)
  const isPlain = typeof prefix.value === 'string' && prefix.value !== '' && place?.property.filterValue === undefined
  if (!isPlain || typeof prefix.value !== 'string' || place?.property.type !== 'String') return
  if (model.dialect.textPattern?.('startswith', prefix.value) !== undefined) return
  const least = model.tables.get(set.table ?? '')?.ignoreCase === true ? prefix.value.toLowerCase() : prefix.value
  const last = least.charCodeAt(least.length - 1)
  if (last < 0xffff)
    add({ column: place.column, least, most: `${least.slice(0, -1)}${String.fromCharCode(last + 1)}` }, into)
}

function comparisonOf(
  filter: Extract<FilterExpression, { kind: 'binary' }>,
  set: EntitySetDefinition,
  model: RootModel,
): (ColumnConstraint & { column: string }) | undefined {
  if (filter.operator === 'or') return alternatives(filter, set, model)
  const place = plainColumn(filter.left, set, model)
  if (place === undefined) return undefined
  const { column, property } = place
  if (filter.operator === 'in') {
    if (filter.right.kind !== 'list') return undefined
    const values = filter.right.items.map((item) => stored(item, property, model, true))
    return values.every((value) => value !== undefined) ? { column, equal: values } : undefined
  }
  const value = stored(filter.right, property, model, filter.operator === 'eq')
  if (value === undefined) return undefined
  if (filter.operator === 'eq') return { column, equal: [value] }
  if (value === null) return undefined
  if (filter.operator === 'gt' || filter.operator === 'ge') return { column, least: value }
  return filter.operator === 'lt' || filter.operator === 'le' ? { column, most: value } : undefined
}

/** `a eq 1 or a eq 2`: both values of one column. */
function alternatives(
  filter: Extract<FilterExpression, { kind: 'binary' }>,
  set: EntitySetDefinition,
  model: RootModel,
): (ColumnConstraint & { column: string }) | undefined {
  const [left, right] = [filter.left, filter.right].map((side) =>
    side.kind === 'binary' && side.operator !== 'and' ? comparisonOf(side, set, model) : undefined,
  )
  if (left?.equal === undefined || right?.equal === undefined || left.column !== right.column) return undefined
  return { column: left.column, equal: [...left.equal, ...right.equal] }
}

function plainColumn(
  expression: FilterExpression,
  set: EntitySetDefinition,
  model: RootModel,
): { column: string; property: PropertyDefinition } | undefined {
  if (expression.kind !== 'path' || expression.path.length !== 1) return undefined
  const name = expression.path[0] ?? ''
  const property = propertyOf(set, name)
  if (property === undefined || property.get !== undefined) return undefined
  const table = model.tables.get(set.table ?? '')
  if (table === undefined || (property.type === 'String' && model.dialect.ignoreCase && table.ignoreCase !== true))
    return undefined
  return { column: columnOf(name, property), property }
}

/** A literal in the column's stored form, or undefined when that is not certain. */
function stored(
  literal: FilterExpression,
  property: PropertyDefinition,
  model: RootModel,
  equality: boolean,
): Scalar | undefined {
  if (literal.kind !== 'literal') return undefined
  const value = property.filterValue === undefined ? literal.value : property.filterValue(literal.value)
  if (value === null) return null
  if (property.type === 'String')
    return typeof value === 'string' && !(equality && model.dialect.textPattern?.('eq', value) !== undefined)
      ? value
      : undefined
  if (property.type === 'Decimal') return typeof value === 'boolean' ? undefined : decimal(value)
  if (property.type === 'DateTimeOffset' && typeof value === 'string')
    return instant(value.length === 10 ? `${value}T00:00:00Z` : value)
  if (
    typeof value === 'string' &&
    (property.type === 'Int32' || property.type === 'Int64' || property.type === 'Double')
  )
    return undefined
  return readValue(value, property.type)
}
