/** Purchase orders over API v2.0 (business-central-api.json; erp-business-logic, section 2 mirrored). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CID, openErp, type Answer, type TestErp } from '../testing/test-erp.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
let vendor: string
let item: string

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

const made = async (set: string, body: object): Promise<string> => {
  const answer = await erp.call('POST', set, body)
  expect(answer.text, set).toContain('"id"')
  return String(answer.body['id'])
}

beforeEach(async () => {
  await erp.control('PUT', 'clock', { now: '2026-03-10T08:00:00Z' })
  await erp.control('POST', 'reset', { seed: 'empty', localCurrency: 'EUR' })
  for (const [code, displayName] of [
    ['PCS', 'Piece'],
    ['BOX', 'Box'],
  ])
    await made('unitsOfMeasure', { code, displayName })
  await made('paymentTerms', { code: '14D', dueDateCalculation: '14D' })
  await made('currencies', { code: 'USD' })
  await made('locations', { code: 'MAIN', displayName: 'Main', addressLine1: 'Dock 1' })
  vendor = await made('vendors', { number: 'V1', displayName: 'Nordholz', city: 'Kiel' })
  item = await made('items', {
    number: '1000',
    displayName: 'Lamp',
    baseUnitOfMeasureCode: 'PCS',
    unitCost: 60,
    generalProductPostingGroupCode: 'GOODS',
    inventoryPostingGroupCode: 'RESALE',
  })
  write(names.itemUnit, { itemId: item, code: 'BOX', quantityPerUnit: '12' })
  const terms = { paymentTermsCode: '14D', locationCode: 'MAIN' }
  change(names.vendor, vendor, {
    ...terms,
    genBusPostingGroup: 'DOMESTIC',
    vatBusPostingGroup: 'DOMESTIC',
    vendorPostingGroup: 'DOMESTIC',
  })
  change(names.item, item, { vatProdPostingGroup: 'VAT19', lastDirectCost: '0', allowInvoiceDiscount: true })
})

const write = (table: string, draft: Record<string, string | number>): void =>
  void erp.database.transact(systemUser, CID, (data) => data.insert(table, draft))
const change = (table: string, id: string, changes: Record<string, string | boolean>): void =>
  void erp.database.transact(systemUser, CID, (data) => data.update(table, id, changes))

const READ_ONLY =
  'id number vendorName payToName payToAddressLine1 payToAddressLine2 payToCity payToCountry payToState payToPostCode discountAppliedBeforeTax totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax fullyReceived status lastModifiedDateTime'.split(
    ' ',
  )
const READ_ONLY_OF_LINES =
  'id discountAppliedBeforeTax amountExcludingTax taxPercent totalTaxAmount amountIncludingTax invoiceDiscountAllocation netAmount netTaxAmount netAmountIncludingTax receivedQuantity invoicedQuantity'.split(
    ' ',
  )

const order = async (body: object = {}): Promise<string> => made('purchaseOrders', { vendorNumber: 'V1', ...body })
const get = async (path: string) => (await erp.call('GET', path)).body
const patch = (path: string, body: object): Promise<Answer> => erp.call('PATCH', path, body, { 'If-Match': '*' })
const line = async (id: string, body: object): Promise<Answer> =>
  erp.call('POST', `purchaseOrders(${id})/purchaseOrderLines`, body)

describe('a new order', () => {
  test('takes number, dates, addresses and terms from series, work date and vendor', async () => {
    const id = await order()
    expect(await get(`purchaseOrders(${id})`)).toMatchObject({
      number: 'PO106001',
      orderDate: '2026-03-10',
      postingDate: '2026-03-10',
      vendorId: vendor,
      vendorName: 'Nordholz',
      payToVendorNumber: 'V1',
      buyFromCity: 'Kiel',
      shipToName: 'Main',
      shipToAddressLine1: 'Dock 1',
      currencyCode: 'EUR',
      pricesIncludeTax: false,
      discountAppliedBeforeTax: true,
      status: 'Draft',
      fullyReceived: false,
      totalAmountIncludingTax: 0,
    })
  })

  test.each([
    [{}, 'A "vendorNumber" or a "vendorId" must be provided.'],
    [{ vendorNumber: 'V9' }, 'The buy-from vendor cannot be found.'],
    [{ vendorId: '11111111-1111-4111-8111-111111111111' }, 'The buy-from vendor cannot be found.'],
    [{ vendorNumber: 'V1', payToVendorNumber: 'V9' }, 'The pay-to vendor cannot be found.'],
    [{ vendorNumber: 'V1', currencyCode: 'XXX' }, 'The "currencyCode" does not match to a Currency.'],
  ])('%j is refused', async (body, message) => {
    const answer = await erp.call('POST', 'purchaseOrders', body)
    expect([answer.status, ...answer.error]).toEqual([400, 'Application_DialogException', message])
  })

  test('names one vendor: two that contradict each other are refused', async () => {
    await made('vendors', { number: 'V2', displayName: 'Other' })
    const answer = await erp.call('POST', 'purchaseOrders', { vendorId: vendor, vendorNumber: 'V2' })
    expect(answer.error[1]).toBe('The buy-from vendor values do not match to a specific Vendor.')
  })

  test.each([
    [{ blocked: 'All' }, 'You cannot create this type of document when Vendor V1 is blocked with type All'],
    [{ privacyBlocked: true }, 'You cannot create this type of document when Vendor V1 is blocked for privacy.'],
    [
      { vendorPostingGroup: '' },
      'Vendor Posting Group must have a value in Vendor: No.=V1. It cannot be zero or empty.',
    ],
  ])('of a vendor with %j is refused', async (changes, message) => {
    change(names.vendor, vendor, changes)
    expect((await erp.call('POST', 'purchaseOrders', { vendorNumber: 'V1' })).error[1]).toBe(message)
  })

  test('of a vendor blocked for payments is taken', async () => {
    change(names.vendor, vendor, { blocked: 'Payment' })
    expect(await order()).not.toBe('')
  })

  test('comes with its lines in one request', async () => {
    const id = await order({ purchaseOrderLines: [{ itemId: item, quantity: 2 }, { description: 'Please hurry' }] })
    const { rows } = await erp.call('GET', `purchaseOrders(${id})/purchaseOrderLines`)
    expect(rows).toMatchObject([
      { sequence: 10_000, lineType: 'Item', lineObjectNumber: '1000', quantity: 2 },
      { sequence: 20_000, lineType: 'Comment', description: 'Please hurry', quantity: 0 },
    ])
  })
})

describe('an item line', () => {
  test('takes its text, unit, cost and VAT from the item, the location from the order', async () => {
    const id = await order()
    expect((await line(id, { itemId: item, quantity: 3 })).body).toMatchObject({
      documentId: id,
      description: 'Lamp',
      unitOfMeasureCode: 'PCS',
      directUnitCost: 60,
      taxCode: 'VAT19',
      taxPercent: 19,
      // 3 x 60.00, VAT 34.20
      amountExcludingTax: 180,
      totalTaxAmount: 34.2,
      netAmountIncludingTax: 214.2,
      receiveQuantity: 3,
      invoiceQuantity: 3,
      receivedQuantity: 0,
      expectedReceiptDate: '2026-03-10',
    })
    expect(await get(`purchaseOrders(${id})`)).toMatchObject({
      totalAmountExcludingTax: 180,
      totalTaxAmount: 34.2,
      totalAmountIncludingTax: 214.2,
    })
  })

  test('costs what was paid last; a box costs twelve pieces', async () => {
    change(names.item, item, { lastDirectCost: '59.5' })
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 2, unitOfMeasureCode: 'BOX' })
    expect(body).toMatchObject({ unitOfMeasureCode: 'BOX', directUnitCost: 714, netAmount: 1428 })
  })

  test('comes by the lead time of the item, or on the day that the order asks for', async () => {
    change(names.item, item, { leadTimeCalculation: '1W' })
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 2 })
    expect(body['expectedReceiptDate']).toBe('2026-03-17')
    await patch(`purchaseOrders(${id})`, { requestedReceiptDate: '2026-04-01' })
    expect((await get(`purchaseOrderLines(${String(body['id'])})`))['expectedReceiptDate']).toBe('2026-04-01')
  })

  test('in foreign currency costs the local cost at the rate, with VAT where prices include it', async () => {
    write(names.exchangeRate, {
      currencyCode: 'USD',
      startingDate: '2026-01-01',
      exchangeRateAmount: '125',
      relationalCurrencyCode: '',
      relationalExchangeRateAmount: '100',
    })
    const id = await order({ currencyCode: 'USD', pricesIncludeTax: true })
    // 60 x 1.25 x 1.19
    expect((await line(id, { itemId: item, quantity: 1 })).body).toMatchObject({
      directUnitCost: 89.25,
      netAmount: 75,
      netAmountIncludingTax: 89.25,
      amountExcludingTax: 75,
    })
  })

  test('follows discounts: percent and amount make each other', async () => {
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 3, directUnitCost: 10.555, discountPercent: 7.5 })
    expect(body).toMatchObject({ discountAmount: 2.38, netAmount: 29.29 })
    const path = `purchaseOrderLines(${String(body['id'])})`
    expect((await patch(path, { discountAmount: 1 })).body).toMatchObject({
      discountPercent: 3.15756,
      netAmount: 30.67,
    })
    expect((await patch(path, { quantity: 1 })).body).toMatchObject({ discountAmount: 0.33, netAmount: 10.23 })
    expect((await patch(path, { discountPercent: 101 })).status).toBe(400)
    // 33.33 of 1,000,000.00 are 0.00333 %, which alone would be 33.30.
    const large = await patch(path, { quantity: 10_000, directUnitCost: 100, discountAmount: 33.33 })
    expect(large.body).toMatchObject({ discountPercent: 0.00333, discountAmount: 33.33, netAmount: 999_966.67 })
  })

  test.each([
    [{ blocked: true }, "Blocked must be equal to 'No' in Item: No.=1000. Current value is 'Yes'."],
    [
      { purchasingBlocked: true },
      'You cannot purchase Item 1000 because the Purchasing Blocked check box is selected on the Item card.',
    ],
  ])('of an item with %j is refused', async (changes, message) => {
    change(names.item, item, changes)
    expect((await line(await order(), { itemId: item })).error[1]).toBe(message)
  })

  test.each([
    [{ receiveQuantity: 6 }, 'You cannot receive more than 5 units.'],
    [{ receiveQuantity: -1 }, 'You cannot receive more than 5 units.'],
    [{ receiveQuantity: 2, invoiceQuantity: 3 }, 'You cannot invoice more than 2 units.'],
    [{ sequence: 5 }, 'The value for sequence cannot be modified. Delete and insert the line again.'],
    [{ lineObjectNumber: '1001' }, 'The value for "lineObjectNumber" cannot be modified.'],
    [{ documentId: '11111111-1111-4111-8111-111111111111' }, 'The value for "documentId" cannot be modified.'],
    [{ unitOfMeasureCode: 'KG' }, 'The "unitOfMeasureCode" does not match to a Unit of Measure.'],
  ])('does not take %j', async (changes, message) => {
    const { body } = await line(await order(), { itemId: item, quantity: 5 })
    expect((await patch(`purchaseOrderLines(${String(body['id'])})`, changes)).error[1]).toBe(message)
  })

  test('another quantity sets what is to be received and invoiced again', async () => {
    const { body } = await line(await order(), { itemId: item, quantity: 5, receiveQuantity: 1 })
    expect(body).toMatchObject({ receiveQuantity: 1, invoiceQuantity: 1 })
    const changed = await patch(`purchaseOrderLines(${String(body['id'])})`, { quantity: 8 })
    expect(changed.body).toMatchObject({ receiveQuantity: 8, invoiceQuantity: 8 })
  })
})

describe('other lines', () => {
  test('an account takes its name and no cost, and must be one for direct posting', async () => {
    const id = await order()
    const account = erp.database.read(CID).lookup(names.account, ['number'], ['5300'])
    change(names.account, account?.id ?? '', { genProdPostingGroup: 'SERVICES', vatProdPostingGroup: 'VAT19' })
    const { body } = await line(id, { lineType: 'Account', lineObjectNumber: '5300', quantity: 1, directUnitCost: 10 })
    expect(body).toMatchObject({
      accountId: account?.id,
      description: account?.['displayName'],
      netAmountIncludingTax: 11.9,
    })
    const refused = await line(id, { lineType: 'Account', lineObjectNumber: '2100' })
    expect(refused.error[1]).toBe(
      "Direct Posting must be equal to 'Yes' in G/L Account: No.=2100. Current value is 'No'.",
    )
  })

  test('a comment has no quantity; both item and account are too much; a resource is not implemented', async () => {
    const id = await order()
    expect((await line(id, { description: 'Hello', quantity: 1 })).error[1]).toContain(
      'Type must have a value in Purchase Line',
    )
    expect((await line(id, { itemId: item, accountId: vendor })).error[1]).toBe(
      'Both "itemId" and "accountId" are specified. Specify only one of them.',
    )
    expect((await line(id, { lineType: 'Resource', lineObjectNumber: 'R1' })).status).toBe(501)
    expect((await line(id, { itemId: vendor })).error[1]).toBe('Item does not exist.')
  })

  test('are listed only below their order, or by its id', async () => {
    const id = await order({ purchaseOrderLines: [{ itemId: item, quantity: 1 }] })
    const refused = await erp.call('GET', 'purchaseOrderLines')
    expect([refused.status, ...refused.error]).toEqual([
      400,
      'Application_DialogException',
      'You must specify an Id or a Document Id to get the lines.',
    ])
    expect((await erp.call('GET', `purchaseOrderLines?$filter=documentId eq ${id}`)).rows).toHaveLength(1)
  })

  test('belong to an order: a posted invoice takes none', async () => {
    const id = await order()
    change(names.purchaseHeader, id, { documentType: 'Posted_x0020_Invoice' })
    const answer = await erp.call('POST', 'purchaseOrderLines', { documentId: id, description: 'More' })
    expect(answer.error[1]).toBe('The order cannot be found.')
  })

  test('a taken sequence is refused, a free one is kept', async () => {
    const id = await order()
    expect((await line(id, { description: 'First', sequence: 15_000 })).body['sequence']).toBe(15_000)
    expect((await line(id, { description: 'Second' })).body['sequence']).toBe(25_000)
    expect((await line(id, { description: 'Third', sequence: 15_000 })).error[1]).toBe(
      'You cannot insert a line because a line already exists.',
    )
  })
})

describe('the order as a whole', () => {
  test('moves with each of its lines', async () => {
    const id = await order()
    const tag = async () => (await get(`purchaseOrders(${id})`))['@odata.etag']
    const tags = [await tag()]
    const { body } = await line(id, { itemId: item, quantity: 1 })
    tags.push(await tag())
    await patch(`purchaseOrderLines(${String(body['id'])})`, { quantity: 2 })
    tags.push(await tag())
    await erp.call('DELETE', `purchaseOrderLines(${String(body['id'])})`)
    tags.push(await tag())
    expect(new Set(tags).size).toBe(4)
  })

  test('does not move when what it shows is written back', async () => {
    const id = await order({ requestedReceiptDate: '2026-04-01' })
    const made = await line(id, {
      itemId: item,
      quantity: 3,
      directUnitCost: 9.99,
      discountPercent: 3,
      receiveQuantity: 1,
    })
    await patch(`purchaseOrders(${id})`, { discountAmount: 2 })
    const lineId = String(made.body['id'])
    for (const [path, readOnlyNames] of [
      [`purchaseOrderLines(${lineId})`, READ_ONLY_OF_LINES],
      [`purchaseOrders(${id})`, READ_ONLY],
    ] as const) {
      const before = await get(path)
      const written = Object.entries(before).filter(([name]) => !name.includes('@') && !readOnlyNames.includes(name))
      expect(written.length).toBeGreaterThan(15)
      const answer = await patch(path, Object.fromEntries(written))
      expect([answer.error[1], answer.body]).toEqual(['', before])
    }
  })

  test('shares an invoice discount out over its lines, again after each change, until it is taken away', async () => {
    const id = await order()
    // The lines of erp-business-logic, section 2.5, at 19 %: 29.29 and 19.99.
    const { body } = await line(id, { itemId: item, quantity: 3, directUnitCost: 10.555, discountPercent: 7.5 })
    await line(id, { itemId: item, quantity: 1, directUnitCost: 19.99 })
    const discounted = await patch(`purchaseOrders(${id})`, { discountAmount: 5 })
    // 44.28, VAT 8.41
    expect(discounted.body).toMatchObject({ discountAmount: 5, totalAmountExcludingTax: 44.28, totalTaxAmount: 8.41 })
    expect(await get(`purchaseOrderLines(${String(body['id'])})`)).toMatchObject({
      invoiceDiscountAllocation: 2.97,
      netAmount: 26.32,
      netTaxAmount: 5,
    })
    await patch(`purchaseOrderLines(${String(body['id'])})`, { quantity: 4 })
    expect((await get(`purchaseOrders(${id})`))['discountAmount']).toBe(5)
    await patch(`purchaseOrders(${id})`, { discountAmount: 59 })
    await patch(`purchaseOrderLines(${String(body['id'])})`, { quantity: 1 })
    // No more than the lines are worth: 9.77 and 19.99.
    expect(await get(`purchaseOrders(${id})`)).toMatchObject({ discountAmount: 29.76, totalAmountIncludingTax: 0 })
    await patch(`purchaseOrderLines(${String(body['id'])})`, { quantity: 4 })
    const cleared = await patch(`purchaseOrders(${id})`, { discountAmount: 0 })
    expect(cleared.body).toMatchObject({ discountAmount: 0, totalAmountExcludingTax: 59.04 })
  })

  test('refuses an invoice discount that no line allows, and one above its lines', async () => {
    const id = await order({ purchaseOrderLines: [{ itemId: item, quantity: 1 }] })
    expect((await patch(`purchaseOrders(${id})`, { discountAmount: 61 })).status).toBe(400)
    change(names.item, item, { allowInvoiceDiscount: false })
    const other = await order({ purchaseOrderLines: [{ itemId: item, quantity: 1 }] })
    expect((await patch(`purchaseOrders(${other})`, { discountAmount: 1 })).error[1]).toContain(
      'Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected',
    )
  })

  test('of another vendor has its lines made again, without what was typed', async () => {
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 2, directUnitCost: 1, sequence: 70_000 })
    write(names.reservation, { entryNumber: 1, itemId: item, sourceId: String(body['id']), quantityBase: '1' })
    const other = await made('vendors', { number: 'V2', displayName: 'Abroad' })
    const groups = { genBusPostingGroup: 'EU', vatBusPostingGroup: 'EU', vendorPostingGroup: 'FOREIGN' }
    change(names.vendor, other, groups)
    expect((await patch(`purchaseOrders(${id})`, { vendorNumber: 'V2' })).body).toMatchObject({
      vendorName: 'Abroad',
      totalAmountExcludingTax: 120,
      totalTaxAmount: 0,
    })
    const { rows } = await erp.call('GET', `purchaseOrders(${id})/purchaseOrderLines`)
    expect(rows).toMatchObject([{ sequence: 10_000, quantity: 2, directUnitCost: 60, taxPercent: 0 }])
    expect(erp.database.read(CID).count(names.reservation)).toBe(0)
  })

  test('with prices including tax converts its costs', async () => {
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 2 })
    await patch(`purchaseOrders(${id})`, { pricesIncludeTax: true })
    expect(await get(`purchaseOrderLines(${String(body['id'])})`)).toMatchObject({
      directUnitCost: 71.4,
      netAmount: 120,
      netAmountIncludingTax: 142.8,
      discountAppliedBeforeTax: false,
    })
  })

  test('takes its lines along when it is deleted, unless something received is not invoiced', async () => {
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 2 })
    const lineId = String(body['id'])
    change(names.purchaseLine, lineId, { receivedQuantity: '1' })
    const refused = await erp.call('DELETE', `purchaseOrders(${id})`)
    expect(refused.error[1]).toBe(
      "Qty. Rcd. Not Invoiced must be equal to '0' in Purchase Line: Document Type=Order, Document No.=PO106001, Line No.=10000. Current value is '1'.",
    )
    change(names.purchaseLine, lineId, { receivedQuantity: '0' })
    expect((await erp.call('DELETE', `purchaseOrders(${id})`)).status).toBe(204)
    expect((await erp.call('GET', `purchaseOrderLines(${lineId})`)).status).toBe(404)
  })

  test('that is released takes quantities to receive and to invoice, and nothing else', async () => {
    const id = await order()
    const { body } = await line(id, { itemId: item, quantity: 2 })
    change(names.purchaseHeader, id, { status: 'Released' })
    const path = `purchaseOrderLines(${String(body['id'])})`
    const closed =
      "Status must be equal to 'Open' in Purchase Header: Document Type=Order, No.=PO106001. Current value is 'Released'."
    expect((await patch(path, { receiveQuantity: 1, invoiceQuantity: 0 })).status).toBe(200)
    for (const answer of [
      await patch(path, { quantity: 3 }),
      await patch(`purchaseOrders(${id})`, { vendorId: vendor, requestedReceiptDate: '2026-05-01' }),
      await line(id, { description: 'More' }),
      await erp.call('DELETE', path),
    ]) {
      expect(answer.error).toEqual(['Application_FieldValidationException', closed])
    }
    expect((await get(`purchaseOrders(${id})`))['status']).toBe('Open')
  })
})
