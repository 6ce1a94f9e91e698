/** The totals of a stored document, kept by every write of its lines. */
import type { Row, WriteContext } from '@koble/odata-server'
import type { SalesDocument } from './documents.ts'
import type { Values } from './pricing/exact.ts'
import { precisionOf } from './pricing-context.ts'
import { totalDocument } from './pricing/total-document.ts'
import { systemWrite } from './system-write.ts'

export const linesOf = (document: SalesDocument, headerId: string, data: WriteContext['data']): readonly Row[] => [
  ...data.find(document.line.table, { [document.line.header]: headerId }),
]

export const totalsOf = (header: Values, lines: readonly Values[], data: WriteContext['data']): Values =>
  totalDocument(header, lines, precisionOf(header['transactioncurrencyid'], data).amount)

/** `without` is a line that is about to go. */
export function retotal(document: SalesDocument, header: Row, context: WriteContext, without?: string): void {
  const lines = linesOf(document, header.id, context.data).filter((line) => line.id !== without)
  systemWrite(document.table, header, totalsOf(header, lines, context.data), context)
}
