/** The web client's transfer orders: made, shipped and received in parts, gone at the end. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { CID, CLIENT, openErp, type Answer, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
let [id, itemId]: readonly string[] = []
const client = (method: string, path: string, body?: Body): Promise<Answer> =>
  erp.call(method, `${CLIENT}/companies(${CID})/${path}`, body, { 'If-Match': '*' })

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty' } })
  await erp.call('POST', 'unitsOfMeasure', { code: 'PCS' })
  for (const code of ['MAIN', 'EAST']) expect((await client('POST', 'locations', { code })).status).toBe(201)
  expect((await client('POST', 'locations', { code: 'ROAD', useAsInTransit: true })).status).toBe(201)
  const item = await erp.koble('POST', 'items', { number: '1000', displayName: 'Lamp', unitCost: 60 })
  itemId = String(item.body['id'])
})

afterAll(() => erp.close())

const lines = async (): Promise<readonly Body[]> =>
  (await client('GET', `transferOrders(${id})/transferOrderLines`)).rows

const availableAt = async (code: string): Promise<unknown> => {
  const path = `itemAvailability?$filter=itemId eq ${itemId} and locationCode eq '${code}'`
  return (await erp.koble('GET', path)).rows[0]?.['inventory'] ?? 0
}

test('is made with its lines', async () => {
  const made = await client('POST', 'transferOrders?$expand=transferOrderLines', {
    transferFromCode: 'MAIN',
    transferToCode: 'EAST',
    inTransitCode: 'ROAD',
    transferOrderLines: [{ itemNumber: '1000', quantity: 10 }],
  })
  expect([made.status, made.error]).toEqual([201, ['', '']])
  id = String(made.body['id'])
  expect(made.body).toMatchObject({
    number: 'TO1001',
    transferOrderLines: [{ sequence: 10000, itemNumber: '1000', quantity: 10, qtyToShip: 10, qtyToReceive: 0 }],
  })
})

test.each([
  [{ transferFromCode: 'MAIN', transferToCode: 'MAIN', inTransitCode: 'ROAD' }, 'Application_DialogException'],
  [{ transferFromCode: 'MAIN', transferToCode: 'NOWHERE', inTransitCode: 'ROAD' }, 'Internal_InvalidTableRelation'],
  [{ transferFromCode: 'MAIN', transferToCode: 'ROAD', inTransitCode: 'ROAD' }, 'Internal_InvalidTableRelation'],
  [{ transferFromCode: 'MAIN', transferToCode: 'EAST' }, 'Application_FieldValidationException'],
])('%j is refused', async (body, code) => {
  expect((await client('POST', 'transferOrders', body)).error[0]).toBe(code)
})

test('ships 6 of 10, receives 4 of them, then the rest', async () => {
  const [line] = await lines()
  const set = (body: Body): Promise<Answer> =>
    client('PATCH', `transferOrders(${id})/transferOrderLines(${String(line?.['id'])})`, body)
  expect((await set({ qtyToShip: 11 })).error).toEqual([
    'Application_DialogException',
    'You cannot ship more than 10 units.',
  ])
  await set({ qtyToShip: 6 })
  expect((await client('POST', `transferOrders(${id})/Microsoft.NAV.ship`)).status).toBe(204)
  expect(await lines()).toMatchObject([{ quantityShipped: 6, outstandingQuantity: 4, qtyToReceive: 6 }])
  expect((await client('DELETE', `transferOrders(${id})`)).error[1]).toContain('Qty. in Transit must be equal to')
  await set({ qtyToReceive: 4 })
  expect((await client('POST', `transferOrders(${id})/Microsoft.NAV.receive`)).status).toBe(204)
  expect(await availableAt('EAST')).toBe(4)
  expect((await client('POST', `transferOrders(${id})/Microsoft.NAV.ship`)).status).toBe(204)
  expect((await client('POST', `transferOrders(${id})/Microsoft.NAV.receive`)).status).toBe(204)
  expect(await availableAt('EAST')).toBe(10)
  expect((await client('GET', `transferOrders(${id})`)).status).toBe(404)
  expect(checkLedgers(erp.database).failed).toBe(0)
})
