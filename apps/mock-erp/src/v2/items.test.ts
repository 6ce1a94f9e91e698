/** Items, their units, variants and inventory over API v2.0 (erp-business-logic, section 6.5; business-central-protocol, section 12). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
const any = { 'If-Match': '*' }
const DIALOG = 'Application_DialogException'
const FIELD = 'Application_FieldValidationException'

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  for (const [code, displayName, internationalStandardCode] of [
    ['PCS', 'Piece', 'EA'],
    ['BOX', 'Box', 'BX'],
  ]) {
    await erp.call('POST', 'unitsOfMeasure', { code, displayName, internationalStandardCode })
  }
})
afterAll(() => erp.close())

const create = async (body: Body): Promise<Body> => {
  const answer = await erp.call('POST', 'items', body)
  expect(answer.error).toEqual(['', ''])
  return answer.body
}
const at = (item: Body): string => `items(${String(item['id'])})`
const patch = (item: Body, body: Body) => erp.call('PATCH', at(item), body, any)

describe('a new item', () => {
  test('takes number, unit, posting groups from series, setup and template', async () => {
    expect(await create({ displayName: 'Lamp', unitPrice: 100, unitCost: 60 })).toMatchObject({
      number: '1000',
      type: 'Inventory',
      baseUnitOfMeasureCode: 'PCS',
      generalProductPostingGroupCode: 'GOODS',
      inventoryPostingGroupCode: 'RESALE',
      inventory: 0,
      blocked: false,
      taxGroupCode: '',
    })
  })

  test('finds its unit by the international code, and takes no inventory account when it has no stock', async () => {
    expect(await create({ type: 'Non-Inventory', baseUnitOfMeasureCode: 'bx' })).toMatchObject({
      type: 'Non_x002d_Inventory',
      baseUnitOfMeasureCode: 'BOX',
      inventoryPostingGroupCode: '',
    })
  })

  test.each<[Body, string, string]>([
    [{ inventory: 5 }, DIALOG, 'Inventory cannot be changed during on insert.'],
    [{ baseUnitOfMeasureCode: 'NONE' }, DIALOG, 'The Unit of Measure with Code NONE does not exist.'],
    [{ itemCategoryCode: 'NONE' }, DIALOG, 'The "itemCategoryCode" does not match to a Item Category.'],
    [
      { itemCategoryId: '11111111-1111-1111-1111-111111111111' },
      DIALOG,
      'The "itemCategoryId" does not match to a specific Item Category group.',
    ],
    [{ taxGroupCode: 'TAXABLE' }, DIALOG, 'The "taxGroupCode" does not match to a Tax Group.'],
    [{ unitPrice: -1 }, FIELD, 'The value must be greater than or equal to 0. Value: -1. (Unit Price)'],
    [
      { type: 'Service', number: 'S1', inventoryPostingGroupCode: 'RESALE' },
      FIELD,
      "Type must be equal to 'Inventory'  in Item: No.=S1. Current value is 'Service'.",
    ],
    [
      { type: 'Invalid Type' },
      'Unknown',
      "'Invalid Type' is not an option. The existing options are: Inventory,Service,Non-Inventory",
    ],
  ])('of %j is refused', async (body, code, message) => {
    expect((await erp.call('POST', 'items', body)).error).toEqual([code, message])
  })
})

describe('inventory', () => {
  test('written, posts the difference as an adjustment at the item’s cost', async () => {
    const item = await create({ displayName: 'Stocked', unitCost: 4 })
    expect((await patch(item, { inventory: 10 })).body).toMatchObject({ inventory: 10 })
    expect((await patch(item, { inventory: 7 })).body).toMatchObject({ inventory: 7 })
  })

  test('forbids another type, another unit and deletion', async () => {
    const item = await create({ displayName: 'Kept', number: 'KEPT' })
    await patch(item, { inventory: 1 })
    expect((await patch(item, { type: 'Service' })).error[1]).toBe(
      'You cannot change the Type field on Item KEPT because at least one Item Ledger Entry exists for this item.',
    )
    expect((await patch(item, { baseUnitOfMeasureCode: 'BOX' })).error[1]).toBe(
      'You cannot modify Base Unit of Measure because there are open item ledger entries for this item.',
    )
    expect((await erp.call('DELETE', at(item), undefined, any)).error[1]).toBe(
      'You cannot delete Item KEPT because it has ledger entries in a fiscal year that has not been closed yet.',
    )
  })

  test('belongs to items of type Inventory', async () => {
    const item = await create({ type: 'Service', number: 'SERV' })
    expect((await patch(item, { inventory: 1 })).error).toEqual([
      FIELD,
      "Type must be equal to 'Inventory'  in Item: No.=SERV. Current value is 'Service'.",
    ])
  })
})

describe('variants', () => {
  test('are created below their item, once a code', async () => {
    const item = await create({ displayName: 'With variants', number: 'VAR' })
    const made = await erp.call('POST', `${at(item)}/itemVariants`, { code: 'red', description: 'Red' })
    expect(made.body).toMatchObject({ code: 'RED', itemId: item['id'], itemNumber: 'VAR' })
    const again = await erp.call('POST', 'itemVariants', { itemNumber: 'VAR', code: 'RED' })
    expect(again.error[1]).toBe(
      "The record in table Item Variant already exists. Identification fields and values: Item No.='VAR',Code='RED'",
    )
    expect((await erp.call('POST', 'itemVariants', { itemNumber: 'NONE', code: 'X' })).error[1]).toBe(
      'The "itemNumber" does not match to an Item.',
    )
    const expanded = await erp.call('GET', `${at(item)}?$expand=itemVariants,baseUnitOfMeasure`)
    expect(expanded.body).toMatchObject({ itemVariants: [{ code: 'RED' }], baseUnitOfMeasure: { code: 'PCS' } })
    expect((await erp.call('DELETE', at(item), undefined, any)).status).toBe(204)
    expect((await erp.call('GET', `itemVariants(${String(made.body['id'])})`)).status).toBe(404)
  })
})

test('A24: a batch in one transaction takes an item back whose neighbour is refused', async () => {
  const url = `companies(${CID})/items`
  const post = (id: string, body: Body) => ({
    id,
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/json' },
    body,
  })
  const requests = [
    post('1', { displayName: 'Desk', type: 'Inventory' }),
    post('2', { displayName: 'Bad', type: 'Invalid Type' }),
  ]
  const answer = await erp.call('POST', `${V2}/$batch`, { requests }, { Isolation: 'snapshot' })
  const [made, refused] = answer.body['responses'] as { readonly status: number; readonly body: Body }[]
  expect([made?.status, refused?.status]).toEqual([201, 400])
  expect(refused?.body['error']).toMatchObject({
    code: 'Unknown',
    message: expect.stringContaining(
      "'Invalid Type' is not an option. The existing options are: Inventory,Service,Non-Inventory",
    ),
  })
  expect((await erp.call('GET', `items(${String(made?.body['id'])})`)).status).toBe(404)
})
