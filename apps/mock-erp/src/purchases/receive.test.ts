/** Receiving and invoicing of purchase orders in parts over API v2.0 (business-central-protocol, section 9; erp-business-logic, section 3 mirrored). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reserve } from '../availability/reservations.ts'
import { sourceTypes } from '../availability/reservation-sources.ts'
import { reservedOf } from '../availability/reserved-quantities.ts'
import { insertInventorySetup } from '../seeds/setup-posting.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type Answer, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
let item: string
let order: string
let line: string

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

/** An order of 10 lamps at 60.00 and a comment, for MAIN. */
beforeEach(async () => {
  await erp.control('PUT', 'clock', { now: '2026-03-10T08:00:00Z' })
  await erp.control('POST', 'reset', { seed: 'empty', localCurrency: 'EUR' })
  erp.database.transact(systemUser, CID, (data) => {
    insertRow(data, names.location, { code: 'MAIN', displayName: 'Main' })
    insertInventorySetup(data, 'MAIN')
    const groups = { genBusPostingGroup: 'DOMESTIC', vatBusPostingGroup: 'DOMESTIC', vendorPostingGroup: 'DOMESTIC' }
    insertRow(data, names.vendor, { number: 'V1', displayName: 'Nordholz', locationCode: 'MAIN', ...groups })
    item = insertRow(data, names.item, {
      number: '1000',
      displayName: 'Lamp',
      type: 'Inventory',
      baseUnitOfMeasureCode: 'PCS',
      unitCost: '60',
      genProdPostingGroup: 'GOODS',
      inventoryPostingGroup: 'RESALE',
      vatProdPostingGroup: 'VAT19',
      costingMethod: 'FIFO',
    }).id
  })
  const purchaseOrderLines = [{ itemId: item, quantity: 10 }, { description: 'Please hurry' }]
  const answer = await erp.call('POST', 'purchaseOrders?$expand=purchaseOrderLines', {
    vendorNumber: 'V1',
    purchaseOrderLines,
  })
  order = String(answer.body['id'])
  line = String((answer.body['purchaseOrderLines'] as { id: string }[])[0]?.id)
})

const get = async (path: string) => (await erp.call('GET', path)).body
const patch = (body: object): Promise<Answer> =>
  erp.call('PATCH', `purchaseOrderLines(${line})`, body, { 'If-Match': '*' })
const post = (): Promise<Answer> => erp.call('POST', `purchaseOrders(${order})/Microsoft.NAV.receiveAndInvoice`)
const inventory = async () => (await get(`items(${item})`))['inventory']
const rows = (table: string) => findAll(erp.database.read(CID), table, {})

test('everything at once: receipt, invoice, stock; the order is gone', async () => {
  expect((await post()).status).toBe(204)
  expect((await erp.call('GET', `purchaseOrders(${order})`)).status).toBe(404)
  expect(await inventory()).toBe(10)
  const [receipt] = (await erp.call('GET', 'purchaseReceipts?$expand=purchaseReceiptLines')).rows
  expect(receipt).toMatchObject({
    number: 'PPR107001',
    orderNumber: 'PO106001',
    vendorNumber: 'V1',
    vendorName: 'Nordholz',
    postingDate: '2026-03-10',
    currencyCode: 'EUR',
    purchaseReceiptLines: [
      { lineType: 'Item', lineObjectNumber: '1000', quantity: 10, unitCost: 60, taxPercent: 19 },
      { lineType: '_x0020_', lineObjectNumber: '', description: 'Please hurry', quantity: 0 },
    ],
  })
  // 600.00 and 19 %
  expect(rows(names.vendorLedgerEntry)).toMatchObject([{ documentType: 'Invoice', amountLcy: '-714', open: true }])
})

