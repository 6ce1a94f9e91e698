/** `$apply` on rows: what a transformation makes is a set of its own, which filters, orders and pages like any other. */
import { asStored, compileAggregate, shown } from './aggregate.ts'
import { compileFilter, compileValue } from './compile-filter.ts'
import { compilerOf, mismatch } from './compiled.ts'
import { computedOrder } from './row-order.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { RootModel } from '../request/model.ts'
import type { Compare } from '../values/compare.ts'
import type { Transformation } from './parse-apply.ts'

export interface SetRows {
  readonly set: EntitySetDefinition
  readonly rows: readonly Row[]
}

interface Place {
  readonly model: RootModel
  readonly context: ReadContext
}

/** The rows that the transformations leave, in a set that shows them. Properties of grouped paths are named by the whole path. */
export function applyAll(transformations: readonly Transformation[], input: SetRows, place: Place): SetRows {
  return transformations.reduce((rows, transformation) => applyOne(transformation, rows, place), input)
}

function applyOne(transformation: Transformation, input: SetRows, place: Place): SetRows {
  const compiler = compilerOf(place.model, input.set, place.context)
  switch (transformation.kind) {
    case 'filter':
      return { set: input.set, rows: input.rows.filter(compileFilter(transformation.filter, compiler)) }
    case 'aggregate': {
      const aggregates = transformation.items.map((item) => compileAggregate(item, compiler))
      const properties = aggregates.map(({ alias, property }) => [alias, property] as const)
      const values = aggregates.map(({ alias, evaluate }) => [alias, evaluate(input.rows)] as const)
      return made(input.set, properties, [openRow('[]', values)])
    }
    case 'groupby':
      return grouped(transformation, input, place)
  }
}

interface Group {
  readonly values: readonly Scalar[]
  readonly rows: Row[]
}

function grouped({ by, inside }: Extract<Transformation, { kind: 'groupby' }>, input: SetRows, place: Place): SetRows {
  const compiler = compilerOf(place.model, input.set, place.context)
  const keys = by.map((path) => {
    const { evaluate, property, type } = compileValue({ kind: 'path', path }, compiler)
    const own = shown(property, type)
    return { name: path.join('/'), type, property: own, evaluate: (row: Row) => asStored(evaluate(row), own) }
  })
  const groups = groupsOf(input.rows, keys, place.model.dialect.ignoreCase)
  const orders = keys.map(({ type }) => computedOrder(type, place.model.dialect.ignoreCase))
  groups.sort((left, right) => compareValues(left.values, right.values, orders))
  const properties = keys.map(({ name, property }) => [name, property] as const)
  const inner = inside.length === 0 ? undefined : applyAll(inside, { set: input.set, rows: [] }, place)
  if (inner !== undefined && inner.set === input.set)
    mismatch('What groupby does with its groups must end in rows of their own.')
  const rows = groups.flatMap(({ values, rows: members }) => {
    const own = keys.map(({ name }, at) => [name, values[at] ?? null] as const)
    if (inner === undefined) return [openRow(JSON.stringify(values), own)]
    const results = applyAll(inside, { set: input.set, rows: members }, place)
    return results.rows.map((row) => openRow(JSON.stringify([values, row.id]), [...own, ...valuesOf(results.set, row)]))
  })
  const more = inner === undefined ? [] : Object.entries(inner.set.properties)
  return made(input.set, [...properties, ...more], rows)
}

function groupsOf(
  rows: readonly Row[],
  keys: readonly { readonly evaluate: (row: Row) => Scalar }[],
  ignoreCase: boolean,
): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const values = keys.map(({ evaluate }) => evaluate(row))
    const folded = ignoreCase
      ? values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))
      : values
    const name = JSON.stringify(folded)
    const found = groups.get(name)
    if (found === undefined) groups.set(name, { values, rows: [row] })
    else found.rows.push(row)
  }
  return [...groups.values()]
}

function compareValues(left: readonly Scalar[], right: readonly Scalar[], orders: readonly Compare[]): number {
  for (const [at, order] of orders.entries()) {
    const found = order(left[at] ?? null, right[at] ?? null)
    if (found !== 0) return found
  }
  return 0
}

/** Columns of made rows have names that no column of a row has. */
const columnFor = (name: string): string => `=${name}`

function openRow(id: string, values: readonly (readonly [string, Scalar])[]): Row {
  const stamps = { rowVersion: 0, createdAt: '', createdBy: '', modifiedAt: '', modifiedBy: '' }
  return { id, ...stamps, ...Object.fromEntries(values.map(([name, value]) => [columnFor(name), value])) }
}

function valuesOf(set: EntitySetDefinition, row: Row): (readonly [string, Scalar])[] {
  return Object.keys(set.properties).map((name) => [name, row[columnFor(name)] ?? null])
}

function made(
  source: EntitySetDefinition,
  properties: readonly (readonly [string, PropertyDefinition])[],
  rows: readonly Row[],
): SetRows {
  const names = properties.map(([name]) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return mismatch(`The name '${twice}' stands for two values of $apply.`)
  const shownProperties = properties.map(
    ([name, property]) => [name, { ...property, column: columnFor(name) }] as const,
  )
  const set: EntitySetDefinition = {
    name: source.name,
    entityType: source.entityType,
    key: [],
    etags: false,
    properties: Object.fromEntries(shownProperties),
    rows: () => rows,
  }
  return { set, rows }
}
