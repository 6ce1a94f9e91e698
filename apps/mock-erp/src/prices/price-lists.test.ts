/** Price lists over Koble's pages, from draft to deletion (docs/koble-api-pages.md; erp-business-logic, section 1.2). */
import type { Draft } from '@koble/odata-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyId } from '../seeds/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { openErp, type Answer, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
let customer: Body
let itemId: string

const ZERO = '00000000-0000-0000-0000-000000000000'
const any = { 'If-Match': '*' }

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  await erp.koble('POST', 'currencies', { code: 'USD', displayName: 'US dollar' })
  await erp.koble('POST', 'customerPriceGroups', {
    code: 'RETAIL',
    priceIncludesTax: true,
    taxBusinessPostingGroupCode: 'DOMESTIC',
    allowLineDiscount: false,
  })
  customer = (await erp.koble('POST', 'customers', { number: 'C1', displayName: 'Buyer', currencyCode: 'USD' })).body
  erp.database.transact(systemUser, companyId, (data) => {
    for (const code of ['PCS', 'BOX']) insertRow(data, names.unit, { code })
    const item = insertRow(data, names.item, {
      number: '1000',
      displayName: 'Chair',
      type: 'Inventory',
      baseUnitOfMeasureCode: 'PCS',
      salesUnitOfMeasureCode: 'BOX',
      vatProdPostingGroup: 'VAT19',
      allowInvoiceDiscount: true,
    })
    itemId = item.id
    insertRow(data, names.item, { number: '2000', displayName: 'Table' })
    insertRow(data, names.itemUnit, { itemId, code: 'PCS', quantityPerUnit: '1' })
    insertRow(data, names.itemUnit, { itemId, code: 'BOX', quantityPerUnit: '12' })
    insertRow(data, names.itemVariant, { itemId, code: 'RED' })
    insertRow(data, names.itemDiscountGroup, { code: 'A', displayName: 'Furniture' })
    insertRow(data, names.resource, { number: 'LIFT', displayName: 'Lift', baseUnitOfMeasureCode: 'HOUR' })
  })
})
afterAll(() => erp.close())

const post = (body: Body = {}): Promise<Answer> => erp.koble('POST', 'priceLists', body)
const patch = (set: string, row: Body, body: Body): Promise<Answer> =>
  erp.koble('PATCH', `${set}(${String(row['id'])})`, body, any)
const list = async (body: Body = {}): Promise<Body> => {
  const answer = await post(body)
  expect(answer.error[1]).toBe('')
  return answer.body
}
const line = (row: Body, body: Body): Promise<Answer> =>
  erp.koble('POST', `priceLists(${String(row['id'])})/lines`, body)
const linesOf = async (row: Body): Promise<readonly Body[]> =>
  (await erp.koble('GET', `priceLists(${String(row['id'])})/lines`)).rows
const change = (table: string, [column, value]: readonly [string, string], changes: Draft): void =>
  erp.database.transact(systemUser, companyId, (data) => {
    data.update(table, data.lookup(table, [column], [value])?.id ?? '', changes)
  })
const setup = (changes: Draft): void =>
  erp.database.transact(systemUser, companyId, (data) => {
    for (const row of data.scan(names.salesSetup)) data.update(names.salesSetup, row.id, changes)
  })

const chair = { assetNumber: '1000', unitPrice: 9.5 }

