/** Rows of a set by filter and order, one page at a time, through an index where one helps. */
import { raise } from '../model/problem.ts'
import { comparator } from '../values/compare.ts'
import { countAt, placeOf, rowsAt } from '../storage/table-store.ts'
import { isIndexed } from '../storage/reader.ts'
import { compileFilter, compileValue } from './compile-filter.ts'
import { constraintsOf } from './constraints.ts'
import { columnOf, propertyOf, visibility } from '../request/model.ts'
import type { ReadContext } from '../model/context.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { RootModel } from '../request/model.ts'
import type { Index, TableStore } from '../storage/table-store.ts'
import type { Compare } from '../values/compare.ts'
import type { Constraints } from './constraints.ts'
import type { OrderItem } from './query-options.ts'

export interface RowQuery {
  readonly model: RootModel
  readonly set: EntitySetDefinition
  readonly context: ReadContext
  readonly filter: FilterExpression | undefined
  readonly orderby: readonly OrderItem[]
  readonly limit: number
  readonly skip: number
  /** Continue behind the row with these order values and id. */
  readonly after?: { readonly values: string; readonly id: string } | undefined
  /** Only rows whose column equals this (a parent's children). */
  readonly under?: { readonly column: string; readonly value: string } | undefined
  /** Rows to choose from instead of the set's table. */
  readonly rows?: Iterable<Row> | undefined
}

export interface RowPage {
  readonly rows: readonly Row[]
  /** There are more; `after` continues. */
  readonly more: boolean
  readonly after: string
}

interface OrderKey {
  readonly evaluate: (row: Row) => Scalar
  readonly compare: Compare
  readonly descending: boolean
  readonly column: string | undefined
}

interface Plan {
  readonly keys: readonly OrderKey[]
  readonly test: (row: Row) => boolean
  /** Rows in order from the continuation on, or in any order. */
  readonly source: Iterable<Row>
  readonly ordered: boolean
}

export function runQuery(query: RowQuery): RowPage {
  const plan = planOf(query)
  const wanted = query.skip + query.limit + 1
  const found: Row[] = []
  for (const row of plan.source) {
    query.context.usage.rowsRead += 1
    if (!plan.test(row)) continue
    found.push(row)
    if (plan.ordered && found.length >= wanted) break
  }
  const rows = plan.ordered ? found : sorted(found, plan.keys, query)
  const page = rows.slice(query.skip, query.skip + query.limit)
  const last = page.at(-1)
  return {
    rows: page,
    more: rows.length > query.skip + query.limit,
    after: last === undefined ? '' : JSON.stringify(plan.keys.map((key) => key.evaluate(last))),
  }
}

/** How many rows pass, up to `cap`. */
export function countRows(
  query: Pick<RowQuery, 'model' | 'set' | 'context' | 'filter' | 'under' | 'rows'>,
  cap: number,
): { readonly count: number; readonly capped: boolean } {
  const { set, context } = query
  const everything =
    query.filter === undefined &&
    query.under === undefined &&
    query.rows === undefined &&
    set.table !== undefined &&
    set.rows === undefined
  if (everything && visibility(set, context) === undefined) {
    const size = context.data.count(set.table ?? '')
    return { count: Math.min(size, cap), capped: size > cap }
  }
  const plan = planOf({ ...query, orderby: [], limit: 0, skip: 0 })
  let count = 0
  for (const row of plan.source) {
    context.usage.rowsRead += 1
    if (!plan.test(row)) continue
    count += 1
    if (count > cap) return { count: cap, capped: true }
  }
  return { count, capped: false }
}

