/**
 * A customer's figures, summed over that customer's own entries (erp-business-logic, section 4). Nothing is stored: what is shown is always
 * what the ledgers say.
 */
import type { Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { fiscalYears, type FiscalYears } from './fiscal-year.ts'

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
  readonly salesThisFiscalYear: string
  readonly salesLastFiscalYear: string
  readonly profitThisFiscalYear: string
  readonly fiscalYearStartDate: string
  /** Open invoices due before the work date, and the earliest of their due dates. */
  readonly overdueInvoices: number
  readonly oldestOverdueDate: string
  /** Over invoices of this fiscal year that are closed, rounded to 0.1. */
  readonly averageDaysToPay: string
  /** -1: there was none. */
  readonly daysSinceLastSale: number
}

export function figuresOf(data: Reader, customerId: string, workDate: string): Figures {
  const years = fiscalYears(data, workDate)
  for (const _ of data.find(names.ledgerEntry, { customerId })) return addedUp(data, customerId, workDate, years)
  return { ...NOTHING, fiscalYearStartDate: years.start }
}

const NO_DATE = '0001-01-01'

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
  salesThisFiscalYear: '0',
  salesLastFiscalYear: '0',
  profitThisFiscalYear: '0',
  fiscalYearStartDate: NO_DATE,
  overdueInvoices: 0,
  oldestOverdueDate: NO_DATE,
  averageDaysToPay: '0',
  daysSinceLastSale: -1,
}

function addedUp(data: Reader, customerId: string, workDate: string, years: FiscalYears): Figures {
  const entries = [...data.find(names.ledgerEntry, { customerId })]
  return {
    ...fromDetails(data, customerId, workDate),
    ...fromEntries(entries, workDate),
    ...ofFiscalYears(entries, years),
    ...overdue(entries, workDate),
    averageDaysToPay: averageDaysToPay(entries, years),
    daysSinceLastSale: daysSinceLastSale(entries, workDate),
  }
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

type FromEntries = Pick<
  Figures,
  | 'overdueAmount'
  | 'salesThisYear'
  | 'salesLastYear'
  | 'salesBefore'
  | 'outstandingInvoices'
  | 'outstandingInvoicesAmount'
  | 'ledgerRowVersion'
  | 'lastInvoice'
  | 'lastPayment'
  | 'aging'
>

function fromEntries(entries: readonly Row[], workDate: string): FromEntries {
  const totals = tally('overdueAmount', 'salesThisYear', 'salesLastYear', 'salesBefore', 'outstandingInvoicesAmount')
  const buckets = tally('0', '1', '2', '3', '4')
  let outstandingInvoices = 0
  let ledgerRowVersion = 0
  let [lastInvoice, lastPayment]: (Row | undefined)[] = []
  for (const entry of entries) {
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

type OfFiscalYears = Pick<
  Figures,
  'salesThisFiscalYear' | 'salesLastFiscalYear' | 'profitThisFiscalYear' | 'fiscalYearStartDate'
>

function ofFiscalYears(entries: readonly Row[], years: FiscalYears): OfFiscalYears {
  const totals = tally('salesThisFiscalYear', 'salesLastFiscalYear', 'profitThisFiscalYear')
  for (const entry of entries) {
    const posted = text(entry, 'postingDate')
    if (isIn(posted, years.previousStart, years.start)) totals.add('salesLastFiscalYear', amount(entry, 'salesLcy'))
    if (!isIn(posted, years.start, years.end)) continue
    totals.add('salesThisFiscalYear', amount(entry, 'salesLcy'))
    totals.add('profitThisFiscalYear', amount(entry, 'profitLcy'))
  }
  return { ...totals.read(), fiscalYearStartDate: years.start }
}

const isIn = (date: string, from: string, before: string): boolean => date >= from && date < before

function overdue(entries: readonly Row[], workDate: string): Pick<Figures, 'overdueInvoices' | 'oldestOverdueDate'> {
  const dates = entries
    .filter((entry) => entry['documentType'] === 'Invoice' && entry['open'] === true)
    .map((entry) => text(entry, 'dueDate'))
    .filter((date) => date < workDate)
  return { overdueInvoices: dates.length, oldestOverdueDate: dates.toSorted()[0] ?? NO_DATE }
}

function averageDaysToPay(entries: readonly Row[], { start, end }: FiscalYears): string {
  const days = entries
    .filter((entry) => entry['documentType'] === 'Invoice' && entry['open'] === false)
    .filter((entry) => isIn(text(entry, 'postingDate'), start, end))
    .map((entry) => daysBetween(text(entry, 'postingDate'), text(entry, 'closedAtDate')))
  if (days.length === 0) return '0'
  return canonical(roundTo(big(days.reduce((total, each) => total + each, 0)).div(days.length), '0.1'))
}

function daysSinceLastSale(entries: readonly Row[], workDate: string): number {
  const sales = entries
    .filter((entry) => big(amount(entry, 'salesLcy')).gt(0))
    .map((entry) => text(entry, 'postingDate'))
  const last = sales.toSorted().at(-1)
  return last === undefined ? -1 : daysBetween(last, workDate)
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

const yearOf = (date: string): number => Number(date.slice(0, 4))

/** The later posting date, of one day the later entry. */
function newer(entry: Row, than: Row | undefined): Row {
  if (than === undefined) return entry
  const [one, other] = [text(entry, 'postingDate'), text(than, 'postingDate')]
  if (one !== other) return one > other ? entry : than
  return integer(entry, 'entryNumber') > integer(than, 'entryNumber') ? entry : than
}

type Bucket = '0' | '1' | '2' | '3' | '4'

/** Days past the due date, thirty to a bucket. */
export function bucketOf(dueDate: string, workDate: string): Bucket {
  const days = daysBetween(dueDate, workDate)
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
