/** The actions of quotes and orders of Koble's pages (docs/koble-api-pages.md, "Actions and effects"). */
import type { JsonObject, OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { postSales } from '../../posting/post-sales.ts'
import { text, workDate } from '../../rules/setup.ts'
import { archiveSales } from '../../sales/archive.ts'
import { deleteDocument } from '../../sales/delete-document.ts'
import { makeOrder as makeOrderOf } from '../../sales/make-order.ts'
import { releaseSales } from '../../sales/release.ts'
import { reopenSales } from '../../sales/reopen.ts'
import { isDate } from '../../sales/sales-context.ts'
import { takeRevision as takeRevisionOf } from '../../sales/take-revision.ts'
import { validateHeader } from '../../sales/validate-header.ts'
import { names } from '../../tables/names.ts'
import { effectAction, type Done } from './effect-action.ts'

const release = effectAction('release', (document, _parameters, { data, clock }) => {
  releaseSales(data, document, clock)
  return {}
})

const reopen = effectAction('reopen', (document, _parameters, { data }) => {
  reopenSales(data, document)
  return {}
})

const ship = effectAction(
  'ship',
  (order, parameters, context) => {
    const { shipment } = postSales(datedOrder(order, parameters, context), { ship: true, invoice: false }, context)
    return posted('Posted_x0020_Shipment', shipment)
  },
  { postingDate: 'Edm.Date' },
)

const invoice = effectAction(
  'invoice',
  (order, parameters, context) => {
    const made = postSales(datedOrder(order, parameters, context), { ship: false, invoice: true }, context)
    return posted('Posted_x0020_Invoice', made.invoice)
  },
  { postingDate: 'Edm.Date' },
)

const archiveOrder = effectAction('archive', (order, _parameters, context) => {
  archiveSales(context.data, order, context)
  return {}
})

const archiveQuote = effectAction(
  'archive',
  (quote, parameters, context) => {
    archiveSales(context.data, quote, context)
    if (parameters['deleteDocument'] === true) deleteDocument(quote, context, { archive: false })
    return {}
  },
  { deleteDocument: 'Edm.Boolean' },
)

const takeRevision = effectAction('takeRevision', (quote, _parameters, context) => {
  takeRevisionOf(quote, context)
  return {}
})

const makeOrder = effectAction(
  'makeOrder',
  (quote, parameters, context) => {
    const { orderId } = parameters
    const isGiven = typeof orderId === 'string' && orderId !== emptyGuid
    const order = makeOrderOf(quote, context, isGiven ? { id: orderId.toLowerCase() } : {})
    return { made: { type: 'Order', row: order } }
  },
  { orderId: 'Edm.Guid' },
)

export const quoteActions: Readonly<Record<string, OperationDefinition>> = {
  release,
  reopen,
  archive: archiveQuote,
  takeRevision,
  makeOrder,
}

export const orderActions: Readonly<Record<string, OperationDefinition>> = {
  release,
  reopen,
  ship,
  invoice,
  archive: archiveOrder,
}

/** The order with the posting date that was asked for; without one its own, and a blank one becomes the work date. */
function datedOrder(order: Row, { postingDate }: JsonObject, context: WriteContext): Row {
  const { data } = context
  const asked = typeof postingDate === 'string' && isDate(postingDate) ? postingDate : text(order, 'postingDate')
  const draft = { ...order }
  validateHeader(draft, 'postingDate', isDate(asked) ? asked : workDate(context.clock), context)
  return data.update(names.salesHeader, order.id, draft)
}

const posted = (type: 'Posted_x0020_Shipment' | 'Posted_x0020_Invoice', row: Row | undefined): Done => {
  if (row === undefined) throw new Error(`Nothing was posted where a ${type} was to be.`)
  return { made: { type, row }, postingDate: text(row, 'postingDate') }
}
