/** A line that a conversion copies keeps the amounts of its source: what was quoted is what is ordered and invoiced. */
import type { Draft, Row, WriteContext } from '@koble/odata-server'

const mark = 'sales: the line being copied'

const amounts = [
  'priceperunit',
  'volumediscountamount',
  'manualdiscountamount',
  'tax',
  'baseamount',
  'extendedamount',
  'pricingerrorcode',
] as const

/** Inserts through the line's own rules, which find the source here. */
export function whileCopying<T>(source: Row, context: WriteContext, insert: () => T): T {
  context.memo.set(mark, source)
  try {
    return insert()
  } finally {
    context.memo.delete(mark)
  }
}

/** True when the draft is a copy, which then has its amounts. */
export function takeCopiedAmounts(draft: Draft, context: WriteContext): boolean {
  const source = context.memo.get(mark) as Row | undefined
  if (source === undefined) return false
  for (const name of amounts) draft[name] = source[name] ?? null
  return true
}
