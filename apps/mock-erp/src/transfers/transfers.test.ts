/** Transfer orders: made by rules, posted in parts, read over API v2.0 (business-central-api.json; erp-business-logic, section 5). */
import type { Row, Transaction } from '@koble/odata-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { availabilityOf } from '../availability/availability-of.ts'
import { inventoryOf } from '../availability/inventory-of.ts'
import { adjustInventory } from '../posting/adjust-inventory.ts'
import { postTransfer } from '../posting/post-transfer.ts'
import type { PostingContext } from '../posting/posting-context.ts'
import { insertInventorySetup } from '../seeds/setup-posting.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'
import { createTransferOrder, type TransferOrder } from './create-transfer-order.ts'
import { removeTransferOrder } from './remove-transfer-order.ts'
import { transferLines } from './transfer-lines.ts'
import { setQuantitiesToPost } from './transfer-quantities.ts'

let erp: TestErp
let item: Row

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

const within = <T>(work: (context: PostingContext) => T): T =>
  erp.database.transact(systemUser, CID, (data: Transaction) =>
    work({ data, clock: erp.clock, principal: systemUser, now: erp.clock.iso(), newId: () => erp.database.newId() }),
  )

/** 40 pieces of item 1000 in MAIN at 60.00. */
beforeEach(async () => {
  await erp.control('PUT', 'clock', { now: '2026-03-10T08:00:00Z' })
  await erp.control('POST', 'reset', { seed: 'empty', localCurrency: 'EUR' })
  within((context) => {
    const { data } = context
    for (const code of ['MAIN', 'EAST', 'TRANSIT']) {
      insertRow(data, names.location, {
        code,
        displayName: `Store ${code}`,
        city: 'Kiel',
        useAsInTransit: code === 'TRANSIT',
      })
      insertInventorySetup(data, code)
    }
    item = insertRow(data, names.item, {
      number: '1000',
      displayName: 'Lamp',
      type: 'Inventory',
      baseUnitOfMeasureCode: 'PCS',
      unitCost: '60',
      genProdPostingGroup: 'GOODS',
      inventoryPostingGroup: 'RESALE',
      vatProdPostingGroup: 'VAT19',
    })
    insertRow(data, names.itemUnit, { itemId: item.id, code: 'BOX', quantityPerUnit: '12' })
    const stock = { quantity: '40', locationCode: 'MAIN', variantCode: '', postingDate: '2026-03-01' }
    adjustInventory(item, stock, context)
  })
})

const order = (more: Partial<TransferOrder> = {}): Row =>
  within((context) =>
    createTransferOrder(
      {
        transferFromCode: 'MAIN',
        transferToCode: 'EAST',
        inTransitCode: 'TRANSIT',
        receiptDate: '2026-03-14',
        lines: [{ itemId: item.id, quantity: '10' }],
        ...more,
      },
      context,
    ),
  )

const post = (header: Row, what: { ship: boolean; receive: boolean }): void =>
  within((context) => postTransfer(context.data.get(names.transferHeader, header.id) ?? header, what, context))

const stock = (): string[] => {
  const data = erp.database.read(CID)
  return ['MAIN', 'TRANSIT', 'EAST'].map((locationCode) => inventoryOf(data, item.id, { locationCode }))
}

const balances = (date: string): string[] => {
  const data = erp.database.read(CID)
  return ['MAIN', 'EAST'].map(
    (locationCode) => availabilityOf(data, item.id, { date, locationCode }).projectedAvailableBalance,
  )
}

test('an order is read with its locations and lines, and cannot be written', async () => {
  const { id } = order()
  expect((await erp.call('GET', `transferOrders(${id})?$expand=transferOrderLines`)).body).toMatchObject({
    number: 'TO1001',
    status: 'Open',
    transferFromCode: 'MAIN',
    transferFromName: 'Store MAIN',
    transferToCity: 'Kiel',
    inTransitCode: 'TRANSIT',
    shipmentDate: '2026-03-10',
    receiptDate: '2026-03-14',
    transferOrderLines: [
      {
        documentNumber: 'TO1001',
        itemNumber: '1000',
        description: 'Lamp',
        quantity: 10,
        qtyToShip: 10,
        qtyToReceive: 0,
        outstandingQuantity: 10,
        transferToCode: 'EAST',
      },
    ],
  })
  expect((await erp.call('POST', 'transferOrders', {})).status).toBe(405)
  expect((await erp.call('DELETE', `transferOrders(${id})`)).status).toBe(405)
})

