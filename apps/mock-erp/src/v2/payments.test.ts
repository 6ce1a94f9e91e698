/** Payments over the API: journal, line, post, application to an invoice (erp-business-logic, section 3.4). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { openErp, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
let journal: string

beforeAll(async () => {
  erp = await openErp()
  await erp.control('PUT', 'clock', { now: '2026-11-24T12:00:00Z' })
  const { body } = await erp.call('POST', 'customerPaymentJournals', { code: 'test', displayName: 'Test' })
  expect(body).toMatchObject({ code: 'TEST', balancingAccountNumber: '1100' })
  journal = `customerPaymentJournals(${String(body['id'])})`
})
afterAll(() => erp.close())

const customerId = async (number: string): Promise<unknown> =>
  (await erp.call('GET', `customers?$filter=number eq '${number}'&$select=id`)).rows[0]?.['id']
const openInvoice = async (id: unknown): Promise<Body> =>
  (
    await erp.koble(
      'GET',
      `customerLedgerEntries?$filter=customerId eq ${String(id)} and open eq true and documentType eq 'Invoice'`,
    )
  ).rows[0] ?? {}
const line = (body: Body) => erp.call('POST', `${journal}/customerPayments`, body)
// Names of actions are taken in any case.
const post = () => erp.call('POST', `${journal}/Microsoft.NAV.Post`)
const details = async (id: unknown): Promise<Body> =>
  (await erp.call('GET', `customers(${String(id)})/customerFinancialDetails`)).body

describe('a payment', () => {
  test('in part leaves the rest owed, moves the entry in the feed and the customer’s figures', async () => {
    const id = await customerId('C00040')
    const invoice = await openInvoice(id)
    const before = await details(id)
    const created = await line({ customerId: id, amount: -1000, appliesToInvoiceNumber: invoice['documentNumber'] })
    expect(created.body).toMatchObject({
      lineNumber: 10_000,
      customerNumber: 'C00040',
      postingDate: '2026-11-24',
      amount: -1000,
      appliesToInvoiceId: invoice['documentId'],
    })
    expect((await post()).status).toBe(204)
    expect((await erp.call('GET', `${journal}/customerPayments`)).rows).toEqual([])
    const after = await details(id)
    expect(Number(before['balance']) - Number(after['balance'])).toBeCloseTo(1000, 6)
    const entry = (await erp.koble('GET', `customerLedgerEntries(${String(invoice['id'])})`)).body
    expect(Number(invoice['remainingAmount']) - Number(entry['remainingAmount'])).toBeCloseTo(1000, 6)
    expect(Number(entry['systemRowVersion'])).toBeGreaterThan(Number(invoice['systemRowVersion']))
  })

  test('without an amount pays the invoice’s rest, by the invoice’s id', async () => {
    const invoice = await openInvoice(await customerId('C00170'))
    const created = await line({ appliesToInvoiceId: invoice['documentId'] })
    expect(created.body).toMatchObject({ customerNumber: 'C00170', amount: -Number(invoice['remainingAmount']) })
    expect((await post()).status).toBe(204)
    expect((await erp.koble('GET', `customerLedgerEntries(${String(invoice['id'])})`)).body).toMatchObject({
      open: false,
      remainingAmount: 0,
      closedAtDate: '2026-11-24',
    })
  })

  test('that cannot be posted leaves all lines in the journal', async () => {
    const good = await line({ customerId: await customerId('C00010'), amount: -5 })
    const blocked = await line({ customerId: await customerId('C00120'), amount: -5 })
    const answer = await post()
    expect(answer.error).toEqual([
      'Application_DialogException',
      'You cannot post this type of document when Customer C00120 is blocked with type All',
    ])
    expect((await erp.call('GET', `${journal}/customerPayments`)).rows).toHaveLength(2)
    for (const { body } of [good, blocked]) {
      expect(
        (await erp.call('DELETE', `customerPayments(${String(body['id'])})`, undefined, { 'If-Match': '*' })).status,
      ).toBe(204)
    }
  })

  test('of a positive amount cannot be applied to an invoice', async () => {
    const invoice = await openInvoice(await customerId('C00100'))
    const { body } = await line({ amount: 10, appliesToInvoiceNumber: invoice['documentNumber'] })
    expect((await post()).error[1]).toContain('must be negative')
    await erp.call('DELETE', `customerPayments(${String(body['id'])})`, undefined, { 'If-Match': '*' })
  })
})

test.each<[Body, string]>([
  [{ appliesToInvoiceNumber: 'NONE' }, 'There is no Cust. Ledger Entry within the filter.'],
  [
    { appliesToInvoiceId: '11111111-1111-1111-1111-111111111111' },
    'The "appliesToInvoiceId" should be the ID of an Open, Paid, Corrective, or Canceled Invoice.',
  ],
  [{ customerNumber: 'NOBODY' }, 'The "customerNumber" does not match to a Customer.'],
])('a line of %j is refused', async (body, message) => {
  expect((await line(body)).error[1]).toBe(message)
})

test('an empty journal has nothing to post, lines without a journal are not listed', async () => {
  expect((await post()).error[1]).toBe('There is nothing to post.')
  expect((await erp.call('GET', 'customerPayments')).error[0]).toBe('Application_DialogException')
})

test('the ledgers balance after all of it', () => {
  expect(checkLedgers(erp.database).lines.filter((text) => text.startsWith('  '))).toEqual([])
})
