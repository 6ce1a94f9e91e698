/** Sales orders of API v2.0 over HTTP: the exchanges A18 to A20 and A22 of wire-examples and the refusals of business-central-protocol, section 13. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, type Body } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

const DIALOG = 'Application_DialogException'
const FIELD = 'Application_FieldValidationException'
const ZERO = '00000000-0000-0000-0000-000000000000'
const DESK = { lineType: 'Item', lineObjectNumber: '1896-S' } as const

let erp: SalesWorld

beforeAll(async () => {
  erp = await openSalesWorld()
})
afterAll(() => erp.close())

/** A new order and its lines. */
async function order(
  ...salesOrderLines: readonly Body[]
): Promise<{ id: string; order: Body; lines: readonly Body[] }> {
  const body = { customerNumber: '10000', salesOrderLines }
  const made = await erp.done(erp.call('POST', 'salesOrders?$expand=salesOrderLines', body))
  return { id: String(made['id']), order: made, lines: made['salesOrderLines'] as Body[] }
}
const read = (id: string): Promise<Body> => erp.done(erp.call('GET', `salesOrders(${id})`))
const lineId = (lines: readonly Body[], at = 0): string => String(lines[at]?.['id'])

describe('A18: an order with lines', () => {
  test('is created in one request and shows what it took from customer and item', async () => {
    const answer = await erp.call('POST', 'salesOrders?$expand=salesOrderLines', {
      customerNumber: '10000',
      externalDocumentNumber: 'so-crm-1001',
      orderDate: '2026-08-20',
      salesOrderLines: [
        { ...DESK, quantity: 5, unitPrice: 1000.8 },
        { lineType: 'Comment', description: 'Deliver to gate 2' },
      ],
    })
    expect(answer.status).toBe(201)
    // 5 x 1000.80 = 5004.00; 19 % of it is 950.76.
    expect(answer.body).toMatchObject({
      externalDocumentNumber: 'SO-CRM-1001',
      orderDate: '2026-08-20',
      postingDate: '2026-08-21',
      customerId: erp.customerId,
      customerName: 'Adatum Corporation',
      billToCustomerNumber: '10000',
      sellToAddressLine1: 'Station Road 21',
      shipToCity: 'Ghent',
      currencyCode: 'EUR',
      currencyId: ZERO,
      pricesIncludeTax: false,
      partialShipping: true,
      requestedDeliveryDate: '0001-01-01',
      discountAmount: 0,
      discountAppliedBeforeTax: true,
      totalAmountExcludingTax: 5004,
      totalTaxAmount: 950.76,
      totalAmountIncludingTax: 5954.76,
      fullyShipped: false,
      status: 'Draft',
    })
    const [desk, comment] = answer.body['salesOrderLines'] as Body[]
    expect(desk).toMatchObject({
      documentId: answer.body['id'],
      sequence: 10_000,
      itemId: erp.itemId,
      accountId: ZERO,
      lineType: 'Item',
      lineObjectNumber: '1896-S',
      description: 'ATHENS Desk',
      unitOfMeasureCode: 'PCS',
      quantity: 5,
      unitPrice: 1000.8,
      amountExcludingTax: 5004,
      taxCode: 'VAT19',
      taxPercent: 19,
      totalTaxAmount: 950.76,
      amountIncludingTax: 5954.76,
      invoiceDiscountAllocation: 0,
      netAmountIncludingTax: 5954.76,
      shipmentDate: '2026-08-21',
      shippedQuantity: 0,
      invoiceQuantity: 5,
      shipQuantity: 5,
      itemVariantId: ZERO,
      locationId: ZERO,
    })
    expect(comment).toMatchObject({ sequence: 20_000, lineType: 'Comment', lineObjectNumber: '', quantity: 0 })
  })

  test('is all or nothing', async () => {
    const count = async (): Promise<string> => (await erp.call('GET', 'salesOrders/$count')).text
    const before = await count()
    const lines = [{ ...DESK, quantity: 1 }, { itemId: ZERO.replace('0', '1') }]
    const refused = await erp.call('POST', 'salesOrders', { customerNumber: '10000', salesOrderLines: lines })
    expect([refused.status, ...refused.error]).toEqual([400, DIALOG, 'Item does not exist.'])
    expect(await count()).toBe(before)
  })

  test('navigates to its records', async () => {
    const { id } = await order({ ...DESK, quantity: 1 })
    const expand =
      '$expand=customer,currency,paymentTerm,salesOrderLines($expand=item,unitOfMeasure,location,salesOrder)'
    const shown = await erp.done(erp.call('GET', `salesOrders(${id})?${expand}`))
    expect(shown).toMatchObject({ customer: { number: '10000' }, currency: null, paymentTerm: null })
    expect(shown['salesOrderLines']).toMatchObject([
      { item: { number: '1896-S' }, unitOfMeasure: { code: 'PCS' }, location: null, salesOrder: { id } },
    ])
    const pdf = await erp.call('GET', `salesOrders(${id})/pdfDocument/pdfDocumentContent`)
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
  })
})

