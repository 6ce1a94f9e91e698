/** Cancelling posted invoices (erp-business-logic, section 3.6), and what posting refuses (sections 2.9 and 3.1). */
import type { Row, Scalar } from '@koble/odata-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { postPayment } from '../ledger/post-payment.ts'
import { documentLines } from '../sales/document-context.ts'
import { companyId } from '../seeds/setup.ts'
import { names } from '../tables/names.ts'
import { adjustInventory } from './adjust-inventory.ts'
import { cancelInvoice, correctInvoice, correctiveCreditMemo } from './cancel-invoice.ts'
import { numberOf, openExampleCompany, sells, today, type ExampleCompany } from './fixtures/company.ts'
import { postSales, type PostedSales } from './post-sales.ts'

let company: ExampleCompany

beforeEach(async () => {
  company = await openExampleCompany()
  company.write((context) =>
    adjustInventory(item(), { quantity: '40', locationCode: 'MAIN', variantCode: '', postingDate: today }, context),
  )
})

afterEach(async () => {
  expect(checkLedgers(company.database).lines.filter((line) => line.startsWith('  '))).toEqual([])
  await company.close()
})

const item = (): Row => company.record(names.item, '1000')
const customer = (): Row => company.record(names.customer, '10000')

const set = (table: string, id: string, values: Record<string, Scalar>): void =>
  company.write(({ data }) => void data.update(table, id, values))

const setup = (table: string, values: Record<string, Scalar>): void => {
  for (const row of company.all(table)) set(table, row.id, values)
}

const document = (documentType: 'Order' | 'Invoice', quantity = '10'): Row =>
  company.document(documentType, { customerId: customer().id, locationCode: 'MAIN' }, [sells('Item', item(), quantity)])

const post = (header: Row, what = { ship: true, invoice: true }): PostedSales =>
  company.write((context) => postSales(context.data.get(names.salesHeader, header.id) ?? header, what, context))

const posted = (header: Row): Row => {
  const { invoice } = post(header)
  if (invoice === undefined) throw new Error('Nothing was invoiced.')
  return invoice
}

const cancel = (invoice: Row): Row =>
  company.write((context) => cancelInvoice(context.data.get(names.salesHeader, invoice.id) ?? invoice, context))

