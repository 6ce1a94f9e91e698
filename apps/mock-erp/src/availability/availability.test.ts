/** The figures and the example of erp-business-logic, section 5.2. */
import { createClock, openDatabase, type Database, type Row, type Transaction } from '@koble/odata-server'
import { beforeAll, describe, expect, test } from 'vitest'
import { companyId, insertCompany } from '../seeds/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { availabilityOf } from './availability-of.ts'
import { earliestDate } from './earliest-date.ts'
import { inventoryOf } from './inventory-of.ts'
import {
  adjustReservations,
  moveReservation,
  releaseReservation,
  reserve,
  reserveAutomatically,
} from './reservations.ts'
import { sourceTypes } from './reservation-sources.ts'
import { reservedOf } from './reserved-quantities.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase({ tables, clock: createClock() })
  database.transact(systemUser, companyId, (data) =>
    insertCompany(data, { name: 'TEST', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true }),
  )
})

/** Runs `work` on the company and takes everything back. */
function within(work: (data: Transaction) => void): void {
  const done = new Error('taken back')
  try {
    database.transact(systemUser, companyId, (data) => {
      work(data)
      throw done
    })
  } catch (error) {
    if (error !== done) throw error
  }
}

const item = (data: Transaction, type = 'Inventory'): Row =>
  insertRow(data, names.item, { number: `I-${type}`, type, baseUnitOfMeasureCode: 'PCS' })

let entryNumber = 0
const stock = (data: Transaction, { id }: Row, quantity: string, more = {}): Row =>
  insertRow(data, names.itemLedgerEntry, {
    entryNumber: (entryNumber += 1),
    itemId: id,
    quantity,
    remainingQuantity: quantity,
    open: true,
    positive: !quantity.startsWith('-'),
    locationCode: 'MAIN',
    ...more,
  })

const orderLine = (data: Transaction, { id }: Row, outstanding: string, shipmentDate: string, more = {}): Row =>
  insertRow(data, names.salesLine, {
    documentType: 'Order',
    documentId: database.newId(),
    lineType: 'Item',
    objectId: id,
    outstandingQuantityBase: outstanding,
    shipmentDate,
    locationCode: 'MAIN',
    ...more,
  })

const purchaseLine = (
  data: Transaction,
  { id }: Row,
  outstanding: string,
  expectedReceiptDate: string,
  more = {},
): Row =>
  insertRow(data, names.purchaseLine, {
    documentType: 'Order',
    documentId: database.newId(),
    lineType: 'Item',
    objectId: id,
    outstandingQuantityBase: outstanding,
    expectedReceiptDate,
    locationCode: 'MAIN',
    ...more,
  })

const at = (date: string) => ({ date, locationCode: 'MAIN' })

/** Item ledger 40, 5 of it reserved for the first order; orders 12 on 03-12 and 20 on 03-25; a purchase of 30 on 03-20. */
function example(data: Transaction): { item: Row; first: Row; second: Row; purchase: Row; entry: Row } {
  const [of] = [item(data)]
  const entry = stock(data, of, '40')
  const first = orderLine(data, of, '12', '2026-03-12')
  const second = orderLine(data, of, '20', '2026-03-25')
  const purchase = purchaseLine(data, of, '30', '2026-03-20')
  reserve(data, first, { sourceType: sourceTypes.itemLedgerEntry, row: entry }, '5')
  return { item: of, first, second, purchase, entry }
}

