/** Lines of sales documents: their product and unit, their amounts, and the header's totals after each write (reference/dataverse-protocol.md, section 14). */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { TableRules } from '../rules/table-rules.ts'
import { refuseWith } from '../security/access.ts'
import { takeCopiedAmounts } from './copied-line.ts'
import type { SalesDocument } from './documents.ts'
import { checkLineProduct } from './line-product.ts'
import { pricedLine, skipsPricing } from './pricing-context.ts'
import type { PricedWrite } from './pricing/pricing-skipped.ts'
import { refuseFixedLines } from './state-locks.ts'
import { linesOf, retotal } from './totals.ts'

export function lineRules(document: SalesDocument): TableRules {
  const { table, header: column } = document.line
  const headerOf = (line: Readonly<Draft>, context: WriteContext): Row =>
    context.data.get(document.table, String(line[column] ?? '')) ?? refuseWith(errors.required(column, table))
  const skips = (write: PricedWrite, header: Row, context: WriteContext): boolean =>
    skipsPricing(document, table, write, header, context)

  return {
    onCreate: (draft, context) => {
      const header = headerOf(draft, context)
      refuseFixedLines(document.table, header, context)
      draft['isproductoverridden'] ??= false
      draft['ispriceoverridden'] ??= false
      draft['sequencenumber'] ??= nextSequence(document, header, context)
      if (takeCopiedAmounts(draft, context)) return
      checkLineProduct(draft, undefined, context.data)
      if (!skips('create', header, context)) Object.assign(draft, pricedLine(header, draft, undefined, context.data))
    },
    onUpdate: (draft, row, context) => {
      const header = headerOf(draft, context)
      const former = headerOf(row, context)
      refuseFixedLines(document.table, header, context)
      if (former.id !== header.id) {
        refuseFixedLines(document.table, former, context)
        retotal(document, former, context, row.id)
      }
      checkLineProduct(draft, row, context.data)
      if (!skips('update', header, context)) Object.assign(draft, pricedLine(header, draft, row, context.data))
    },
    onDelete: (row, context) => {
      const header = headerOf(row, context)
      refuseFixedLines(document.table, header, context)
      if (!skips('delete', header, context)) retotal(document, header, context, row.id)
    },
    afterWrite: (row, context) => {
      const header = headerOf(row, context)
      if (!skips('update', header, context)) retotal(document, header, context)
    },
  }
}

function nextSequence(document: SalesDocument, header: Row, context: WriteContext): number {
  const taken = linesOf(document, header.id, context.data).map((line) => Number(line['sequencenumber'] ?? 0))
  return Math.max(0, ...taken) + 1
}