describe('A19: a line', () => {
  test('that is added moves the totals, the stamp and the tag of its order', async () => {
    const { id, order: before } = await order({ ...DESK, quantity: 1 })
    await erp.control('PUT', 'clock', { advanceMs: 1000 })
    const added = await erp.call('POST', `salesOrders(${id})/salesOrderLines`, { itemId: erp.itemId, quantity: 2 })
    expect([added.status, added.body['sequence'], added.body['lineType']]).toEqual([201, 20_000, 'Item'])
    const after = await read(id)
    expect(after['totalAmountExcludingTax']).toBe(3002.4)
    expect(after['@odata.etag']).not.toBe(before['@odata.etag'])
    expect(String(after['lastModifiedDateTime']) > String(before['lastModifiedDateTime'])).toBe(true)
    const path = `salesOrderLines(${String(added.body['id'])})`
    await erp.done(erp.patch(path, { quantity: 3 }))
    expect((await read(id))['totalAmountExcludingTax']).toBe(4003.2)
    expect((await erp.call('DELETE', path)).status).toBe(204)
    expect((await read(id))['totalAmountExcludingTax']).toBe(1000.8)
  })

  test('is found under its order, by its id and by a filter on its document', async () => {
    const { id, lines } = await order({ ...DESK, quantity: 1 }, { description: 'Text' })
    const found = [
      await erp.call('GET', `salesOrders(${id})/salesOrderLines`),
      await erp.call('GET', `salesOrderLines?$filter=documentId eq ${id}`),
    ]
    expect(found.map(({ rows }) => rows.map((row) => row['sequence']))).toEqual([
      [10_000, 20_000],
      [10_000, 20_000],
    ])
    expect((await erp.call('GET', `salesOrderLines(${lineId(lines)})`)).body['documentId']).toBe(id)
  })

  test('may be created with the document named in the body, at any place', async () => {
    const { id } = await order()
    const made = await erp.call('POST', 'salesOrderLines', { ...DESK, quantity: 2, documentId: id })
    expect([made.status, made.body['documentId'], made.body['quantity']]).toEqual([201, id, 2])
  })

  test('with only a description is a comment', async () => {
    const { lines } = await order({ description: 'Gift wrap' })
    expect(lines).toMatchObject([{ lineType: 'Comment', description: 'Gift wrap' }])
  })

  test('takes what is to be shipped and invoiced', async () => {
    const { lines } = await order({ ...DESK, quantity: 5 })
    const changed = await erp.patch(`salesOrderLines(${lineId(lines)})`, { shipQuantity: 3, invoiceQuantity: 2 })
    expect(changed.body).toMatchObject({ shipQuantity: 3, invoiceQuantity: 2 })
  })

  test('discount and amount follow each other; the header spreads its own discount over the lines', async () => {
    const { id, lines } = await order(
      { ...DESK, quantity: 10, unitPrice: 100 },
      { ...DESK, quantity: 1, unitPrice: 500 },
    )
    const line = await erp.patch(`salesOrderLines(${lineId(lines)})`, { discountPercent: 10 })
    expect(line.body).toMatchObject({ discountAmount: 100, amountExcludingTax: 900, totalTaxAmount: 171 })
    // 140 over lines of 900 and 500: 90 and 50. Left are 1260, 19 % of it 239.40.
    const header = await erp.done(erp.patch(`salesOrders(${id})`, { discountAmount: 140 }))
    expect(header).toMatchObject({
      discountAmount: 140,
      totalAmountExcludingTax: 1260,
      totalTaxAmount: 239.4,
      totalAmountIncludingTax: 1499.4,
    })
    const shares = await erp.call(
      'GET',
      `salesOrders(${id})/salesOrderLines?$select=invoiceDiscountAllocation,netAmount`,
    )
    expect(shares.rows).toMatchObject([
      { invoiceDiscountAllocation: 90, netAmount: 810 },
      { invoiceDiscountAllocation: 50, netAmount: 450 },
    ])
    await erp.done(erp.patch(`salesOrders(${id})`, { discountAmount: 0 }))
    expect(await read(id)).toMatchObject({ discountAmount: 0, totalAmountExcludingTax: 1400 })
  })

  test('switches its object by id and takes the new one’s values', async () => {
    const { lines } = await order({ description: 'Later' })
    const changed = await erp.patch(`salesOrderLines(${lineId(lines)})`, { itemId: erp.itemId })
    expect(changed.body).toMatchObject({ lineType: 'Item', lineObjectNumber: '1896-S', description: 'ATHENS Desk' })
  })

  test('reading changes nothing', async () => {
    const { id } = await order({ ...DESK, quantity: 1 })
    const [first, second] = [await read(id), await read(id)]
    expect(second).toEqual(first)
  })
})

