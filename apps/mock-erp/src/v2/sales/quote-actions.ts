/** `makeOrder`, `makeInvoice` and `send` of quotes (business-central-protocol, section 9). */
import type { OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { makeInvoice } from '../../sales/make-invoice.ts'
import { makeOrder } from '../../sales/make-order.ts'
import { names } from '../../tables/names.ts'
import { documentAction } from './document-action.ts'

export const quoteActions: Readonly<Record<string, OperationDefinition>> = {
  makeOrder: documentAction((quote, context) => ({ set: 'salesOrders', row: makeOrder(quote, context) })),
  makeInvoice: documentAction((quote, context) => ({ set: 'salesInvoices', row: makeInvoice(quote, context) })),
  send: documentAction(sendQuote),
}

function sendQuote(quote: Row, context: WriteContext): undefined {
  context.remark('No mail is sent: the quote is marked as sent.')
  context.data.update(names.salesHeader, quote.id, { sentDate: context.now })
}
