/** Units, products, price lists and discount lists: what the service completes, and what it refuses (reference/dataverse-protocol.md, sections 7 and 14). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient, rowsOf, type Client } from './testing/client.ts'

let client: Client
let counter = 0
/** A new unit group, its base unit and a box of ten for each test. */
let group: string
let piece: string
let box: string

beforeAll(async () => {
  client = await openClient()
})
afterAll(() => client.crm.close())

beforeEach(async () => {
  counter += 1
  group = await client.create('uomschedules', { name: `Group ${counter}`, baseuomname: 'Piece' })
  piece = String(rowsOf(await client.get(`uomschedules(${group})/unit_of_measure_schedule_conversions`))[0]?.['uomid'])
  box = await client.create('uoms', {
    name: 'Box',
    quantity: 10,
    'uomscheduleid@odata.bind': `/uomschedules(${group})`,
    'baseuom@odata.bind': `/uoms(${piece})`,
  })
})

const productBody = (more: object = {}) => ({
  name: 'Lamp',
  productnumber: `P-${counter}`,
  quantitydecimal: 2,
  'defaultuomscheduleid@odata.bind': `/uomschedules(${group})`,
  'defaultuomid@odata.bind': `/uoms(${piece})`,
  ...more,
})
const newProduct = (more: object = {}) => client.create('products', productBody(more))
const newList = (more: object = {}) => client.create('pricelevels', { name: `List ${counter}`, ...more })
const itemBody = (list: string, product: string, unit: string, more: object = {}) => ({
  amount: 12.5,
  'pricelevelid@odata.bind': `/pricelevels(${list})`,
  'productid@odata.bind': `/products(${product})`,
  'uomid@odata.bind': `/uoms(${unit})`,
  ...more,
})

async function expectRefusal(answer: ReturnType<Client['post']>, status: number, code: string): Promise<void> {
  const got = await answer
  expect([got.status, errorOf(got).code]).toEqual([status, code])
}

describe('units', () => {
  it('a unit group makes its base unit: quantity one, of no other', async () => {
    expect((await client.get(`uoms(${piece})`)).json).toMatchObject({
      name: 'Piece',
      quantity: 1,
      isschedulebaseuom: true,
      _baseuom_value: null,
      _uomscheduleid_value: group,
    })
    await client.patch(`uomschedules(${group})`, { description: 'x' })
    const units = rowsOf(await client.get(`uoms?$filter=_uomscheduleid_value eq ${group}&$orderby=name`))
    expect(units.map((unit) => [unit['name'], unit['isschedulebaseuom']])).toEqual([
      ['Box', false],
      ['Piece', true],
    ])
  })

  it.each([
    ['a group without a base unit', 'uomschedules', () => ({ name: 'x' }), '0x80040203'],
    ['a unit without a group', 'uoms', () => ({ name: 'x', quantity: 1 }), '0x80043b0a'],
    [
      'a unit without a base unit',
      'uoms',
      () => ({ name: 'x', quantity: 1, 'uomscheduleid@odata.bind': `/uomschedules(${group})` }),
      '0x80040203',
    ],
    [
      'a quantity of nothing',
      'uoms',
      () => ({
        name: 'x',
        quantity: 0,
        'uomscheduleid@odata.bind': `/uomschedules(${group})`,
        'baseuom@odata.bind': `/uoms(${piece})`,
      }),
      '0x80044330',
    ],
  ])('%s is refused', (_what, set, body, code) => expectRefusal(client.post(set, body()), 400, code))

  it('the base unit must be of the group', async () => {
    const other = await client.create('uomschedules', { name: 'Other', baseuomname: 'Metre' })
    const body = {
      name: 'Roll',
      quantity: 50,
      'uomscheduleid@odata.bind': `/uomschedules(${other})`,
      'baseuom@odata.bind': `/uoms(${piece})`,
    }
    await expectRefusal(client.post('uoms', body), 400, '0x80040203')
  })

  it('the quantity of the primary unit is fixed, and it goes with its group only', async () => {
    await expectRefusal(client.patch(`uoms(${piece})`, { quantity: 2 }), 400, '0x80043b18')
    expect((await client.patch(`uoms(${piece})`, { name: 'Pcs' })).status).toBe(204)
    await expectRefusal(client.remove(`uoms(${piece})`), 405, '0x80040227')
    expect((await client.remove(`uomschedules(${group})`)).status).toBe(204)
    expect((await client.get(`uoms(${box})`)).status).toBe(404)
  })

  it('a group takes all its units along, also those that are multiples of each other', async () => {
    const last = 'ffffffff-ffff-4fff-bfff-ffffffffff01'
    await client.create('uoms', {
      uomid: last,
      name: 'Pallet',
      quantity: 40,
      'uomscheduleid@odata.bind': `/uomschedules(${group})`,
      'baseuom@odata.bind': `/uoms(${box})`,
    })
    expect((await client.remove(`uomschedules(${group})`)).status).toBe(204)
    for (const id of [piece, box, last]) expect((await client.get(`uoms(${id})`)).status).toBe(404)
  })

  it('the group of a unit is given once: what is sent later is ignored', async () => {
    const other = await client.create('uomschedules', { name: 'Other', baseuomname: 'Metre' })
    const answer = await client.patch(`uoms(${box})`, { 'uomscheduleid@odata.bind': `/uomschedules(${other})` })
    expect(answer.status).toBe(204)
    expect((await client.get(`uoms(${box})?$select=_uomscheduleid_value`)).json['_uomscheduleid_value']).toBe(group)
  })
})

