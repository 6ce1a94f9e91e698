/** What a query should answer, by the second evaluator: order, page, groups. */
import { naive } from '../fixtures/naive-evaluator.ts'
import { compareNaive, isNumber, number, roundDivide } from '../fixtures/naive-values.ts'
import type { Naive, NaiveNumber, NaiveRow, NaiveTime } from '../fixtures/naive-values.ts'
import type { FilterExpression } from '../model/dialect.ts'

export interface Sorting {
  readonly expression: FilterExpression
  readonly descending: boolean
}

/** Undefined (null) comes first. */
export function compareNulls(left: Naive, right: Naive): number {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
  return compareNaive(left, right)
}

export function naiveFilter(
  rows: readonly NaiveRow[],
  filter: FilterExpression | undefined,
  now: NaiveTime,
): readonly NaiveRow[] {
  return filter === undefined ? rows : rows.filter((row) => naive(filter, { row, now }) === true)
}

/** By the items, then by id: upwards, or downwards where all items go down. Without items: as given. */
export function naiveSort(
  rows: readonly NaiveRow[],
  sortings: readonly Sorting[],
  now: NaiveTime,
): readonly NaiveRow[] {
  if (sortings.length === 0) return rows
  const down = sortings.every(({ descending }) => descending)
  return rows.toSorted((left, right) => {
    for (const { expression, descending } of sortings) {
      const order = compareNulls(naive(expression, { row: left, now }), naive(expression, { row: right, now }))
      if (order !== 0) return descending ? -order : order
    }
    return compareNulls(idOf(left, now), idOf(right, now)) * (down ? -1 : 1)
  })
}

function idOf(row: NaiveRow, now: NaiveTime): Naive {
  return naive({ kind: 'path', path: ['id'] }, { row, now })
}

export type Method = 'sum' | 'min' | 'max' | 'average' | 'countdistinct' | 'count'

export function naiveAggregate(method: Method, values: readonly Naive[]): Naive {
  if (method === 'count') return number(BigInt(values.length))
  const known = values.filter((value) => value !== undefined)
  if (method === 'countdistinct') {
    const distinct = known.filter((value, at) => known.findIndex((other) => compareNaive(value, other) === 0) === at)
    return number(BigInt(distinct.length))
  }
  if (known.length === 0) return undefined
  if (method === 'min' || method === 'max') return known.toSorted(compareNaive).at(method === 'min' ? 0 : -1)
  const total = known.filter(isNumber).reduce((sum, value) => plus(sum, value), number(0n))
  return method === 'sum' ? total : over(total, BigInt(known.length))
}

function plus(left: NaiveNumber, right: NaiveNumber): NaiveNumber {
  return number(left.over * right.under + right.over * left.under, left.under * right.under)
}

function over(value: NaiveNumber, count: bigint): NaiveNumber {
  const places = 10n ** 20n
  return number(roundDivide(value.over * places, value.under * count), places)
}
