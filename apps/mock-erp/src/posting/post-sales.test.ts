/** Posting of sales documents: the worked example of erp-business-logic 3.3 and the single postings of 7.4, with their numbers. */
import type { Row } from '@koble/odata-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { postPayment } from '../ledger/post-payment.ts'
import { amount } from '../rules/setup.ts'
import { documentLines } from '../sales/document-context.ts'
import { companyId } from '../seeds/setup.ts'
import { names } from '../tables/names.ts'
import { adjustInventory } from './adjust-inventory.ts'
import { numberOf, openExampleCompany, sells, today, type ExampleCompany } from './fixtures/company.ts'
import { postSales, type PostedSales } from './post-sales.ts'
import type { SalesSteps } from './sales/parts-of-lines.ts'

let company: ExampleCompany

beforeEach(async () => {
  company = await openExampleCompany()
})

afterEach(async () => {
  expect(checkLedgers(company.database).lines.filter((line) => line.startsWith('  '))).toEqual([])
  await company.close()
})

const item = (number: string): Row => company.record(names.item, number)
const customer = (number: string): Row => company.record(names.customer, number)
const resource = (): Row => company.record(names.resource, 'R0010')

const stockUp = (number: string, quantity: string, locationCode = 'MAIN'): Row =>
  company.write((context) =>
    adjustInventory(item(number), { quantity, locationCode, variantCode: '', postingDate: today }, context),
  )

const post = (header: Row, what: SalesSteps): PostedSales =>
  company.write((context) => postSales(context.data.get(names.salesHeader, header.id) ?? header, what, context))

const linesOf = (header: Row): Row[] => documentLines(company.database.read(companyId), header.id)

const setLine = (header: Row, sequence: number, values: Record<string, string>): void =>
  company.write(({ data }) => {
    const line = documentLines(data, header.id).find((row) => row['sequence'] === sequence)
    data.update(names.salesLine, line?.id ?? '', values)
  })

const both = { ship: true, invoice: true }

describe('the worked example: 10 bicycles and 2 hours, shipped and invoiced in two parts', () => {
  let order: Row

  beforeEach(() => {
    stockUp('1000', '40')
    order = company.document('Order', { customerId: customer('10000').id, locationCode: 'MAIN' }, [
      sells('Item', item('1000'), '10'),
      sells('Resource', resource(), '2'),
    ])
    // Step 1 ships 4 and 0.
    setLine(order, 10_000, { quantityToShip: '4', quantityToInvoice: '4' })
    setLine(order, 20_000, { quantityToShip: '0', quantityToInvoice: '0' })
  })

  test('shipping 4 moves stock at expected cost and leaves 714.00 outstanding, 476.00 shipped not invoiced', () => {
    const { shipment, invoice } = post(order, { ship: true, invoice: false })
    expect(invoice).toBeUndefined()
    expect(linesOf(order)[0]).toMatchObject({
      shippedQuantity: '4',
      outstandingQuantity: '6',
      quantityToShip: '6',
      quantityToInvoice: '10',
      outstandingAmount: '714',
      shippedNotInvoiced: '476',
    })
    const sold = company.all(names.itemLedgerEntry).find((entry) => entry['documentNumber'] === numberOf(shipment))
    expect(sold).toMatchObject({
      quantity: '-4',
      invoicedQuantity: '0',
      entryType: 'Sale',
      open: false,
      locationCode: 'MAIN',
    })
    const value = company.all(names.valueEntry).find((entry) => entry['documentNumber'] === numberOf(shipment))
    expect(value).toMatchObject({
      salesAmountExpected: '400',
      costAmountExpected: '-240',
      costAmountActual: '0',
      expectedCost: true,
    })
    expect(company.balances(numberOf(shipment))).toEqual({})
    expect(company.get(names.salesHeader, order.id)).toMatchObject({
      status: 'Released',
      lastShippingNumber: numberOf(shipment),
    })
    // All order lines appear, with quantity 0 where nothing was shipped.
    const lines = company.all(names.salesShipmentLine)
    expect(lines.map((line) => [line['orderLineNumber'], line['quantity']])).toEqual([
      [10_000, '4'],
      [20_000, '0'],
    ])
  })

  test('invoicing the 4 books 476.00 with a profit of 160.00 and a discount of 9.52', () => {
    post(order, { ship: true, invoice: false })
    setLine(order, 10_000, { quantityToShip: '0', quantityToInvoice: '4' })
    const { invoice } = post(order, { ship: false, invoice: true })
    expect(company.balances(numberOf(invoice))).toEqual({ 1200: 476, 1300: -240, 2200: -76, 4100: -400, 5100: 240 })
    expect(company.all(names.ledgerEntry)).toMatchObject([
      {
        amount: '476',
        salesLcy: '400',
        profitLcy: '160',
        dueDate: '2026-04-10',
        discountDate: '2026-03-18',
        remainingDiscount: '9.52',
        documentId: invoice?.id,
        documentType: 'Invoice',
      },
    ])
    expect(company.all(names.vatEntry)).toMatchObject([{ base: '-400', amount: '-76', type: 'Sale' }])
  })

  test('the rest makes the order disappear, and the balances are those of the balanced example', () => {
    post(order, { ship: true, invoice: false })
    setLine(order, 10_000, { quantityToShip: '0', quantityToInvoice: '4' })
    const first = post(order, { ship: false, invoice: true }).invoice
    setLine(order, 10_000, { quantityToShip: '6', quantityToInvoice: '6' })
    setLine(order, 20_000, { quantityToShip: '2', quantityToInvoice: '2' })
    const second = post(order, both).invoice
    expect(company.balances(numberOf(second))).toEqual({
      1200: 833,
      1300: -360,
      2200: -133,
      4100: -600,
      4200: -100,
      5100: 360,
    })
    expect(company.get(names.salesHeader, order.id)).toBeUndefined()
    expect(company.all(names.resourceLedgerEntry)).toMatchObject([
      { quantity: '-2', totalPrice: '-100', totalCost: '-60', unitPrice: '50', entryType: 'Sale' },
    ])
    expect(second).toMatchObject({
      documentType: 'Posted_x0020_Invoice',
      orderNumber: numberOf(order),
      orderId: order.id,
    })
    company.write(({ data }) => {
      const appliesTo = data.lookup(names.ledgerEntry, ['entryNumber'], [Number(first?.['ledgerEntryNumber'])])
      postPayment(data, {
        customer: customer('10000'),
        documentNumber: 'P1',
        postingDate: '2026-03-20',
        amount: '-476',
        currencyCode: '',
        description: 'Payment',
        balancingAccount: '1100',
        ...(appliesTo === undefined ? {} : { appliesTo }),
      })
    })
    expect(company.balances()).toEqual({
      1100: 476,
      1200: 833,
      1300: 1800,
      2200: -209,
      4100: -1000,
      4200: -100,
      5100: 600,
      5200: -2400,
    })
    expect(company.all(names.vatEntry).map((entry) => [entry['base'], entry['amount']])).toEqual([
      ['-400', '-76'],
      ['-600', '-114'],
      ['-100', '-19'],
    ])
    // Archived before each shipment and at the end.
    expect(company.all(names.salesHeaderArchive)).toHaveLength(3)
  })
})