test('goods go over the in-transit location, in parts, and the order goes with the last of them', () => {
  const header = order()
  expect([stock(), balances('2026-03-14')]).toEqual([
    ['40', '0', '0'],
    ['30', '10'],
  ])
  within(({ data }) => {
    for (const line of transferLines(data, header.id)) setQuantitiesToPost(data, line, { toShip: '6' })
  })
  post(header, { ship: true, receive: false })
  // 4 are still to be shipped; both ways the balances stay.
  expect([stock(), balances('2026-03-14')]).toEqual([
    ['34', '6', '0'],
    ['30', '10'],
  ])
  post(header, { ship: false, receive: true })
  post(header, { ship: true, receive: false })
  expect(stock()).toEqual(['30', '4', '6'])
  post(header, { ship: false, receive: true })
  expect([stock(), balances('2026-03-14')]).toEqual([
    ['30', '0', '10'],
    ['30', '10'],
  ])
  expect(erp.database.read(CID).get(names.transferHeader, header.id)).toBeUndefined()
})

test('a direct transfer needs no location in between', () => {
  const header = order({ directTransfer: true, inTransitCode: '' })
  post(header, { ship: true, receive: true })
  expect(stock()).toEqual(['30', '0', '10'])
})

test('a box is twelve pieces', () => {
  const header = order({ lines: [{ itemId: item.id, quantity: '2', unitOfMeasureCode: 'BOX' }] })
  post(header, { ship: true, receive: false })
  expect(stock()).toEqual(['16', '24', '0'])
})

describe('refused are', () => {
  test.each<[Partial<TransferOrder>, string]>([
    [
      { transferToCode: 'MAIN' },
      'Transfer-from Code and Transfer-to Code cannot be the same in Transfer Header TO1001.',
    ],
    [
      { inTransitCode: '' },
      'In-Transit Code must have a value in Transfer Header: No.=TO1001. It cannot be zero or empty.',
    ],
    [
      { inTransitCode: 'EAST' },
      'The field In-Transit Code of table Transfer Header contains a value (EAST) that cannot be found in the related table (Location).',
    ],
    [
      { transferToCode: 'TRANSIT' },
      'The field Transfer-to Code of table Transfer Header contains a value (TRANSIT) that cannot be found in the related table (Location).',
    ],
    [
      { transferFromCode: '' },
      'Transfer-from Code must have a value in Transfer Header: No.=TO1001. It cannot be zero or empty.',
    ],
  ])('%j', (more, message) => {
    expect(() => order(more)).toThrow(message)
  })

  test.each([
    [{ blocked: true }, "Blocked must be equal to 'No' in Item: No.=1000. Current value is 'Yes'."],
    [{ type: 'Service' }, "Type must be equal to 'Inventory'  in Item: No.=1000. Current value is 'Service'."],
  ])('items with %j', (changes, message) => {
    within(({ data }) => data.update(names.item, item.id, changes))
    expect(() => order()).toThrow(message)
  })

  test('units and variants of others, and no quantity', () => {
    const line = { itemId: item.id, quantity: '1' }
    expect(() => order({ lines: [{ ...line, unitOfMeasureCode: 'KG' }] })).toThrow(
      'The Item Unit of Measure does not exist.',
    )
    expect(() => order({ lines: [{ ...line, variantCode: 'RED' }] })).toThrow(
      'The field Variant Code of table Transfer Line',
    )
    expect(() => order({ lines: [{ ...line, quantity: '0' }] })).toThrow('The value must be greater than')
  })

  test('quantities beyond what is open or under way', () => {
    const header = order()
    const set = (quantities: { toShip?: string; toReceive?: string }): void =>
      within(({ data }) => {
        for (const line of transferLines(data, header.id)) setQuantitiesToPost(data, line, quantities)
      })
    expect(() => set({ toShip: '11' })).toThrow('You cannot ship more than 10 units.')
    expect(() => set({ toReceive: '1' })).toThrow('You cannot receive more than 0 units.')
  })

  test('the deletion of an order that is under way', () => {
    const header = order()
    post(header, { ship: true, receive: false })
    const remove = (): void => within(({ data }) => removeTransferOrder(data, header))
    expect(remove).toThrow(
      "Qty. in Transit must be equal to '0' in Transfer Line: Document No.=TO1001, Line No.=10000. Current value is '10'.",
    )
    const other = order()
    within(({ data }) => removeTransferOrder(data, other))
    expect(erp.database.read(CID).get(names.transferHeader, other.id)).toBeUndefined()
  })
})
