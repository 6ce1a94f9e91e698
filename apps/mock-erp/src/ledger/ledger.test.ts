/** Postings with amounts derived by hand (the worked examples of erp-business-logic, sections 3.3 and 3.5). */
import { createClock, openDatabase, type Database, type Row, type Transaction } from '@koble/odata-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { insertCustomer } from '../seeds/insert-customer.ts'
import { companyId, insertCompany } from '../seeds/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { figuresOf } from './figures.ts'
import { postPayment } from './post-payment.ts'
import { postSale } from './post-sale.ts'

let database: Database
const clock = createClock()

beforeEach(async () => {
  database = await openDatabase({ tables, clock })
  write((data) => {
    insertCompany(data, { name: 'TEST', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true })
    insertRow(data, names.currency, { code: 'USD' })
    for (const [startingDate, exchangeRateAmount, relationalExchangeRateAmount] of [
      ['2026-01-01', '100', '80'],
      ['2026-03-01', '120', '100'],
      ['2026-05-01', '130', '100'],
    ] as const) {
      insertRow(data, names.exchangeRate, {
        currencyCode: 'USD',
        startingDate,
        exchangeRateAmount,
        relationalExchangeRateAmount,
      })
    }
    const terms = { dueDateCalculation: '1M', discountDateCalculation: '8D', discountPercent: '2' }
    insertRow(data, names.paymentTerms, { code: '1M(8D)', ...terms })
  })
})

afterEach(() => database.close())

const write = <T>(work: (data: Transaction) => T): T => database.transact(systemUser, companyId, work)
const read = () => database.read(companyId)

/** A domestic customer pays 19 % VAT, an export one none. */
const customer = (area: 'DOMESTIC' | 'EXPORT', currencyCode = ''): Row =>
  write((data) =>
    insertCustomer(data, () => database.newId(), {
      number: area,
      displayName: area,
      currencyCode,
      paymentTermsCode: '1M(8D)',
      customerPostingGroup: area === 'DOMESTIC' ? 'DOMESTIC' : 'FOREIGN',
      genBusPostingGroup: area,
    }),
  )

const invoice = (to: Row, net: string, postingDate = '2026-03-10'): Row =>
  write((data) =>
    postSale(data, {
      kind: 'Invoice',
      customer: to,
      documentNumber: 'I-001',
      postingDate,
      net,
      description: 'Invoice',
      documentId: database.newId(),
    }),
  )

const pay = (from: Row, amount: string, appliesTo: Row, postingDate = '2026-03-20'): Row =>
  write((data) =>
    postPayment(data, {
      customer: from,
      documentNumber: 'P-001',
      postingDate,
      amount: `-${amount}`,
      currencyCode: String(appliesTo['currencyCode']),
      description: 'Payment',
      balancingAccount: '1100',
      appliesTo: data.get(names.ledgerEntry, appliesTo.id) ?? appliesTo,
    }),
  )

const entry = (row: Row): Row => read().get(names.ledgerEntry, row.id) ?? row

const general = (): Record<string, string> =>
  Object.fromEntries(
    [...read().scan(names.generalEntry)].map((row) => [
      `${String(row['documentNumber'])} ${String(row['accountNumber'])} ${String(row['description'])}`,
      String(row['amount']),
    ]),
  )

const faultless = (): void => expect(checkLedgers(database).failed).toBe(0)

describe('an invoice', () => {
  test('debits receivables, credits sales and VAT, and is due by its terms', () => {
    const row = invoice(customer('DOMESTIC'), '400')
    expect(row).toMatchObject({
      amount: '476',
      remainingAmount: '476',
      salesLcy: '400',
      open: true,
      dueDate: '2026-04-10',
      discountDate: '2026-03-18',
      remainingDiscount: '9.52',
    })
    expect(general()).toEqual({
      'I-001 1200 Invoice': '476',
      'I-001 4100 Invoice': '-400',
      'I-001 2200 Invoice': '-76',
    })
    faultless()
  })

  test('in a foreign currency is valued at the rate of its posting date', () => {
    const row = invoice(customer('EXPORT', 'USD'), '1250', '2026-02-10')
    expect(row).toMatchObject({ amount: '1250', amountLcy: '1000', currencyFactor: '1.25' })
  })

  test('to a customer without a posting group is refused by name', () => {
    const nobody = write((data) => insertCustomer(data, () => database.newId(), { number: 'X1', displayName: 'X' }))
    expect(() => invoice(nobody, '1')).toThrow(
      'Customer Posting Group must have a value in Customer: No.=X1. It cannot be zero or empty.',
    )
  })
})

