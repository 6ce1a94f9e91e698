/** `Microsoft.NAV.shipAndInvoice` (business-central-protocol, section 9). */
import type { Row } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { postSales } from '../../posting/post-sales.ts'
import { dialogError } from '../../rules/refusals.ts'
import { amount } from '../../rules/setup.ts'
import { documentLines } from '../../sales/document-context.ts'
import { isComment } from '../../sales/line/line-object.ts'
import { big } from '../../values/decimal.ts'
import { names } from '../../tables/names.ts'
import { documentAction } from './document-action.ts'

/** Posts the lines' quantities to ship and to invoice; an order that is completely invoiced is gone. */
export const shipAndInvoice = documentAction((order, context) => {
  const lines = documentLines(context.data, order.id)
  if (lines.length === 0) dialogError('Please add at least one line item to the estimate.')
  refuseQuestions(lines)
  const { invoice } = postSales(order, { ship: true, invoice: true }, context)
  const rest = context.data.get(names.salesHeader, order.id)
  if (rest !== undefined) return { set: 'salesOrders', row: rest }
  return invoice === undefined ? undefined : { set: 'salesInvoices', row: invoice }
})

/** A numbered line without quantity makes the application ask whether to go on, which no web service can answer. */
function refuseQuestions(lines: readonly Row[]): void {
  if (lines.every((line) => isComment(line) || !big(amount(line, 'quantity')).eq(0))) return
  refuse(
    400,
    'Application_CallbackNotAllowed',
    'Microsoft Dynamics 365 Business Central Server attempted to issue a client callback to show a confirmation dialog box: One or more document lines with a value in the No. field do not have a quantity specified. Do you want to continue? Client callbacks are not supported on Microsoft Dynamics 365 Business Central Data Services.',
  )
}