describe('products', () => {
  it('a new product is a draft, whatever the body says', async () => {
    const id = await newProduct({ statecode: 0, statuscode: 0 })
    expect((await client.get(`products(${id})`)).json).toMatchObject({
      statecode: 2,
      statuscode: 0,
      productstructure: 1,
      producttypecode: 1,
      _organizationid_value: expect.any(String),
    })
  })

  it('is active at once where the organization says so, unless it has a family', async () => {
    const [{ organizationid = '' } = {}] = rowsOf(await client.get('organizations?$select=name'))
    const set = (value: boolean) =>
      client.patch(`organizations(${String(organizationid)})`, { createproductswithoutparentinactivestate: value })
    const family = await client.create('products', {
      name: 'Family',
      productnumber: `F-${counter}`,
      productstructure: 2,
    })
    expect((await set(true)).status).toBe(204)
    const alone = await newProduct()
    const child = await newProduct({
      productnumber: `C-${counter}`,
      'parentproductid@odata.bind': `/products(${family})`,
    })
    await set(false)
    const stateOf = async (id: string) => (await client.get(`products(${id})?$select=statecode`)).json['statecode']
    expect([await stateOf(alone), await stateOf(child)]).toEqual([0, 2])
  })

  it.each([
    ['no number', { productnumber: null }, '0x80043b05'],
    ['no unit group', { 'defaultuomscheduleid@odata.bind': null }, '0x80043b0a'],
    ['no default unit', { 'defaultuomid@odata.bind': null }, '0x80043b0d'],
    ['no decimals', { quantitydecimal: null }, '0x80040203'],
    ['six decimals', { quantitydecimal: 6 }, '0x8004432f'],
    ['a negative price', { price: -1 }, '0x80044330'],
    ['an unknown type', { producttypecode: 9 }, '0x8004431A'],
  ])('%s is refused', (_what, body, code) => expectRefusal(client.post('products', productBody(body)), 400, code))

  it('a number is used once, in any case of its letters', async () => {
    const id = await newProduct()
    await expectRefusal(client.post('products', productBody({ productnumber: `p-${counter}` })), 400, '0x80043B06')
    expect((await client.patch(`products(${id})`, { productnumber: `P-${counter}`, name: 'x' })).status).toBe(204)
  })

  it('the default unit is one of the unit group, and the group stays', async () => {
    const other = await client.create('uomschedules', { name: 'Other', baseuomname: 'Metre' })
    const [metre] = rowsOf(await client.get(`uoms?$filter=_uomscheduleid_value eq ${other}`))
    const wrong = { 'defaultuomid@odata.bind': `/uoms(${String(metre?.['uomid'])})` }
    await expectRefusal(client.post('products', productBody(wrong)), 400, '0x80043b14')
    const id = await newProduct()
    await expectRefusal(client.patch(`products(${id})`, wrong), 400, '0x80043b14')
    expect((await client.patch(`products(${id})`, { 'defaultuomid@odata.bind': `/uoms(${box})` })).status).toBe(204)
    await expectRefusal(
      client.patch(`products(${id})`, { 'defaultuomscheduleid@odata.bind': `/uomschedules(${other})`, ...wrong }),
      400,
      '0x800422FE',
    )
  })

  it('what a product is sold in cannot be deleted', async () => {
    const id = await newProduct()
    await expectRefusal(client.remove(`uoms(${piece})`), 405, '0x80040227')
    expect((await client.remove(`uoms(${box})`)).status).toBe(204)
    await expectRefusal(client.remove(`uomschedules(${group})`), 405, '0x80040227')
    expect((await client.remove(`products(${id})`)).status).toBe(204)
    expect((await client.remove(`uomschedules(${group})`)).status).toBe(204)
  })

  it('a family is published with the drafts below it, and fixed from then on', async () => {
    const family = await client.create('products', {
      name: 'Family',
      productnumber: `F-${counter}`,
      productstructure: 2,
    })
    const child = await newProduct({ 'parentproductid@odata.bind': `/products(${family})` })
    const publish = (id: string) => client.post(`products(${id})/Microsoft.Dynamics.CRM.PublishProductHierarchy`, {})
    expect((await publish(family)).status).toBe(204)
    expect((await client.get(`products(${child})`)).json).toMatchObject({ statecode: 0, statuscode: 1 })
    await expectRefusal(publish(child), 400, '0x8004F90A')
    await expectRefusal(client.patch(`products(${family})`, { name: 'x' }), 400, '0x8004F995')
    expect((await client.patch(`products(${child})`, { name: 'x' })).status).toBe(204)
    await expectRefusal(client.remove(`products(${family})`), 405, '0x80040227')
  })

  it('only a family has products below it', async () => {
    const parent = await newProduct()
    const body = productBody({ productnumber: `C-${counter}`, 'parentproductid@odata.bind': `/products(${parent})` })
    await expectRefusal(client.post('products', body), 400, '0x80040203')
  })
})

