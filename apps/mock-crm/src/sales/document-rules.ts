/** Headers of quotes, orders, invoices and opportunities: number, currency, what their state refuses, and their totals. */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import type { TableRules } from '../rules/table-rules.ts'
import { automaticNumber } from './automatic-number.ts'
import { checkDocumentCurrency } from './document-currency.ts'
import type { SalesDocument } from './documents.ts'
import { pricedLine, skipsPricing } from './pricing-context.ts'
import { refuseClosedDocument } from './state-locks.ts'
import { systemWrite } from './system-write.ts'
import { linesOf, totalsOf } from './totals.ts'

/** A write of one of these prices the document again. */
const priced = [
  'pricelevelid',
  'transactioncurrencyid',
  'ispricelocked',
  'discountpercentage',
  'discountamount',
  'freightamount',
  'totallineitemamount',
  'totallineitemdiscountamount',
  'totaldiscountamount',
  'totalamountlessfreight',
  'totaltax',
  'totalamount',
  'isrevenuesystemcalculated',
  'estimatedvalue',
]

export function documentRules(document: SalesDocument): TableRules {
  return {
    onCreate: (draft, context) => {
      if (document.number !== undefined) draft[document.number.column] ??= automaticNumber(document.number, context)
      if (document.table === 'quote') draft['revisionnumber'] ??= 0
      if (document.table === 'salesorder' || document.table === 'invoice') draft['ispricelocked'] ??= false
      checkDocumentCurrency(document, draft, undefined, context)
      if (skipsPricing(document, document.table, 'create', draft, context)) return
      Object.assign(draft, totalsOf(draft, [], context.data))
    },
    onUpdate: (draft, row, context, changed) => {
      refuseClosedDocument(document.table, row, changed, context)
      checkDocumentCurrency(document, draft, row, context)
      if (!priced.some((name) => changed.has(name))) return
      if (skipsPricing(document, document.table, 'update', row, context)) return
      if (draft['pricelevelid'] !== row['pricelevelid']) repriceLines(document, draft, row, context)
      Object.assign(draft, totalsOf(draft, linesOf(document, row.id, context.data), context.data))
    },
  }
}

/** Another price list prices every line anew, as the header will be. */
function repriceLines(document: SalesDocument, header: Draft, row: Row, context: WriteContext): void {
  for (const line of linesOf(document, row.id, context.data)) {
    systemWrite(document.line.table, line, pricedLine(header, line, line, context.data), context)
  }
}
