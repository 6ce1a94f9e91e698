/** Payments, journals, purchases, stock, prices and the passing of days. */
import { customers, goods } from './prepare-company.ts'
import {
  idOf,
  list,
  numberOf,
  partOf,
  pickRow,
  type Answer,
  type Operation,
  type OperationContext,
  type Row,
} from './operation.ts'

/** A customer pays an open invoice: all of it, a part, less a discount, or too much. */
export const pay: Operation = async (context) => {
  const { dice, send } = context
  const journal = await pickRow(context, "v2/customerPaymentJournals?$filter=code eq 'GENERAL'")
  const open = await pickRow(
    context,
    "koble/customerLedgerEntries?$filter=open eq true and documentType eq 'Invoice'&$top=30",
  )
  if (journal === undefined || open === undefined) return undefined
  const due = numberOf(open, 'remainingAmount')
  const share = dice.pick([1, 1, 0.98, dice.upTo(100) / 100, 1.05]) ?? 1
  const amount = Math.max(1, Math.round(due * share * 100)) / 100
  const path = `v2/customerPaymentJournals(${idOf(journal)})`
  const line = await send('POST', `${path}/customerPayments`, {
    customerId: open['customerId'],
    amount: -amount,
    ...(dice.chance(85) ? { appliesToInvoiceNumber: open['documentNumber'] } : {}),
  })
  if (line.status >= 300) return line
  return postJournal(context, path, 'customerPayments')
}

/** A line that is refused would stop its journal for good: then all go. */
async function postJournal(context: OperationContext, path: string, lines: string): Promise<Answer> {
  const { send } = context
  const posted = await send('POST', `${path}/Microsoft.NAV.post`)
  if (posted.status < 300) return posted
  for (const line of await list(context, `${path}/${lines}`)) await send('DELETE', `v2/${lines}(${idOf(line)})`)
  return posted
}

/** Two lines that balance, of a customer and an account. */
export const journal: Operation = async (context) => {
  const { dice, send } = context
  const found = await pickRow(context, 'v2/journals?$top=1')
  if (found === undefined) return undefined
  const path = `v2/journals(${idOf(found)})`
  const amount = dice.upTo(50_000) / 100
  const documentNumber = `J${dice.upTo(1_000_000)}`
  for (const line of [
    { accountType: 'Customer', accountNumber: dice.pick(customers), amount },
    { accountType: 'G_x002f_L_x0020_Account', accountNumber: '3000', amount: -amount },
  ]) {
    const answer = await send('POST', `${path}/journalLines`, { documentNumber, ...line })
    if (answer.status >= 300) return answer
  }
  return postJournal(context, path, 'journalLines')
}

export const newPurchase: Operation = async ({ dice, send }) => {
  const lines = Array.from({ length: dice.upTo(3) }, () => ({
    lineType: 'Item',
    lineObjectNumber: dice.pick(goods),
    quantity: dice.upTo(40),
    directUnitCost: dice.upTo(9000) / 100,
  }))
  return send('POST', 'v2/purchaseOrders', { vendorNumber: 'V1', purchaseOrderLines: lines })
}

/** A part of what is to come, of which a part is invoiced. */
export const receive: Operation = async (context) => {
  const { dice, send } = context
  const order = await pickRow(context, 'v2/purchaseOrders?$top=20')
  if (order === undefined) return undefined
  for (const line of await list(context, `v2/purchaseOrders(${idOf(order)})/purchaseOrderLines`)) {
    const whole = numberOf(line, 'quantity') - numberOf(line, 'receivedQuantity')
    const received = dice.chance(20) ? 0 : partOf(dice, whole)
    const most = numberOf(line, 'receivedQuantity') + received - numberOf(line, 'invoicedQuantity')
    const invoiced = most <= 0 || dice.chance(30) ? 0 : partOf(dice, most)
    await send('PATCH', `v2/purchaseOrderLines(${idOf(line)})`, {
      receiveQuantity: received,
      invoiceQuantity: invoiced,
    })
  }
  return send('POST', `v2/purchaseOrders(${idOf(order)})/Microsoft.NAV.receiveAndInvoice`)
}

const anItem = async (...[context]: Parameters<Operation>): Promise<Row | undefined> =>
  pickRow(context, `v2/items?$filter=number eq '${context.dice.pick(goods) ?? ''}'`)

/** The API adjusts stock by writing what there should be. */
export const adjust: Operation = async (context) => {
  const item = await anItem(context)
  if (item === undefined) return undefined
  const inventory = Math.max(0, numberOf(item, 'inventory')) + context.dice.upTo(30) - 10
  return context.send('PATCH', `v2/items(${idOf(item)})`, { inventory })
}

export const changePrice: Operation = async (context) => {
  const item = await anItem(context)
  return item === undefined
    ? undefined
    : context.send('PATCH', `v2/items(${idOf(item)})`, { unitPrice: context.dice.upTo(30_000) / 100 })
}

/** Up to three days go by. */
export const passTime: Operation = ({ dice, send }) =>
  send('PUT', 'emulator/clock', { advanceMs: dice.upTo(3 * 86_400_000) })