describe('price lists', () => {
  it('a name is used once, and the dates run forward', async () => {
    const list = await newList({ begindate: '2026-01-01' })
    expect((await client.get(`pricelevels(${list})`)).json).toMatchObject({
      statecode: 0,
      statuscode: 100_001,
      begindate: '2026-01-01',
      exchangerate: 1,
    })
    await expectRefusal(client.post('pricelevels', { name: `LIST ${counter}` }), 400, '0x80043b0f')
    await expectRefusal(client.post('pricelevels', {}), 400, '0x80043b0e')
    await expectRefusal(client.patch(`pricelevels(${list})`, { enddate: '2025-12-31' }), 400, '0x80040203')
    expect((await client.patch(`pricelevels(${list})`, { enddate: '2026-01-01' })).status).toBe(204)
  })

  it('an inactive list takes its state only', async () => {
    const list = await newList()
    await expectRefusal(client.patch(`pricelevels(${list})`, { statecode: 1, statuscode: 100_001 }), 400, '0x80048408')
    expect((await client.patch(`pricelevels(${list})`, { statecode: 1 })).status).toBe(204)
    expect((await client.get(`pricelevels(${list})`)).json['statuscode']).toBe(100_002)
    await expectRefusal(client.patch(`pricelevels(${list})`, { description: 'x' }), 400, '0x80040230')
    expect((await client.patch(`pricelevels(${list})`, { statecode: 0, statuscode: 100_001 })).status).toBe(204)
  })

  it('an item takes currency, unit group and number from list, unit and product', async () => {
    const [list, product] = [await newList(), await newProduct()]
    const id = await client.create('productpricelevels', itemBody(list, product, box))
    expect((await client.get(`productpricelevels(${id})`)).json).toMatchObject({
      amount: 12.5,
      amount_base: 12.5,
      pricingmethodcode: 1,
      quantitysellingcode: 1,
      productnumber: `P-${counter}`,
      _uomscheduleid_value: group,
    })
    await client.patch(`products(${product})`, { productnumber: `N-${counter}` })
    expect((await client.get(`productpricelevels(${id})`)).json['productnumber']).toBe(`N-${counter}`)
    const expanded = await client.get(
      `pricelevels(${list})?$select=name&$expand=price_level_product_price_levels($select=amount)`,
    )
    expect(expanded.json['price_level_product_price_levels']).toMatchObject([{ amount: 12.5 }])
  })

  it('one price for a product and unit on a list', async () => {
    const [list, product] = [await newList(), await newProduct()]
    const first = await client.create('productpricelevels', itemBody(list, product, piece))
    await expectRefusal(client.post('productpricelevels', itemBody(list, product, piece)), 400, '0x80043b08')
    const second = await client.create('productpricelevels', itemBody(list, product, box))
    const toPiece = { 'uomid@odata.bind': `/uoms(${piece})` }
    await expectRefusal(client.patch(`productpricelevels(${second})`, toPiece), 400, '0x80043b08')
    expect((await client.patch(`productpricelevels(${first})`, { amount: 13, ...toPiece })).status).toBe(204)
  })

  it('a unit of another group, a retired product and a missing part are refused', async () => {
    const [list, product] = [await newList(), await newProduct()]
    const other = await client.create('uomschedules', { name: 'Other', baseuomname: 'Metre' })
    const [metre] = rowsOf(await client.get(`uoms?$filter=_uomscheduleid_value eq ${other}`))
    const wrong = itemBody(list, product, String(metre?.['uomid']))
    await expectRefusal(client.post('productpricelevels', wrong), 400, '0x80043b14')
    for (const [name, code] of [
      ['pricelevelid', '0x80043b12'],
      ['productid', '0x80043b11'],
      ['uomid', '0x80043b0d'],
    ] as const) {
      const { [`${name}@odata.bind`]: _left, ...rest } = itemBody(list, product, piece) as Record<string, unknown>
      await expectRefusal(client.post('productpricelevels', rest), 400, code)
    }
    await client.patch(`products(${product})`, { statecode: 0, statuscode: 1 })
    expect((await client.patch(`products(${product})`, { statecode: 1, statuscode: 2 })).status).toBe(204)
    await expectRefusal(client.post('productpricelevels', itemBody(list, product, piece)), 400, '0x80061009')
  })

  it('a percentage needs one currency for list and product', async () => {
    const [usd] = rowsOf(await client.get("transactioncurrencies?$filter=isocurrencycode eq 'USD'"))
    const list = await newList({
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${String(usd?.['transactioncurrencyid'])})`,
    })
    const product = await newProduct()
    const percent = itemBody(list, product, piece, { pricingmethodcode: 2, percentage: 90 })
    await expectRefusal(client.post('productpricelevels', percent), 400, '0x80048cf9')
    const id = await client.create('productpricelevels', itemBody(list, product, piece, { amount: 10.9 }))
    expect((await client.get(`productpricelevels(${id})`)).json).toMatchObject({
      exchangerate: 1.09,
      amount_base: 10,
      _transactioncurrencyid_value: usd?.['transactioncurrencyid'],
    })
  })

  it('a list with items stays; a product takes its prices along', async () => {
    const [list, product] = [await newList(), await newProduct()]
    const id = await client.create('productpricelevels', itemBody(list, product, piece))
    await expectRefusal(client.remove(`pricelevels(${list})`), 405, '0x80040227')
    expect((await client.remove(`products(${product})`)).status).toBe(204)
    expect((await client.get(`productpricelevels(${id})`)).status).toBe(404)
    expect((await client.remove(`pricelevels(${list})`)).status).toBe(204)
  })
})

describe('discount lists', () => {
  it('a break has kind and currency of its list, and ends after it begins', async () => {
    const list = await client.create('discounttypes', { name: 'Volume', isamounttype: true })
    const bound = { 'discounttypeid@odata.bind': `/discounttypes(${list})` }
    const id = await client.create('discounts', { lowquantity: 10, highquantity: 99, amount: 2, ...bound })
    expect((await client.get(`discounts(${id})`)).json).toMatchObject({ isamounttype: true, amount: 2, amount_base: 2 })
    await expectRefusal(client.post('discounts', { lowquantity: 10, highquantity: 9, ...bound }), 400, '0x80040203')
    expect((await client.remove(`discounttypes(${list})`)).status).toBe(204)
    expect((await client.get(`discounts(${id})`)).status).toBe(404)
  })
})