describe('A20: ship and invoice', () => {
  const act = (id: string): ReturnType<SalesWorld['call']> =>
    erp.call('POST', `salesOrders(${id})/Microsoft.NAV.shipAndInvoice`, undefined, { 'If-Match': '*' })
  const invoices = async (number: unknown): Promise<readonly Body[]> =>
    (await erp.call('GET', `salesInvoices?$filter=orderNumber eq '${String(number)}'&$orderby=number`)).rows

  test('everything: the order is gone, its invoice stands', async () => {
    const { id, order: made } = await order({ ...DESK, quantity: 5 })
    const answer = await act(id)
    expect([answer.status, answer.text]).toEqual([204, ''])
    const gone = await erp.call('GET', `salesOrders(${id})`)
    expect([gone.status, gone.error[0]]).toEqual([404, 'Internal_RecordNotFound'])
    expect(await invoices(made['number'])).toMatchObject([
      {
        status: 'Open',
        orderId: ZERO,
        orderNumber: made['number'],
        totalAmountIncludingTax: 5954.76,
        remainingAmount: 5954.76,
      },
    ])
    const shipments = await erp.call(
      'GET',
      `salesShipments?$filter=orderNumber eq '${String(made['number'])}'&$expand=salesShipmentLines`,
    )
    expect(shipments.rows).toMatchObject([
      { customerNumber: '10000', salesShipmentLines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 5 }] },
    ])
  })

  test('in parts: the order stays until the last part', async () => {
    const { id, order: made, lines } = await order({ ...DESK, quantity: 5 }, { description: 'Text' })
    const path = `salesOrderLines(${lineId(lines)})`
    await erp.done(erp.patch(path, { shipQuantity: 3, invoiceQuantity: 2 }))
    expect((await act(id)).status).toBe(204)
    expect(await read(id)).toMatchObject({ status: 'Open', fullyShipped: false })
    expect((await erp.call('GET', path)).body).toMatchObject({
      shippedQuantity: 3,
      invoicedQuantity: 2,
      shipQuantity: 2,
      invoiceQuantity: 3,
    })
    const [first] = await invoices(made['number'])
    // 2 x 1000.80 with 19 %.
    expect(first).toMatchObject({ orderId: id, totalAmountExcludingTax: 2001.6, totalAmountIncludingTax: 2381.9 })
    const refused = await erp.call('DELETE', `salesOrders(${id})`, undefined, { 'If-Match': '*' })
    expect([refused.status, ...refused.error]).toEqual([
      400,
      FIELD,
      `Qty. Shipped Not Invoiced must be equal to '0' in Sales Line: Document Type=Order, Document No.=${String(made['number'])}, Line No.=10000. Current value is '1'.`,
    ])
    expect((await act(id)).status).toBe(204)
    expect((await erp.call('GET', `salesOrders(${id})`)).status).toBe(404)
    const all = await invoices(made['number'])
    expect(all.map((invoice) => invoice['totalAmountExcludingTax'])).toEqual([2001.6, 3002.4])
  })

  test('is refused without lines, and where a person would be asked', async () => {
    const empty = await act((await order()).id)
    expect([empty.status, ...empty.error]).toEqual([400, DIALOG, 'Please add at least one line item to the estimate.'])
    const zero = await act((await order({ ...DESK })).id)
    expect([zero.status, zero.error[0]]).toEqual([400, 'Application_CallbackNotAllowed'])
  })

  test('honours the tag', async () => {
    const { id, order: made } = await order({ ...DESK, quantity: 1 })
    await erp.done(erp.patch(`salesOrders(${id})`, { shipToName: 'Elsewhere' }))
    const stale = await erp.call('POST', `salesOrders(${id})/Microsoft.NAV.shipandinvoice`, undefined, {
      'If-Match': String(made['@odata.etag']),
    })
    expect([stale.status, ...stale.error]).toEqual([
      409,
      'Request_EntityChanged',
      'Another user has already changed the record.',
    ])
    const unknown = await erp.call('POST', `salesOrders(${id})/Microsoft.NAV.release`)
    expect([unknown.status, unknown.error[0]]).toEqual([404, 'BadRequest_ResourceNotFound'])
  })
})

