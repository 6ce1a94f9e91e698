/** Actions of invoices (business-central-protocol, section 9; texts of business-central-api.json). */
import type { OperationDefinition, OperationResult, Row, WriteContext } from '@koble/odata-server'
import { cancelInvoice, correctiveCreditMemo } from '../../posting/cancel-invoice.ts'
import { postSales } from '../../posting/post-sales.ts'
import { dialogError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { isClosed, isPosted, remainingAmount } from '../../sets/sales/posted-state.ts'
import { totalsOf } from '../../sets/sales/totals.ts'
import { documentAction } from './document-action.ts'
import { send } from './send.ts'

const CREDIT_MEMOS = 'salesCreditMemos'

type Made = OperationResult['made'] | undefined

export const invoiceActions: Readonly<Record<string, OperationDefinition>> = {
  post: documentAction(post),
  postAndSend: documentAction((invoice, context) => {
    checkMail(invoice)
    const posted = post(invoice, context)
    send(invoice, context)
    return posted
  }),
  send: documentAction((invoice, context) => {
    checkMail(invoice)
    return send(invoice, context)
  }),
  cancel: documentAction(cancel),
  cancelAndSend: documentAction((invoice, context) => {
    checkMail(invoice)
    const creditMemo = cancel(invoice, context)
    send(invoice, context)
    return creditMemo
  }),
  makeCorrectiveCreditMemo: documentAction((invoice, context) => {
    mustBePosted(invoice)
    mustBeUnpaid(invoice, context)
    return { set: CREDIT_MEMOS, row: correctiveCreditMemo(invoice, context) }
  }),
}

/** The draft is for the whole invoice: what was paid or credited would be left over. */
function mustBeUnpaid(invoice: Row, context: WriteContext): void {
  if (isClosed(invoice, context)) {
    dialogError('The invoice is closed. The corrective credit memo will not be applied to the invoice.')
  }
  if (remainingAmount(invoice, context) !== totalsOf(invoice, context).amountIncludingTax) {
    dialogError(
      'The invoice is partially paid or credited. The corrective credit memo may not be fully closed by the invoice.',
    )
  }
}

function post(invoice: Row, context: WriteContext): Made {
  if (isPosted(invoice)) dialogError('The action can be applied to a draft invoice only.')
  const { invoice: posted } = postSales(invoice, { ship: true, invoice: true }, context)
  return posted && { set: 'salesInvoices', row: posted }
}

function cancel(invoice: Row, context: WriteContext): Made {
  mustBePosted(invoice)
  if (invoice['cancelled'] === true) {
    dialogError('The invoice cannot be canceled because it has already been canceled.')
  }
  return { set: CREDIT_MEMOS, row: cancelInvoice(invoice, context) }
}

function mustBePosted(invoice: Row): void {
  if (!isPosted(invoice)) dialogError('The action can be applied to a posted invoice only.')
}

function checkMail(invoice: Row): void {
  if (text(invoice, 'email') !== '') return
  dialogError('The send-to email is empty. Specify email either for the customer or for the invoice in email preview.')
}