function planOf(query: RowQuery): Plan {
  const { set, context, model } = query
  const compiler = { model, set, context, variables: new Map<string, EntitySetDefinition>() }
  const filter = query.filter === undefined ? undefined : compileFilter(query.filter, compiler)
  const visible = visibility(set, context)
  const { under } = query
  const test = (row: Row): boolean =>
    (under === undefined || row[under.column] === under.value) &&
    (visible === undefined || visible(row)) &&
    (filter === undefined || filter(row))
  const given = query.rows ?? (set.table === undefined || set.rows !== undefined ? set.rows?.(context) : undefined)
  if (given !== undefined || !isIndexed(context.data))
    return {
      keys: orderKeys(query, undefined),
      test,
      source: given ?? context.data.scan(set.table ?? ''),
      ordered: false,
    }
  const store = context.data.store(set.table ?? '')
  const keys = orderKeys(query, store)
  const constraints = constraintsOf(query.filter, set, model)
  if (under !== undefined) constraints.set(under.column, { equal: [under.value] })
  const candidates = smallest(store, constraints)
  const index = store.index(keys.map((key) => key.column ?? ''))
  const streams = index !== undefined && keys.every((key) => key.descending === keys[0]?.descending)
  if (
    candidates !== undefined &&
    (!streams || (candidates.range !== index && candidates.count <= Math.max(500, store.rows.size / 20)))
  )
    return { keys, test, source: candidates.rows(), ordered: false }
  if (!streams || index === undefined) return { keys, test, source: store.order.rows.all(), ordered: false }
  return { keys, test, source: stream(index, keys, query, constraints), ordered: true }
}

/** Order of rows: the `$orderby` items, or the table's own order; the id decides ties. */
function orderKeys(query: RowQuery, store: TableStore | undefined): OrderKey[] {
  if (query.orderby.length === 0)
    return (store?.order.columns ?? []).map((column, at) => ({
      evaluate: (row) => row[column] ?? null,
      compare: store?.order.compare[at] ?? comparator('String', false),
      descending: false,
      column,
    }))
  const compiler = {
    model: query.model,
    set: query.set,
    context: query.context,
    variables: new Map<string, EntitySetDefinition>(),
  }
  return query.orderby.map((item) => {
    const { type, evaluate } = compileValue(item.expression, compiler)
    const column = plainColumn(item.expression, query.set)
    const computed = comparator(
      type === 'Number' ? 'Decimal' : 'String',
      query.model.dialect.ignoreCase && type === 'String',
    )
    return {
      evaluate: type === 'Number' && column === undefined ? asText(evaluate) : evaluate,
      compare: column === undefined || store === undefined ? loose(computed) : store.compareColumn(column),
      descending: item.descending,
      column: store === undefined ? undefined : column,
    }
  })
}

/** Numbers of both forms compare as decimals. */
function asText(evaluate: (row: Row) => Scalar): (row: Row) => Scalar {
  return (row) => {
    const value = evaluate(row)
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  }
}

function loose(compare: Compare): Compare {
  return (left, right) => compare(numeral(left), numeral(right))
}

function numeral(value: Scalar): Scalar {
  return typeof value === 'number' && Number.isFinite(value) && !String(value).includes('e') ? String(value) : value
}

function plainColumn(expression: FilterExpression, set: EntitySetDefinition): string | undefined {
  if (expression.kind !== 'path' || expression.path.length !== 1) return undefined
  const name = expression.path[0] ?? ''
  const property = propertyOf(set, name)
  return property === undefined || property.get !== undefined ? undefined : columnOf(name, property)
}

interface Candidates {
  readonly count: number
  readonly rows: () => Iterable<Row>
  /** They are one stretch of this index. */
  readonly range?: Index
}

/** The smallest set of rows that an index can give for one column's constraint, or for several equal columns. */
function smallest(store: TableStore, constraints: Constraints): Candidates | undefined {
  let best: Candidates | undefined
  const offer = (candidates: Candidates): void => {
    if (best === undefined || candidates.count < best.count) best = candidates
  }
  for (const [column, { equal }] of constraints) {
    if (column === 'id' && equal !== undefined)
      offer({ count: equal.length, rows: () => distinct(equal.flatMap((id) => store.rows.get(String(id)) ?? [])) })
  }
  for (const index of store.indexes) offerIndex(index, constraints, offer)
  return best
}

function offerIndex(index: Index, constraints: Constraints, offer: (candidates: Candidates) => void): void {
  const first = constraints.get(index.columns[0] ?? '')
  if (first === undefined) return
  if (first.equal !== undefined && first.equal.length > 1) {
    const values = first.equal
    offer({
      count: values.reduce<number>((sum, value) => sum + countAt(index, [value]), 0),
      rows: () => distinct(values.flatMap((value) => [...rowsAt(index, [value])])),
    })
    return
  }
  if (first.equal !== undefined) {
    const values = leading(index, constraints)
    offer({ count: countAt(index, values), rows: () => rowsAt(index, values) })
    return
  }
  const [low, high] = bounds(index, first)
  offer({
    count: Math.max(0, index.rows.rank(high) - index.rows.rank(low)),
    rows: () => between(index, low, high),
    range: index,
  })
}

