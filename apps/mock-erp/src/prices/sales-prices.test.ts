/** The page of calculated prices (docs/koble-api-pages.md, salesPrices). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyId } from '../seeds/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { openErp, type Answer, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
const ids = { item: '', other: '', customer: '' }

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  await erp.koble('POST', 'currencies', { code: 'USD' })
  await erp.koble('POST', 'currencies', { code: 'NOK' })
  await erp.koble('POST', 'customerPriceGroups', { code: 'RETAIL' })
  erp.database.transact(systemUser, companyId, (data) => {
    insertRow(data, names.exchangeRate, {
      currencyCode: 'USD',
      startingDate: '2026-01-01',
      exchangeRateAmount: '125',
      relationalExchangeRateAmount: '100',
    })
    const groups = { vatProdPostingGroup: 'VAT19', genProdPostingGroup: 'GOODS', baseUnitOfMeasureCode: 'PCS' }
    const chair = { number: '1000', unitPrice: '10', allowInvoiceDiscount: true, ...groups }
    ids.item = insertRow(data, names.item, { ...chair, salesUnitOfMeasureCode: 'BOX' }).id
    ids.other = insertRow(data, names.item, { ...chair, number: '2000', unitPrice: '33.333' }).id
    const lift = insertRow(data, names.resource, { ...groups, number: 'LIFT', unitPrice: '40' })
    insertRow(data, names.itemUnit, { itemId: ids.item, code: 'BOX', quantityPerUnit: '12' })
    insertRow(data, names.itemUnit, { itemId: ids.item, code: 'PCS', quantityPerUnit: '1' })
    insertRow(data, names.itemUnit, { itemId: ids.other, code: 'PCS', quantityPerUnit: '1' })
    insertRow(data, names.resourceUnit, { resourceId: lift.id, code: 'PCS', quantityPerUnit: '1' })
    ids.customer = insertRow(data, names.customer, {
      number: 'C1',
      displayName: 'Buyer',
      vatBusPostingGroup: 'DOMESTIC',
      customerPriceGroup: 'RETAIL',
    }).id
    const gross = { pricesIncludeTax: true, displayName: 'Gross' }
    const net = { ...gross, number: 'NET', vatBusPostingGroup: 'DOMESTIC', noLineDiscount: true }
    const payer = insertRow(data, names.customer, net)
    insertRow(data, names.customer, { number: 'SHOP', vatBusPostingGroup: 'EXPORT', billToId: payer.id })
    insertRow(data, names.customer, { ...gross, number: 'EU', vatBusPostingGroup: 'EU' })
  })
  await activate('All', { description: 'For all' }, [
    { assetNumber: '1000', unitOfMeasureCode: '', unitPrice: 9.5 },
    { assetNumber: '1000', unitOfMeasureCode: '', unitPrice: 9, minimumQuantity: 40 },
    // Dearer than what holds there: no break.
    { assetNumber: '1000', unitOfMeasureCode: '', unitPrice: 11, minimumQuantity: 30 },
    { assetNumber: '1000', unitOfMeasureCode: '', amountType: 'Discount', lineDiscountPercent: 5, minimumQuantity: 24 },
  ])
  await activate('Tables', {}, [{ assetNumber: '2000', amountType: 'Discount', lineDiscountPercent: 10 }])
  await activate('Retail', { sourceType: 'Customer Price Group', sourceNumber: 'RETAIL', endingDate: '2026-12-31' }, [
    { assetNumber: '1000', unitOfMeasureCode: 'BOX', unitPrice: 100, minimumQuantity: 10 },
  ])
})
afterAll(() => erp.close())

async function activate(code: string, list: Body, lines: readonly Body[]): Promise<void> {
  const { body } = await erp.koble('POST', 'priceLists', { code, ...list, lines })
  const answer = await erp.koble(
    'PATCH',
    `priceLists(${String(body['id'])})`,
    { status: 'Active' },
    { 'If-Match': '*' },
  )
  expect(answer.error[1]).toBe('')
}

const ask = (filter: string): Promise<Answer> =>
  erp.koble('GET', `salesPrices?$filter=customerNumber eq 'C1' and date eq 2026-07-15 and ${filter}`)
const applied = async (filter: string): Promise<Body> => (await ask(`${filter} and applies eq true`)).rows[0] ?? {}

test('one row for each quantity from which another price or discount holds', async () => {
  const { rows } = await ask(`itemId eq ${ids.item} and quantity eq 5`)
  // A box is 12: 24 and 40 pieces are 2 and 3.33334 boxes, rounded up; 9.50 x 12 = 114, 9.00 x 12 = 108.
  expect(
    rows.map((row) => [row['fromQuantity'], row['unitPrice'], row['lineDiscountPercent'], row['applies']]),
  ).toEqual([
    [0, 114, 0, false],
    [2, 114, 5, false],
    [3.33334, 108, 5, true],
    [10, 100, 5, false],
  ])
  expect(rows[2]).toMatchObject({
    sequence: 3,
    customerId: ids.customer,
    customerNumber: 'C1',
    itemNumber: '1000',
    resourceNumber: '',
    quantity: 5,
    unitOfMeasureCode: 'BOX',
    quantityPerUnitOfMeasure: 12,
    date: '2026-07-15',
    currencyCode: '',
    netUnitPrice: 102.6,
    lineAmount: 513, // 5 x 108 = 540, less 27.
    taxPercent: 19,
    pricesIncludeTax: false,
    priceSource: 'Price_x0020_List',
    priceListCode: 'ALL',
    priceListDescription: 'For all',
    sourceType: 'All_x0020_Customers',
    minimumQuantity: 40,
    discountPriceListCode: 'ALL',
    cardUnitPrice: 120,
  })
  expect(rows[3]).toMatchObject({
    priceListCode: 'RETAIL',
    sourceType: 'Customer_x0020_Price_x0020_Group',
    sourceNumber: 'RETAIL',
    endingDate: '2026-12-31',
    lineAmount: 950, // Of the break itself: 10 x 100, less 5 %.
  })
})

test('customer, VAT and discounts are those of the bill-to customer', async () => {
  const of = async (customer: string): Promise<Body | undefined> =>
    (await erp.koble('GET', `salesPrices?$filter=customerNumber eq '${customer}' and itemNumber eq '2000'`)).rows[0]
  const plain = { unitPrice: 33.333, lineDiscountPercent: 10, pricesIncludeTax: false, taxPercent: 19 }
  expect(await of('C1')).toMatchObject(plain)
  // 33.333 x 1.19 = 39.66627; the payer gets no line discounts on card prices.
  const gross = { unitPrice: 39.66627, lineDiscountPercent: 0, pricesIncludeTax: true, taxPercent: 19 }
  expect(await of('NET')).toMatchObject({ ...gross, customerNumber: 'NET' })
  expect(await of('SHOP')).toMatchObject({ ...gross, customerNumber: 'SHOP' })
  // Reverse charge adds nothing.
  expect(await of('EU')).toMatchObject({ ...plain, pricesIncludeTax: true, taxPercent: 0 })
})

describe('parameters', () => {
  test.each([
    ["itemNumber eq '1000' and unitOfMeasureCode eq 'PCS'", { unitPrice: 9.5, lineAmount: 9.5 }],
    ["itemNumber eq '1000' and quantity eq 10 and date eq 2026-07-15", { unitPrice: 100 }],
    ["itemNumber eq '1000' and currencyCode eq 'USD'", { unitPrice: 142.5, currencyCode: 'USD' }],
    ["itemNumber eq '1000' and currencyCode eq 'EUR'", { unitPrice: 114, currencyCode: 'EUR' }],
    ["itemNumber eq '2000' and quantity eq 2.5", { unitPrice: 33.333, lineAmount: 75, priceSource: 'Card' }],
    ["resourceNumber eq 'lift'", { unitPrice: 40, resourceNumber: 'LIFT', priceSource: 'Card' }],
  ])('%s', async (filter, expected) => {
    expect(await applied(filter)).toMatchObject(expected)
  })

  test('without a date mean today, the customer’s currency, one of the sales unit', async () => {
    await erp.control('PUT', 'clock', { now: '2027-02-01T10:00:00Z' })
    const { rows } = await erp.koble(
      'GET',
      `salesPrices?$filter=customerId eq ${ids.customer} and itemId eq ${ids.item}`,
    )
    // The price group's list has ended.
    expect(rows.map((row) => row['fromQuantity'])).toEqual([0, 2, 3.33334])
    expect(rows[0]).toMatchObject({ date: '2027-02-01', quantity: 1, unitOfMeasureCode: 'BOX', applies: true })
  })

  test('name several products at once', async () => {
    const { rows } = await ask(`(itemId eq ${ids.item} or itemId eq ${ids.other}) and applies eq true`)
    expect(rows.map((row) => [row['itemNumber'], row['unitPrice']])).toEqual([
      ['1000', 114],
      ['2000', 33.333],
    ])
  })

  const missing = 'You must specify a customer and an item or a resource to get the prices.'
  const chair = "itemNumber eq '1000' and "
  test.each([
    ['quantity eq 1', 400, missing],
    ["itemNumber eq '1000' and resourceNumber eq 'LIFT'", 400, 'Both "itemId" and "resourceId" are specified.'],
    ["itemNumber eq '9'", 400, 'The "itemNumber" does not match to an Item.'],
    ['itemId eq 11111111-1111-1111-1111-111111111111', 400, 'The "itemId" does not match to an Item.'],
    [`${chair}quantity eq -1`, 400, 'The value must be greater than or equal to 0. Value: -1.'],
    [`${chair}quantity ge 1`, 501, "The parameter 'quantity' takes one value with the 'eq' operator."],
    [`${chair}(quantity eq 1 or quantity eq 2)`, 501, "The parameter 'quantity' takes one value"],
    [`${chair}quantity eq null`, 400, "Cannot convert the literal 'null' to the expected type 'Edm.Decimal'."],
    [`${chair}itemVariantCode eq 'RED'`, 400, 'The "itemVariantCode" does not match to an Item Variant.'],
    [`${chair}currencyCode eq 'XXX'`, 400, 'The "currencyCode" does not match to a Currency.'],
    [`${chair}currencyCode eq 'NOK'`, 404, 'There is no Currency Exchange Rate within the filter.'],
    [
      `${chair}unitOfMeasureCode eq 'HOUR'`,
      404,
      "The Item Unit of Measure does not exist. Identification fields and values: Item No.='1000',Code='HOUR'",
    ],
  ])('%s is refused with %i', async (filter, status, message) => {
    const answer = await ask(filter)
    expect([answer.status, answer.error[1]]).toEqual([status, expect.stringContaining(message)])
  })

  test('of one record must agree', async () => {
    const answer = await ask(`itemId eq ${ids.item} and itemNumber eq '2000'`)
    expect(answer.error[1]).toBe('The item values do not match to a specific Item.')
  })

  test('are required, in a key too', async () => {
    for (const path of ['salesPrices', 'salesPrices(1)']) {
      expect((await erp.koble('GET', path)).error).toEqual(['Application_DialogException', missing])
    }
    expect((await erp.koble('POST', 'salesPrices', {})).status).toBe(405)
  })
})
