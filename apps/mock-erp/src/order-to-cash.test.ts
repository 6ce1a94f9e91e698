/**
 * One order from creation to the last cent, over the API alone: item with a quantity break, resource and comment, in EUR, for a customer with a price group;
 * shipped, invoiced and paid in parts. Every amount is derived by hand in a comment (erp-business-logic, sections 1 to 5).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedgers } from './check/check-ledgers.ts'
import { openErp, type Answer, type Body, type TestErp } from './testing/test-erp.ts'

let erp: TestErp
let [customerId, itemId, orderId]: readonly string[] = []
let lines: readonly Body[] = []
let [firstInvoice, secondInvoice]: (Body | undefined)[] = []

const ANY = { 'If-Match': '*' }
const post = async (path: string, body: Body, api: 'call' | 'koble' = 'koble'): Promise<Body> =>
  done(await erp[api]('POST', path, body)).body
const patch = async (path: string, body: Body, api: 'call' | 'koble' = 'koble'): Promise<Body> =>
  done(await erp[api]('PATCH', path, body, ANY)).body
const read = async (path: string, api: 'call' | 'koble' = 'koble'): Promise<Body> =>
  done(await erp[api]('GET', path)).body
const rows = async (path: string, api: 'call' | 'koble' = 'koble'): Promise<readonly Body[]> =>
  done(await erp[api]('GET', path)).rows

function done(answer: Answer): Answer {
  expect([answer.status < 300, answer.text.slice(0, 300)]).toEqual([true, expect.anything()])
  return answer
}

const today = (date: string): Promise<Answer> => erp.control('PUT', 'clock', { now: `${date}T10:00:00Z` })

let effects = 0
const act = (action: string, more: Body = {}): Promise<Body> => {
  effects += 1
  const effectId = `00000000-0000-4000-8000-${String(effects).padStart(12, '0')}`
  return post(`salesOrders(${orderId})/Microsoft.NAV.${action}`, { effectId, ...more })
}

const order = (): Promise<Body> => read(`salesOrders(${orderId})`)
const line = (at: number): Promise<Body> => read(`salesOrderLines(${String(lines[at]?.['id'])})`)
const statistics = (): Promise<Body> => read(`customerStatistics(${customerId})`)
const inventory = async (): Promise<unknown> => (await read(`items(${itemId})`))['inventory']

/** Balances of accounts that one document moved, by account. */
async function generalLedger(documentNumber: unknown): Promise<Readonly<Record<string, number>>> {
  const entries = await rows(`generalLedgerEntries?$filter=documentNumber eq '${String(documentNumber)}'`, 'call')
  const balances: Record<string, number> = {}
  for (const entry of entries) {
    const account = String(entry['accountNumber'])
    const cents = Math.round((Number(entry['debitAmount']) - Number(entry['creditAmount'])) * 100)
    balances[account] = ((balances[account] ?? 0) * 100 + cents) / 100
  }
  return balances
}

async function pay(amount: number, invoice: Body | undefined): Promise<void> {
  const [journal] = await rows("customerPaymentJournals?$filter=code eq 'GENERAL'", 'call')
  const path = `customerPaymentJournals(${String(journal?.['id'])})`
  await post(
    `${path}/customerPayments`,
    { customerId, amount: -amount, appliesToInvoiceNumber: invoice?.['number'] },
    'call',
  )
  await post(`${path}/Microsoft.NAV.post`, {}, 'call')
}

