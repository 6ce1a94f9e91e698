/** A document's sums over its lines, computed once a request and version of the header, which moves with every line. */
import type { PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { documentTotals, type DocumentTotals } from '../../sales/document-context.ts'
import { computed, decimal } from '../properties.ts'

export function totalsOf(row: Row, context: ReadContext): DocumentTotals {
  const key = `sales totals ${row.id} ${row.rowVersion}`
  const known = context.memo.get(key) as DocumentTotals | undefined
  if (known !== undefined) return known
  const totals = documentTotals(context.data, row)
  context.memo.set(key, totals)
  return totals
}

const total = (name: keyof DocumentTotals): PropertyDefinition =>
  computed(decimal(), (row, context) => totalsOf(row, context)[name])

/** After invoice discount; VAT is rounded per VAT identifier, so it may differ from the lines' by a cent. */
export const totals = {
  totalAmountExcludingTax: total('amount'),
  totalTaxAmount: total('tax'),
  totalAmountIncludingTax: total('amountIncludingTax'),
}

export const lineDiscountAmount = total('lineDiscountAmount')
/** Of posted documents. */
export const invoiceDiscountTotal = total('invoiceDiscountAmount')