describe('a new list', () => {
  test('is a draft for all customers with a number of the series', async () => {
    const { status, body } = await post({ description: 'Spring' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      code: expect.stringMatching(/^SPL\d{4}$/) as string,
      status: 'Draft',
      sourceType: 'All_x0020_Customers',
      sourceNumber: '',
      sourceId: ZERO,
      currencyCode: '',
      amountType: 'Any',
      allowLineDiscount: true,
      allowInvoiceDiscount: true,
      allowUpdatingDefaults: false,
    })
  })

  test('for a customer takes its currency and flags', async () => {
    expect(await list({ sourceType: 'Customer', sourceNumber: 'C1' })).toMatchObject({
      sourceId: customer['id'],
      sourceNumber: 'C1',
      currencyCode: 'USD',
      priceIncludesTax: false,
      taxBusinessPostingGroupCode: 'DOMESTIC',
    })
  })

  test('for a customer without line discounts allows none', async () => {
    await erp.koble('POST', 'customers', { number: 'C2', displayName: 'Net buyer' })
    change(names.customer, ['number', 'C2'], { noLineDiscount: true })
    expect(await list({ sourceType: 'Customer', sourceNumber: 'C2' })).toMatchObject({ allowLineDiscount: false })
  })

  test('for a price group takes its flags and defines prices', async () => {
    const group = (await erp.koble('GET', "customerPriceGroups?$filter=code eq 'RETAIL'")).rows[0]
    expect(await list({ sourceType: 'Customer Price Group', sourceId: group?.['id'] })).toMatchObject({
      sourceNumber: 'RETAIL',
      amountType: 'Price',
      priceIncludesTax: true,
      taxBusinessPostingGroupCode: 'DOMESTIC',
      allowLineDiscount: false,
      allowInvoiceDiscount: true,
    })
  })

  const refusals = [
    [
      'a source of a type that needs one',
      { sourceType: 'Customer' },
      'Assign-to No. must have a value in Price List Header: Code=SPL',
    ],
    [
      'a source where all customers are meant',
      { sourceNumber: 'C1' },
      "Assign-to No. must be equal to '' in Price List Header: Code=",
    ],
    [
      'an unknown customer',
      { sourceType: 'Customer', sourceNumber: 'C9' },
      'The "sourceNumber" does not match to a Customer.',
    ],
    [
      'an unknown group',
      { sourceType: 'Customer_x0020_Price_x0020_Group', sourceId: ZERO.replace('0', '1') },
      'The "sourceId" does not match to a Customer Price Group.',
    ],
    [
      'an ending date before the starting date',
      { startingDate: '2026-07-02', endingDate: '2026-07-01' },
      'Ending Date cannot be before Starting Date.',
    ],
    [
      'discounts for a price group',
      { sourceType: 'Customer Price Group', sourceNumber: 'RETAIL', amountType: 'Discount' },
      'Defines must be equal to Price.',
    ],
    [
      'an unknown VAT group',
      { taxBusinessPostingGroupCode: 'MOON' },
      'The field VAT Bus. Posting Gr. (Price) of table Price List Header contains a value (MOON)',
    ],
    ['an unknown currency', { currencyCode: 'XXX' }, 'The "currencyCode" does not match to a Currency.'],
  ] as const
  test.each(refusals)('is refused with %s', async (_what, body, message) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.error[1]).toContain(message)
  })

  test('for a contact holds its record, for a campaign the code as it is', async () => {
    const { body } = await erp.koble('POST', 'contacts', { displayName: 'Asker' })
    const { number, id } = body
    expect(await list({ sourceType: 'Contact', sourceNumber: number })).toMatchObject({
      sourceId: id,
      sourceNumber: number,
    })
    const campaign = await list({ sourceType: 'Campaign', sourceNumber: 'summer' })
    expect(campaign).toMatchObject({ sourceId: ZERO, sourceNumber: 'SUMMER' })
  })

  test('takes no typed code where the series allows none', async () => {
    change(names.numberSeries, ['code', 'S-PL'], { manual: false })
    expect((await post({ code: 'TYPED' })).error[1]).toContain('You may not enter numbers manually.')
    change(names.numberSeries, ['code', 'S-PL'], { manual: true })
  })

  test('that includes VAT takes the VAT group of the sales setup', async () => {
    setup({ vatBusPostingGroupPrice: 'EU' })
    expect((await list({ priceIncludesTax: true }))['taxBusinessPostingGroupCode']).toBe('EU')
    setup({ vatBusPostingGroupPrice: '' })
  })

  test('takes a typed code once', async () => {
    await list({ code: 'mine' })
    expect((await post({ code: 'MINE' })).error).toEqual([
      'Internal_EntityWithSameKeyExists',
      "The record in table Price List Header already exists. Identification fields and values: Code='MINE'",
    ])
  })
})

