/**
 * Customer figures against an evaluator of their own: ledgers and documents are drawn at random, and every figure is computed a second time by plain loops over all
 * rows, in whole cents and days. Nothing is shared with ledger/figures.ts or sales/outstanding-of.ts (erp-business-logic, section 4).
 */
import { type Database, type Reader, type Transaction } from '@koble/odata-server'
import fc from 'fast-check'
import { figuresOf } from '../ledger/figures.ts'
import { totalOf } from '../ledger/total-of.ts'
import { outstandingOf } from '../sales/outstanding-of.ts'
import { companyId } from '../seeds/setup.ts'
import { money, recomputedFigures, type CustomerRows } from '../check/recomputed-figures.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { withCompany } from './with-company.ts'

/** Compares `cases` drawn worlds; a difference is thrown with the seed that draws it again. */
export const checkStatistics = ({ cases, seed }: { readonly cases: number; readonly seed?: number }): Promise<void> =>
  withCompany((database) =>
    fc.assert(
      fc.property(world, (drawn) => compare(database, drawn)),
      { numRuns: cases, ...(seed === undefined ? {} : { seed }) },
    ),
  )

const cents = fc.integer({ min: -500_000, max: 900_000 })
const FIRST_DAY = Date.UTC(2024, 10, 1)
/** From November 2024 to the end of 2027: dates of three fiscal years and more. */
const day = fc.integer({ min: 0, max: 1_150 })
const customerAt = fc.constantFrom(0, 0, 1)

