/** Actions of credit memos (business-central-protocol, section 9; texts of business-central-api.json). */
import type { OperationDefinition, OperationResult, Row, WriteContext } from '@koble/odata-server'
import { postSales } from '../../posting/post-sales.ts'
import { dialogError, notImplemented } from '../../rules/refusals.ts'
import { documentLines } from '../../sales/document-context.ts'
import { isPosted } from '../../sets/sales/posted-state.ts'
import { documentAction } from './document-action.ts'
import { send } from './send.ts'

export const creditMemoActions: Readonly<Record<string, OperationDefinition>> = {
  post: documentAction(post),
  postAndSend: documentAction((creditMemo, context) => {
    const posted = post(creditMemo, context)
    send(creditMemo, context)
    return posted
  }),
  send: documentAction(send),
  cancel: documentAction(cancel),
  cancelAndSend: documentAction(cancel),
}

function post(creditMemo: Row, context: WriteContext): OperationResult['made'] | undefined {
  if (isPosted(creditMemo)) dialogError('The action can be applied to a draft credit memo only.')
  if (documentLines(context.data, creditMemo.id).length === 0) {
    dialogError('Please add at least one line item to the credit memo.')
  }
  const { creditMemo: posted } = postSales(creditMemo, { ship: true, invoice: true }, context)
  return posted && { set: 'salesCreditMemos', row: posted }
}

function cancel(creditMemo: Row): never {
  if (!isPosted(creditMemo)) dialogError('The action can be applied to a posted credit memo only.')
  if (creditMemo['cancelled'] === true) {
    dialogError('The credit memo cannot be cancelled because it has already been canceled.')
  }
  return notImplemented('Canceling a posted credit memo')
}
