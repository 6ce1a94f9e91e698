/** Rows of a set by filter and order, one page at a time, through an index where one helps. */
import { raise } from '../model/problem.ts'
import { isIndexed } from '../storage/reader.ts'
import { fixedColumns, visibility } from '../request/model.ts'
import { compileFilter } from './compile-filter.ts'
import { compilerOf } from './compiled.ts'
import { constraintsOf } from './constraints.ts'
import { planRows } from './plan-rows.ts'
import { continuation, continuationText, orderKeys, sorted } from './row-order.ts'
import { stretchCount, stretchesOf } from './stretch.ts'
import type { ReadContext } from '../model/context.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { RootModel } from '../request/model.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { Constraints } from './constraints.ts'
import type { RowSource } from './plan-rows.ts'
import type { OrderItem } from './query-options.ts'
import type { OrderKey } from './row-order.ts'

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

export function runQuery(query: RowQuery): RowPage {
  const { keys, test, source } = planOf(query)
  const wanted = query.skip + query.limit + 1
  const found: Row[] = []
  for (const row of source.rows) {
    query.context.usage.rowsRead += 1
    if (!test(row)) continue
    found.push(row)
    if (source.ordered && found.length >= wanted) break
  }
  const rows = source.ordered ? found : behindContinuation(found, keys, query)
  const page = rows.slice(query.skip, query.skip + query.limit)
  return {
    rows: page,
    more: rows.length > query.skip + query.limit,
    after: continuationText(keys, page.at(-1)),
  }
}

/** How many rows pass, up to `cap`. */
export function countRows(
  query: Pick<RowQuery, 'model' | 'set' | 'context' | 'filter' | 'under' | 'rows'>,
  cap: number,
): { readonly count: number; readonly capped: boolean } {
  const size = countByIndex(query)
  if (size !== undefined) return { count: Math.min(size, cap), capped: size > cap }
  const { source, test } = planOf({ ...query, orderby: [], limit: 0, skip: 0 })
  let count = 0
  for (const row of source.rows) {
    query.context.usage.rowsRead += 1
    if (!test(row)) continue
    count += 1
    if (count > cap) return { count: cap, capped: true }
  }
  return { count, capped: false }
}

/** The number of rows when an index tells it: nothing but the set's fixed columns and the parent choose them. */
function countByIndex(query: Pick<RowQuery, 'set' | 'context' | 'filter' | 'under' | 'rows'>): number | undefined {
  const { set, context, under } = query
  const isPlain =
    query.filter === undefined && query.rows === undefined && set.rows === undefined && set.where === undefined
  if (!isPlain || set.table === undefined || (set.access?.('read', context) ?? true) !== true) return undefined
  if (under === undefined && set.fixed === undefined) return context.data.count(set.table)
  if (!isIndexed(context.data)) return undefined
  const store = context.data.store(set.table)
  const constraints: Constraints = new Map()
  bindColumns(constraints, query)
  const chosen = store.indexFor(new Set(constraints.keys()))
  return chosen === undefined || chosen.length < constraints.size || store.definition.ignoreCase === true
    ? undefined
    : stretchesOf(chosen.index, constraints, chosen.length).reduce((sum, each) => sum + stretchCount(each), 0)
}

interface Plan {
  readonly keys: readonly OrderKey[]
  readonly test: (row: Row) => boolean
  readonly source: RowSource
}

function planOf(query: RowQuery): Plan {
  const { set, context, model } = query
  const test = rowTest(query)
  const given = query.rows ?? (set.table === undefined || set.rows !== undefined ? set.rows?.(context) : undefined)
  if (given !== undefined || !isIndexed(context.data)) {
    const rows = given ?? context.data.scan(set.table ?? '')
    return { keys: orderKeys(query, undefined), test, source: { rows, ordered: false } }
  }
  const store: TableStore = context.data.store(set.table ?? '')
  const keys = orderKeys(query, store)
  const constraints = constraintsOf(query.filter, set, model)
  bindColumns(constraints, query)
  return { keys, test, source: planRows(store, keys, constraints, continuation(keys, query.after)) }
}

/** What the set and the parent say about columns; a filter that leaves fewer values of one stays. */
function bindColumns(constraints: Constraints, { set, under }: Pick<RowQuery, 'set' | 'under'>): void {
  for (const [column, values] of fixedColumns(set)) {
    const filtered = constraints.get(column)?.equal
    if (filtered === undefined || filtered.length > values.length) constraints.set(column, { equal: values })
  }
  if (under !== undefined) constraints.set(under.column, { equal: [under.value] })
}

function rowTest(query: RowQuery): (row: Row) => boolean {
  const { set, context, model, under } = query
  const compiler = compilerOf(model, set, context)
  const filter = query.filter === undefined ? undefined : compileFilter(query.filter, compiler)
  const visible = visibility(set, context)
  return (row) =>
    (under === undefined || row[under.column] === under.value) &&
    (visible === undefined || visible(row)) &&
    (filter === undefined || filter(row))
}

function behindContinuation(rows: readonly Row[], keys: readonly OrderKey[], query: RowQuery): readonly Row[] {
  const isComputed = query.set.table === undefined && query.rows === undefined
  if (keys.length === 0 && isComputed) return behindId(rows, query.after?.id)
  const behind = continuation(keys, query.after)
  return sorted(behind === undefined ? rows : rows.filter((row) => behind(row) > 0), keys)
}

/** Computed rows come in their own order: the page goes on behind the row that was last. */
function behindId(rows: readonly Row[], id: string | undefined): readonly Row[] {
  if (id === undefined) return rows
  const at = rows.findIndex((row) => row.id === id)
  return at < 0 ? raise({ kind: 'badSkipToken', token: id }) : rows.slice(at + 1)
}
