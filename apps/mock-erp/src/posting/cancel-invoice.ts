/**
 * Cancels a posted sales invoice by a posted corrective credit memo that is applied to it, or prepares one to be posted; lines of the order that still exist get
 * their quantities back (erp-business-logic, section 3.6).
 */
import type { Draft, Row } from '@koble/odata-server'
import { amount, integer, text, workDate } from '../rules/setup.ts'
import { documentLines } from '../sales/document-context.ts'
import { deriveOutstanding } from '../sales/line/line-amounts.ts'
import { deriveQuantities } from '../sales/line/line-quantities.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { checkCancellation } from './check-cancellation.ts'
import { draftOf } from './draft-of.ts'
import { postSales } from './post-sales.ts'
import type { PostingContext } from './posting-context.ts'

/** Answers the posted credit memo. */
export function cancelInvoice(invoice: Row, context: PostingContext): Row {
  const { data } = context
  checkCancellation(data, invoice, 'cancel')
  const draft = draftOf(invoice, 'Credit_x0020_Memo', text(invoice, 'postingDate'), context)
  const { creditMemo } = postSales(draft, { ship: true, invoice: true }, context)
  if (creditMemo === undefined) throw new Error(`Credit memo ${text(draft, 'number')} was not posted.`)
  data.update(names.salesHeader, invoice.id, { cancelled: true })
  giveBack(invoice, context)
  return data.update(names.salesHeader, creditMemo.id, { corrective: true })
}

/** Answers the open credit memo; the invoice stays as it is until that is posted. */
export function correctiveCreditMemo(invoice: Row, context: PostingContext): Row {
  checkCancellation(context.data, invoice, 'correct')
  return draftOf(invoice, 'Credit_x0020_Memo', workDate(context.clock), context)
}

/** Cancels it, and answers a new draft with the same lines. */
export function correctInvoice(invoice: Row, context: PostingContext): Row {
  cancelInvoice(invoice, context)
  return draftOf(invoice, 'Invoice', workDate(context.clock), context)
}

function giveBack(invoice: Row, { data }: PostingContext): void {
  const order = data.get(names.salesHeader, text(invoice, 'orderId'))
  if (order === undefined) return
  const invoiced = new Map(documentLines(data, invoice.id).map((line) => [integer(line, 'sequence'), line]))
  for (const line of documentLines(data, order.id)) {
    const quantity = amount(invoiced.get(integer(line, 'sequence')) ?? {}, 'quantity')
    if (quantity === '0') continue
    const less = (column: string): string => canonical(big(amount(line, column)).minus(quantity))
    const draft: Draft = {
      ...line,
      shippedQuantity: less('shippedQuantity'),
      invoicedQuantity: less('invoicedQuantity'),
    }
    deriveQuantities(draft, data)
    deriveOutstanding(draft, order, data)
    data.update(names.salesLine, line.id, draft)
  }
  data.touch(names.salesHeader, order.id)
}