describe('is refused', () => {
  const CUSTOMER = 'The sell-to customer values do not match to a specific Customer.'
  const other = '77777777-0000-4000-8000-000000000001'

  test.each<[what: string, body: Body, code: string, message: string]>([
    ['no customer', { orderDate: '2026-08-21' }, DIALOG, 'A "customerNumber" or a "customerId" must be provided.'],
    ['unknown customer', { customerNumber: '99999' }, DIALOG, 'The sell-to customer cannot be found.'],
    ['unknown customer id', { customerId: other }, DIALOG, 'The sell-to customer cannot be found.'],
    ['two customers', { customerNumber: '10000', customerId: 'OTHER' }, DIALOG, CUSTOMER],
    [
      'unknown bill-to',
      { customerNumber: '10000', billToCustomerNumber: 'X' },
      DIALOG,
      'The bill-to customer cannot be found.',
    ],
    [
      'unknown currency',
      { customerNumber: '10000', currencyCode: 'XXX' },
      DIALOG,
      'The "currencyCode" does not match to a Currency.',
    ],
    [
      'unknown payment terms',
      { customerNumber: '10000', paymentTermsId: other },
      DIALOG,
      'The "paymentTermsId" does not match to a Payment Terms.',
    ],
    [
      'unknown shipment method',
      { customerNumber: '10000', shipmentMethodId: other },
      DIALOG,
      'The "shipmentMethodId" does not match to a Shipment Method.',
    ],
    [
      'unknown salesperson',
      { customerNumber: '10000', salesperson: 'zz' },
      'Internal_InvalidTableRelation',
      'The field Salesperson Code of table Sales Header contains a value (ZZ) that cannot be found in the related table (Salesperson/Purchaser).',
    ],
    [
      'a number',
      { customerNumber: '10000', number: 'X1' },
      'BadRequest_InvalidOperation',
      "Control 'number' is read-only",
    ],
    [
      'a bill-to address',
      { customerNumber: '10000', billToCity: 'Bonn' },
      'BadRequest_InvalidOperation',
      "Control 'billToCity' is read-only",
    ],
    [
      'a long reference',
      { customerNumber: '10000', externalDocumentNumber: 'x'.repeat(36) },
      'Application_StringExceededLength',
      `The length of the string is 36, but it must be less than or equal to 35 characters. Value: ${'X'.repeat(36)}`,
    ],
    [
      'a field of another page',
      { customerNumber: '10000', yourReference: 'x' },
      'BadRequest',
      "The property 'yourReference' does not exist on type 'Microsoft.NAV.salesOrder'. Make sure to only use property names that are defined by the type.",
    ],
    [
      'a blocked customer',
      { customerNumber: '40000' },
      DIALOG,
      'You cannot create this type of document when Customer 40000 is blocked with type All',
    ],
  ])('an order with %s', async (_what, body, code, message) => {
    if (body['customerNumber'] === '40000') {
      await erp.call('POST', 'customers', { number: '40000', displayName: 'Blocked', blocked: 'All' })
    }
    let customerId = body['customerId']
    if (customerId === 'OTHER') {
      customerId = (await erp.done(erp.call('POST', 'customers', { displayName: 'Another' })))['id']
    }
    const sent = customerId === undefined ? body : { ...body, customerId }
    const answer = await erp.call('POST', 'salesOrders', sent)
    expect([answer.status, ...answer.error]).toEqual([400, code, message])
  })

  const BOTH = 'Both "itemId" and "accountId" are specified. Specify only one of them.'

  test.each<[what: string, body: Body, status: number, code: string, message: string]>([
    ['item and account', { itemId: 'ITEM', accountId: other }, 400, DIALOG, BOTH],
    ['an unknown item', { itemId: other }, 400, DIALOG, 'Item does not exist.'],
    ['an unknown account', { accountId: other }, 400, DIALOG, 'Account does not exist.'],
    [
      'an unknown number',
      { lineType: 'Item', lineObjectNumber: 'nope' },
      400,
      'Internal_InvalidTableRelation',
      'The field No. of table Sales Line contains a value (NOPE) that cannot be found in the related table (Item).',
    ],
    [
      'a taken sequence',
      { sequence: 10_000, description: 'x' },
      400,
      DIALOG,
      'You cannot insert a line because a line already exists.',
    ],
    [
      'a unit of another item',
      { itemId: 'ITEM', unitOfMeasureCode: 'BOX' },
      404,
      'Internal_RecordNotFound',
      "The Item Unit of Measure does not exist. Identification fields and values: Item No.='1896-S',Code='BOX'",
    ],
    [
      'too much to ship',
      { itemId: 'ITEM', quantity: 5, shipQuantity: 6 },
      400,
      DIALOG,
      'You cannot ship more than 5 units.',
    ],
    [
      'too much to invoice',
      { itemId: 'ITEM', quantity: 5, invoiceQuantity: 6 },
      400,
      DIALOG,
      'You cannot invoice more than 5 units.',
    ],
    [
      'an unknown type',
      { lineType: 'Wish' },
      400,
      'Unknown',
      "'Wish' is not an option. The existing options are: Comment,Account,Item,Resource,Fixed Asset,Charge,Allocation Account",
    ],
    [
      'a tax percent',
      { itemId: 'ITEM', taxPercent: 5 },
      400,
      'BadRequest_InvalidOperation',
      "Control 'taxPercent' is read-only",
    ],
  ])('a line with %s', async (_what, body, status, code, message) => {
    const { id } = await order({ description: 'First' })
    const line = body['itemId'] === 'ITEM' ? { ...body, itemId: erp.itemId } : body
    const answer = await erp.call('POST', `salesOrders(${id})/salesOrderLines`, line)
    expect([answer.status, ...answer.error]).toEqual([status, code, message])
  })

  test.each<[what: string, body: Body, message: string]>([
    [
      'its sequence',
      { sequence: 15_000 },
      'The value for sequence cannot be modified. Delete and insert the line again.',
    ],
    ['its document', { documentId: other }, 'The value for "documentId" cannot be modified.'],
    ['its object’s number', { lineObjectNumber: 'X' }, 'The value for "lineObjectNumber" cannot be modified.'],
  ])('a change of %s', async (_what, body, message) => {
    const { lines } = await order({ ...DESK, quantity: 1 })
    const answer = await erp.patch(`salesOrderLines(${lineId(lines)})`, body)
    expect([answer.status, ...answer.error]).toEqual([400, DIALOG, message])
  })

  test('the list of all lines, and a line of no order', async () => {
    const list = await erp.call('GET', 'salesOrderLines')
    const message = 'You must specify an Id or a Document Id to get the lines.'
    expect([list.status, ...list.error]).toEqual([400, DIALOG, message])
    const orphan = await erp.call('POST', 'salesOrderLines', { ...DESK })
    expect([orphan.status, ...orphan.error]).toEqual([400, DIALOG, message])
    const stray = await erp.call('POST', 'salesOrderLines', { ...DESK, documentId: other })
    expect([stray.status, ...stray.error]).toEqual([400, DIALOG, 'The order cannot be found.'])
  })

  test('a change of an order together with its lines', async () => {
    const { id } = await order({ ...DESK, quantity: 1 })
    const answer = await erp.patch(`salesOrders(${id})`, { shipToName: 'X', salesOrderLines: [] })
    expect([answer.status, answer.error[0]]).toEqual([400, 'BadRequest'])
    expect((await read(id))['shipToName']).toBe('Adatum Corporation')
  })

  test('a change of the line of a released order, but for what is to be shipped', async () => {
    const { id, order: made, lines } = await order({ ...DESK, quantity: 5 })
    await erp.done(erp.kobleAction(`salesOrders(${id})`, 'release'))
    expect((await read(id))['status']).toBe('Open')
    const path = `salesOrderLines(${lineId(lines)})`
    const answer = await erp.patch(path, { quantity: 6 })
    const message = `Status must be equal to 'Open' in Sales Header: Document Type=Order, No.=${String(made['number'])}. Current value is 'Released'.`
    expect([answer.status, ...answer.error]).toEqual([400, FIELD, message])
    const discount = await erp.patch(`salesOrders(${id})`, { discountAmount: 5 })
    expect([discount.status, ...discount.error]).toEqual([400, FIELD, message])
    expect((await erp.patch(path, { shipQuantity: 1 })).status).toBe(200)
  })
})

