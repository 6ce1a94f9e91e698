/** Every figure of a customer equals its recomputation by plain sums over all rows (section 4), and its aging adds up to its balance. */
import type { Reader, Row } from '@koble/odata-server'
import { figuresOf } from '../ledger/figures.ts'
import { fiscalYears } from '../ledger/fiscal-year.ts'
import { totalOf } from '../ledger/total-of.ts'
import { text } from '../rules/setup.ts'
import { outstandingOf } from '../sales/outstanding-of.ts'
import { names } from '../tables/names.ts'
import { canonical, sum } from '../values/decimal.ts'
import type { Check } from './check.ts'
import { recomputedFigures } from './recomputed-figures.ts'

export const customerFigures: Check = (data, date) => {
  const month = Number(fiscalYears(data, date).start.slice(5, 7))
  const by = (table: string, column: string) => Map.groupBy(data.scan(table), (row) => text(row, column))
  const [details, entries] = [by(names.detailedEntry, 'customerId'), by(names.ledgerEntry, 'customerId')]
  const lines = by(names.salesLine, 'billToId')
  const faults: string[] = []
  let count = 0
  for (const customer of data.scan(names.customer)) {
    count += 1
    const of = (rows: ReadonlyMap<string, Row[]>): Row[] => rows.get(customer.id) ?? []
    const rows = { details: of(details), entries: of(entries), lines: of(lines) }
    faults.push(...faultsOf(data, customer, date, recomputedFigures(rows, date, month)))
  }
  return { count, faults }
}

function faultsOf(
  data: Reader,
  customer: Row,
  date: string,
  expected: Readonly<Record<string, string | number>>,
): string[] {
  const figures = figuresOf(data, customer.id, date)
  const documents = outstandingOf(data, customer.id)
  const shown: Readonly<Record<string, unknown>> = {
    ...figures,
    ...documents,
    total: totalOf(figures.balance, documents),
    aging: figures.aging.join(' '),
  }
  const name = `Customer ${text(customer, 'number')}`
  const faults = Object.entries(expected)
    .filter(([figure, value]) => shown[figure] !== value)
    .map(([figure, value]) => `${name}: ${figure} is ${String(shown[figure])}, its recomputation ${value}.`)
  const aged = canonical(sum(figures.aging))
  if (aged !== figures.balance) faults.push(`${name}: aging adds up to ${aged}, the balance is ${figures.balance}.`)
  return faults
}
