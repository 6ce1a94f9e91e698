/**
 * The demo company's history as dated events: what each customer's story means in invoices, credit memos and payments. Fixed dates, so that the same
 * seed gives the same ledgers on every day.
 */
import { big, canonical, roundTo } from '../values/decimal.ts'
import type { DemoCustomer, Story } from './demo-customers.ts'

export interface DemoEvent {
  readonly date: string
  readonly kind: 'invoice' | 'credit' | 'payment'
  /** Position of the customer in the list. */
  readonly customer: number
  /** The invoice that this event is or concerns, unique per customer. */
  readonly invoice: string
  /** Invoice: net amount. Credit: net amount. */
  readonly net?: string
  /** Payment: the part of the invoice's rest that is paid. */
  readonly share?: string
  /** Payment: this much more than the share. */
  readonly extra?: string
}

type Step = readonly [kind: DemoEvent['kind'], date: string, invoice: string, factor: string, extra?: string]

/** Invoice and credit: factor of the customer's base amount. Payment: share of the rest. Payment by '0': the discounted rest. */
const PAST: readonly Step[] = [
  ['invoice', '2025-03-11', 'a', '1'],
  ['payment', '2025-04-08', 'a', '1'],
  ['invoice', '2025-09-16', 'b', '0.7'],
  ['payment', '2025-10-14', 'b', '1'],
  ['invoice', '2026-02-05', 'c', '1.2'],
  ['payment', '2026-03-05', 'c', '1'],
]

const STORIES: Readonly<Record<Story, readonly Step[]>> = {
  quiet: [],
  paid: [
    ...PAST,
    ['invoice', '2026-06-09', 'd', '0.9'],
    ['payment', '2026-06-30', 'd', '1'],
    ['invoice', '2026-09-08', 'e', '1.1'],
    ['payment', '2026-10-01', 'e', '1'],
  ],
  open: [...PAST, ['invoice', '2026-10-28', 'd', '0.8'], ['invoice', '2026-11-12', 'e', '1.5']],
  partly: [
    ...PAST,
    ['invoice', '2026-10-05', 'd', '2'],
    ['payment', '2026-11-02', 'd', '0.4'],
    ['invoice', '2026-11-09', 'e', '0.5'],
  ],
  overdue: [
    ...PAST,
    ['invoice', '2026-06-15', 'd', '1'],
    ['invoice', '2026-07-20', 'e', '1.3'],
    ['invoice', '2026-09-10', 'f', '0.6'],
  ],
  credit: [...PAST, ['invoice', '2026-09-18', 'd', '1.6'], ['credit', '2026-10-01', 'd', '0.4']],
  overpaid: [...PAST, ['invoice', '2026-09-03', 'd', '1'], ['payment', '2026-09-15', 'd', '1', '150']],
  discount: [
    ...PAST,
    ['invoice', '2026-10-12', 'd', '2'],
    ['payment', '2026-10-18', 'd', '0.98'],
    ['invoice', '2026-11-16', 'e', '1'],
  ],
}

/** Units of the customer's currency for about one euro. */
const SCALE: Readonly<Record<string, string>> = { DKK: '7.5', SEK: '11', NOK: '11.7', GBP: '0.85', USD: '1.15' }

export function demoEvents(customers: readonly DemoCustomer[]): readonly DemoEvent[] {
  return customers
    .flatMap((customer, at) => STORIES[customer.story].map((step) => eventOf(step, customer, at)))
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
}

function eventOf([kind, date, invoice, factor, extra]: Step, customer: DemoCustomer, at: number): DemoEvent {
  const event = { kind, date: spread(date, at), customer: at, invoice }
  if (kind === 'payment') return { ...event, date, share: factor, ...(extra === undefined ? {} : { extra }) }
  return { ...event, net: canonical(roundTo(baseAmount(customer, at).times(factor))) }
}

/** From about 900 to 4,800 euros, never round. */
const baseAmount = (customer: DemoCustomer, at: number) =>
  big(900 + ((at * 173) % 40) * 97.35).times(SCALE[customer.currency ?? ''] ?? '1')

/** Invoices of one story fall on up to five different days; payments stay behind them. */
function spread(date: string, at: number): string {
  const day = Number(date.slice(8)) + (at % 5)
  return `${date.slice(0, 8)}${String(Math.min(day, 28)).padStart(2, '0')}`
}