describe('a line', () => {
  test('copies its list and takes unit and description from the item', async () => {
    const owner = await list({
      currencyCode: 'USD',
      startingDate: '2026-07-01',
      allowLineDiscount: false,
      lines: [
        chair,
        { ...chair, sequence: 15000, unitOfMeasureCode: 'PCS' },
        { assetType: 'Resource', assetNumber: 'LIFT' },
      ],
    })
    const lines = await linesOf(owner)
    expect((await erp.koble('GET', `priceLists(${String(owner['id'])})?$expand=lines`)).body['lines']).toEqual(lines)
    const [first, second, third] = lines
    expect(first).toMatchObject({
      priceListId: owner['id'],
      priceListCode: owner['code'],
      sequence: 10000,
      status: 'Draft',
      currencyCode: 'USD',
      startingDate: '2026-07-01',
      sourceType: 'All_x0020_Customers',
      assetType: 'Item',
      assetId: itemId,
      description: 'Chair',
      unitOfMeasureCode: 'BOX',
      amountType: 'Price',
      allowLineDiscount: false,
      allowInvoiceDiscount: true,
      unitPrice: 9.5,
    })
    expect([second?.['sequence'], second?.['unitOfMeasureCode']]).toEqual([15000, 'PCS'])
    expect(third).toMatchObject({ sequence: 25000, description: 'Lift', unitOfMeasureCode: 'HOUR' })
  })

  test('takes the item’s invoice discount flag where the list allows none', async () => {
    const owner = await list({ allowInvoiceDiscount: false })
    expect((await line(owner, { assetType: 'Resource', assetNumber: 'LIFT' })).body['allowInvoiceDiscount']).toBe(false)
    expect((await line(owner, chair)).body['allowInvoiceDiscount']).toBe(true)
  })

  test('of discounts has neither price nor flags, of prices no discount', async () => {
    const owner = await list()
    const discount = await line(owner, { amountType: 'Discount', lineDiscountPercent: 12.5 })
    expect(discount.body).toMatchObject({ lineDiscountPercent: 12.5, unitPrice: 0, allowLineDiscount: false })
    const price = await patch('priceListLines', discount.body, { amountType: 'Price', unitPrice: 3 })
    expect(price.body).toMatchObject({
      lineDiscountPercent: 0,
      unitPrice: 3,
      allowLineDiscount: true,
      allowInvoiceDiscount: true,
    })
  })

  test('of a list of discounts is a discount', async () => {
    const owner = await list({ amountType: 'Discount' })
    expect((await line(owner, { assetNumber: '1000', lineDiscountPercent: 4 })).body).toMatchObject({
      amountType: 'Discount',
      allowInvoiceDiscount: false,
    })
    expect((await line(owner, { amountType: 'Price' })).error[1]).toBe('Defines must be equal to Discount.')
  })

  test('with another asset forgets what belonged to the old one', async () => {
    const { body } = await line(await list(), { ...chair, itemVariantCode: 'RED' })
    expect((await patch('priceListLines', body, { assetNumber: '' })).body).toMatchObject({
      assetId: ZERO,
      description: '',
      unitOfMeasureCode: '',
      itemVariantCode: '',
    })
  })

  test('names one asset by number and id', async () => {
    const owner = await list()
    expect((await line(owner, { assetId: itemId, assetNumber: '1000' })).status).toBe(201)
    expect((await line(owner, { assetId: itemId, assetNumber: '2000' })).error[1]).toBe(
      'The item values do not match to a specific Item.',
    )
  })

  test('of a discount group of items defines discounts', async () => {
    const owner = await list()
    const { body } = await line(owner, { assetType: 'Item Discount Group', assetNumber: 'a', lineDiscountPercent: 8 })
    expect(body).toMatchObject({
      assetNumber: 'A',
      amountType: 'Discount',
      description: 'Furniture',
      assetId: expect.not.stringMatching(ZERO) as string,
    })
  })

  const refusals = [
    [
      'a price',
      { amountType: 'Discount', unitPrice: 5 },
      'Field Unit Price is not allowed in the price list line where Defines is Discount.',
    ],
    [
      'a discount',
      { lineDiscountPercent: 5 },
      'Field Line Discount % is not allowed in the price list line where Defines is Price.',
    ],
    [
      'a flag',
      { amountType: 'Discount', allowLineDiscount: true },
      'Field Allow Line Disc. is not allowed in the price list line where Defines is Discount.',
    ],
    [
      'a price for a group',
      { assetType: 'Item Discount Group', amountType: 'Price' },
      'Defines must be equal to Discount.',
    ],
    ['an unknown item', { assetNumber: '9' }, 'The "assetNumber" does not match to an Item.'],
    [
      'an unknown unit',
      { ...chair, unitOfMeasureCode: 'HOUR' },
      'The field Unit of Measure Code of table Price List Line contains a value (HOUR) that cannot be found in the related table (Item Unit of Measure).',
    ],
    [
      'an unknown variant',
      { ...chair, itemVariantCode: 'BLUE' },
      'The field Variant Code of table Price List Line contains a value (BLUE) that cannot be found in the related table (Item Variant).',
    ],
    [
      'a work type for an item',
      { ...chair, workTypeCode: 'NIGHT' },
      "Asset Type must be equal to 'Resource' in Price List Line",
    ],
    ['a negative price', { unitPrice: -1 }, 'The value must be greater than or equal to 0. Value: -1.'],
    [
      'more than everything',
      { amountType: 'Discount', lineDiscountPercent: 100.5 },
      'The value must be less than or equal to 100. Value: 100.5.',
    ],
    [
      'dates of its own',
      { startingDate: '2026-01-01' },
      "Allow Updating Defaults must be equal to 'Yes' in Price List Header: Code=",
    ],
    [
      'a source of its own',
      { sourceType: 'Customer' },
      "Allow Updating Defaults must be equal to 'Yes' in Price List Header: Code=",
    ],
  ] as const
  test.each(refusals)('is refused with %s where it has no place', async (_what, body, message) => {
    const answer = await line(await list(), body)
    expect(answer.status).toBe(400)
    expect(answer.error[1]).toContain(message)
  })

  test('may differ from a list that allows it', async () => {
    const owner = await list({ allowUpdatingDefaults: true })
    const answer = await line(owner, {
      sourceType: 'Customer',
      sourceNumber: 'C1',
      startingDate: '2026-01-01',
      ...chair,
    })
    expect(answer.body).toMatchObject({ sourceId: customer['id'], startingDate: '2026-01-01' })
    const nobody = await patch('priceListLines', answer.body, { sourceType: 'Customer Price Group' })
    expect(nobody.error[1]).toBe(
      `Assign-to No. must have a value in Price List Line: Price List Code=${String(owner['code'])}, Line No.=10000. It cannot be zero or empty.`,
    )
    const discount = await line(owner, { amountType: 'Discount', lineDiscountPercent: 5 })
    const group = { sourceType: 'Customer Price Group', sourceNumber: 'RETAIL' }
    expect((await patch('priceListLines', discount.body, group)).body).toMatchObject({
      amountType: 'Price',
      lineDiscountPercent: 0,
    })
  })

  test('is created from its own set with the list’s code anywhere in the body, never without', async () => {
    const owner = await list({ currencyCode: 'USD' })
    const answer = await erp.koble('POST', 'priceListLines', { ...chair, priceListCode: owner['code'] })
    expect(answer.body).toMatchObject({ priceListId: owner['id'], currencyCode: 'USD', sequence: 10000 })
    expect((await erp.koble('POST', 'priceListLines', chair)).error[1]).toBe(
      'A "priceListCode" or a "priceListId" must be provided.',
    )
    expect((await erp.koble('POST', 'priceListLines', { priceListCode: 'NONE' })).error[1]).toBe(
      'The "priceListCode" does not match to a Price List Header.',
    )
  })
})

