/** Quotes, orders, shipments and invoices in parts, direct invoices, credit memos, cancellations. */
import { customers, items } from './prepare-company.ts'
import {
  idOf,
  list,
  numberOf,
  partOf,
  pickRow,
  type Answer,
  type Dice,
  type Operation,
  type OperationContext,
  type Row,
} from './operation.ts'

const quantityOf = (dice: Dice): number => (dice.chance(80) ? dice.upTo(12) : dice.upTo(1200) / 100)

function drawLine(dice: Dice): Row {
  if (dice.chance(10)) return { description: 'A remark' }
  if (dice.chance(20)) return { lineType: 'Resource', lineObjectNumber: 'R1', quantity: quantityOf(dice) }
  return {
    lineType: 'Item',
    lineObjectNumber: dice.pick(items),
    quantity: quantityOf(dice),
    ...(dice.chance(25) ? { unitPrice: dice.upTo(20_000) / 100 } : {}),
    ...(dice.chance(25) ? { discountPercent: dice.upTo(30) } : {}),
  }
}

const drawLines = (dice: Dice): Row[] => Array.from({ length: dice.upTo(4) }, () => drawLine(dice))

const header = (dice: Dice): Row => ({
  customerNumber: dice.pick(customers),
  ...(dice.chance(20) ? { externalDocumentNumber: `E-${dice.upTo(1000)}` } : {}),
})

const create =
  (set: string, linesOf: string, more: (dice: Dice) => Row = () => ({})): Operation =>
  ({ send, dice }) =>
    send('POST', set, { ...header(dice), ...more(dice), [linesOf]: drawLines(dice) })

const atLocation = (dice: Dice): Row => ({ locationCode: dice.pick(['MAIN', 'EAST']) })

export const newOrder = create('koble/salesOrders', 'lines', (dice) => ({
  ...atLocation(dice),
  ...(dice.chance(20) ? { discountAmount: dice.upTo(200) / 100 } : {}),
}))

export const newQuote = create('koble/salesQuotes', 'lines', atLocation)

export const newInvoice = create('v2/salesInvoices', 'salesInvoiceLines')

export const newCreditMemo = create('v2/salesCreditMemos', 'salesCreditMemoLines')

const anOrder = (context: OperationContext): Promise<Row | undefined> =>
  pickRow(context, 'koble/salesOrders?$orderby=systemRowVersion&$top=30')

const act = ({ send, dice }: OperationContext, set: string, row: Row, action: string): Promise<Answer> =>
  send('POST', `koble/${set}(${idOf(row)})/Microsoft.NAV.${action}`, { effectId: dice.guid() })

const orderAction =
  (action: string): Operation =>
  async (context) => {
    const order = await anOrder(context)
    return order === undefined ? undefined : act(context, 'salesOrders', order, action)
  }

export const release = orderAction('release')
export const reopen = orderAction('reopen')
export const archive = orderAction('archive')

/** A part of what is outstanding on each line, then the shipment. */
export const ship: Operation = async (context) => {
  const order = await anOrder(context)
  if (order === undefined) return undefined
  await setQuantities(context, order, 'quantityToShip', (line) => numberOf(line, 'outstandingQuantity'))
  return act(context, 'salesOrders', order, 'ship')
}

/** A part of what is shipped and not invoiced, then the invoice. */
export const invoice: Operation = async (context) => {
  const order = await pickRow(
    context,
    "koble/salesOrders?$filter=status eq 'Released'&$orderby=systemRowVersion&$top=30",
  )
  if (order === undefined) return undefined
  await setQuantities(context, order, 'quantityToInvoice', (line) => numberOf(line, 'shippedNotInvoicedQuantity'))
  return act(context, 'salesOrders', order, 'invoice')
}

async function setQuantities(
  context: OperationContext,
  order: Row,
  property: 'quantityToShip' | 'quantityToInvoice',
  most: (line: Row) => number,
): Promise<void> {
  const { dice, send } = context
  for (const line of await list(context, `koble/salesOrders(${idOf(order)})/lines`)) {
    const whole = most(line)
    if (whole <= 0 || dice.chance(30)) continue
    const part = dice.chance(10) ? 0 : partOf(dice, whole)
    await send('PATCH', `koble/salesOrderLines(${idOf(line)})`, { [property]: part })
  }
}

export const shipAndInvoice: Operation = async (context) => {
  const order = await anOrder(context)
  return order === undefined
    ? undefined
    : context.send('POST', `v2/salesOrders(${idOf(order)})/Microsoft.NAV.shipAndInvoice`)
}

/** Another quantity or price on a line; a released or shipped one may refuse it. */
export const changeLine: Operation = async (context) => {
  const { dice, send } = context
  const order = await anOrder(context)
  if (order === undefined) return undefined
  const lines = await list(context, `koble/salesOrders(${idOf(order)})/lines`)
  const line = dice.pick(lines.filter((row) => row['lineType'] !== 'Comment'))
  if (line === undefined) return undefined
  const change = dice.chance(70) ? { quantity: quantityOf(dice) } : { unitPrice: dice.upTo(20_000) / 100 }
  return send('PATCH', `koble/salesOrderLines(${idOf(line)})`, change)
}

export const deleteOrder: Operation = async (context) => {
  const order = await anOrder(context)
  return order === undefined ? undefined : context.send('DELETE', `koble/salesOrders(${idOf(order)})`)
}

export const makeOrder: Operation = async (context) => {
  const quote = await pickRow(context, 'koble/salesQuotes?$top=20')
  return quote === undefined ? undefined : act(context, 'salesQuotes', quote, 'makeOrder')
}

const draftAction =
  (set: string, filter: string, action: string): Operation =>
  async (context) => {
    const document = await pickRow(context, `v2/${set}?$filter=${filter}&$top=20`)
    return document === undefined
      ? undefined
      : context.send('POST', `v2/${set}(${idOf(document)})/Microsoft.NAV.${action}`)
  }

export const postInvoice = draftAction('salesInvoices', "status eq 'Draft'", 'post')
export const cancelInvoice = draftAction('salesInvoices', "status eq 'Open'", 'cancel')
export const postCreditMemo = draftAction('salesCreditMemos', "status eq 'Draft'", 'post')
