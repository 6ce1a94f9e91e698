/** Stretches of an index: rows that agree in its leading columns and lie between bounds of the next one. */
import { placeOf } from '../storage/table-store.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { Index } from '../storage/table-store.ts'
import type { ColumnConstraint, Constraints } from './constraints.ts'

/** Negative before a place, zero or more from it on. */
export type Place = (row: Row) => number

export interface Stretch {
  readonly index: Index
  /** The first row inside. */
  readonly low: Place
  /** The first row behind. */
  readonly high: Place
}

function stretchOf(index: Index, leading: readonly Scalar[], bounds: ColumnConstraint): Stretch {
  const { least, most } = bounds
  const inside = placeOf(index, most === undefined ? leading : [...leading, most])
  return {
    index,
    low: placeOf(index, least === undefined ? leading : [...leading, least]),
    high: (row) => (inside(row) <= 0 ? -1 : 0),
  }
}

export function stretchCount({ index, low, high }: Stretch): number {
  return Math.max(0, index.rows.rank(high) - index.rows.rank(low))
}

/** The rows in the index's order, or backwards; `behind` is positive for rows after the place where a page continues. */
export function* stretchRows(stretch: Stretch, descending: boolean, behind?: Place): Generator<Row, undefined> {
  const { index, low, high } = stretch
  // Rows outside the stretch are told by its bounds alone: the order of a page means nothing there.
  if (descending) {
    const start = (row: Row): number =>
      high(row) >= 0 ? 0 : behind === undefined || low(row) < 0 || behind(row) > 0 ? -1 : 0
    for (const row of index.rows.backFrom(start)) {
      if (low(row) < 0) return
      yield row
    }
    return
  }
  const start = (row: Row): number =>
    low(row) < 0 ? -1 : behind === undefined || high(row) >= 0 || behind(row) > 0 ? 0 : -1
  for (const row of index.rows.from(start)) {
    if (high(row) >= 0) return
    yield row
  }
}

const mostStretches = 200

/**
 * The stretches that hold every row which can pass: one for each combination of the values that the first `columns` columns of the index
 * are bound to (up to the first that is not), with the bounds of the column behind them. Without a bound column: the whole index.
 */
export function stretchesOf(index: Index, constraints: Constraints, columns: number): readonly Stretch[] {
  let leading: (readonly Scalar[])[] = [[]]
  let bound = 0
  for (; bound < columns; bound += 1) {
    const given = constraints.get(index.columns[bound] ?? '')?.equal
    if (given === undefined) break
    const values = distinct(index, bound, given)
    if (bound > 0 && leading.length * values.length > mostStretches) break
    leading = leading.flatMap((prefix) => values.map((value) => [...prefix, value]))
  }
  const next = constraints.get(index.columns[bound] ?? '')
  const bounds = next === undefined || next.equal !== undefined ? {} : next
  return leading.map((values) => stretchOf(index, values, bounds))
}

/** Values that the index holds apart: 'a' and 'A' may be one. */
function distinct(index: Index, at: number, values: readonly Scalar[]): readonly Scalar[] {
  const compare = index.compare[at]
  if (compare === undefined || values.length < 2) return values
  const sorted = values.toSorted(compare)
  return sorted.filter((value, place) => place === 0 || compare(sorted[place - 1] ?? null, value) !== 0)
}

/** Rows of several sources, each in `order`, as one in that order. */
export function* merged(
  sources: readonly Iterator<Row, undefined>[],
  order: (left: Row, right: Row) => number,
): Generator<Row, undefined> {
  const heads = sources.flatMap((source) => {
    const first = source.next()
    return first.done === true ? [] : [{ source, row: first.value }]
  })
  while (heads.length > 0) {
    const least = heads.reduce((best, head) => (order(head.row, best.row) < 0 ? head : best))
    yield least.row
    const next = least.source.next()
    if (next.done === true) heads.splice(heads.indexOf(least), 1)
    else least.row = next.value
  }
}
