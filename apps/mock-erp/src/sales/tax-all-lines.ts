/** VAT of all lines of a document at once: after an invoice discount was spread, and at release (erp-business-logic, sections 2.5 and 2.6). */
import type { Draft, Transaction } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { vatOfGroups } from './amounts/vat-of-groups.ts'
import { documentLines } from './document-context.ts'
import { deriveOutstanding, vatLineOf, vatTerms } from './line/line-amounts.ts'
import { isComment } from './line/line-object.ts'
import type { Values } from './sales-context.ts'

export function taxAllLines(data: Transaction, header: Values): void {
  const lines = documentLines(data, text(header, 'id')).filter((line) => !isComment(line))
  const taxed = vatOfGroups(lines.map(vatLineOf), vatTerms(data, header))
  for (const [at, line] of lines.entries()) {
    const draft: Draft = { ...line, ...taxed[at] }
    deriveOutstanding(draft, header, data)
    data.update(names.salesLine, line.id, draft)
  }
}
