/** Business that neither the API nor the web client's service has a way for, done through the rules: reservations. */
import { ProblemError, type Transaction } from '@koble/odata-server'
import { reserveAutomatically } from '../availability/reservations.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import type { Answer, Dice, Operation } from './operation.ts'

/** One transaction on the company; it throws what the rules refuse. */
export type Within = <T>(work: (data: Transaction) => T) => T

export const innerOperations = (within: Within): Readonly<Record<string, Operation>> => ({
  reserve: ({ dice }) => Promise.resolve(answerOf(() => within((data) => reserveSome(data, dice)))),
})

/** Undefined: there was nothing to do it with. */
function answerOf(work: () => boolean): Answer | undefined {
  try {
    return work() ? { status: 200, body: {} } : undefined
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { status: 400, body: { error: { code: 'Application_DialogException', message: error.message } } }
  }
}

function reserveSome(data: Transaction, dice: Dice): boolean {
  const open = findAll(data, names.salesLine, { documentType: 'Order' }).filter(
    (line) => line['lineType'] === 'Item' && line['outstandingQuantityBase'] !== '0',
  )
  const line = dice.pick(open)
  if (line === undefined) return false
  reserveAutomatically(data, line)
  return true
}
