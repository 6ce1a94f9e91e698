/** Koble's availability pages over the API: the example of erp-business-logic, section 5.2 (docs/koble-api-pages.md). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type Answer, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
let item: string
let service: string

/** Item 1000 in MAIN: 40 in stock, orders 12 on 03-12 and 20 on 03-25, a purchase of 30 on 03-20; 2 from MAIN to EAST, 1 of them under way. */
beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  await erp.control('PUT', 'clock', { now: '2026-03-15T08:00:00Z' })
  const { database } = erp
  database.transact(systemUser, CID, (data) => {
    const insert = (table: string, draft: Record<string, string | boolean | number>): string =>
      insertRow(data, table, draft).id
    for (const code of ['MAIN', 'EAST']) insert(names.location, { code, displayName: `Store ${code}` })
    insert(names.location, { code: 'TRANSIT', useAsInTransit: true })
    item = insert(names.item, { number: '1000', type: 'Inventory', baseUnitOfMeasureCode: 'PCS', salesBlocked: true })
    service = insert(names.item, { number: '1200', type: 'Service', baseUnitOfMeasureCode: 'HOUR' })
    insert(names.itemUnit, { itemId: item, code: 'BOX', quantityPerUnit: '12' })
    insert(names.itemVariant, { itemId: item, code: 'RED' })
    const main = { locationCode: 'MAIN', itemId: item }
    insert(names.itemLedgerEntry, { ...main, entryNumber: 1, quantity: '40', open: true, positive: true })
    insert(names.itemLedgerEntry, { ...main, entryNumber: 2, quantity: '1', locationCode: 'TRANSIT' })
    const order = insert(names.salesHeader, { documentType: 'Order', number: 'SO1', sellToName: 'Lindner' })
    const purchase = insert(names.purchaseHeader, { documentType: 'Order', number: 'PO1', buyFromName: 'Nordholz' })
    const transfer = insert(names.transferHeader, { number: 'TO1' })
    const line = { documentType: 'Order', objectId: item, locationCode: 'MAIN', lineType: 'Item' }
    for (const [sequence, shipmentDate, outstandingQuantityBase] of [
      [10_000, '2026-03-12', '12'],
      [20_000, '2026-03-25', '20'],
    ] as const)
      insert(names.salesLine, { ...line, documentId: order, sequence, shipmentDate, outstandingQuantityBase })
    insert(names.purchaseLine, {
      ...line,
      documentId: purchase,
      expectedReceiptDate: '2026-03-20',
      outstandingQuantityBase: '30',
    })
    insert(names.transferLine, {
      documentId: transfer,
      itemId: item,
      transferFromCode: 'MAIN',
      transferToCode: 'EAST',
      inTransitCode: 'TRANSIT',
      outstandingQuantityBase: '1',
      inTransitQuantityBase: '1',
      shipmentDate: '2026-03-14',
      receiptDate: '2026-03-16',
    })
  })
})
afterAll(() => erp.close())

const ask = (filter: string): Promise<Answer> =>
  erp.koble('GET', `itemAvailability?$filter=${encodeURIComponent(filter)}`)
const at = (rows: readonly Body[], location: string): Body | undefined =>
  rows.find((row) => row['locationCode'] === location && row['isTotal'] === false)