const newestInvoice = async (): Promise<Body | undefined> =>
  (await rows(`postedSalesInvoices?$filter=customerId eq ${customerId}&$orderby=number desc&$top=1&$expand=lines`))[0]

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  await today('2026-03-02')
  await post('unitsOfMeasure', { code: 'PCS', displayName: 'Piece' }, 'call')
  await post('unitsOfMeasure', { code: 'HOUR', displayName: 'Hour' }, 'call')
  await post('paymentTerms', { code: '30D', displayName: 'Net 30 days', dueDateCalculation: '30D' }, 'call')
  await post('customerPriceGroups', { code: 'RETAIL', displayName: 'Retail' })
  const customer = await post('customers', {
    number: '10000',
    displayName: 'Lindner Maschinenbau',
    paymentTermsCode: '30D',
    customerPriceGroupCode: 'RETAIL',
    creditLimit: 1000,
  })
  customerId = String(customer['id'])
  const item = await post('items', {
    number: '1000',
    displayName: 'Pendant lamp',
    templateCode: 'ITEM',
    baseUnitOfMeasureCode: 'PCS',
    unitPrice: 100,
    unitCost: 60,
  })
  itemId = String(item['id'])
  await patch(`items(${itemId})`, { inventory: 40 }, 'call')
  await post('resources', {
    number: 'R0010',
    displayName: 'Fitter',
    baseUnitOfMeasureCode: 'HOUR',
    directUnitCost: 30,
    unitPrice: 50,
    generalProductPostingGroupCode: 'SERVICES',
  })
  const asset = { assetType: 'Item', assetNumber: '1000', unitOfMeasureCode: 'PCS' }
  const list = await post('priceLists', {
    code: 'RETAIL-26',
    description: 'Retail 2026',
    sourceType: 'Customer_x0020_Price_x0020_Group',
    sourceNumber: 'RETAIL',
    lines: [
      { ...asset, unitPrice: 95 },
      { ...asset, minimumQuantity: 10, unitPrice: 90 },
    ],
  })
  await patch(`priceLists(${String(list['id'])})`, { status: 'Active' })
})

afterAll(() => erp.close())

