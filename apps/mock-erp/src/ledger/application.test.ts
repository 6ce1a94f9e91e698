/** Payments that apply to several entries, in their order or by age, and their reversal; vendors alike (erp-business-logic, sections 3.4 and 3.5). */
import type { Row } from '@koble/odata-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { openExampleCompany, type ExampleCompany } from '../posting/fixtures/company.ts'
import { postPurchase } from '../posting/post-purchase.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { postJournal } from './post-journal.ts'
import { postPayment, postVendorPayment, type AppliesTo, type BalancingAccount } from './post-payment.ts'
import { postSale } from './post-sale.ts'
import { customerLedger } from './subledger.ts'
import { unapply } from './unapply.ts'

let company: ExampleCompany

beforeEach(async () => {
  company = await openExampleCompany()
})

afterEach(async () => {
  expect(checkLedgers(company.database).lines.filter((line) => line.startsWith('  '))).toEqual([])
  await company.close()
})

let number = 0

const invoice = (net: string, postingDate = '2026-03-10', to = '10000'): Row =>
  company.write(({ data, newId }) => {
    number += 1
    return postSale(data, {
      kind: 'Invoice',
      customer: company.record(names.customer, to),
      documentNumber: `I-${number}`,
      postingDate,
      net,
      description: 'Invoice',
      documentId: newId(),
    })
  })

const pay = (amount: string, applications: readonly AppliesTo[], postingDate = '2026-03-20', from = '10000'): Row =>
  company.write(({ data }) =>
    postPayment(data, {
      customer: company.record(names.customer, from),
      documentNumber: 'P-1',
      postingDate,
      amount: `-${amount}`,
      currencyCode: String(applications[0]?.entry['currencyCode'] ?? ''),
      description: 'Payment',
      balancingAccount: '1100',
      applications,
    }),
  )

const entry = (row: Row): Row | undefined => company.get(names.ledgerEntry, row.id)

describe('a payment', () => {
  test('for several invoices closes them one after the other and leaves the last one open', () => {
    const [first, second] = [invoice('400'), invoice('700')]
    const payment = pay('600', [{ entry: first }, { entry: second }])
    expect(entry(first)).toMatchObject({
      open: false,
      closedByEntryNumber: payment['entryNumber'],
      closedByAmount: '476',
    })
    expect(entry(second)).toMatchObject({ open: true, remainingAmount: '709' })
    expect(payment).toMatchObject({ open: false, closedByEntryNumber: second['entryNumber'], closedByAmount: '-124' })
  })

  test('of an amount to apply takes no more than that', () => {
    const first = invoice('400')
    const payment = pay('476', [{ entry: first, amount: '100' }])
    expect(entry(first)).toMatchObject({ open: true, remainingAmount: '376' })
    expect(payment).toMatchObject({ open: true, remainingAmount: '-376' })
  })

  test('of too little for the discount gets none and leaves it for the next one', () => {
    const owed = invoice('400')
    pay('100', [{ entry: owed }], '2026-03-12')
    expect(entry(owed)).toMatchObject({
      open: true,
      remainingAmount: '376',
      remainingDiscount: '9.52',
      discountGivenLcy: '0',
    })
    pay('366.48', [{ entry: owed }], '2026-03-18')
    expect(entry(owed)).toMatchObject({ open: false, remainingDiscount: '0', discountGivenLcy: '9.52' })
  })

  test('of a customer who wants it goes to the oldest due date', () => {
    company.write(({ data }) =>
      data.update(names.customer, company.record(names.customer, '10000').id, {
        applicationMethod: 'Apply_x0020_to_x0020_Oldest',
      }),
    )
    const [late, early, future] = [
      invoice('100', '2026-03-10'),
      invoice('100', '2026-02-10'),
      invoice('100', '2026-03-30'),
    ]
    pay('200', [])
    expect([early, late, future].map((row) => entry(row)?.['remainingAmount'])).toEqual(['0', '38', '119'])
    // 38.00 are left; what is posted later is not looked at.
    expect(pay('50', [])).toMatchObject({ remainingAmount: '-12' })
    expect(entry(future)).toMatchObject({ remainingAmount: '119' })
  })

  test('from a bank account has an entry there', () => {
    const balancingAccount: BalancingAccount = { bank: 'GIRO' }
    company.write(({ data }) =>
      postPayment(data, {
        customer: company.record(names.customer, '10000'),
        documentNumber: 'P-1',
        postingDate: '2026-03-20',
        amount: '-50',
        currencyCode: '',
        description: 'Payment',
        balancingAccount,
      }),
    )
    expect(company.all(names.bankLedgerEntry)).toMatchObject([{ bankAccountNumber: 'GIRO', amount: '50' }])
    expect(company.balances()).toEqual({ 1100: 50, 1200: -50 })
  })
})

