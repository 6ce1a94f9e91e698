/** Stock: purchases, transfers and adjustments, what they cost, and how cost follows from increases to decreases (erp-business-logic, sections 3.3, 5 and 6.5). */
import type { Row } from '@koble/odata-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reserve } from '../availability/reservations.ts'
import { sourceTypes } from '../availability/reservation-sources.ts'
import { checkLedgers } from '../check/check-ledgers.ts'
import { amount, integer } from '../rules/setup.ts'
import { documentLines } from '../sales/document-context.ts'
import { names } from '../tables/names.ts'
import { createTransferOrder } from '../transfers/create-transfer-order.ts'
import { adjustInventory } from './adjust-inventory.ts'
import { numberOf, openExampleCompany, sells, today, type ExampleCompany } from './fixtures/company.ts'
import { postPurchase } from './post-purchase.ts'
import { postSales } from './post-sales.ts'
import { postTransfer, type TransferSteps } from './post-transfer.ts'

let company: ExampleCompany

beforeEach(async () => {
  company = await openExampleCompany()
})

afterEach(async () => {
  expect(checkLedgers(company.database).lines.filter((line) => line.startsWith('  '))).toEqual([])
  await company.close()
})

const item = (number = '1000'): Row => company.record(names.item, number)

const adjust = (quantity: string, unitCost?: string, locationCode = 'MAIN'): Row =>
  company.write((context) =>
    adjustInventory(
      item(),
      { quantity, locationCode, variantCode: '', postingDate: today, ...(unitCost === undefined ? {} : { unitCost }) },
      context,
    ),
  )

const sellIn = (quantity: string, what = { ship: true, invoice: true }): Row => {
  const order = company.document(
    'Order',
    { customerId: company.record(names.customer, '10000').id, locationCode: 'MAIN' },
    [sells('Item', item(), quantity)],
  )
  company.write((context) => postSales(order, what, context))
  return order
}

const receive = (order: Row, what: { receive: boolean; invoice: boolean }) =>
  company.write((context) => postPurchase(context.data.get(names.purchaseHeader, order.id) ?? order, what, context))

const cost = (): number => company.balances()['5100'] ?? 0

describe('first in, first out', () => {
  test('a sale takes from the oldest increase first', () => {
    adjust('10', '60')
    adjust('10', '75')
    sellIn('12')
    // 10 x 60.00 + 2 x 75.00.
    expect(cost()).toBe(750)
    expect(company.all(names.itemApplication).map((row) => [row['inboundEntryNumber'], row['quantity']])).toEqual([
      [1, '10'],
      [2, '2'],
    ])
    expect(item()).toMatchObject({ unitCost: '67.5' })
  })

  test('an increase hands its cost on to the last cent', () => {
    company.write((context) =>
      adjustInventory(
        item(),
        { quantity: '3', locationCode: 'MAIN', variantCode: '', postingDate: today, unitCost: '0.33333' },
        context,
      ),
    )
    // Round(3 x 0.33333) = 1.00: 0.33, 0.34 and 0.33.
    const costs = ['1', '1', '1'].map((quantity) => {
      const before = cost()
      sellIn(quantity)
      return Math.round((cost() - before) * 100)
    })
    expect(costs).toEqual([33, 34, 33])
    expect(company.balances()['1300']).toBeUndefined()
  })

  test('what is sold without stock costs the unit cost of the line, and the difference when stock comes', () => {
    sellIn('4')
    expect(cost()).toBe(240)
    expect(company.all(names.itemLedgerEntry)).toMatchObject([{ quantity: '-4', remainingQuantity: '-4', open: true }])
    adjust('10', '65')
    expect(cost()).toBe(260)
    expect(company.all(names.itemLedgerEntry).map((entry) => [entry['remainingQuantity'], entry['open']])).toEqual([
      ['0', false],
      ['6', true],
    ])
  })

  test('what is still missing keeps the unit cost that it was sold at, however often stock came', () => {
    sellIn('4')
    for (const unitCost of ['65', '66', '67']) adjust('1', unitCost)
    // 65.00 + 66.00 + 67.00, and 60.00 for the fourth.
    expect(cost()).toBe(258)
  })

  test('stock that is reserved for another line is left alone, one’s own goes first', () => {
    adjust('10', '60')
    adjust('10', '75')
    const customerId = company.record(names.customer, '10000').id
    const [first, second] = ['4', '11'].map((quantity) =>
      company.document('Order', { customerId, locationCode: 'MAIN' }, [sells('Item', item(), quantity)]),
    )
    company.write(({ data }) => {
      for (const [order, entryNumber, quantity] of [
        [first, 1, '4'],
        [second, 2, '3'],
      ] as const) {
        const [line] = documentLines(data, order?.id ?? '')
        const row = data.lookup(names.itemLedgerEntry, ['entryNumber'], [entryNumber])
        if (line !== undefined && row !== undefined)
          reserve(data, line, { sourceType: sourceTypes.itemLedgerEntry, row }, quantity)
      }
    })
    company.write((context) => postSales(second ?? item(), { ship: true, invoice: true }, context))
    // 3 of the second increase, reserved; of the first the 6 that are not reserved for the other order; the rest of the second.
    expect(company.all(names.itemApplication).map((row) => [row['inboundEntryNumber'], row['quantity']])).toEqual([
      [2, '3'],
      [1, '6'],
      [2, '2'],
    ])
    expect(company.all(names.reservation)).toHaveLength(2)
  })
})