const entry = fc.record({
  customerAt,
  documentType: fc.constantFrom('Invoice', 'Invoice', 'Credit_x0020_Memo', 'Payment', 'Refund', '_x0020_'),
  posted: day,
  dueAfter: fc.integer({ min: 0, max: 100 }),
  original: cents,
  /** Applications and differences later on, in cents; closed: one more takes the rest. */
  later: fc.array(fc.record({ value: cents, isApplication: fc.boolean(), after: fc.integer({ min: 0, max: 90 }) }), {
    maxLength: 3,
  }),
  isClosed: fc.boolean(),
  sales: cents,
  profit: cents,
})
const line = fc.record({
  customerAt,
  documentAt: fc.nat(3),
  documentType: fc.constantFrom(
    'Order',
    'Order',
    'Invoice',
    'Quote',
    'Return_x0020_Order',
    'Credit_x0020_Memo',
    'Posted_x0020_Invoice',
  ),
  outstanding: fc.integer({ min: 0, max: 900_000 }),
  shippedNotInvoiced: fc.integer({ min: 0, max: 900_000 }),
  quantities: fc.constantFrom([5, 5, 5], [5, 3, 1], [5, 5, 2], [5, 0, 0], [0, 0, 0]),
  billsShipment: fc.boolean(),
  taxPercent: fc.constantFrom('0', '7', '19'),
})
const world = fc.record({
  entries: fc.array(entry, { maxLength: 12 }),
  lines: fc.array(line, { maxLength: 10 }),
  today: day,
  /** Months in which a fiscal year begins; none: calendar years. */
  fiscalStart: fc.constantFrom(undefined, 1, 7),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

class Undo extends Error {}

/** Each world lives in a transaction that is taken back. */
function compare(database: Database, drawn: World): void {
  try {
    database.transact(systemUser, companyId, (data) => {
      const customers = ['1', '2'].map((number) => insertRow(data, names.customer, { number }).id)
      fill(data, drawn, customers)
      for (const id of customers) compareCustomer(data, id, dateOf(drawn.today), drawn.fiscalStart)
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
}

const dateOf = (at: number): string => new Date(FIRST_DAY + at * 86_400_000).toISOString().slice(0, 10)

function fill(data: Transaction, drawn: World, customers: readonly string[]): void {
  for (const period of findAll(data, names.accountingPeriod, {})) {
    const month = Number(String(period['startingDate']).slice(5, 7))
    if (drawn.fiscalStart === undefined) data.remove(names.accountingPeriod, period.id)
    else data.update(names.accountingPeriod, period.id, { newFiscalYear: month === drawn.fiscalStart })
  }
  for (const [at, of] of drawn.entries.entries()) insertEntry(data, of, at + 1, customers[of.customerAt] ?? '')
  for (const [at, of] of drawn.lines.entries()) insertLine(data, of, at + 1, customers[of.customerAt] ?? '')
}

function insertEntry(data: Transaction, of: World['entries'][number], entryNumber: number, customerId: string): void {
  const postingDate = dateOf(of.posted)
  const dueDate = dateOf(of.posted + of.dueAfter)
  const later = [...of.later]
  const rest = () => of.original + later.reduce((total, { value }) => total + value, 0)
  if (of.isClosed && rest() !== 0) later.push({ value: -rest(), isApplication: true, after: 30 })
  const details = [{ value: of.original, entryType: 'Initial Entry', date: postingDate }].concat(
    later.map(({ value, isApplication, after }) => ({
      value,
      entryType: isApplication ? 'Application' : 'Payment Discount',
      date: dateOf(of.posted + after),
    })),
  )
  for (const [at, detail] of details.entries()) {
    insertRow(data, names.detailedEntry, {
      entryNumber: entryNumber * 10 + at,
      ledgerEntryNumber: entryNumber,
      customerId,
      entryType: detail.entryType,
      initialDocumentType: of.documentType,
      postingDate: detail.date,
      initialDueDate: dueDate,
      amountLcy: money(detail.value),
    })
  }
  insertRow(data, names.ledgerEntry, {
    entryNumber,
    customerId,
    documentType: of.documentType,
    postingDate,
    dueDate,
    closedAtDate: rest() === 0 ? dateOf(of.posted + 30) : '0001-01-01',
    originalAmountLcy: money(of.original),
    remainingAmountLcy: money(rest()),
    salesLcy: money(of.sales),
    profitLcy: money(of.profit),
    open: rest() !== 0,
  })
}

function insertLine(data: Transaction, of: World['lines'][number], sequence: number, billToId: string): void {
  const [quantity = 0, shipped = 0, invoiced = 0] = of.quantities
  const isReturn = of.documentType === 'Return_x0020_Order' || of.documentType === 'Credit_x0020_Memo'
  insertRow(data, names.salesLine, {
    documentType: of.documentType,
    documentId: `00000000-0000-4000-8000-${String(of.documentAt).padStart(12, '0')}`,
    sequence,
    billToId,
    lineType: 'Item',
    quantity: String(quantity),
    outstandingQuantity: String(quantity - shipped),
    [isReturn ? 'returnQuantityReceived' : 'shippedQuantity']: String(shipped),
    invoicedQuantity: String(invoiced),
    outstandingAmountLcy: money(of.outstanding),
    shippedNotInvoicedLcy: money(of.shippedNotInvoiced),
    shipmentNumber: of.billsShipment ? 'S1' : '',
    taxPercent: of.taxPercent,
  })
}

function compareCustomer(data: Reader, id: string, today: string, fiscalStart: number | undefined): void {
  const figures = figuresOf(data, id, today)
  const documents = outstandingOf(data, id)
  const shown: Record<string, unknown> = {
    ...figures,
    ...documents,
    total: totalOf(figures.balance, documents),
    aging: figures.aging.join(' '),
  }
  for (const [name, value] of Object.entries(recomputedFigures(rowsOf(data, id), today, fiscalStart))) {
    if (shown[name] !== value) {
      throw new Error(`${name} is ${String(shown[name])} on ${today}, the second evaluator says ${value}.`)
    }
  }
}

const rowsOf = (data: Reader, id: string): CustomerRows => ({
  details: [...data.scan(names.detailedEntry)].filter((row) => row['customerId'] === id),
  entries: [...data.scan(names.ledgerEntry)].filter((row) => row['customerId'] === id),
  lines: [...data.scan(names.salesLine)].filter((row) => row['billToId'] === id),
})
