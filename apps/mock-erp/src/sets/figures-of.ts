/** A customer's figures, computed once a request. */
import type { ReadContext, Row } from '@koble/odata-server'
import { figuresOf, type Figures } from '../ledger/figures.ts'
import { workDate } from '../rules/setup.ts'

export function customerFigures(row: Row, context: ReadContext): Figures {
  const key = `figures ${row.id}`
  const known = context.memo.get(key) as Figures | undefined
  if (known !== undefined) return known
  const figures = figuresOf(context.data, row.id, workDate(context.clock))
  context.memo.set(key, figures)
  return figures
}
