/** Goods from one location to the other, in one step or over the road, made and posted in the web client's way. */
import {
  idOf,
  list,
  numberOf,
  partOf,
  pickRow,
  type Answer,
  type Operation,
  type OperationContext,
} from './operation.ts'
import { goods, TRANSIT } from './prepare-company.ts'

const newTransferOf = ({ dice, send }: OperationContext, way: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const [transferFromCode, transferToCode] = dice.chance(50) ? ['MAIN', 'EAST'] : ['EAST', 'MAIN']
  const transferOrderLines = [{ itemNumber: dice.pick(goods), quantity: dice.upTo(8) }]
  return send('POST', 'client/transferOrders', { transferFromCode, transferToCode, ...way, transferOrderLines })
}

const anOrder = (context: OperationContext) => pickRow(context, 'client/transferOrders?$top=20')

export const newTransfer: Operation = (context) => newTransferOf(context, { inTransitCode: TRANSIT })

/** Made and posted at once. */
export const transfer: Operation = async (context) => {
  const made = await newTransferOf(context, { directTransfer: true })
  if (made.status >= 300) return made
  return context.send('POST', `client/transferOrders(${idOf(made.body)})/Microsoft.NAV.ship`)
}

/** A part of what can be shipped. */
export const shipTransfer: Operation = async (context) => {
  const order = await anOrder(context)
  if (order === undefined) return undefined
  const path = `client/transferOrders(${idOf(order)})`
  for (const line of await list(context, `${path}/transferOrderLines`)) {
    const qtyToShip = partOf(context.dice, numberOf(line, 'outstandingQuantity'))
    await context.send('PATCH', `${path}/transferOrderLines(${idOf(line)})`, { qtyToShip })
  }
  return context.send('POST', `${path}/Microsoft.NAV.ship`)
}

/** A part of what is under way. */
export const receiveTransfer: Operation = async (context) => {
  const order = await anOrder(context)
  if (order === undefined) return undefined
  const path = `client/transferOrders(${idOf(order)})`
  for (const line of await list(context, `${path}/transferOrderLines`)) {
    const underWay = numberOf(line, 'quantityShipped') - numberOf(line, 'quantityReceived')
    const qtyToReceive = partOf(context.dice, underWay)
    await context.send('PATCH', `${path}/transferOrderLines(${idOf(line)})`, { qtyToReceive })
  }
  return context.send('POST', `${path}/Microsoft.NAV.receive`)
}