test('a shipment in part uses up its part of the reservation', () => {
  adjust('10', '60')
  const customerId = company.record(names.customer, '10000').id
  const order = company.document('Order', { customerId, locationCode: 'MAIN' }, [sells('Item', item(), '6')])
  company.write((context) => {
    const [line] = documentLines(context.data, order.id)
    const row = context.data.lookup(names.itemLedgerEntry, ['entryNumber'], [1])
    if (line === undefined || row === undefined) return
    reserve(context.data, line, { sourceType: sourceTypes.itemLedgerEntry, row }, '5')
    context.data.update(names.salesLine, line.id, { quantityToShip: '2', quantityToInvoice: '2' })
    postSales(order, { ship: true, invoice: false }, context)
  })
  expect(company.all(names.reservation).map((row) => row['quantityBase'])).toEqual(['-3', '3'])
})

describe('a purchase', () => {
  test('comes into stock at expected cost, and costs what the invoice says', () => {
    const order = company.purchase([['1000', '10', '58']])
    const { receipt } = receive(order, { receive: true, invoice: false })
    expect(company.balances()).toEqual({})
    expect(company.all(names.valueEntry)).toMatchObject([{ costAmountExpected: '580', costAmountActual: '0' }])
    const { invoice } = receive(order, { receive: false, invoice: true })
    // 580.00 net, 19 % VAT 110.20.
    expect(company.balances(numberOf(invoice))).toEqual({ 1300: 580, 2100: -690.2, 2300: 110.2, 5300: 580, 5310: -580 })
    expect(company.all(names.vendorLedgerEntry)).toMatchObject([
      { amount: '-690.2', purchaseLcy: '-580', open: true, dueDate: '2026-03-24', documentId: invoice?.id },
    ])
    expect(company.all(names.vatEntry)).toMatchObject([{ type: 'Purchase', base: '580', amount: '110.2' }])
    expect(item()).toMatchObject({ lastDirectCost: '58', unitCost: '58' })
    expect(company.get(names.purchaseHeader, order.id)).toBeUndefined()
    expect(company.all(names.purchaseReceiptLine)).toMatchObject([
      { documentId: receipt?.id, quantity: '10', invoicedQuantity: '10' },
    ])
  })

  test('that a sale waits for hands its reservation on to the stock that comes in', () => {
    const order = company.purchase([['1000', '10', '58']])
    const customerId = company.record(names.customer, '10000').id
    const sale = company.document('Order', { customerId, locationCode: 'MAIN' }, [sells('Item', item(), '4')])
    company.write(({ data }) => {
      const [line] = documentLines(data, sale.id)
      const [row] = data.find(names.purchaseLine, { documentId: order.id })
      if (line !== undefined && row !== undefined)
        reserve(data, line, { sourceType: sourceTypes.purchaseLine, row }, '4')
    })
    receive(order, { receive: true, invoice: false })
    const [entry] = company.all(names.itemLedgerEntry)
    const taken = company.all(names.reservation).filter((row) => row['positive'] === true)
    expect(taken).toMatchObject([{ sourceType: sourceTypes.itemLedgerEntry, sourceId: entry?.id, quantityBase: '4' }])
  })

  test('from the EU owes and deducts the VAT under reverse charge', () => {
    company.write(({ data }) =>
      data.update(names.vendor, company.record(names.vendor, 'V00010').id, {
        genBusPostingGroup: 'EU',
        vatBusPostingGroup: 'EU',
      }),
    )
    const { invoice } = receive(company.purchase([['1000', '10', '58']]), { receive: true, invoice: true })
    expect(company.balances(numberOf(invoice))).toEqual({
      1300: 580,
      2100: -580,
      2300: 110.2,
      2310: -110.2,
      5300: 580,
      5310: -580,
    })
  })

  test('in parts stays until everything is invoiced', () => {
    const order = company.purchase([['1000', '10', '58']])
    const next = (values: Record<string, string>): void =>
      company.write(({ data }) => {
        for (const line of data.find(names.purchaseLine, { documentId: order.id }))
          data.update(names.purchaseLine, line.id, values)
      })
    next({ quantityToReceive: '6', quantityToInvoice: '4' })
    receive(order, { receive: true, invoice: true })
    expect(company.all(names.purchaseLine).filter((line) => line['documentId'] === order.id)).toMatchObject([
      { receivedQuantity: '6', invoicedQuantity: '4', outstandingQuantity: '4', quantityToInvoice: '6' },
    ])
    expect(company.all(names.itemLedgerEntry)).toMatchObject([
      { quantity: '6', invoicedQuantity: '4', completelyInvoiced: false },
    ])
    receive(order, { receive: true, invoice: true })
    expect(company.balances()['2100']).toBe(-690.2)
    expect(company.get(names.purchaseHeader, order.id)).toBeUndefined()
  })

  test('that turns out dearer raises the cost of what was sold of it already', () => {
    const order = company.purchase([['1000', '10', '58']])
    receive(order, { receive: true, invoice: false })
    sellIn('4')
    expect(cost()).toBe(232)
    company.write(({ data }) => {
      for (const line of data.find(names.purchaseLine, { documentId: order.id })) {
        data.update(names.purchaseLine, line.id, { directUnitCost: '61' })
      }
    })
    receive(order, { receive: false, invoice: true })
    expect(cost()).toBe(244)
    expect(company.balances()['1300']).toBe(366)
  })
})

