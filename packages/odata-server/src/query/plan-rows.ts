/** Where a query's rows come from: an index read in the query's order, the rows that an index leaves, or the whole table. */
import { merged, stretchCount, stretchRows, stretchesOf } from './stretch.ts'
import { rowOrder, tieDescends } from './row-order.ts'
import type { Row } from '../model/row.ts'
import type { Index, TableStore } from '../storage/table-store.ts'
import type { Constraints } from './constraints.ts'
import type { OrderKey } from './row-order.ts'
import type { Place, Stretch } from './stretch.ts'

export interface RowSource {
  readonly rows: Iterable<Row>
  /** They come in the query's order, from the continuation on. */
  readonly ordered: boolean
}

export function planRows(
  store: TableStore,
  keys: readonly OrderKey[],
  constraints: Constraints,
  behind: Place | undefined,
): RowSource {
  const candidates = fewest(store, constraints)
  const run = bestRun(store, keys, constraints)
  const fewEnough = Math.max(500, store.rows.size / 20)
  const prefersCandidates =
    candidates !== undefined && (run === undefined || (candidates.count < run.count && candidates.count <= fewEnough))
  if (prefersCandidates) return { rows: candidates.rows(), ordered: false }
  return run === undefined
    ? { rows: store.order.rows.all(), ordered: false }
    : { rows: runRows(run, keys, behind), ordered: true }
}

interface Candidates {
  readonly count: number
  readonly rows: () => Iterable<Row>
}

/** The fewest rows that the constraints leave of one index. */
function fewest(store: TableStore, constraints: Constraints): Candidates | undefined {
  let best: Candidates | undefined
  const offer = (candidates: Candidates): void => {
    if (best === undefined || candidates.count < best.count) best = candidates
  }
  const ids = constraints.get('id')?.equal
  if (ids !== undefined)
    offer({
      count: ids.length,
      rows: () => new Map(ids.flatMap((id) => store.rows.get(String(id)) ?? []).map((row) => [row.id, row])).values(),
    })
  for (const index of store.indexes) {
    if (!constraints.has(index.columns[0] ?? '')) continue
    const stretches = stretchesOf(index, constraints, index.columns.length)
    offer({ count: countOf(stretches), rows: () => concatenated(stretches) })
  }
  return best
}

function countOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + stretchCount(stretch), 0)
}

function* concatenated(stretches: readonly Stretch[]): Generator<Row, undefined> {
  for (const stretch of stretches) yield* stretchRows(stretch, false)
}

/** Stretches of one index that, merged, give the query's order. */
interface Run {
  readonly stretches: readonly Stretch[]
  readonly count: number
}

const mostMerged = 20

function bestRun(store: TableStore, keys: readonly OrderKey[], constraints: Constraints): Run | undefined {
  let best: Run | undefined
  for (const index of store.indexes) {
    const bound = boundColumns(index, keys, constraints)
    if (bound === undefined || combinations(index, constraints, bound) > mostMerged) continue
    const stretches = stretchesOf(index, constraints, bound)
    const run = { stretches, count: countOf(stretches) }
    if (best === undefined || run.count < best.count) best = run
  }
  return best
}

function combinations(index: Index, constraints: Constraints, columns: number): number {
  return index.columns
    .slice(0, columns)
    .reduce((product, column) => product * (constraints.get(column)?.equal?.length ?? 1), 1)
}

/**
 * How many leading columns of the index the constraints bind, when the rest lies in the query's order: its columns are the other keys in
 * their sequence, all in the direction of the ties. Undefined: it does not. A bound column elsewhere would not do: rows that the filter
 * refuses stand among the others there, and the place where a page continues could not be found by halving.
 */
function boundColumns(index: Index, keys: readonly OrderKey[], constraints: Constraints): number | undefined {
  const isBound = (column: string | undefined): boolean =>
    column !== undefined && constraints.get(column)?.equal !== undefined
  const free = keys.filter((key) => !isBound(key.column))
  const descending = tieDescends(keys)
  if (free.some((key) => key.column === undefined || key.descending !== descending)) return undefined
  let leading = 0
  let found = 0
  for (const column of index.columns) {
    if (column === free[found]?.column) found += 1
    else if (found === 0 && isBound(column)) leading += 1
    else return undefined
  }
  const inFront = new Set(index.columns.slice(0, leading))
  const isTold = (key: OrderKey): boolean => free.includes(key) || inFront.has(key.column ?? '')
  return found === free.length && keys.every(isTold) ? leading : undefined
}

function runRows(run: Run, keys: readonly OrderKey[], behind: Place | undefined): Iterable<Row> {
  const descending = tieDescends(keys)
  const sources = run.stretches.map((stretch) => stretchRows(stretch, descending, behind))
  const [only] = sources
  return only !== undefined && sources.length === 1 ? only : merged(sources, rowOrder(keys))
}