describe('unapplying', () => {
  test('takes application, discount and closing back', () => {
    const owed = invoice('400')
    const payment = pay('466.48', [{ entry: owed }], '2026-03-18')
    expect(entry(owed)).toMatchObject({ open: false, discountGivenLcy: '9.52' })
    company.write(({ data }) => unapply(data, customerLedger, payment, '2026-03-18'))
    expect(entry(owed)).toMatchObject({
      open: true,
      remainingAmount: '476',
      remainingDiscount: '9.52',
      closedByEntryNumber: 0,
    })
    expect(entry(payment)).toMatchObject({ open: true, remainingAmount: '-466.48', amount: '-466.48' })
    expect(company.balances()).toEqual({ 1100: 466.48, 1200: 9.52, 2200: -76, 4100: -400 })
    pay('9.52', [{ entry: owed }])
  })

  test('takes a realized gain back', () => {
    const owed = invoice('1250', '2026-02-10', '30000')
    const payment = pay('1250', [{ entry: owed }], '2026-03-20', '30000')
    expect(company.balances()).toMatchObject({ 7200: -41.67 })
    company.write(({ data }) => unapply(data, customerLedger, payment, '2026-03-20'))
    expect(company.balances()['7200']).toBeUndefined()
    expect(entry(owed)).toMatchObject({ remainingAmountLcy: '1000' })
  })

  test('is refused before the application, and without one', () => {
    const owed = invoice('400')
    const payment = pay('100', [{ entry: owed }])
    const at = (row: Row, date: string) => () => company.write(({ data }) => unapply(data, customerLedger, row, date))
    expect(at(payment, '2026-03-19')).toThrow('must not be before the posting date')
    expect(at(invoice('1'), '2026-03-20')).toThrow('There is no application to unapply.')
  })
})

describe('a vendor', () => {
  test('is paid, and a rate that fell is a gain', () => {
    company.write(({ data }) =>
      data.update(names.vendor, company.record(names.vendor, 'V00010').id, { currencyCode: 'USD' }),
    )
    const order = company.purchase([['1000', '10', '100']])
    company.write((context) => postPurchase(order, { receive: true, invoice: true }, context))
    const [owed] = company.all(names.vendorLedgerEntry)
    if (owed === undefined) throw new Error('Nothing is owed.')
    // 1000.00 USD with 19 % are 1190.00 at 1.25: 952.00; paid at 1.20: 991.67, a loss of 39.67.
    expect(owed).toMatchObject({ amount: '-1190', amountLcy: '-952' })
    company.write(({ data }) =>
      postVendorPayment(data, {
        vendor: company.record(names.vendor, 'V00010'),
        documentNumber: 'VP-1',
        postingDate: '2026-03-20',
        amount: '1190',
        currencyCode: 'USD',
        description: 'Payment',
        balancingAccount: '1100',
        appliesTo: owed,
      }),
    )
    expect(company.balances('VP-1')).toEqual({ 1100: -991.67, 2100: 952, 7210: 39.67 })
    expect(company.all(names.vendorLedgerEntry).map((row) => row['open'])).toEqual([false, false])
  })
})

describe('a general journal', () => {
  const line = (values: Record<string, string>): void =>
    company.write(({ data }) => {
      number += 1
      insertRow(data, names.journalLine, {
        journalId: journal().id,
        lineNumber: number,
        postingDate: '2026-03-10',
        documentNumber: 'GJ1',
        description: 'Line',
        ...values,
      })
    })
  const journal = (): Row => company.all(names.journal).find((row) => row['templateName'] === 'GENERAL') ?? fail()
  const fail = (): never => {
    throw new Error('There is no general journal.')
  }
  const post = (): void => company.write(({ data }) => postJournal(data, journal()))

  test('posts lines that balance, on accounts, parties and banks', () => {
    line({ accountType: 'Customer', accountNumber: '10000', amount: '100' })
    line({ accountType: 'Vendor', accountNumber: 'V00010', amount: '-30' })
    line({ accountType: 'G_x002f_L_x0020_Account', accountNumber: '3000', amount: '-70' })
    line({
      accountNumber: '3000',
      amount: '20',
      balancingAccountType: 'Bank_x0020_Account',
      balancingAccountNumber: 'GIRO',
    })
    post()
    expect(company.balances()).toEqual({ 1100: -20, 1200: 100, 2100: -30, 3000: -50 })
    expect(company.all(names.journalLine)).toEqual([])
    expect(company.all(names.ledgerEntry)).toMatchObject([{ amount: '100', documentType: '_x0020_' }])
    expect(company.all(names.bankLedgerEntry)).toMatchObject([{ amount: '-20' }])
  })

  test.each([
    ['lines out of balance', { accountNumber: '3000', amount: '5' }, 'Document No. GJ1 is out of balance by 5.'],
    [
      'an account without direct posting',
      { accountNumber: '1200', amount: '5', balancingAccountNumber: '3000' },
      "Direct Posting must be equal to 'Yes' in G/L Account: No.=1200.",
    ],
    [
      'an unknown account',
      { accountNumber: '9999', amount: '5', balancingAccountNumber: '3000' },
      "The G/L Account does not exist. Identification fields and values: No.='9999'",
    ],
    [
      'no account',
      { amount: '5', balancingAccountNumber: '3000' },
      'Account No. must have a value in Gen. Journal Line',
    ],
    ['no amount', { accountNumber: '3000' }, 'Amount must have a value in Gen. Journal Line'],
  ])('refuses %s and keeps its lines', (_name, values, message) => {
    line(values)
    expect(post).toThrow(message)
    expect(company.all(names.journalLine)).toHaveLength(1)
    expect(company.balances()).toEqual({})
  })

  test('refuses a date outside the allowed ones', () => {
    line({ accountNumber: '3000', amount: '5', balancingAccountNumber: '5300' })
    company.write(({ data }) => {
      for (const setup of data.scan(names.setup)) data.update(names.setup, setup.id, { allowPostingFrom: '2026-04-01' })
    })
    expect(post).toThrow('Posting Date is not within your range of allowed posting dates.')
  })

  test('an empty one has nothing to post', () => expect(post).toThrow('There is nothing to post.'))
})