describe('a transfer', () => {
  const transfer = (direct: boolean): Row =>
    company.write((context) =>
      createTransferOrder(
        {
          transferFromCode: 'MAIN',
          transferToCode: 'EAST',
          ...(direct ? { directTransfer: true } : { inTransitCode: 'TRANSIT' }),
          lines: [{ itemId: item().id, quantity: '6' }],
        },
        context,
      ),
    )
  const post = (order: Row, what: TransferSteps): void =>
    company.write((context) => postTransfer(context.data.get(names.transferHeader, order.id) ?? order, what, context))
  const stock = (): Record<string, number> => {
    const at: Record<string, number> = {}
    for (const entry of company.all(names.itemLedgerEntry)) {
      const place = String(entry['locationCode'])
      at[place] = (at[place] ?? 0) + Number(amount(entry, 'quantity'))
    }
    return at
  }

  test('goes over the in-transit location at its cost, and the order is gone when it has arrived', () => {
    adjust('10', '60')
    const order = transfer(false)
    post(order, { ship: true, receive: false })
    expect(stock()).toEqual({ MAIN: 4, TRANSIT: 6 })
    post(order, { ship: false, receive: true })
    expect(stock()).toEqual({ MAIN: 4, TRANSIT: 0, EAST: 6 })
    expect(company.balances()).toEqual({ 1300: 600, 5200: -600 })
    expect(company.get(names.transferHeader, order.id)).toBeUndefined()
  })

  test('directly needs one step', () => {
    adjust('10', '60')
    post(transfer(true), { ship: true, receive: false })
    expect(stock()).toEqual({ MAIN: 4, EAST: 6 })
  })

  test('there and back without stock does not fill what it came from', () => {
    const move = (transferFromCode: string, transferToCode: string): void =>
      company.write((context) => {
        const lines = [{ itemId: item().id, quantity: '5' }]
        const order = createTransferOrder({ transferFromCode, transferToCode, directTransfer: true, lines }, context)
        postTransfer(order, { ship: true, receive: false }, context)
      })
    move('MAIN', 'EAST')
    move('EAST', 'MAIN')
    // What came back to MAIN is what left it: both stay open.
    expect(
      company.all(names.itemLedgerEntry).map((entry) => [entry['locationCode'], entry['remainingQuantity']]),
    ).toEqual([
      ['MAIN', '-5'],
      ['EAST', '0'],
      ['EAST', '0'],
      ['MAIN', '5'],
    ])
    // Stock that comes at last costs what it costs, on its way there and back too.
    adjust('5', '70')
    expect(company.balances()).toEqual({ 1300: 350, 5200: -350 })
  })

  test('takes a later change of cost along', () => {
    const order = company.purchase([['1000', '10', '58']])
    receive(order, { receive: true, invoice: false })
    post(transfer(true), { ship: true, receive: false })
    company.write(({ data }) => {
      for (const line of data.find(names.purchaseLine, { documentId: order.id })) {
        data.update(names.purchaseLine, line.id, { directUnitCost: '61' })
      }
    })
    receive(order, { receive: false, invoice: true })
    const east = company.all(names.itemLedgerEntry).find((entry) => entry['locationCode'] === 'EAST')
    const values = company
      .all(names.valueEntry)
      .filter((value) => value['itemLedgerEntryNumber'] === integer(east ?? {}, 'entryNumber'))
    // 6 x 58.00, and 6 x 3.00 more.
    expect(values.map((value) => [value['costAmountActual'], value['adjustment']])).toEqual([
      ['348', false],
      ['18', true],
    ])
  })
})