describe('an active list', () => {
  test('activates its lines, and stands still', async () => {
    const owner = await list({ startingDate: '2030-01-01', lines: [chair] })
    const [row = {}] = await linesOf(owner)
    const mark = row['systemRowVersion']
    expect((await patch('priceLists', owner, { status: 'Active' })).body['status']).toBe('Active')
    const [active = {}] = await linesOf(owner)
    expect(active['status']).toBe('Active')
    expect(active['systemRowVersion']).toBeGreaterThan(Number(mark))

    const refusal = [
      'Application_FieldValidationException',
      `Status must be equal to 'Draft' in Price List Header: Code=${String(owner['code'])}. Current value is 'Active'.`,
    ]
    expect((await patch('priceLists', owner, { description: 'New' })).error).toEqual(refusal)
    expect((await patch('priceListLines', row, { unitPrice: 1 })).error).toEqual(refusal)
    expect((await line(owner, {})).error).toEqual(refusal)
    expect((await erp.koble('DELETE', `priceListLines(${String(row['id'])})`)).error).toEqual(refusal)
    expect((await erp.koble('DELETE', `priceLists(${String(owner['id'])})`)).error[1]).toBe(
      `You cannot delete the price list ${String(owner['code'])} because it is active.`,
    )
    expect((await patch('priceListLines', row, { unitPrice: 9.5 })).status).toBe(200)

    await patch('priceLists', owner, { status: 'Inactive' })
    expect((await linesOf(owner))[0]?.['status']).toBe('Inactive')
    expect((await erp.koble('DELETE', `priceLists(${String(owner['id'])})`)).status).toBe(204)
    expect((await erp.koble('GET', `priceListLines(${String(row['id'])})`)).status).toBe(404)
  })

  test('has complete lines', async () => {
    const owner = await list({ startingDate: '2030-02-01', lines: [{ unitPrice: 1 }] })
    const answer = await patch('priceLists', owner, { status: 'Active' })
    expect(answer.error).toEqual([
      'Application_FieldValidationException',
      `Asset No. must have a value in Price List Line: Price List Code=${String(owner['code'])}, Line No.=10000. It cannot be zero or empty.`,
    ])
    const discounts = await list({
      startingDate: '2030-02-01',
      lines: [{ amountType: 'Discount', lineDiscountPercent: 2 }],
    })
    expect((await patch('priceLists', discounts, { status: 'Active' })).status).toBe(200)
    const accounts = await list({ lines: [{ assetType: 'G_x002f_L_x0020_Account', unitPrice: 1 }] })
    expect((await patch('priceLists', accounts, { status: 'Active' })).error[1]).toContain(
      'Asset No. must have a value',
    )
  })

  test('gives no second price for the same, in itself or beside another one', async () => {
    const duplicates = ['Application_DialogException', 'There are duplicate prices in the price lists.']
    await list({ startingDate: '2030-03-01', lines: [chair] })
    const discount = { assetNumber: '1000', amountType: 'Discount', lineDiscountPercent: 3 }
    const both = await list({ startingDate: '2030-03-03', lines: [chair, discount] })
    expect((await patch('priceLists', both, { status: 'Active' })).status).toBe(200)
    const twice = await list({ startingDate: '2030-03-01', lines: [chair, { ...chair, unitPrice: 8 }] })
    expect((await patch('priceLists', twice, { status: 'Active' })).error).toEqual(duplicates)
    const [, second = {}] = await linesOf(twice)
    await patch('priceListLines', second, { minimumQuantity: 10 })
    expect((await patch('priceLists', twice, { status: 'Active' })).status).toBe(200)

    const other = await list({ startingDate: '2030-03-01', lines: [chair] })
    expect((await patch('priceLists', other, { status: 'Active' })).error).toEqual(duplicates)
    expect((await patch('priceLists', other, { startingDate: '2030-03-02', status: 'Active' })).status).toBe(200)
    expect((await linesOf(other))[0]).toMatchObject({ startingDate: '2030-03-02', status: 'Active' })
  })

  test('is edited where the setup allows it: the line is a draft until the list is activated again', async () => {
    const owner = await list({ startingDate: '2030-04-01', lines: [chair] })
    await patch('priceLists', owner, { status: 'Active' })
    const [row = {}] = await linesOf(owner)
    setup({ allowEditingActivePrice: true })
    try {
      expect((await patch('priceListLines', row, { unitPrice: 9 })).body).toMatchObject({
        status: 'Draft',
        unitPrice: 9,
      })
      await patch('priceLists', owner, { status: 'Draft' })
      await patch('priceLists', owner, { status: 'Active' })
      expect((await linesOf(owner))[0]?.['status']).toBe('Active')
      expect((await erp.koble('DELETE', `priceLists(${String(owner['id'])})`)).status).toBe(204)
    } finally {
      setup({ allowEditingActivePrice: false })
    }
  })
})