test('in parts: first received only, then the rest received and all of it invoiced', async () => {
  await patch({ receiveQuantity: 4, invoiceQuantity: 0 })
  expect((await post()).status).toBe(204)
  expect(await inventory()).toBe(4)
  expect(await get(`purchaseOrders(${order})`)).toMatchObject({ status: 'Open', fullyReceived: false })
  expect(await get(`purchaseOrderLines(${line})`)).toMatchObject({
    receivedQuantity: 4,
    invoicedQuantity: 0,
    receiveQuantity: 6,
    invoiceQuantity: 10,
  })
  expect(rows(names.vendorLedgerEntry)).toEqual([])
  await patch({ invoiceQuantity: 5 })
  await post()
  expect(await inventory()).toBe(10)
  expect(await get(`purchaseOrders(${order})`)).toMatchObject({ fullyReceived: true })
  expect(await get(`purchaseOrderLines(${line})`)).toMatchObject({ receivedQuantity: 10, invoicedQuantity: 5 })
  await post()
  expect((await erp.call('GET', `purchaseOrders(${order})`)).status).toBe(404)
  expect((await erp.call('GET', 'purchaseReceipts')).rows).toHaveLength(2)
  expect(rows(names.vendorLedgerEntry)).toMatchObject([{ amountLcy: '-357' }, { amountLcy: '-357' }])
})

describe('nothing is posted', () => {
  test('when no line has a quantity to receive or to invoice', async () => {
    await patch({ receiveQuantity: 0, invoiceQuantity: 0 })
    expect((await post()).error[1]).toContain('There is nothing to post')
  })

  test.each([
    [names.inventorySetup, { locationMandatory: true }, 'Location Code'],
    [names.item, { variantMandatory: true }, 'Variant Code'],
    [names.purchaseLine, { unitOfMeasureCode: '' }, 'Unit of Measure Code'],
  ])('when %s has %j and the line lacks it', async (table, changes, field) => {
    await patch({ locationId: '00000000-0000-0000-0000-000000000000' })
    erp.database.transact(systemUser, CID, (data) => {
      for (const row of findAll(data, table, {})) data.update(table, row.id, changes)
    })
    expect((await post()).error).toEqual([
      'Application_FieldValidationException',
      `${field} must have a value in Purchase Line: Document Type=Order, Document No.=PO106001, Line No.=10000. It cannot be zero or empty.`,
    ])
    expect((await get(`purchaseOrders(${order})`))['status']).toBe('Draft')
  })

  test('for a vendor that was blocked meanwhile', async () => {
    erp.database.transact(systemUser, CID, (data) => {
      for (const vendor of findAll(data, names.vendor, {})) data.update(names.vendor, vendor.id, { blocked: 'All' })
    })
    expect((await post()).error[1]).toBe(
      'You cannot post this type of document when Vendor V1 is blocked with type All',
    )
    expect([await inventory(), rows(names.purchaseReceipt)]).toEqual([0, []])
  })
})

describe('what is reserved from the order', () => {
  /** 7 of its 10 for a sales order. */
  beforeEach(() => {
    erp.database.transact(systemUser, CID, (data) => {
      const sales = insertRow(data, names.salesLine, {
        documentType: 'Order',
        documentId: erp.database.newId(),
        lineType: 'Item',
        objectId: item,
        locationCode: 'MAIN',
        outstandingQuantityBase: '7',
        shipmentDate: '2026-03-20',
      })
      const row = data.get(names.purchaseLine, line)
      if (row !== undefined) reserve(data, sales, { sourceType: sourceTypes.purchaseLine, row }, '7')
    })
  })

  const reserved = (id: string): string => String(reservedOf(erp.database.read(CID), id))

  test('is reserved from the stock that it brought', async () => {
    await patch({ receiveQuantity: 4, invoiceQuantity: 0 })
    await post()
    const [entry] = rows(names.itemLedgerEntry)
    expect([reserved(line), reserved(entry?.id ?? '')]).toEqual(['3', '4'])
  })

  test('shrinks with the line, and goes when that is for another location', async () => {
    await patch({ quantity: 5 })
    expect(reserved(line)).toBe('5')
    await patch({ locationId: '00000000-0000-0000-0000-000000000000' })
    expect(rows(names.reservation)).toEqual([])
  })

  test('goes with the line', async () => {
    await erp.call('DELETE', `purchaseOrderLines(${line})`)
    expect(rows(names.reservation)).toEqual([])
  })
})
