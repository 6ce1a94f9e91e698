/** The rows that a list is made of before it is filtered by `$filter` and paged: those of a set, of a parent, or what `$apply` makes of them. */
import { applyAll } from '../query/apply.ts'
import { runQuery } from '../query/run-query.ts'
import { addressBelow } from './find-row.ts'
import { childSource, dialectFilter } from './child-rows.ts'
import { presentOpenRow, presentRow } from './present.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Json } from '../model/value.ts'
import type { QueryOptions } from '../query/query-options.ts'
import type { ChildSource } from './child-rows.ts'
import type { Presenter } from './present.ts'
import type { Parent } from './target.ts'

export interface ListSource {
  readonly presenter: Presenter
  readonly set: EntitySetDefinition
  readonly parent: Parent | undefined
  readonly options: QueryOptions
}

export interface Listing {
  /** The set that shows the rows: the list's own, or one that `$apply` made. */
  readonly set: EntitySetDefinition
  readonly source: ChildSource
  readonly filter: FilterExpression | undefined
  readonly show: (row: Row) => Json
}

export function listingOf(read: ListSource): Listing {
  const { presenter, set, parent, options } = read
  const { model, context } = presenter
  const source =
    parent === undefined ? {} : childSource(presenter.model, parent.navigation, parent.row, set, presenter.context)
  const first = options.apply.findIndex(({ kind }) => kind !== 'filter')
  const leading = first < 0 ? options.apply : options.apply.slice(0, first)
  const before = leading.flatMap((each) => (each.kind === 'filter' ? [each.filter] : []))
  if (first < 0)
    return {
      set,
      source,
      filter: dialectFilter(joined([...before, options.filter]), set, model, context),
      show: (row) => presentRow(presenter, set, row, options, addressBelow(context, parent, row, set)),
    }
  const filter = dialectFilter(joined(before), set, model, context)
  const { rows } = runQuery({ model, set, context, filter, orderby: [], limit: Infinity, skip: 0, ...source })
  const { apply } = model.dialect
  if (apply !== undefined && rows.length > apply.maximumRows) apply.refuse(rows.length)
  const made = applyAll(options.apply.slice(first), { set, rows }, presenter)
  return {
    set: made.set,
    source: {},
    filter: options.filter,
    show: (row) => presentOpenRow(presenter, made.set, row, options),
  }
}

function joined(filters: readonly (FilterExpression | undefined)[]): FilterExpression | undefined {
  return filters.reduce<FilterExpression | undefined>(
    (left, right) =>
      left === undefined || right === undefined ? (left ?? right) : { kind: 'binary', operator: 'and', left, right },
    undefined,
  )
}