test('a list keeps to the rules when it is changed', async () => {
  const owner = await list({ sourceType: 'Customer', sourceNumber: 'C1' })
  expect((await patch('priceLists', owner, { sourceType: 'Contact' })).error[1]).toContain(
    'Assign-to No. must have a value',
  )
  const dates = { startingDate: '2026-07-02', endingDate: '2026-07-01' }
  expect((await patch('priceLists', owner, dates)).error[1]).toBe('Ending Date cannot be before Starting Date.')
  await patch('priceLists', owner, { status: 'Inactive' })
  expect((await patch('priceLists', owner, { currencyCode: '' })).error[1]).toContain("Current value is 'Inactive'.")
})

describe('a list with lines', () => {
  const fixed = [
    ['Currency Code', { currencyCode: 'USD' }],
    ['Assign-to Type', { sourceType: 'Customer', sourceNumber: 'C1' }],
    ['Price Includes VAT', { priceIncludesTax: true }],
    ['VAT Bus. Posting Gr. (Price)', { taxBusinessPostingGroupCode: 'EU' }],
  ] as const
  test.each(fixed)('keeps its %s', async (caption, body) => {
    const owner = await list({ lines: [chair] })
    expect((await patch('priceLists', owner, body)).error).toEqual([
      'Application_DialogException',
      `You cannot change ${caption} because one or more lines exist.`,
    ])
    const empty = await list()
    expect((await patch('priceLists', empty, body)).status).toBe(200)
  })

  test('gives them its new dates, and never gets another code', async () => {
    const owner = await list({ lines: [chair] })
    await patch('priceLists', owner, { startingDate: '2026-01-01', endingDate: '2026-12-31' })
    expect((await linesOf(owner))[0]).toMatchObject({ startingDate: '2026-01-01', endingDate: '2026-12-31' })
    expect((await patch('priceLists', owner, { code: 'OTHER' })).error[1]).toBe(
      'You cannot rename a Price List Header.',
    )
  })
})

