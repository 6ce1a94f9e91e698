/**
 * A customer's figures, summed over that customer's own entries (erp-business-logic, section 4). Nothing is stored: what is shown is always
 * what the ledgers say.
 */
import type { Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'

export interface Figures {
  readonly balance: string
  /** Due on or before the work date. */
  readonly balanceDue: string
  /** Due before the work date: Balance Due (LCY) of customerFinancialDetails. */
  readonly balanceDueBefore: string
  /** Remaining amounts of entries due before the work date. */
  readonly overdueAmount: string
  readonly salesThisYear: string
  readonly salesLastYear: string
  /** Sales posted before the work date: those of the day itself are missing in customerFinancialDetails. */
  readonly salesBefore: string
  readonly paymentsThisYear: string
  readonly outstandingInvoices: number
  readonly outstandingInvoicesAmount: string
  readonly lastInvoice: Row | undefined
  readonly lastPayment: Row | undefined
  /** Remaining amounts by days past the due date: not due, 1-30, 31-60, 61-90, more. */
  readonly aging: readonly [string, string, string, string, string]
  readonly ledgerRowVersion: number
}

export function figuresOf(data: Reader, customerId: string, workDate: string): Figures {
  for (const _ of data.find(names.ledgerEntry, { customerId })) return addedUp(data, customerId, workDate)
  return NOTHING
}

/** Most customers of a large company owe nothing. */
const NOTHING: Figures = {
  balance: '0',
  balanceDue: '0',
  balanceDueBefore: '0',
  overdueAmount: '0',
  salesThisYear: '0',
  salesLastYear: '0',
  salesBefore: '0',
  paymentsThisYear: '0',
  outstandingInvoices: 0,
  outstandingInvoicesAmount: '0',
  lastInvoice: undefined,
  lastPayment: undefined,
  aging: ['0', '0', '0', '0', '0'],
  ledgerRowVersion: 0,
}

function addedUp(data: Reader, customerId: string, workDate: string): Figures {
  return { ...fromDetails(data, customerId, workDate), ...fromEntries(data, customerId, workDate) }
}

type FromDetails = Pick<Figures, 'balance' | 'balanceDue' | 'balanceDueBefore' | 'paymentsThisYear'>

function fromDetails(data: Reader, customerId: string, workDate: string): FromDetails {
  const totals = tally('balance', 'balanceDue', 'balanceDueBefore', 'paymentsThisYear')
  for (const detail of data.find(names.detailedEntry, { customerId })) {
    const lcy = amount(detail, 'amountLcy')
    const due = text(detail, 'initialDueDate')
    totals.add('balance', lcy)
    if (due <= workDate) totals.add('balanceDue', lcy)
    if (due < workDate) totals.add('balanceDueBefore', lcy)
    if (isPaymentOf(detail, workDate)) totals.subtract('paymentsThisYear', lcy)
  }
  return totals.read()
}

const isPaymentOf = (detail: Row, workDate: string): boolean =>
  detail['entryType'] === 'Initial Entry' &&
  detail['initialDocumentType'] === 'Payment' &&
  yearOf(text(detail, 'postingDate')) === yearOf(workDate)

type FromEntries = Omit<Figures, keyof FromDetails>

function fromEntries(data: Reader, customerId: string, workDate: string): FromEntries {
  const totals = tally('overdueAmount', 'salesThisYear', 'salesLastYear', 'salesBefore', 'outstandingInvoicesAmount')
  const buckets = tally('0', '1', '2', '3', '4')
  let outstandingInvoices = 0
  let ledgerRowVersion = 0
  let [lastInvoice, lastPayment]: (Row | undefined)[] = []
  for (const entry of data.find(names.ledgerEntry, { customerId })) {
    const remaining = amount(entry, 'remainingAmountLcy')
    const posted = text(entry, 'postingDate')
    ledgerRowVersion = Math.max(ledgerRowVersion, entry.rowVersion)
    buckets.add(bucketOf(text(entry, 'dueDate'), workDate), remaining)
    if (text(entry, 'dueDate') < workDate) totals.add('overdueAmount', remaining)
    if (yearOf(posted) === yearOf(workDate)) totals.add('salesThisYear', amount(entry, 'salesLcy'))
    if (yearOf(posted) === yearOf(workDate) - 1) totals.add('salesLastYear', amount(entry, 'salesLcy'))
    if (posted < workDate) totals.add('salesBefore', amount(entry, 'salesLcy'))
    if (entry['documentType'] === 'Payment') lastPayment = newer(entry, lastPayment)
    if (entry['documentType'] !== 'Invoice') continue
    lastInvoice = newer(entry, lastInvoice)
    if (entry['open'] !== true) continue
    outstandingInvoices += 1
    totals.add('outstandingInvoicesAmount', remaining)
  }
  const { 0: current, 1: month, 2: second, 3: third, 4: older } = buckets.read()
  return {
    ...totals.read(),
    outstandingInvoices,
    ledgerRowVersion,
    lastInvoice,
    lastPayment,
    aging: [current, month, second, third, older],
  }
}

const yearOf = (date: string): number => Number(date.slice(0, 4))

const newer = (entry: Row, than: Row | undefined): Row =>
  than === undefined || text(entry, 'postingDate') >= text(than, 'postingDate') ? entry : than

type Bucket = '0' | '1' | '2' | '3' | '4'

/** Days past the due date, thirty to a bucket. */
function bucketOf(dueDate: string, workDate: string): Bucket {
  const days = (Date.parse(workDate) - Date.parse(dueDate)) / 86_400_000
  if (days <= 0) return '0'
  if (days <= 30) return '1'
  if (days <= 60) return '2'
  return days <= 90 ? '3' : '4'
}

interface Tally<Name extends string> {
  add(name: Name, value: string): void
  subtract(name: Name, value: string): void
  read(): Readonly<Record<Name, string>>
}

function tally<Name extends string>(...of: readonly Name[]): Tally<Name> {
  const sums = new Map<Name, Big>(of.map((name) => [name, big(0)]))
  const at = (name: Name): Big => sums.get(name) ?? big(0)
  return {
    add: (name, value) => void sums.set(name, at(name).plus(value)),
    subtract: (name, value) => void sums.set(name, at(name).minus(value)),
    read: () => Object.fromEntries(of.map((name) => [name, canonical(at(name))])) as Record<Name, string>,
  }
}