function leading(index: Index, constraints: Constraints): Scalar[] {
  const values: Scalar[] = []
  for (const column of index.columns) {
    const equal = constraints.get(column)?.equal
    if (equal?.length !== 1) break
    values.push(equal[0] ?? null)
  }
  return values
}

function distinct(rows: readonly Row[]): Iterable<Row> {
  return new Map(rows.map((row) => [row.id, row])).values()
}

type Place = (row: Row) => number

/** Places of the first row inside and of the first row behind the bounds. */
function bounds(
  index: Index,
  constraint: { readonly least?: Scalar; readonly most?: Scalar },
): [low: Place, high: Place] {
  const low = constraint.least === undefined ? () => 0 : placeOf(index, [constraint.least])
  const most = constraint.most === undefined ? () => -1 : placeOf(index, [constraint.most])
  return [low, (row) => (most(row) <= 0 ? -1 : 0)]
}

function* between(index: Index, low: Place, high: Place): Generator<Row, undefined> {
  for (const row of index.rows.from(low)) {
    if (high(row) >= 0) return
    yield row
  }
}

/** An index read in order, from the continuation or the bound, up to the other bound. */
function* stream(
  index: Index,
  keys: readonly OrderKey[],
  query: RowQuery,
  constraints: Constraints,
): Generator<Row, undefined> {
  const descending = keys[0]?.descending ?? false
  const behind = continuation(keys, query)
  const [low, high] = bounds(index, constraints.get(index.columns[0] ?? '') ?? {})
  if (descending) {
    const start = behind === undefined ? high : (row: Row) => (high(row) < 0 && behind(row) > 0 ? -1 : 0)
    for (const row of index.rows.backFrom(start)) {
      if (low(row) < 0) return
      yield row
    }
    return
  }
  const start = behind === undefined ? low : (row: Row) => (low(row) >= 0 && behind(row) > 0 ? 0 : -1)
  for (const row of index.rows.from(start)) {
    if (high(row) >= 0) return
    yield row
  }
}

/** Compares a row with the continuation in the query's order: positive when the row comes after it. */
function continuation(keys: readonly OrderKey[], query: RowQuery): Place | undefined {
  if (query.after === undefined) return undefined
  const { id } = query.after
  const values = continuationValues(query.after.values, keys.length)
  return (row) => {
    for (const [at, key] of keys.entries()) {
      const order = key.compare(key.evaluate(row), values[at] ?? null)
      if (order !== 0) return key.descending ? -order : order
    }
    const order = row.id < id ? -1 : row.id === id ? 0 : 1
    return tieDescends(keys) ? -order : order
  }
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

/** An index read backwards gives ties backwards too; sorting must agree, or pages by different plans would not join. */
function tieDescends(keys: readonly OrderKey[]): boolean {
  return keys.length > 0 && keys.every((key) => key.descending)
}

function sorted(rows: readonly Row[], keys: readonly OrderKey[], query: RowQuery): readonly Row[] {
  const behind = keys.length === 0 && query.set.table === undefined ? undefined : continuation(keys, query)
  const tie = tieDescends(keys) ? -1 : 1
  const rest = behind === undefined ? afterId(rows, keys, query) : rows.filter((row) => behind(row) > 0)
  if (keys.length === 0 && query.rows === undefined && query.set.table === undefined) return rest
  const decorated = rest.map((row) => ({ row, values: keys.map((key) => key.evaluate(row)) }))
  decorated.sort((left, right) => {
    for (const [at, key] of keys.entries()) {
      const order = key.compare(left.values[at] ?? null, right.values[at] ?? null)
      if (order !== 0) return key.descending ? -order : order
    }
    return (left.row.id < right.row.id ? -1 : left.row.id === right.row.id ? 0 : 1) * tie
  })
  return decorated.map(({ row }) => row)
}

/** Computed rows come in their own order: the page goes on behind the row that was last. */
function afterId(rows: readonly Row[], keys: readonly OrderKey[], query: RowQuery): readonly Row[] {
  if (query.after === undefined || keys.length > 0) return rows
  const id = query.after.id
  const at = rows.findIndex((row) => row.id === id)
  return at < 0 ? raise({ kind: 'badSkipToken', token: id }) : rows.slice(at + 1)
}