describe('the example', () => {
  test('has 35 in stock that nobody reserved, a balance of 28 on 15 March and of 38 on 25 March', () => {
    within((data) => {
      const { item: of } = example(data)
      expect(availabilityOf(data, of.id, at('2026-03-15'))).toMatchObject({
        inventory: '40',
        reservedOnInventory: '5',
        availableInventory: '35',
        grossRequirement: '12',
        reservedRequirement: '5',
        scheduledReceipt: '0',
        projectedAvailableBalance: '28',
        // 35 - (12 - 5)
        availableToPromise: '28',
      })
      expect(availabilityOf(data, of.id, at('2026-03-25'))).toMatchObject({
        grossRequirement: '32',
        scheduledReceipt: '30',
        projectedAvailableBalance: '38',
        availableToPromise: '38',
      })
    })
  })

  test.each([
    // 28 are free on the day itself.
    ['28', '2026-03-15'],
    // 28 + 30 on 20 March; the 20 of 25 March are not looked at.
    ['35', '2026-03-20'],
    ['58', '2026-03-20'],
    ['59', '0001-01-01'],
  ])('gives %s pieces from 15 March on %s', (quantity, expected) => {
    within((data) => {
      const { item: of } = example(data)
      expect(earliestDate(data, of.id, { quantity, from: '2026-03-15', locationCode: 'MAIN' })).toBe(expected)
    })
  })

  test('with a look-ahead of 10 days keeps what is needed before the next receipt', () => {
    within((data) => {
      const { item: of } = example(data)
      const look = (date: string): string =>
        availabilityOf(data, of.id, { ...at(date), lookAhead: '10D' }).availableToPromise
      // The 7 open pieces of 12 March fall into the ten days: 35 - 7. On 20 March the receipt comes before the 20 of 25 March.
      expect(look('2026-03-10')).toBe('28')
      // 58 on 20 March, 20 are needed within ten days.
      expect(look('2026-03-20')).toBe('38')
      const ask = { quantity: '39', from: '2026-03-20', locationCode: 'MAIN' }
      expect(earliestDate(data, of.id, ask)).toBe('2026-03-20')
      expect(earliestDate(data, of.id, { ...ask, lookAhead: '10D' })).toBe('0001-01-01')
    })
  })

  test('looks ahead only until the next receipt, whatever is needed after it', () => {
    within((data) => {
      const { item: of } = example(data)
      orderLine(data, of, '60', '2026-03-24')
      const ask = { quantity: '28', from: '2026-03-15', locationCode: 'MAIN', lookAhead: '10D' }
      expect(earliestDate(data, of.id, ask)).toBe('2026-03-15')
      orderLine(data, of, '1', '2026-03-19')
      expect(earliestDate(data, of.id, ask)).toBe('2026-03-20')
    })
  })

  test("takes the look-ahead from the company's availability period when none is asked for", () => {
    within((data) => {
      const { item: of } = example(data)
      for (const setup of findAll(data, names.inventorySetup, {})) {
        data.update(names.inventorySetup, setup.id, { availabilityPeriod: '10D' })
      }
      expect(availabilityOf(data, of.id, at('2026-03-20'))).toMatchObject({ lookAhead: '20', availableToPromise: '38' })
    })
  })
})

describe('places', () => {
  test('a blank location is only what lies at none, no location at all is everything', () => {
    within((data) => {
      const of = item(data)
      stock(data, of, '3')
      stock(data, of, '4', { locationCode: '' })
      stock(data, of, '5', { locationCode: 'EAST', variantCode: 'RED' })
      const ask = (place = {}): string => inventoryOf(data, of.id, place)
      expect([ask(), ask({ locationCode: '' }), ask({ locationCode: 'MAIN' }), ask({ variantCode: 'RED' })]).toEqual([
        '12',
        '4',
        '3',
        '5',
      ])
      expect([ask({ variantCode: '' }), ask({ locationCode: 'MAIN', variantCode: 'RED' })]).toEqual(['7', '0'])
    })
  })

  test('a transfer leaves one location and reaches the other; without a location only what is under way counts', () => {
    within((data) => {
      const of = item(data)
      stock(data, of, '10')
      insertRow(data, names.transferLine, {
        documentId: database.newId(),
        itemId: of.id,
        transferFromCode: 'MAIN',
        transferToCode: 'EAST',
        outstandingQuantityBase: '3',
        inTransitQuantityBase: '2',
        shipmentDate: '2026-03-01',
        receiptDate: '2026-03-05',
      })
      const balance = (place = {}, date = '2026-03-05'): string =>
        availabilityOf(data, of.id, { date, ...place }).projectedAvailableBalance
      expect(balance({ locationCode: 'MAIN' })).toBe('7')
      expect(balance({ locationCode: 'EAST' })).toBe('5')
      expect(balance({ locationCode: 'EAST' }, '2026-03-04')).toBe('0')
      expect(balance()).toBe('12')
    })
  })

  test.each(['Service', 'Non_x002d_Inventory'])('an item of type %s has no stock, whatever was posted', (type) => {
    within((data) => {
      const of = item(data, type)
      stock(data, of, '10')
      orderLine(data, of, '4', '2026-03-01')
      expect(inventoryOf(data, of.id)).toBe('0')
      expect(new Set(Object.values(availabilityOf(data, of.id, { date: '2026-04-01' })))).toEqual(new Set(['0']))
    })
  })

  test('quotes and invoices need nothing, return orders bring back', () => {
    within((data) => {
      const of = item(data)
      for (const documentType of ['Quote', 'Invoice', 'Blanket_x0020_Order']) {
        orderLine(data, of, '4', '2026-03-01', { documentType })
      }
      orderLine(data, of, '6', '2026-03-01', { documentType: 'Return_x0020_Order' })
      expect(availabilityOf(data, of.id, at('2026-03-01'))).toMatchObject({
        grossRequirement: '0',
        scheduledReceipt: '6',
        projectedAvailableBalance: '6',
      })
    })
  })
})

