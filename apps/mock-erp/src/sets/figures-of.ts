/** A customer's figures, from its ledger entries and from its open documents, computed once a request. */
import type { ReadContext, Row } from '@koble/odata-server'
import { figuresOf, type Figures } from '../ledger/figures.ts'
import { workDate } from '../rules/setup.ts'
import { outstandingOf, type Outstanding } from '../sales/outstanding-of.ts'

export const customerFigures = (row: Row, context: ReadContext): Figures =>
  remembered(context, `figures ${row.id}`, () => figuresOf(context.data, row.id, workDate(context.clock)))

export const customerDocuments = (row: Row, context: ReadContext): Outstanding =>
  remembered(context, `documents ${row.id}`, () => outstandingOf(context.data, row.id))

function remembered<T>({ memo }: ReadContext, key: string, compute: () => T): T {
  const known = memo.get(key) as T | undefined
  if (known !== undefined) return known
  const value = compute()
  memo.set(key, value)
  return value
}