describe('cancelling', () => {
  test('posts a corrective credit memo that closes the invoice and brings the goods back at their cost', () => {
    const invoice = posted(document('Invoice'))
    const creditMemo = cancel(invoice)
    expect(company.balances()).toEqual({ 1300: 2400, 5200: -2400 })
    expect(
      company.all(names.ledgerEntry).map((entry) => [entry['documentType'], entry['open'], entry['remainingAmount']]),
    ).toEqual([
      ['Invoice', false, '0'],
      ['Credit_x0020_Memo', false, '0'],
    ])
    expect(company.get(names.salesHeader, invoice.id)).toMatchObject({ cancelled: true })
    expect(creditMemo).toMatchObject({
      corrective: true,
      correctsId: invoice.id,
      appliesToNumber: numberOf(invoice),
      postingDate: today,
    })
  })

  test('brings goods of several purchases back at what they cost, not at the unit cost of the line', () => {
    const dearer = { quantity: '10', locationCode: 'MAIN', variantCode: '', postingDate: today, unitCost: '75' }
    company.write((context) => adjustInventory(item(), dearer, context))
    const invoice = posted(document('Invoice', '42'))
    // 40 x 60.00 + 2 x 75.00.
    expect(company.balances()).toMatchObject({ 5100: 2550 })
    cancel(invoice)
    expect(company.balances()).toEqual({ 1300: 3150, 5200: -3150 })
  })

  test('gives an order that is still there its quantities back', () => {
    const order = document('Order')
    company.write(({ data }) => {
      for (const line of documentLines(data, order.id))
        data.update(names.salesLine, line.id, { quantityToShip: '4', quantityToInvoice: '4' })
    })
    cancel(posted(order))
    expect(documentLines(company.database.read(companyId), order.id)).toMatchObject([
      {
        shippedQuantity: '0',
        invoicedQuantity: '0',
        outstandingQuantity: '10',
        quantityToShip: '10',
        outstandingAmount: '1190',
      },
    ])
  })

  test('to correct it leaves a new draft that comes to the same', () => {
    const invoice = posted(document('Invoice'))
    const draft = company.write((context) => correctInvoice(invoice, context))
    expect(company.get(names.salesHeader, invoice.id)).toMatchObject({ cancelled: true })
    expect(draft).toMatchObject({ documentType: 'Invoice', status: 'Open', cancelled: false, appliesToNumber: '' })
    const again = posted(draft)
    expect(company.balances(numberOf(again))).toMatchObject({ 1200: 1190, 2200: -190, 4100: -1000 })
  })

  test('only prepared leaves the invoice as it is', () => {
    const invoice = posted(document('Invoice'))
    const draft = company.write((context) => correctiveCreditMemo(invoice, context))
    expect(draft).toMatchObject({ documentType: 'Credit_x0020_Memo', status: 'Open', correctsId: invoice.id })
    expect(company.get(names.salesHeader, invoice.id)).toMatchObject({ cancelled: false })
    const { creditMemo } = post(draft)
    expect(company.balances(numberOf(creditMemo))).toEqual({
      1200: -1190,
      1300: 600,
      2200: 190,
      4100: 1000,
      5100: -600,
    })
  })

  test.each([
    ['it was cancelled already', (invoice: Row) => void cancel(invoice), 'it has already been canceled.'],
    [
      'it is paid in part',
      (invoice: Row) =>
        company.write(({ data }) => {
          const appliesTo = data.lookup(names.ledgerEntry, ['entryNumber'], [Number(invoice['ledgerEntryNumber'])])
          if (appliesTo === undefined) return
          const payment = {
            documentNumber: 'P1',
            postingDate: today,
            amount: '-1',
            currencyCode: '',
            description: 'Payment',
          }
          postPayment(data, { ...payment, customer: customer(), balancingAccount: '1100', appliesTo })
        }),
      'it is fully or partially paid.',
    ],
    [
      'its date is not allowed any more',
      () => setup(names.setup, { allowPostingFrom: '2026-04-01' }),
      'it was posted in a posting period that is closed.',
    ],
    [
      'its customer is blocked',
      () => set(names.customer, customer().id, { blocked: 'All' }),
      'customer 10000 is blocked.',
    ],
    ['its item is blocked', () => set(names.item, item().id, { blocked: true }), 'item 1000 Bicycle is blocked.'],
  ])('is refused when %s', (_name, spoil, reason) => {
    const invoice = posted(document('Invoice'))
    spoil(invoice)
    expect(() => cancel(invoice)).toThrow(`You cannot cancel this posted sales invoice because ${reason}`)
  })

  test('a credit memo is no invoice', () => {
    const creditMemo = cancel(posted(document('Invoice')))
    expect(() => cancel(creditMemo)).toThrow('The action can be applied to a posted invoice only.')
  })
})