describe('prices, tax and currency', () => {
  test('prices that include tax are converted, and the totals stay', async () => {
    const { id, lines } = await order({ ...DESK, quantity: 2, unitPrice: 100 })
    const header = await erp.done(erp.patch(`salesOrders(${id})`, { pricesIncludeTax: true }))
    expect(header).toMatchObject({
      discountAppliedBeforeTax: false,
      totalAmountExcludingTax: 200,
      totalTaxAmount: 38,
      totalAmountIncludingTax: 238,
    })
    expect((await erp.call('GET', `salesOrderLines(${lineId(lines)})`)).body).toMatchObject({
      unitPrice: 119,
      discountAppliedBeforeTax: false,
      amountExcludingTax: 200,
      totalTaxAmount: 38,
      amountIncludingTax: 238,
    })
  })

  test('another tax code brings its percent', async () => {
    const { id, lines } = await order({ ...DESK, quantity: 1, unitPrice: 100 })
    const line = await erp.done(erp.patch(`salesOrderLines(${lineId(lines)})`, { taxCode: 'VAT7' }))
    expect(line).toMatchObject({ taxCode: 'VAT7', taxPercent: 7, totalTaxAmount: 7 })
    expect((await read(id))['totalAmountIncludingTax']).toBe(107)
  })

  test('another currency prices the lines anew', async () => {
    const loaded = await erp.control('POST', 'load', {
      currencies: [{ code: 'USD', displayName: 'Dollar' }],
      currencyExchangeRates: [
        { currencyCode: 'USD', startingDate: '2026-01-01', exchangeRateAmount: 125, relationalExchangeRateAmount: 100 },
      ],
    })
    expect(loaded.body['refused']).toEqual([])
    const { id, lines } = await order({ ...DESK, quantity: 1, unitPrice: 7 })
    const header = await erp.done(
      erp.patch(`salesOrders(${id})?$expand=salesOrderLines,currency`, { currencyCode: 'usd' }),
    )
    // 1000.80 EUR at 1.25.
    expect(header).toMatchObject({ currencyCode: 'USD', currency: { code: 'USD' }, totalAmountExcludingTax: 1251 })
    const made = header['salesOrderLines'] as Body[]
    expect(made).toMatchObject([{ unitPrice: 1251, quantity: 1 }])
    expect(lineId(made)).not.toBe(lineId(lines))
    const koble = await erp.done(erp.koble('GET', `salesOrders(${id})`))
    expect(koble).toMatchObject({ currencyCode: 'USD', currencyFactor: 1.25 })
  })
})