describe('an order over three lines', () => {
  test('is priced when it is made', async () => {
    const made = await post(
      'salesOrders?$expand=salesOrderLines',
      {
        customerNumber: '10000',
        salesOrderLines: [
          { lineType: 'Item', lineObjectNumber: '1000', quantity: 12 },
          { lineType: 'Resource', lineObjectNumber: 'R0010', quantity: 3 },
          { description: 'Deliver before noon' },
        ],
      },
      'call',
    )
    orderId = String(made['id'])
    lines = made['salesOrderLines'] as Body[]
    // 12 pieces pass the break at 10: 90.00 instead of 95.00; the resource has its card's 50.00.
    expect(lines).toMatchObject([
      { lineType: 'Item', sequence: 10000, unitPrice: 90, netAmount: 1080 },
      { lineType: 'Resource', sequence: 20000, unitPrice: 50, netAmount: 150 },
      { lineType: 'Comment', sequence: 30000, description: 'Deliver before noon', netAmount: 0 },
    ])
    // 1080.00 + 150.00; VAT 19 % of 1230.00.
    expect(made).toMatchObject({
      status: 'Draft',
      currencyCode: 'EUR',
      totalAmountExcludingTax: 1230,
      totalTaxAmount: 233.7,
      totalAmountIncludingTax: 1463.7,
      fullyShipped: false,
    })
    expect(await inventory()).toBe(40)
    // Nothing is posted; the order counts in full, and 1463.70 is 463.70 over the limit of 1000.00.
    expect(await statistics()).toMatchObject({
      balance: 0,
      outstandingOrdersAmount: 1463.7,
      shippedNotInvoicedAmount: 0,
      totalAmount: 1463.7,
      availableCreditAfterOrders: -463.7,
      openOrders: 1,
    })
  })

  test('ships 5 pieces and 1 hour', async () => {
    await patch(`salesOrderLines(${String(lines[0]?.['id'])})`, { quantityToShip: 5 })
    await patch(`salesOrderLines(${String(lines[1]?.['id'])})`, { quantityToShip: 1 })
    await act('ship')
    // 1285.20 x 7/12 = 749.70 outstanding, x 5/12 = 535.50 shipped; 178.50 x 2/3 = 119.00, x 1/3 = 59.50.
    expect(await line(0)).toMatchObject({
      shippedQuantity: 5,
      outstandingQuantity: 7,
      quantityToShip: 7,
      quantityToInvoice: 12,
      invoicedQuantity: 0,
      outstandingAmount: 749.7,
      shippedNotInvoicedAmount: 535.5,
    })
    expect(await line(1)).toMatchObject({ shippedQuantity: 1, outstandingAmount: 119, shippedNotInvoicedAmount: 59.5 })
    expect(await order()).toMatchObject({ status: 'Released', fullyShipped: false, totalAmountIncludingTax: 1463.7 })
    expect(await inventory()).toBe(35)
    // The five pieces come from the forty: 35 of them remain.
    expect(await rows(`itemLedgerEntries?$filter=itemId eq ${itemId}&$orderby=entryNumber`)).toMatchObject([
      { quantity: 40, remainingQuantity: 35, open: true },
      {
        quantity: -5,
        remainingQuantity: 0,
        invoicedQuantity: 0,
        documentType: 'Sales_x0020_Shipment',
        sourceNumber: '10000',
      },
    ])
    // 749.70 + 119.00; 535.50 + 59.50.
    expect(await statistics()).toMatchObject({
      balance: 0,
      outstandingOrdersAmount: 868.7,
      shippedNotInvoicedAmount: 595,
      totalAmount: 1463.7,
    })
  })

  test('is invoiced for what was shipped', async () => {
    await act('invoice')
    firstInvoice = await newestInvoice()
    // 5 x 90.00 = 450.00, 1 x 50.00; VAT 19 % of 500.00; due 30 days after the document date.
    expect(firstInvoice).toMatchObject({
      totalAmountExcludingTax: 500,
      totalTaxAmount: 95,
      totalAmountIncludingTax: 595,
      remainingAmount: 595,
      dueDate: '2026-04-01',
      closed: false,
      lines: [{ quantity: 5, netAmount: 450 }, { quantity: 1, netAmount: 50 }, { description: 'Deliver before noon' }],
    })
    // Receivables 595.00, sales of goods 450.00 and services 50.00, VAT 95.00; cost 5 x 60.00 leaves the inventory.
    expect(await generalLedger(firstInvoice?.['number'])).toEqual({
      '1200': 595,
      '4100': -450,
      '4200': -50,
      '2200': -95,
      '5100': 300,
      '1300': -300,
    })
    expect(await rows(`customerLedgerEntries?$filter=customerId eq ${customerId}`)).toMatchObject([
      { documentType: 'Invoice', amount: 595, remainingAmount: 595, salesLcy: 500, open: true, dueDate: '2026-04-01' },
    ])
    expect(await line(0)).toMatchObject({ invoicedQuantity: 5, shippedNotInvoicedAmount: 0, quantityToInvoice: 7 })
    // Profit: 500.00 - 5 x 60.00 - 1 x 30.00.
    expect(await statistics()).toMatchObject({
      balance: 595,
      balanceDue: 0,
      agingCurrent: 595,
      outstandingOrdersAmount: 868.7,
      shippedNotInvoicedAmount: 0,
      totalAmount: 1463.7,
      salesThisYear: 500,
      profitThisFiscalYear: 170,
    })
  })

  test('ships and bills the rest a week later, and is gone', async () => {
    await today('2026-03-09')
    await act('ship', { postingDate: '2026-03-09' })
    expect(await order()).toMatchObject({ fullyShipped: true, status: 'Released' })
    expect(await inventory()).toBe(28)
    // 595.00 - 595.00 invoiced; 868.70 shipped and not invoiced.
    expect(await statistics()).toMatchObject({
      outstandingOrdersAmount: 0,
      shippedNotInvoicedAmount: 868.7,
      totalAmount: 1463.7,
    })
    await act('invoice')
    secondInvoice = await newestInvoice()
    // 7 x 90.00 = 630.00, 2 x 50.00 = 100.00; VAT 19 % of 730.00. The document date stays the order's: due the same day.
    expect(secondInvoice).toMatchObject({
      postingDate: '2026-03-09',
      dueDate: '2026-04-01',
      totalAmountExcludingTax: 730,
      totalTaxAmount: 138.7,
      totalAmountIncludingTax: 868.7,
    })
    expect(await generalLedger(secondInvoice?.['number'])).toEqual({
      '1200': 868.7,
      '4100': -630,
      '4200': -100,
      '2200': -138.7,
      '5100': 420,
      '1300': -420,
    })
    expect((await erp.koble('GET', `salesOrders(${orderId})`)).status).toBe(404)
    expect((await erp.call('GET', `salesOrders(${orderId})`)).status).toBe(404)
    expect((await rows('salesOrderArchives', 'call')).length).toBeGreaterThan(0)
    expect(await rows(`postedSalesShipments?$filter=customerId eq ${customerId}`)).toHaveLength(2)
    // 595.00 + 868.70 = 1463.70: what the order came to.
    expect(await statistics()).toMatchObject({
      balance: 1463.7,
      totalAmount: 1463.7,
      salesThisYear: 1230,
      openOrders: 0,
    })
    // Value of the 28 pieces left: 40 x 60.00 - 300.00 - 420.00.
    const [adjustment] = await rows(`itemLedgerEntries?$filter=itemId eq ${itemId}&$orderby=entryNumber`)
    expect(adjustment).toMatchObject({ remainingQuantity: 28 })
  })

  test('is paid in parts', async () => {
    await today('2026-03-20')
    await pay(595, firstInvoice)
    expect(await read(`salesInvoices(${String(firstInvoice?.['id'])})`, 'call')).toMatchObject({
      status: 'Paid',
      remainingAmount: 0,
    })
    expect(await statistics()).toMatchObject({ balance: 868.7, agingCurrent: 868.7, outstandingInvoices: 1 })
    await pay(500, secondInvoice)
    // 868.70 - 500.00.
    expect(await read(`salesInvoices(${String(secondInvoice?.['id'])})`, 'call')).toMatchObject({
      status: 'Open',
      remainingAmount: 368.7,
    })
    expect(await statistics()).toMatchObject({
      balance: 368.7,
      agingCurrent: 368.7,
      overdueAmount: 0,
      paymentsThisYear: 1095,
    })
  })

  test('is overdue by 19 days, then paid off', async () => {
    await today('2026-04-20')
    expect(await statistics()).toMatchObject({
      balance: 368.7,
      balanceDue: 368.7,
      overdueAmount: 368.7,
      agingCurrent: 0,
      aging1To30: 368.7,
      overdueInvoices: 1,
      oldestOverdueDate: '2026-04-01',
    })
    expect(await read(`customers(${customerId})/agedAccountsReceivable`, 'call')).toMatchObject({
      balanceDue: 368.7,
      currentAmount: 0,
      period1Amount: 368.7,
      period2Amount: 0,
    })
    await pay(368.7, secondInvoice)
    // 595.00 + 500.00 + 368.70 were paid; profit 1230.00 - 12 x 60.00 - 3 x 30.00 = 420.00.
    expect(await statistics()).toMatchObject({
      balance: 0,
      aging1To30: 0,
      overdueAmount: 0,
      outstandingInvoices: 0,
      paymentsThisYear: 1463.7,
      profitThisFiscalYear: 420,
    })
    expect(await read(`salesInvoices(${String(secondInvoice?.['id'])})`, 'call')).toMatchObject({
      status: 'Paid',
      remainingAmount: 0,
    })
    const entries = await rows(`customerLedgerEntries?$filter=customerId eq ${customerId}`)
    expect(entries.map((entry) => [entry['documentType'], entry['amount'], entry['open']])).toEqual([
      ['Invoice', 595, false],
      ['Invoice', 868.7, false],
      ['Payment', -595, false],
      ['Payment', -500, false],
      ['Payment', -368.7, false],
    ])
  })

  test('and every ledger still balances', () => {
    expect(checkLedgers(erp.database)).toMatchObject({ failed: 0 })
  })
})