describe('reservations', () => {
  test('take stock first, then receipts that come by the shipment date', () => {
    within((data) => {
      const of = item(data)
      const entry = stock(data, of, '4')
      const [late, early] = [purchaseLine(data, of, '5', '2026-03-26'), purchaseLine(data, of, '3', '2026-03-10')]
      const line = orderLine(data, of, '10', '2026-03-25')
      expect(reserveAutomatically(data, line)).toBe('3')
      const reserved = [entry, early, late, line].map((row) => reservedOf(data, row.id).toString())
      expect(reserved).toEqual(['4', '3', '0', '7'])
    })
  })

  test('cannot be more than the supply or the line has left', () => {
    within((data) => {
      const { second, entry, first } = example(data)
      const supply = { sourceType: sourceTypes.itemLedgerEntry, row: entry }
      expect(() => reserve(data, first, supply, '8')).toThrow('Reserved quantity cannot be greater than 7.')
      reserve(data, second, supply, '20')
      expect(() => reserve(data, first, supply, '0')).toThrow('There is nothing to reserve.')
      const other = orderLine(data, data.get(names.item, String(first['objectId'])) ?? first, '50', '2026-03-25')
      expect(() => reserve(data, other, supply, '16')).toThrow('Reserved quantity cannot be greater than 15.')
    })
  })

  test('stand at one place: other locations and variants cannot be reserved', () => {
    within((data) => {
      const of = item(data)
      const line = orderLine(data, of, '1', '2026-03-25', { locationCode: 'EAST' })
      const supply = { sourceType: sourceTypes.itemLedgerEntry, row: stock(data, of, '4') }
      expect(() => reserve(data, line, supply, '1')).toThrow('must be those of the order line')
      expect(reserveAutomatically(data, line)).toBe('1')
    })
  })

  test('give back what is shipped, stock before receipts, and everything when the line goes', () => {
    within((data) => {
      const { entry, purchase, second } = example(data)
      reserve(data, second, { sourceType: sourceTypes.purchaseLine, row: purchase }, '6')
      reserve(data, second, { sourceType: sourceTypes.itemLedgerEntry, row: entry }, '9')
      releaseReservation(data, second.id, '10')
      expect([entry, purchase, second].map(({ id }) => reservedOf(data, id).toString())).toEqual(['5', '5', '5'])
      releaseReservation(data, second.id)
      expect(findAll(data, names.reservation, { sourceId: second.id })).toEqual([])
      expect(reservedOf(data, purchase.id).toString()).toBe('0')
    })
  })

  test('shrink with the line and follow its shipment date', () => {
    within((data) => {
      const { first } = example(data)
      const line = data.update(names.salesLine, first.id, { outstandingQuantityBase: '2', shipmentDate: '2026-03-14' })
      adjustReservations(data, line)
      expect(findAll(data, names.reservation, { sourceId: line.id })).toMatchObject([
        { quantityBase: '-2', shipmentDate: '2026-03-14' },
      ])
      adjustReservations(data, data.update(names.salesLine, line.id, { locationCode: 'EAST' }))
      expect(data.count(names.reservation)).toBe(0)
    })
  })

  test('of several lines go over as far as the stock that came reaches', () => {
    within((data) => {
      const { item: of, purchase, first, second } = example(data)
      for (const line of [first, second])
        reserve(data, line, { sourceType: sourceTypes.purchaseLine, row: purchase }, '6')
      moveReservation(data, purchase.id, stock(data, of, '10'))
      const [onFirst, onSecond] = [first, second].map((line) =>
        findAll(data, names.reservation, { sourceId: line.id })
          .map((row) => String(row['quantityBase']))
          .toSorted(),
      )
      expect([reservedOf(data, purchase.id).toString(), onFirst, onSecond]).toEqual(['2', ['-5', '-6'], ['-2', '-4']])
    })
  })

  test('of a purchase go over to the stock that it brought', () => {
    within((data) => {
      const { item: of, purchase, second } = example(data)
      reserve(data, second, { sourceType: sourceTypes.purchaseLine, row: purchase }, '12')
      data.update(names.purchaseLine, purchase.id, { outstandingQuantityBase: '20' })
      const received = stock(data, of, '10')
      moveReservation(data, purchase.id, received)
      expect([purchase, received, second].map(({ id }) => reservedOf(data, id).toString())).toEqual(['2', '10', '12'])
    })
  })
})
