/**
 * A customer's figures computed a second time by plain loops over all of its rows, in whole cents and days; nothing is shared with ledger/figures.ts or
 * sales/outstanding-of.ts (erp-business-logic, section 4).
 */
import type { Row } from '@koble/odata-server'

/** Everything that is one customer's. */
export interface CustomerRows {
  readonly details: readonly Row[]
  readonly entries: readonly Row[]
  readonly lines: readonly Row[]
}

export const money = (value: number): string => (value === 0 ? '0' : (value / 100).toFixed(2).replace(/\.?0+$/, ''))

const centsOf = (row: Row, column: string): number => Math.round(Number(row[column]) * 100)

const textOf = (row: Row, column: string): string => String(row[column])

const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** `fiscalStart`: the month in which fiscal years begin. */
export function recomputedFigures(
  { details, entries, lines }: CustomerRows,
  today: string,
  fiscalStart = 1,
): Readonly<Record<string, string | number>> {
  const add = (rows: readonly Row[], column: string): number =>
    rows.reduce((total, row) => total + centsOf(row, column), 0)
  const open = entries.filter((row) => row['documentType'] === 'Invoice' && row['open'] === true)
  const orders = lines.filter((row) => row['documentType'] === 'Order')
  const invoices = lines.filter((row) => row['documentType'] === 'Invoice')
  const returns = lines.filter((row) => row['documentType'] === 'Return_x0020_Order')
  const late = open.filter((row) => textOf(row, 'dueDate') < today)
  const fiscalYear = fiscalYearOf(today, fiscalStart)
  const inYear = (year: number) =>
    entries.filter((row) => fiscalYearOf(textOf(row, 'postingDate'), fiscalStart) === year)
  const balance = add(details, 'amountLcy')
  const shipments = invoices.filter((row) => row['shipmentNumber'] !== '')
  const total =
    balance +
    add(orders, 'outstandingAmountLcy') +
    add(orders, 'shippedNotInvoicedLcy') +
    add(invoices, 'outstandingAmountLcy') -
    add(shipments, 'outstandingAmountLcy') -
    add(returns, 'shippedNotInvoicedLcy')
  return {
    balance: money(balance),
    balanceDue: money(
      add(
        details.filter((row) => textOf(row, 'initialDueDate') <= today),
        'amountLcy',
      ),
    ),
    balanceDueBefore: money(
      add(
        details.filter((row) => textOf(row, 'initialDueDate') < today),
        'amountLcy',
      ),
    ),
    overdueAmount: money(
      add(
        entries.filter((row) => textOf(row, 'dueDate') < today),
        'remainingAmountLcy',
      ),
    ),
    salesBefore: money(
      add(
        entries.filter((row) => textOf(row, 'postingDate') < today),
        'salesLcy',
      ),
    ),
    salesThisYear: money(
      add(
        entries.filter((row) => sameYear(row, today, 0)),
        'salesLcy',
      ),
    ),
    salesLastYear: money(
      add(
        entries.filter((row) => sameYear(row, today, 1)),
        'salesLcy',
      ),
    ),
    paymentsThisYear: money(
      -add(
        details.filter(
          (row) =>
            row['entryType'] === 'Initial Entry' && row['initialDocumentType'] === 'Payment' && sameYear(row, today, 0),
        ),
        'amountLcy',
      ),
    ),
    outstandingInvoices: open.length,
    outstandingInvoicesAmount: money(add(open, 'remainingAmountLcy')),
    aging: aged(entries, today).map(money).join(' '),
    salesThisFiscalYear: money(add(inYear(fiscalYear), 'salesLcy')),
    salesLastFiscalYear: money(add(inYear(fiscalYear - 1), 'salesLcy')),
    profitThisFiscalYear: money(add(inYear(fiscalYear), 'profitLcy')),
    overdueInvoices: late.length,
    oldestOverdueDate: late.map((row) => textOf(row, 'dueDate')).toSorted()[0] ?? '0001-01-01',
    averageDaysToPay: averageDays(inYear(fiscalYear)),
    daysSinceLastSale: sinceLastSale(entries, today),
    ordersLcy: money(add(orders, 'outstandingAmountLcy')),
    shippedNotInvoicedLcy: money(add(orders, 'shippedNotInvoicedLcy')),
    invoicesLcy: money(add(invoices, 'outstandingAmountLcy')),
    invoicesFromShipmentsLcy: money(add(shipments, 'outstandingAmountLcy')),
    returnsReceivedNotInvoicedLcy: money(add(returns, 'shippedNotInvoicedLcy')),
    openOrders: new Set(
      orders
        .filter(
          (row) =>
            Number(row['outstandingQuantity']) !== 0 ||
            Number(row['shippedQuantity']) !== Number(row['invoicedQuantity']),
        )
        .map((row) => row['documentId']),
    ).size,
    total: money(total),
  }
}

const sameYear = (row: Row, today: string, back: number): boolean =>
  Number(textOf(row, 'postingDate').slice(0, 4)) === Number(today.slice(0, 4)) - back

/** Named after the calendar year in which it begins. */
function fiscalYearOf(date: string, firstMonth: number): number {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return month >= firstMonth ? year : year - 1
}

function aged(entries: readonly Row[], today: string): number[] {
  const buckets = [0, 0, 0, 0, 0]
  for (const row of entries) {
    const days = daysFrom(textOf(row, 'dueDate'), today)
    const at = days <= 0 ? 0 : days > 90 ? 4 : Math.ceil(days / 30)
    buckets[at] = (buckets[at] ?? 0) + centsOf(row, 'remainingAmountLcy')
  }
  return buckets
}

/** Tenths of days, half away from zero, in whole numbers. */
function averageDays(entries: readonly Row[]): string {
  const closed = entries.filter((row) => row['documentType'] === 'Invoice' && row['open'] === false)
  if (closed.length === 0) return '0'
  const days = closed.reduce(
    (total, row) => total + daysFrom(textOf(row, 'postingDate'), textOf(row, 'closedAtDate')),
    0,
  )
  const tenths = Math.floor((days * 20 + closed.length) / (2 * closed.length))
  return String(tenths / 10)
}

function sinceLastSale(entries: readonly Row[], today: string): number {
  let least: number | undefined
  for (const row of entries) {
    if (centsOf(row, 'salesLcy') <= 0) continue
    const days = daysFrom(textOf(row, 'postingDate'), today)
    if (least === undefined || days < least) least = days
  }
  return least ?? -1
}