test('a price group that includes VAT says for whom', async () => {
  const refusal =
    'VAT Bus. Posting Gr. (Price) must have a value in Customer Price Group: Code=GROSS. It cannot be zero or empty.'
  const answer = await erp.koble('POST', 'customerPriceGroups', { code: 'GROSS', priceIncludesTax: true })
  expect(answer.error[1]).toBe(refusal)
  const { body } = await erp.koble('POST', 'customerPriceGroups', { code: 'GROSS' })
  expect((await patch('customerPriceGroups', body, { priceIncludesTax: true })).error[1]).toBe(refusal)
})

test('a renamed price group is followed by its lists, active ones too', async () => {
  const { body } = await erp.koble('POST', 'customerPriceGroups', { code: 'OLD' })
  const owner = await list({ sourceType: 'Customer Price Group', sourceNumber: 'OLD', lines: [chair] })
  await patch('priceLists', owner, { status: 'Active' })
  await patch('customerPriceGroups', body, { code: 'NEW' })
  expect((await erp.koble('GET', `priceLists(${String(owner['id'])})`)).body['sourceNumber']).toBe('NEW')
  expect((await linesOf(owner))[0]?.['sourceNumber']).toBe('NEW')
  const found = await erp.koble('GET', "priceLists?$filter=sourceNumber eq 'new'")
  expect(found.rows.map((row) => row['id'])).toEqual([owner['id']])
})

test('the feed tells of groups, lists and lines', async () => {
  const state = async (set: string): Promise<Body> => (await erp.koble('GET', `feedState('${set}')`)).body
  const before = await state('priceLists')
  const owner = await list({ lines: [chair] })
  const [row] = await linesOf(owner)
  expect((await state('priceListLines'))['highestRowVersion']).toBe(row?.['systemRowVersion'])
  await erp.koble('DELETE', `priceLists(${String(owner['id'])})`)
  const { rows } = await erp.koble(
    'GET',
    `deletedRecords?$filter=entryNumber gt ${String(before['lastDeletionEntryNumber'])}`,
  )
  expect(rows.map((gone) => [gone['tableName'], gone['recordId']])).toEqual([
    ['priceListLines', row?.['id']],
    ['priceLists', owner['id']],
  ])
})
