/** Rows below a row: those that a navigation leads to, filtered, ordered and cut as an expansion asks. */
import { countRows, runQuery } from '../query/run-query.ts'
import { linkedRows } from './model.ts'
import type { ReadContext } from '../model/context.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition, NavigationDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { QueryOptions } from '../query/query-options.ts'
import type { RootModel } from './model.ts'

interface Place {
  readonly model: RootModel
  readonly context: ReadContext
}

/** What the dialect makes of a filter before it runs. */
export function dialectFilter(
  filter: FilterExpression | undefined,
  set: EntitySetDefinition,
  model: RootModel,
  context: ReadContext,
): FilterExpression | undefined {
  const { dialect } = model
  return filter === undefined || dialect.checkFilter === undefined ? filter : dialect.checkFilter(filter, set, context)
}

export function childRows(
  place: Place,
  target: EntitySetDefinition,
  navigation: NavigationDefinition,
  row: Row,
  options: QueryOptions,
  limit: number,
): ReturnType<typeof runQuery> {
  const { model, context } = place
  return runQuery({
    model,
    set: target,
    context,
    filter: dialectFilter(options.filter, target, model, context),
    orderby: options.orderby,
    limit,
    skip: options.skip ?? 0,
    ...childSource(model, navigation, row, target, context),
  })
}

export function childCount(
  { model, context }: Place,
  set: EntitySetDefinition,
  navigation: NavigationDefinition,
  row: Row,
  options: QueryOptions,
): number {
  const filter = dialectFilter(options.filter, set, model, context)
  return countRows({ model, set, context, filter, ...childSource(model, navigation, row, set, context) }, Infinity)
    .count
}

export interface ChildSource {
  readonly under?: { readonly column: string; readonly value: string }
  readonly rows?: Iterable<Row>
}

/** Where a navigation's rows come from: an index on the target's column, or the computed list. */
export function childSource(
  model: RootModel,
  navigation: NavigationDefinition,
  row: Row,
  target: EntitySetDefinition,
  context: ReadContext,
): ChildSource {
  const indexed =
    navigation.rows === undefined &&
    navigation.targetColumn !== undefined &&
    target.table !== undefined &&
    target.rows === undefined
  if (indexed && navigation.targetColumn !== undefined)
    return { under: { column: navigation.targetColumn, value: row.id } }
  return { rows: linkedRows(model, navigation, row, context) }
}
