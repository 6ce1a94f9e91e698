/**
 * Runs business operations one after the other, drawn by weight from a seed. Every answer must be a success or a refusal by a rule; anything else is a fault of the
 * emulator, thrown with the operation's place in the run.
 */
import { createDice } from './create-dice.ts'
import type { Answer, Operation, Send } from './operation.ts'
import { adjust, changePrice, journal, newPurchase, passTime, pay, receive } from './other-operations.ts'
import {
  archive,
  cancelInvoice,
  changeLine,
  deleteOrder,
  invoice,
  makeOrder,
  newCreditMemo,
  newInvoice,
  newOrder,
  newQuote,
  postCreditMemo,
  postInvoice,
  release,
  reopen,
  ship,
  shipAndInvoice,
} from './sales-operations.ts'
import { newTransfer, receiveTransfer, shipTransfer, transfer } from './transfer-operations.ts'

export interface OperationsRun {
  readonly send: Send
  readonly count: number
  readonly seed: number
  /** More operations than those over HTTP, such as reservations. */
  readonly more?: Readonly<Record<string, Operation>>
  /** Called before each operation with its place. */
  readonly before?: (at: number) => void
}

/** How often each operation was done, refused, or had nothing to work on. */
export interface OperationCounts {
  readonly done: Readonly<Record<string, number>>
  readonly refused: Readonly<Record<string, number>>
  readonly idle: number
}

const WEIGHTED: Readonly<Record<string, readonly [weight: number, operation: Operation]>> = {
  newOrder: [14, newOrder],
  ship: [14, ship],
  invoice: [12, invoice],
  shipAndInvoice: [6, shipAndInvoice],
  pay: [12, pay],
  newPurchase: [5, newPurchase],
  receive: [8, receive],
  newInvoice: [4, newInvoice],
  postInvoice: [4, postInvoice],
  cancelInvoice: [2, cancelInvoice],
  newCreditMemo: [3, newCreditMemo],
  postCreditMemo: [3, postCreditMemo],
  newQuote: [3, newQuote],
  makeOrder: [3, makeOrder],
  changeLine: [5, changeLine],
  release: [3, release],
  reopen: [3, reopen],
  archive: [1, archive],
  deleteOrder: [1, deleteOrder],
  adjust: [3, adjust],
  changePrice: [3, changePrice],
  journal: [2, journal],
  transfer: [2, transfer],
  newTransfer: [3, newTransfer],
  shipTransfer: [3, shipTransfer],
  receiveTransfer: [3, receiveTransfer],
  passTime: [4, passTime],
}

export async function runOperations({ send, count, seed, more = {}, before }: OperationsRun): Promise<OperationCounts> {
  const dice = createDice(seed)
  const added = Object.entries(more).map(([name, operation]) => [name, [4, operation]] as const)
  const deck = [...Object.entries(WEIGHTED), ...added].flatMap(([name, [weight, operation]]) =>
    Array.from({ length: weight }, () => [name, operation] as const),
  )
  const [done, refused]: Record<string, number>[] = [{}, {}]
  let idle = 0
  for (let at = 0; at < count; at += 1) {
    before?.(at)
    const [name, operation] = dice.pick(deck) ?? ['passTime', passTime]
    const answer = await operation({ send, dice })
    if (answer === undefined) idle += 1
    else tally(answer, name, at, seed, done ?? {}, refused ?? {})
  }
  return { done: done ?? {}, refused: refused ?? {}, idle }
}

function tally(
  { status, body }: Answer,
  name: string,
  at: number,
  seed: number,
  done: Record<string, number>,
  refused: Record<string, number>,
): void {
  const into = status < 300 ? done : refused
  if (status >= 300 && !isRefusal(status, body)) {
    throw new Error(`Operation ${at} of seed ${seed}, ${name}, answered ${status} ${JSON.stringify(body)}`)
  }
  into[name] = (into[name] ?? 0) + 1
}

const RULES: ReadonlySet<string> = new Set(['Application_DialogException', 'Application_FieldValidationException'])

function isRefusal(status: number, body: Readonly<Record<string, unknown>>): boolean {
  const error = body['error'] as { readonly code?: string } | undefined
  return status === 400 && RULES.has(error?.code ?? '')
}
