/** Whatever is posted in whatever order, the ledgers balance and every figure is what its entries say. */
import { createClock, openDatabase, type Row, type Transaction } from '@koble/odata-server'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { insertCustomer } from '../seeds/insert-customer.ts'
import { companyId, insertCompany } from '../seeds/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { canonical, big } from '../values/decimal.ts'
import { postPayment } from './post-payment.ts'
import { postSale } from './post-sale.ts'

const RUNS = 40

const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-03-${String(at).padStart(2, '0')}`)
const cents = fc.integer({ min: 1, max: 200_000 }).map((value) => canonical(big(value).div(100)))
const event = fc.record({
  kind: fc.constantFrom('Invoice', 'Credit_x0020_Memo', 'Payment'),
  customer: fc.integer({ min: 0, max: 2 }),
  /** Which of the customer's open invoices is applied to. */
  invoice: fc.nat(3),
  postingDate: day,
  amount: cents,
})
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

test(`any ${RUNS} histories of invoices, credit memos and payments balance`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
      const database = await openDatabase({ tables, clock: createClock() })
      try {
        const customers = database.transact(systemUser, companyId, (data) => setUp(data, () => database.newId()))
        for (const [at, next] of events.entries()) {
          database.transact(systemUser, companyId, (data) => post(data, next, customers, at))
        }
        expect(checkLedgers(database).lines.filter((line) => line.startsWith('  '))).toEqual([])
        expect(applicationsOf(database.read(companyId))).toBe('0')
      } finally {
        await database.close()
      }
    }),
    { numRuns: RUNS },
  )
})

function setUp(data: Transaction, newId: () => string): Row[] {
  insertCompany(data, { name: 'TEST', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true })
  insertRow(data, names.currency, { code: 'USD' })
  for (const [startingDate, relationalExchangeRateAmount] of [
    ['2026-01-01', '83.37'],
    ['2026-03-11', '91.03'],
    ['2026-03-21', '77.9'],
  ] as const) {
    insertRow(data, names.exchangeRate, {
      currencyCode: 'USD',
      startingDate,
      exchangeRateAmount: '100',
      relationalExchangeRateAmount,
    })
  }
  insertRow(data, names.paymentTerms, {
    code: 'T',
    dueDateCalculation: '1M',
    discountDateCalculation: '8D',
    discountPercent: '2',
  })
  return [
    ['1', '', 'DOMESTIC', 'DOMESTIC'],
    ['2', 'USD', 'FOREIGN', 'EXPORT'],
    ['3', 'USD', 'FOREIGN', 'EU'],
  ].map(([number = '', currencyCode = '', customerPostingGroup = '', genBusPostingGroup = '']) =>
    insertCustomer(data, newId, {
      number,
      displayName: number,
      currencyCode,
      customerPostingGroup,
      genBusPostingGroup,
      paymentTermsCode: 'T',
    }),
  )
}

function post(
  data: Transaction,
  { kind, customer: at, invoice, postingDate, amount }: Event,
  customers: readonly Row[],
  number: number,
): void {
  const customer = customers[at]
  if (customer === undefined) return
  const open = findAll(data, names.ledgerEntry, { customerId: customer.id }).filter(
    (entry) => entry['documentType'] === 'Invoice' && entry['open'] === true,
  )
  const chosen = open[invoice]
  const appliesTo = chosen === undefined ? {} : { appliesTo: chosen }
  const shared = { customer, documentNumber: `D${number}`, postingDate, description: kind }
  if (kind === 'Payment') {
    const currencyCode = String(customer['currencyCode'])
    postPayment(data, { ...shared, amount: `-${amount}`, currencyCode, balancingAccount: '1100', ...appliesTo })
  } else if (kind === 'Invoice')
    postSale(data, {
      ...shared,
      kind,
      net: amount,
      documentId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    })
  else postSale(data, { ...shared, kind: 'Credit_x0020_Memo', net: amount, documentId: customer.id, ...appliesTo })
}

/** Every application stands twice, with opposite signs. */
function applicationsOf(data: { scan(table: string): Iterable<Row> }): string {
  let total = big(0)
  for (const detail of data.scan(names.detailedEntry)) {
    if (detail['entryType'] === 'Application')
      total = total.plus(String(detail['amount'])).plus(String(detail['amountLcy']))
  }
  return canonical(total)
}
