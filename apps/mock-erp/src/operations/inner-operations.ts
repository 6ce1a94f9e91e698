/** Business that the API has no way for, done through the functions that the pages call: transfers in one and in two steps, reservations. */
import { ProblemError, type Row } from '@koble/odata-server'
import { reserveAutomatically } from '../availability/reservations.ts'
import { postTransfer } from '../posting/post-transfer.ts'
import type { PostingContext } from '../posting/posting-context.ts'
import { insertInventorySetup } from '../seeds/setup-posting.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { createTransferOrder } from '../transfers/create-transfer-order.ts'
import { transferLines } from '../transfers/transfer-lines.ts'
import { setQuantitiesToPost } from '../transfers/transfer-quantities.ts'
import type { Answer, Dice, Operation } from './operation.ts'
import { goods } from './prepare-company.ts'

/** One transaction on the company; it throws what the rules refuse. */
export type Within = <T>(work: (context: PostingContext) => T) => T

const TRANSIT = 'TRANSIT'

export function innerOperations(within: Within): Readonly<Record<string, Operation>> {
  within(({ data }) => {
    insertRow(data, names.location, { code: TRANSIT, displayName: 'In transit', useAsInTransit: true })
    insertInventorySetup(data, TRANSIT)
  })
  const operation =
    (work: (context: PostingContext, dice: Dice) => boolean): Operation =>
    ({ dice }) =>
      Promise.resolve(answerOf(() => within((context) => work(context, dice))))
  return {
    transfer: operation((context, dice) => {
      const order = newTransfer(context, dice, true)
      postTransfer(order, { ship: true, receive: false }, context)
      return true
    }),
    newTransfer: operation((context, dice) => newTransfer(context, dice, false) !== undefined),
    shipTransfer: operation((context, dice) => postSome(context, dice, 'ship')),
    receiveTransfer: operation((context, dice) => postSome(context, dice, 'receive')),
    reserve: operation(reserveSome),
  }
}

/** Undefined: there was nothing to do it with. */
function answerOf(work: () => boolean): Answer | undefined {
  try {
    return work() ? { status: 200, body: {} } : undefined
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { status: 400, body: { error: { code: 'Application_DialogException', message: error.message } } }
  }
}

function newTransfer(context: PostingContext, dice: Dice, directTransfer: boolean): Row {
  const [transferFromCode, transferToCode] = dice.chance(50) ? (['MAIN', 'EAST'] as const) : (['EAST', 'MAIN'] as const)
  const item = context.data.lookup(names.item, ['number'], [dice.pick(goods) ?? ''])
  const lines = [{ itemId: item?.id ?? '', quantity: String(dice.upTo(8)) }]
  const way = directTransfer ? { directTransfer } : { inTransitCode: TRANSIT }
  return createTransferOrder({ transferFromCode, transferToCode, ...way, lines }, context)
}

/** A part of what can be shipped, or of what is under way. */
function postSome(context: PostingContext, dice: Dice, step: 'ship' | 'receive'): boolean {
  const { data } = context
  const order = dice.pick([...data.scan(names.transferHeader)])
  if (order === undefined) return false
  for (const line of transferLines(data, order.id)) {
    const shipped = Number(line['quantityShipped'])
    const most = step === 'ship' ? Number(line['outstandingQuantity']) : shipped - Number(line['quantityReceived'])
    const part = String(most > 1 ? dice.upTo(most) : most)
    setQuantitiesToPost(data, line, step === 'ship' ? { toShip: part } : { toReceive: part })
  }
  postTransfer(order, { ship: step === 'ship', receive: step === 'receive' }, context)
  return true
}

function reserveSome({ data }: PostingContext, dice: Dice): boolean {
  const open = findAll(data, names.salesLine, { documentType: 'Order' }).filter(
    (line) => line['lineType'] === 'Item' && line['outstandingQuantityBase'] !== '0',
  )
  const line = dice.pick(open)
  if (line === undefined) return false
  reserveAutomatically(data, line)
  return true
}
