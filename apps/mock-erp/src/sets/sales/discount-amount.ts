/**
 * `discountAmount`: the invoice discount of the whole document (business-central-protocol, section 13.1). It is spread over the lines that are there and waits for those of a
 * deep insert.
 */
import type { PropertyDefinition } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { documentTotals } from '../../sales/document-context.ts'
import { setInvoiceDiscountAmount } from '../../sales/invoice-discount.ts'
import { mustBeOpen } from '../../sales/test-field.ts'
import { decimal } from '../properties.ts'
import { isPosted, refusePosted } from './posted-state.ts'
import { totalsOf } from './totals.ts'

export const discountAmount: PropertyDefinition = decimal({
  get: (row, context) => totalsOf(row, context).invoiceDiscountAmount,
  set: (draft, value, { data }) => {
    const stored = text(draft, 'id') !== '' && documentTotals(data, draft).invoiceDiscountAmount === String(value)
    if (stored) return
    if (isPosted(draft)) refusePosted(draft)
    mustBeOpen(draft)
    setInvoiceDiscountAmount(data, draft, String(value))
  },
})