describe('itemAvailability', () => {
  test('has a row for each location that is sold from and one in total', async () => {
    const { rows } = await ask(`itemId eq ${item}`)
    expect(rows.map((row) => [row['sequence'], row['locationCode'], row['locationName'], row['isTotal']])).toEqual([
      [1, 'EAST', 'Store EAST', false],
      [2, 'MAIN', 'Store MAIN', false],
      [3, '', '', true],
    ])
  })

  test('a row without location appears when something is there', async () => {
    erp.database.transact(systemUser, CID, (data) =>
      insertRow(data, names.itemLedgerEntry, { entryNumber: 9, itemId: item, quantity: '2', variantCode: 'RED' }),
    )
    const { rows } = await ask(`itemId eq ${item}`)
    expect(at(rows, '')).toMatchObject({ inventory: 2, availableToPromise: 2 })
    expect((await ask(`itemId eq ${item} and itemVariantCode eq ''`)).rows).toHaveLength(3)
    erp.database.transact(systemUser, CID, (data) => {
      for (const row of data.find(names.itemLedgerEntry, { itemId: item, variantCode: 'RED' })) {
        data.remove(names.itemLedgerEntry, row.id)
        return
      }
    })
  })

  test('the figures are those of the date; without one of the work date', async () => {
    const { rows } = await ask(`itemNumber eq '1000'`)
    // 12 for the first order, 1 still to be shipped to EAST.
    expect(at(rows, 'MAIN')).toMatchObject({
      date: '2026-03-15',
      quantity: 0,
      inventory: 40,
      grossRequirement: 13,
      scheduledReceipt: 0,
      projectedAvailableBalance: 27,
      availableToPromise: 27,
      quantityOnSalesOrder: 32,
      quantityOnPurchaseOrder: 30,
      nextReceiptDate: '2026-03-20',
      nextReceiptQuantity: 30,
      salesBlocked: true,
      blocked: false,
      unitOfMeasureCode: 'PCS',
      asOf: expect.stringMatching(/^2026-03-15T08:00:0/),
    })
    expect(at(rows, 'EAST')).toMatchObject({ inventory: 0, nextReceiptDate: '2026-03-16', nextReceiptQuantity: 2 })
    // 41 with what is under way, which is also a receipt of 16 March; transfers are not in the total.
    expect(rows.at(-1)).toMatchObject({ inventory: 41, grossRequirement: 12, projectedAvailableBalance: 29 })
    const day = await ask(`itemId eq ${item} and date eq 2026-03-20`)
    expect(at(day.rows, 'MAIN')).toMatchObject({ scheduledReceipt: 30, nextReceiptDate: '0001-01-01' })
    const later = await ask(`itemId eq ${item} and date eq 2026-03-25`)
    // 40 + 30 - 32 - 1
    expect(at(later.rows, 'MAIN')).toMatchObject({ projectedAvailableBalance: 37, nextReceiptDate: '0001-01-01' })
  })

  test.each([
    [27, true, '2026-03-15'],
    [28, false, '2026-03-20'],
    [57, false, '2026-03-20'],
    [58, false, '0001-01-01'],
  ])('%i pieces from 15 March on: %s, %s', async (quantity, isAvailable, earliestAvailableDate) => {
    const { rows } = await ask(`itemId eq ${item} and quantity eq ${quantity} and date eq 2026-03-15`)
    expect(at(rows, 'MAIN')).toMatchObject({ quantity, isAvailable, earliestAvailableDate })
  })

  test('quantities are in the unit asked for', async () => {
    const { rows } = await ask(`itemId eq ${item} and unitOfMeasureCode eq 'box' and quantity eq 2.5`)
    // 40 / 12; 30 pieces are more than the 27 that are free.
    expect(at(rows, 'MAIN')).toMatchObject({
      unitOfMeasureCode: 'BOX',
      quantityPerUnitOfMeasure: 12,
      inventory: 3.33333,
      isAvailable: false,
      earliestAvailableDate: '2026-03-20',
    })
  })

  test('a service has no figures and can be had at once', async () => {
    const { rows } = await ask(`itemId eq ${service} and quantity eq 1000`)
    expect(rows).toMatchObject([{}, {}, { isTotal: true, inventory: 0, isAvailable: true }])
  })

  test('several items, chosen rows, pages', async () => {
    const both = await ask(`(itemId eq ${item} or itemId eq ${service}) and isTotal eq true`)
    expect(both.rows.map((row) => row['itemNumber'])).toEqual(['1000', '1200'])
    const main = await ask(`itemId eq ${item} and locationCode eq 'MAIN'`)
    expect(main.rows).toHaveLength(1)
    const path = `itemAvailability?$filter=${encodeURIComponent(`itemId eq ${item}`)}`
    const page = await erp.koble('GET', path, undefined, { Prefer: 'odata.maxpagesize=2' })
    const rest = await erp.koble('GET', String(page.body['@odata.nextLink']))
    expect([page.rows.length, rest.rows.length]).toEqual([2, 1])
  })

  test.each([
    ['', 400, 'Application_DialogException', 'You must specify an item to get the availability.'],
    ['date eq 2026-03-15', 400, 'Application_DialogException', 'You must specify an item to get the availability.'],
    ["itemNumber eq 'X'", 400, 'Application_DialogException', 'The "itemNumber" does not match to an Item.'],
    [
      "itemNumber eq '1000' and unitOfMeasureCode eq 'KG'",
      404,
      'Internal_RecordNotFound',
      "The Item Unit of Measure does not exist. Identification fields and values: Item No.='1000',Code='KG'",
    ],
    [
      "itemNumber eq '1000' and date ge 2026-03-15",
      501,
      'BadRequest_MethodNotImplemented',
      expect.stringContaining("'date'"),
    ],
    ["itemNumber eq '1000' and date eq 'soon'", 400, 'BadRequest', expect.any(String)],
    ["itemNumber eq '1000' and quantity eq 'many'", 400, 'BadRequest', expect.any(String)],
    [
      "itemNumber eq '1000' and quantity eq -1",
      400,
      'Application_DialogException',
      'The quantity must not be negative.',
    ],
  ])('%s is refused', async (filter, status, code, message) => {
    const answer = filter === '' ? await erp.koble('GET', 'itemAvailability') : await ask(filter)
    expect([answer.status, ...answer.error]).toEqual([status, code, message])
  })

  test('a row has no address of its own', async () => {
    expect((await erp.koble('GET', 'itemAvailability(1)')).error[1]).toBe(
      'You must specify an item to get the availability.',
    )
  })
})

describe('itemAvailabilityEvents', () => {
  const events = async (filter: string): Promise<readonly Body[]> =>
    (await erp.koble('GET', `itemAvailabilityEvents?$filter=${encodeURIComponent(filter)}`)).rows

  test('walk from the stock through needs and supplies, each with the balance behind it', async () => {
    const rows = await events(`itemId eq ${item} and locationCode eq 'MAIN'`)
    const shown = [
      'date',
      'eventType',
      'documentNumber',
      'customerOrVendorName',
      'quantity',
      'projectedAvailableBalance',
    ]
    expect(rows.map((row) => shown.map((name) => row[name]))).toEqual([
      ['0001-01-01', 'Inventory', '', '', 40, 40],
      ['2026-03-12', 'Sales_x0020_Order', 'SO1', 'Lindner', -12, 28],
      ['2026-03-14', 'Transfer_x0020_Shipment', 'TO1', '', -1, 27],
      ['2026-03-20', 'Purchase_x0020_Order', 'PO1', 'Nordholz', 30, 57],
      ['2026-03-25', 'Sales_x0020_Order', 'SO1', 'Lindner', -20, 37],
    ])
  })

  test('end with the date, and know what is under way', async () => {
    const cut = await events(`itemId eq ${item} and locationCode eq 'MAIN' and date le 2026-03-14`)
    expect(cut).toHaveLength(3)
    const all = await events(`itemId eq ${item}`)
    expect(all.map((row) => row['eventType'])).toEqual([
      'Inventory',
      'Sales_x0020_Order',
      'Transfer_x0020_Receipt',
      'Purchase_x0020_Order',
      'Sales_x0020_Order',
    ])
  })
})