test('a variant belongs to its item', async () => {
  const variant = (itemId: unknown, code: string): Promise<Body> =>
    erp.done(erp.call('POST', 'itemVariants', { itemId, code, description: code }))
  const other = await erp.done(erp.call('POST', 'items', { displayName: 'Chair', baseUnitOfMeasureCode: 'PCS' }))
  const [own, foreign] = [await variant(erp.itemId, 'RED'), await variant(other['id'], 'BLUE')]
  const { lines } = await order({ ...DESK, quantity: 1 })
  const path = `salesOrderLines(${lineId(lines)})`
  const changed = await erp.done(erp.patch(`${path}?$expand=itemVariant`, { itemVariantId: own['id'] }))
  expect(changed).toMatchObject({ itemVariantId: own['id'], itemVariant: { code: 'RED' } })
  const refused = await erp.patch(path, { itemVariantId: foreign['id'] })
  expect([refused.status, refused.error[0]]).toEqual([400, 'Internal_InvalidTableRelation'])
})

test('dimensions come with an order and go to its lines', async () => {
  const dimensionId = erp.newId()
  erp.database.transact(systemUser, CID, (data) => {
    insertRow(data, names.dimension, { id: dimensionId, code: 'AREA', displayName: 'Area' })
    for (const code of ['10', '20']) {
      insertRow(data, names.dimensionValue, { dimensionId, dimensionCode: 'AREA', code, displayName: code })
    }
    for (const setup of data.scan(names.setup)) data.update(names.setup, setup.id, { shortcutDimension1Code: 'AREA' })
  })
  const made = await erp.done(
    erp.call('POST', 'salesOrders?$expand=dimensionSetLines,salesOrderLines($expand=dimensionSetLines)', {
      customerNumber: '10000',
      dimensionSetLines: [{ code: 'AREA', valueCode: '10' }],
      salesOrderLines: [{ ...DESK, quantity: 1 }],
    }),
  )
  expect(made).toMatchObject({ shortcutDimension1Code: '10', dimensionSetLines: [{ code: 'AREA', valueCode: '10' }] })
  expect(made['salesOrderLines']).toMatchObject([{ dimensionSetLines: [{ code: 'AREA', valueCode: '10' }] }])
  const path = `salesOrders(${String(made['id'])})`
  const changed = await erp.done(
    erp.patch(`${path}?$expand=salesOrderLines($expand=dimensionSetLines)`, { shortcutDimension1Code: '20' }),
  )
  expect(changed['shortcutDimension1Code']).toBe('20')
  expect(changed['salesOrderLines']).toMatchObject([{ dimensionSetLines: [{ code: 'AREA', valueCode: '20' }] }])
  const unknown = await erp.patch(path, { shortcutDimension1Code: '99' })
  expect([unknown.status, unknown.error[0]]).toEqual([400, 'Internal_InvalidTableRelation'])
})

