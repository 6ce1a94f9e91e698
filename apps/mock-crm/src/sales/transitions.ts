/**
 * The states of quotes, orders, invoices, opportunities, products and accounts as data: which state may follow which, by what, what
 * the service answers to the others, and what a state refuses. Actions, refusals and pages read this one table.
 * Truth: reference/dataverse-protocol.md, section 13; reference/lead-to-cash.md, "States and legal moves". The exact matrix of the
 * service is not documented; where the two leave a pair open, the reference integration's own moves decide.
 */
import type { CrmError } from '../crm-error.ts'
import { salesErrors as errors } from './sales-errors.ts'

/** One way to a state, by an ordinary update. */
export interface Transition {
  readonly from: readonly number[]
  readonly to: number
}

/** A message that ends in a state; `status` are the reasons it takes, the first for -1 ("let the service choose"). */
export interface Message extends Transition {
  readonly status: readonly number[]
  readonly refuse: () => CrmError
}

export interface StateMachine {
  readonly states: Readonly<Record<number, string>>
  readonly updates: readonly Transition[]
  readonly messages: Readonly<Record<string, Message>>
  /** The answer to an update that no transition allows. */
  readonly refuse: (from: number, to: number) => CrmError
  /** States in which a row takes changes of its state only. */
  readonly closed: readonly number[]
  /** States in which only an integration user writes the row and its lines. */
  readonly handedOver: readonly number[]
  /** States in which lines may not be added, changed or removed. */
  readonly linesFixed: readonly number[]
}

const none = { messages: {}, handedOver: [], linesFixed: [] } as const

export const stateMachines = {
  quote: {
    states: { 0: 'Draft', 1: 'Active', 2: 'Won', 3: 'Closed' },
    updates: [{ from: [0], to: 1 }],
    messages: {
      WinQuote: { from: [1], to: 2, status: [4], refuse: errors.invalidState },
      CloseQuote: { from: [1], to: 3, status: [5, 6, 7], refuse: errors.invalidState },
      ReviseQuote: { from: [1], to: 3, status: [7], refuse: errors.invalidState },
      ConvertQuoteToSalesOrder: { from: [1], to: 2, status: [4], refuse: errors.invalidState },
    },
    refuse: (_from, to) => (to === 1 ? errors.quoteNotDraft() : errors.invalidState()),
    closed: [2, 3],
    handedOver: [],
    linesFixed: [1, 2, 3],
  },
  salesorder: {
    states: { 0: 'Active', 1: 'Submitted', 2: 'Canceled', 3: 'Fulfilled', 4: 'Invoiced' },
    updates: [
      { from: [0], to: 1 },
      { from: [1, 2, 3, 4], to: 0 },
      { from: [0, 1, 3], to: 4 },
    ],
    messages: {
      FulfillSalesOrder: { from: [0, 1], to: 3, status: [100001, 100002], refuse: errors.invalidState },
      CancelSalesOrder: { from: [0, 1], to: 2, status: [4], refuse: errors.invalidState },
      ConvertSalesOrderToInvoice: { from: [0, 1, 3], to: 4, status: [100003], refuse: errors.invalidState },
    },
    refuse: errors.invalidState,
    closed: [2, 3, 4],
    handedOver: [1],
    linesFixed: [2, 3, 4],
  },
  invoice: {
    states: { 0: 'Active', 1: 'Closed', 2: 'Paid', 3: 'Canceled' },
    updates: [
      { from: [0], to: 2 },
      { from: [0, 2], to: 3 },
      { from: [2, 3], to: 0 },
    ],
    messages: {},
    refuse: (_from, to) => (to === 3 ? errors.invoiceNotCancelable() : errors.invalidState()),
    closed: [1, 2, 3],
    handedOver: [],
    linesFixed: [1, 2, 3],
  },
  opportunity: {
    states: { 0: 'Open', 1: 'Won', 2: 'Lost' },
    updates: [{ from: [1, 2], to: 0 }],
    messages: {
      WinOpportunity: { from: [0], to: 1, status: [3], refuse: errors.opportunityClosed },
      LoseOpportunity: { from: [0], to: 2, status: [4, 5], refuse: errors.opportunityClosed },
    },
    refuse: (_from, to) => errors.opportunityByMessage(to === 1 ? 'Won' : 'Lost'),
    closed: [1, 2],
    handedOver: [],
    linesFixed: [1, 2],
  },
  product: {
    states: { 0: 'Active', 1: 'Retired', 2: 'Draft', 3: 'Under Revision' },
    updates: [
      { from: [1, 2, 3], to: 0 },
      { from: [0, 3], to: 1 },
      { from: [0], to: 3 },
    ],
    refuse: (from, to) => {
      if (to === 2) return from === 1 ? errors.productRetiredNotDraft() : errors.productNotToDraft()
      return from === 2 && to === 1 ? errors.productDraftNotRetired() : errors.invalidState()
    },
    closed: [],
    ...none,
  },
  account: {
    states: { 0: 'Active', 1: 'Inactive' },
    updates: [
      { from: [0], to: 1 },
      { from: [1], to: 0 },
    ],
    refuse: errors.invalidState,
    closed: [1],
    ...none,
  },
} as const satisfies Readonly<Record<string, StateMachine>>

export const machineOf = (table: string): StateMachine | undefined =>
  (stateMachines as Readonly<Record<string, StateMachine>>)[table]

/** What an update from one state to another answers; undefined when it may. Another status of the same state may always be set. */
export function refusalOfUpdate(machine: StateMachine, from: number, to: number): CrmError | undefined {
  if (from === to) return undefined
  const allowed = machine.updates.some((transition) => transition.to === to && transition.from.includes(from))
  return allowed ? undefined : machine.refuse(from, to)
}