describe('posting is refused', () => {
  const both = { ship: true, invoice: true }
  test.each([
    [
      'outside the allowed posting dates',
      () => setup(names.setup, { allowPostingTo: '2026-03-09' }),
      both,
      'Posting Date is not within your range of allowed posting dates.',
    ],
    [
      'without a step',
      () => {},
      { ship: false, invoice: false },
      'Please enter "Yes" in Ship and/or Invoice and/or Receive.',
    ],
    [
      'with nothing to ship',
      (order: Row) => {
        for (const line of documentLines(company.database.read(companyId), order.id))
          set(names.salesLine, line.id, { quantityToShip: '0', quantityToInvoice: '0' })
      },
      { ship: true, invoice: false },
      'There is nothing to post',
    ],
    [
      'in part when the order must be shipped completely',
      (order: Row) => {
        set(names.salesHeader, order.id, { shippingAdvice: 'Complete' })
        for (const line of documentLines(company.database.read(companyId), order.id))
          set(names.salesLine, line.id, { quantityToShip: '1', quantityToInvoice: '1' })
      },
      both,
      'This order must be a complete shipment.',
    ],
    [
      'for an item that is blocked',
      () => set(names.item, item().id, { blocked: true }),
      both,
      "Blocked must be equal to 'No' in Item: No.=1000. Current value is 'Yes'.",
    ],
    [
      'without an external number where the setup asks for it',
      () => setup(names.salesSetup, { externalDocumentNumberMandatory: true }),
      both,
      'External Document No. must have a value in Sales Header',
    ],
  ] as const)('%s', (_name, spoil, what, message) => {
    const order = document('Order')
    spoil(order)
    const before = company.all(names.generalEntry).length
    expect(() => post(order, what)).toThrow(message)
    expect(company.all(names.generalEntry)).toHaveLength(before)
    expect(company.all(names.salesShipment)).toEqual([])
  })

  test('without a posting setup', () => {
    const order = company.document('Order', { customerId: customer().id, locationCode: 'WEST' }, [
      sells('Item', item(), '1'),
    ])
    expect(() => post(order)).toThrow(
      "The Inventory Posting Setup does not exist. Identification fields and values: Location Code='WEST',Invt. Posting Group Code='RESALE'",
    )
  })

  test.each([
    ['Ship', { ship: true, invoice: false }, true],
    ['Ship', { ship: false, invoice: true }, false],
    ['Invoice', { ship: true, invoice: false }, false],
    ['Invoice', { ship: false, invoice: true }, true],
    ['All', { ship: true, invoice: false }, true],
    ['All', { ship: false, invoice: true }, true],
  ] as const)('for a customer blocked %s, by step: %o', (blocked, what, isRefused) => {
    const order = document('Order')
    if (!what.ship) post(order, { ship: true, invoice: false })
    set(names.customer, customer().id, { blocked })
    const message = `You cannot post this type of document when Customer 10000 is blocked with type ${blocked}`
    if (isRefused) expect(() => post(order, what)).toThrow(message)
    else expect(post(order, what)).toBeDefined()
  })
})

describe('setups', () => {
  test('a payment method with a balancing account pays at once, less the discount', () => {
    company.write(({ data }) =>
      data.insert(names.paymentMethod, { code: 'TILL', displayName: 'Till', balancingAccountNumber: '1100' }),
    )
    const draft = company.document(
      'Invoice',
      { customerId: customer().id, locationCode: 'MAIN', paymentMethodCode: 'TILL' },
      [sells('Item', item(), '4')],
    )
    posted(draft)
    // 476.00 less 2 %, 9.52.
    expect(company.balances()).toMatchObject({ 1100: 466.48, 4920: 9.52 })
    expect(
      company.all(names.ledgerEntry).map((entry) => [entry['documentType'], entry['open'], entry['amount']]),
    ).toEqual([
      ['Invoice', false, '476'],
      ['Payment', false, '-476'],
    ])
  })

  test('invoice rounding adds a line for the difference', () => {
    setup(names.salesSetup, { invoiceRounding: true })
    setup(names.setup, { invoiceRoundingPrecision: '0.05' })
    const draft = company.document('Invoice', { customerId: customer().id, locationCode: 'MAIN' }, [
      sells('Item', item(), '1', { unitPrice: '99.98' }),
    ])
    const invoice = posted(draft)
    // 99.98 and 19.00 VAT are 118.98, rounded 119.00.
    const { 1300: _stock, 5100: _cost, ...financial } = company.balances(numberOf(invoice))
    expect(financial).toEqual({ 1200: 119, 2200: -19, 4100: -99.98, 7100: -0.02 })
    expect(documentLines(company.database.read(companyId), invoice.id)).toMatchObject([
      { lineType: 'Item' },
      { description: 'Invoice Rounding', amount: '0.02', lineType: 'Account' },
    ])
  })

  test('without automatic cost posting the inventory account stays as it is', () => {
    setup(names.inventorySetup, { automaticCostPosting: false })
    const { invoice } = post(document('Invoice', '1'))
    expect(company.balances(numberOf(invoice))).toEqual({ 1200: 119, 2200: -19, 4100: -100 })
  })
})