test('an account line takes what is said of it', async () => {
  const { rows } = await erp.call('GET', "accounts?$filter=directPosting eq true and category eq 'Income'&$top=1")
  const { lines } = await order({ accountId: rows[0]?.['id'], quantity: 1, unitPrice: 40 })
  expect(lines).toMatchObject([{ lineType: 'Account', lineObjectNumber: rows[0]?.['number'], amountExcludingTax: 40 }])
})

test('values that only postings set are taken without effect', async () => {
  const { id, lines } = await order({ ...DESK, quantity: 5 })
  const line = await erp.patch(`salesOrderLines(${lineId(lines)})`, { shippedQuantity: 2, invoicedQuantity: 2 })
  expect([line.status, line.body['shippedQuantity'], line.body['invoicedQuantity']]).toEqual([200, 0, 0])
  const header = await erp.patch(`salesOrders(${id})`, { fullyShipped: true })
  expect([header.status, header.body['fullyShipped']]).toEqual([200, false])
})

test('an order is deleted with its lines', async () => {
  const { id, lines } = await order({ ...DESK, quantity: 5 })
  expect((await erp.call('DELETE', `salesOrders(${id})`, undefined, { 'If-Match': '*' })).status).toBe(204)
  expect((await erp.call('GET', `salesOrderLines(${lineId(lines)})`)).status).toBe(404)
})