describe('a payment', () => {
  test('of the whole amount closes both entries, and only the invoice names what closed it', () => {
    const from = customer('DOMESTIC')
    const owed = invoice(from, '400')
    const paid = pay(from, '476', owed)
    expect(entry(owed)).toMatchObject({
      open: false,
      remainingAmount: '0',
      closedAtDate: '2026-03-20',
      closedByEntryNumber: paid['entryNumber'],
      closedByAmount: '476',
    })
    expect(paid).toMatchObject({ open: false, remainingAmount: '0', closedByEntryNumber: 0 })
    faultless()
  })

  test('in part leaves the invoice open and closes the payment by it', () => {
    const from = customer('DOMESTIC')
    const owed = invoice(from, '700')
    const paid = pay(from, '300', owed)
    expect(entry(owed)).toMatchObject({ open: true, remainingAmount: '533' })
    expect(paid).toMatchObject({ open: false, closedByEntryNumber: owed['entryNumber'], closedByAmount: '-300' })
    faultless()
  })

  test('of too much closes the invoice and stays open with the rest', () => {
    const from = customer('DOMESTIC')
    const owed = invoice(from, '400')
    const paid = pay(from, '500', owed)
    expect(entry(owed)).toMatchObject({ open: false, remainingAmount: '0' })
    expect(paid).toMatchObject({ open: true, remainingAmount: '-24' })
    faultless()
  })

  test('less the discount in time closes the invoice, the discount goes to its account', () => {
    const from = customer('DOMESTIC')
    const owed = invoice(from, '400')
    const paid = pay(from, '466.48', owed, '2026-03-18')
    expect(entry(owed)).toMatchObject({ open: false, remainingAmount: '0' })
    expect(paid).toMatchObject({ open: false, originalAmount: '-466.48', amount: '-476', remainingAmount: '0' })
    expect(general()).toMatchObject({ 'P-001 1100 Payment': '466.48', 'P-001 4920 Payment discount': '9.52' })
    faultless()
  })

  test('less the discount a day late leaves the discount owed', () => {
    const from = customer('DOMESTIC')
    const owed = invoice(from, '400')
    pay(from, '466.48', owed, '2026-03-19')
    expect(entry(owed)).toMatchObject({ open: true, remainingAmount: '9.52' })
    faultless()
  })

  test.each([
    ['2026-03-20', '-1041.67', '41.67', '7200', '-41.67'],
    ['2026-05-20', '-961.54', '-38.46', '7210', '38.46'],
  ])('in foreign currency on %s realizes the difference of the rates', (date, initial, difference, account, posted) => {
    const from = customer('EXPORT', 'USD')
    const owed = invoice(from, '1250', '2026-02-10')
    const paid = pay(from, '1250', owed, date)
    expect(paid).toMatchObject({ originalAmountLcy: initial, remainingAmountLcy: '0', open: false })
    expect(entry(owed)).toMatchObject({ remainingAmountLcy: '0', open: false })
    const kind = Number(difference) > 0 ? 'Realized gain' : 'Realized loss'
    expect(general()).toMatchObject({ [`P-001 ${account} ${kind}`]: posted, [`P-001 1210 ${kind}`]: difference })
    faultless()
  })

  test('in part keeps the local rest of a foreign invoice at its own factor', () => {
    const from = customer('EXPORT', 'USD')
    const owed = invoice(from, '100', '2026-03-10')
    for (const part of ['33.33', '33.33', '33.33']) {
      pay(from, part, owed)
      faultless()
    }
    expect(entry(owed)).toMatchObject({ remainingAmount: '0.01', remainingAmountLcy: '0.01' })
  })

  test('of a customer blocked All is refused, of one blocked Invoice taken', () => {
    const from = customer('DOMESTIC')
    const owed = invoice(from, '400')
    const block = (blocked: string): Row => write((data) => data.update(names.customer, from.id, { blocked }))
    expect(() => pay(block('All'), '1', owed)).toThrow('blocked with type All')
    expect(pay(block('Invoice'), '1', owed)).toMatchObject({ open: false })
  })
})

test('a credit memo is applied like a payment and reduces sales', () => {
  const from = customer('DOMESTIC')
  const owed = invoice(from, '400')
  write((data) =>
    postSale(data, {
      kind: 'Credit_x0020_Memo',
      customer: from,
      documentNumber: 'C-001',
      postingDate: '2026-03-15',
      net: '100',
      description: 'Credit memo',
      documentId: database.newId(),
      appliesTo: owed,
    }),
  )
  expect(entry(owed)).toMatchObject({ open: true, remainingAmount: '357' })
  expect(figuresOf(read(), from.id, '2026-04-20')).toMatchObject({ balance: '357', salesThisYear: '300' })
  faultless()
})

test('the figures of a customer are those of its entries on the work date', () => {
  const from = customer('DOMESTIC')
  const first = invoice(from, '400')
  invoice(from, '700', '2026-03-10')
  pay(from, '476', first)
  expect(figuresOf(read(), from.id, '2026-04-20')).toMatchObject({
    balance: '833',
    balanceDue: '833',
    overdueAmount: '833',
    salesThisYear: '1100',
    salesBefore: '1100',
    paymentsThisYear: '476',
    outstandingInvoices: 1,
    outstandingInvoicesAmount: '833',
    aging: ['0', '833', '0', '0', '0'],
  })
  expect(figuresOf(read(), from.id, '2026-04-10')).toMatchObject({
    balanceDue: '833',
    balanceDueBefore: '0',
    overdueAmount: '0',
  })
  expect(figuresOf(read(), from.id, '2026-03-10')).toMatchObject({ salesBefore: '0' })
})

test.each([
  ['2026-04-10', 0],
  ['2026-04-11', 1],
  ['2026-05-10', 1],
  ['2026-05-11', 2],
  ['2026-06-09', 2],
  ['2026-06-10', 3],
  ['2026-07-09', 3],
  ['2026-07-10', 4],
])('on %s an entry due on 10 April stands in bucket %i', (date, bucket) => {
  const from = customer('DOMESTIC')
  invoice(from, '400')
  const { aging } = figuresOf(read(), from.id, date)
  expect(aging.map((value, at) => (value === '476' ? at : -1)).filter((at) => at >= 0)).toEqual([bucket])
})
