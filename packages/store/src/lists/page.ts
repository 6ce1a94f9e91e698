/**
 * Cursors over `seq`, the order in which rows came: what was there when the first page was read comes exactly once, whatever
 * is inserted or removed meanwhile.
 */
import { type RawBuilder, sql } from 'kysely'
import { storeError } from '../errors.ts'

export interface PageRequest {
  /** The `next` of the page before. */
  readonly cursor?: string | undefined
  /** 100 unless told; at most 1,000. */
  readonly limit?: number | undefined
}

export interface Page<T> {
  readonly items: T[]
  /** Null on the last page. */
  readonly next: string | null
}

export type Order = 'oldestFirst' | 'newestFirst'

export type Numbered<T> = T & { readonly seq: number }

export const limitOf = ({ limit }: PageRequest): number => Math.min(1_000, Math.max(1, Math.trunc(limit ?? 100)))

/** `where` for the rows after the cursor; `seq` is the column, qualified where a join needs it. */
export function afterCursor({ cursor }: PageRequest, order: Order, seq = 'seq'): RawBuilder<never> {
  if (cursor === undefined) return sql`true`
  if (!/^[0-9a-z]{1,10}$/.test(cursor)) {
    throw storeError('rejected', 'cursor-malformed', 'The cursor is none of ours. Ask for the first page without one.')
  }
  const mark = Number.parseInt(cursor, 36)
  return order === 'oldestFirst' ? sql`${sql.ref(seq)} > ${mark}` : sql`${sql.ref(seq)} < ${mark}`
}

/** `order by ... limit`: one row more than asked for says whether a next page exists. */
export const pageEnd = (request: PageRequest, order: Order, seq = 'seq'): RawBuilder<never> =>
  sql`order by ${sql.ref(seq)} ${order === 'oldestFirst' ? sql`asc` : sql`desc`} limit ${limitOf(request) + 1}`

export function toPage<T>(rows: readonly Numbered<T>[], request: PageRequest): Page<Omit<Numbered<T>, 'seq'>> {
  const limit = limitOf(request)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(withoutSeq),
    next: rows.length > limit && last !== undefined ? last.seq.toString(36) : null,
  }
}

function withoutSeq<T>(row: Numbered<T>): Omit<Numbered<T>, 'seq'> {
  const { seq, ...item } = row
  void seq
  return item
}