test('an adjustment of a service is refused', () => {
  expect(() =>
    company.write((context) =>
      adjustInventory(item('1200'), { quantity: '1', locationCode: '', variantCode: '', postingDate: today }, context),
    ),
  ).toThrow('Type is not Inventory')
})

test('with Prevent Negative Inventory, what is not there cannot be shipped', () => {
  company.write(({ data }) => {
    for (const setup of data.scan(names.inventorySetup))
      data.update(names.inventorySetup, setup.id, { preventNegativeInventory: true })
  })
  expect(() => sellIn('1')).toThrow('You have insufficient quantity of Item 1000 on inventory.')
})

test('with expected cost posting, a shipment books the interim accounts and the invoice takes them back', () => {
  company.write(({ data }) => {
    for (const setup of data.scan(names.inventorySetup))
      data.update(names.inventorySetup, setup.id, { expectedCostPosting: true })
  })
  adjust('10', '60')
  const order = sellIn('4', { ship: true, invoice: false })
  expect(company.balances()).toEqual({ 1300: 600, 1310: -240, 5110: 240, 5200: -600 })
  company.write((context) =>
    postSales(context.data.get(names.salesHeader, order.id) ?? order, { ship: false, invoice: true }, context),
  )
  expect(company.balances()).toMatchObject({ 1300: 360, 5100: 240 })
  expect(company.balances()['1310']).toBeUndefined()
})