test('an invoice takes the oldest shipments first', () => {
  const order = company.document('Order', { customerId: customer('10000').id, locationCode: 'MAIN' }, [
    sells('Item', item('1000'), '6'),
  ])
  for (const _ of [1, 2, 3, 4, 5]) {
    setLine(order, 10_000, { quantityToShip: '1', quantityToInvoice: '0' })
    post(order, { ship: true, invoice: false })
  }
  setLine(order, 10_000, { quantityToShip: '0', quantityToInvoice: '2' })
  post(order, { ship: false, invoice: true })
  const invoiced = company
    .all(names.salesShipmentLine)
    .toSorted((one, other) => (String(one['shipmentNumber']) < String(other['shipmentNumber']) ? -1 : 1))
  expect(invoiced.map((line) => line['invoicedQuantity'])).toEqual(['1', '1', '0', '0', '0'])
})

describe('single postings', () => {
  const discounts = (kind: string): void =>
    company.write(({ data }) => {
      for (const setup of data.scan(names.salesSetup))
        data.update(names.salesSetup, setup.id, { discountPosting: kind })
    })
  const stocked = (): void => {
    stockUp('1000', '40')
    stockUp('1100', '40')
  }
  const invoiceOf = (number: string, lines: Parameters<ExampleCompany['document']>[2]): Record<string, number> => {
    const draft = company.document('Invoice', { customerId: customer(number).id, locationCode: 'MAIN' }, lines)
    const { invoice } = post(draft, both)
    expect(invoice?.id).toBe(draft.id)
    const { 1300: _stock, 5100: _cost, ...financial } = company.balances(numberOf(invoice))
    return financial
  }

  test.each([
    ['All_x0020_Discounts', { 1200: 1071, 2200: -171, 4100: -1000, 4900: 100 }],
    ['No_x0020_Discounts', { 1200: 1071, 2200: -171, 4100: -900 }],
  ])('a line discount with the setup %s', (kind, expected) => {
    stocked()
    discounts(kind)
    expect(invoiceOf('10000', [sells('Item', item('1000'), '10', { discountPercent: '10' })])).toEqual(expected)
  })

  test('an invoice discount of 5 % has its own account', () => {
    stocked()
    discounts('All_x0020_Discounts')
    company.write(({ data }) =>
      data.insert(names.invoiceDiscount, {
        code: '10000',
        currencyCode: '',
        minimumAmount: '0',
        discountPercent: '5',
        serviceCharge: '0',
      }),
    )
    company.write(({ data }) => data.update(names.customer, customer('10000').id, { invoiceDiscountCode: '10000' }))
    // 9 x 100.00; 5 % of 900.00 are 45.00, VAT 19 % of 855.00 is 162.45.
    expect(invoiceOf('10000', [sells('Item', item('1000'), '9')])).toEqual({
      1200: 1017.45,
      2200: -162.45,
      4100: -900,
      4910: 45,
    })
  })

  test('a customer in the EU gets no VAT, and a VAT entry that says so', () => {
    stocked()
    expect(invoiceOf('20000', [sells('Item', item('1000'), '5')])).toEqual({ 1210: 500, 4110: -500 })
    expect(company.all(names.vatEntry)).toMatchObject([{ base: '-500', amount: '0' }])
  })

  test('an export in USD is posted in local currency at the rate of its date', () => {
    stocked()
    // 10 x 100.00 EUR x 1.25 = 1250.00 USD.
    expect(invoiceOf('30000', [sells('Item', item('1000'), '10')])).toEqual({ 1210: 1000, 4120: -1000 })
    expect(company.all(names.ledgerEntry)).toMatchObject([{ amount: '1250', amountLcy: '1000', currencyCode: 'USD' }])
  })

  test('goods of two VAT rates', () => {
    stocked()
    const lines = [sells('Item', item('1100'), '2'), sells('Item', item('1000'), '1')]
    expect(invoiceOf('10000', lines)).toEqual({ 1200: 140.4, 2200: -19, 2210: -1.4, 4100: -120 })
  })

  test('prices that include VAT', () => {
    stocked()
    // Round(119.99 / 1.19) = 100.83.
    expect(invoiceOf('40000', [sells('Item', item('1000'), '1', { unitPrice: '119.99' })])).toEqual({
      1200: 119.99,
      2200: -19.16,
      4100: -100.83,
    })
  })

  test('a credit memo takes the goods back at their cost', () => {
    stocked()
    const draft = company.document('Credit_x0020_Memo', { customerId: customer('10000').id, locationCode: 'MAIN' }, [
      sells('Item', item('1000'), '1'),
    ])
    const { creditMemo } = post(draft, both)
    expect(company.balances(numberOf(creditMemo))).toEqual({ 1200: -119, 1300: 60, 2200: 19, 4100: 100, 5100: -60 })
    expect(company.all(names.ledgerEntry)).toMatchObject([{ amount: '-119', salesLcy: '-100', profitLcy: '-40' }])
    expect(creditMemo).toMatchObject({
      id: draft.id,
      documentType: 'Posted_x0020_Credit_x0020_Memo',
      preAssignedNumber: numberOf(draft),
    })
  })

  test('a discount date that is past gives no payment discount', () => {
    stocked()
    const draft = company.document(
      'Invoice',
      { customerId: customer('10000').id, locationCode: 'MAIN', documentDate: '2026-03-01' },
      [sells('Item', item('1000'), '4')],
    )
    post(draft, both)
    // 8 days from the first of March.
    expect(company.all(names.ledgerEntry)).toMatchObject([{ discountDate: '2026-03-09', remainingDiscount: '0' }])
  })

  test('a service is sold without stock', () => {
    expect(invoiceOf('10000', [sells('Item', item('1200'), '2')])).toEqual({ 1200: 71.4, 2200: -11.4, 4100: -60 })
    expect(company.all(names.itemLedgerEntry)).toMatchObject([{ quantity: '-2', remainingQuantity: '0', open: false }])
    expect(company.all(names.valueEntry)).toMatchObject([
      { salesAmountActual: '60', costAmountActual: '0', costAmountNonInventoriable: '-24' },
    ])
  })

  test('partial invoices are rounded each, and add up to a cent more than the order [q]', () => {
    stocked()
    // 3 x 0.35 = 1.05, 19 % of it 0.20; three parts of 0.35 with 0.07 VAT each come to 1.26.
    const order = company.document('Order', { customerId: customer('10000').id, locationCode: 'MAIN' }, [
      sells('Item', item('1000'), '3', { unitPrice: '0.35' }),
    ])
    expect(linesOf(order)[0]).toMatchObject({ amountIncludingTax: '1.25' })
    for (const _ of [1, 2, 3]) {
      setLine(order, 10_000, { quantityToShip: '1', quantityToInvoice: '1' })
      post(order, both)
    }
    expect(company.all(names.ledgerEntry).map((entry) => amount(entry, 'amount'))).toEqual(['0.42', '0.42', '0.42'])
    expect(company.get(names.salesHeader, order.id)).toBeUndefined()
  })
})
