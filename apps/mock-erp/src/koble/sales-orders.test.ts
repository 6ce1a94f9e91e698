/** Koble's pages of quotes, orders and their lines over HTTP, against the contract (docs/koble-api-pages.md). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import type { Answer, Body } from '../testing/test-erp.ts'

const DIALOG = 'Application_DialogException'
const FIELD = 'Application_FieldValidationException'
const ZERO = '00000000-0000-0000-0000-000000000000'
const DESK = { lineType: 'Item', lineObjectNumber: '1896-S' } as const

let erp: SalesWorld

beforeAll(async () => {
  erp = await openSalesWorld()
})
afterAll(() => erp.close())

type Set = 'salesOrders' | 'salesQuotes'

async function create(set: Set, lines: readonly Body[] = [], more: Body = {}): Promise<Body> {
  return erp.done(erp.koble('POST', `${set}?$expand=lines`, { customerId: erp.customerId, ...more, lines }))
}
const linesOf = (document: Body): readonly Body[] => document['lines'] as Body[]
const path = (set: string, row: Body | undefined): string => `${set}(${String(row?.['id'])})`
const patch = (address: string, body: Body): Promise<Answer> => erp.koble('PATCH', address, body, ANY)
const read = (set: string, row: Body, options = ''): Promise<Body> =>
  erp.done(erp.koble('GET', `${path(set, row)}${options}`))
const refusal = ({ status, error }: Answer): unknown => [status, ...error]

describe('a document', () => {
  test('is created whole, with ids that the client chose and a fixed discount after its lines', async () => {
    const [id, first, second] = [erp.newId(), erp.newId(), erp.newId()]
    const made = await create(
      'salesOrders',
      [
        {
          id: first,
          sequence: 10_000,
          ...DESK,
          unitOfMeasureCode: 'PCS',
          quantity: 12,
          unitPrice: 95,
          discountAmount: 10,
        },
        { id: second, sequence: 20_000, description: 'Engraved: FJORDLYS', attachedToLineNumber: 10_000 },
      ],
      {
        id,
        yourReference: 'ORD-01042',
        externalDocumentNumber: ' Spring order',
        workDescription: 'Deliver to gate 4',
        requestedDeliveryDate: '2026-12-10',
        quoteNumber: 'SQ0001',
        discountAmount: 25,
      },
    )
    // 12 x 95 - 10 = 1130, less 25: 1105; 19 % of it 209.95.
    expect(made).toMatchObject({
      id,
      customerNumber: '10000',
      billToCustomerId: erp.customerId,
      contactNumber: 'CT000001',
      yourReference: 'ORD-01042',
      externalDocumentNumber: 'SPRING ORDER',
      workDescription: 'Deliver to gate 4',
      quoteNumber: 'SQ0001',
      documentDate: '2026-08-21',
      orderDate: '2026-08-21',
      currencyCode: '',
      currencyId: ZERO,
      currencyFactor: 0,
      partialShipping: true,
      discountAmount: 25,
      discountCalculation: 'Amount',
      lineDiscountAmount: 10,
      totalAmountExcludingTax: 1105,
      totalTaxAmount: 209.95,
      totalAmountIncludingTax: 1314.95,
      status: 'Open',
      fullyShipped: false,
      fullyInvoiced: false,
      documentNumberOccurrence: 1,
      archivedVersions: 0,
    })
    expect(linesOf(made)).toMatchObject([
      {
        id: first,
        documentId: id,
        documentNumber: made['number'],
        itemId: erp.itemId,
        resourceId: ZERO,
        quantityPerUnitOfMeasure: 1,
        lineAmount: 1130,
        taxCode: 'VAT19',
        amountExcludingTax: 1130,
        invoiceDiscountAmount: 25,
        netAmount: 1105,
        unitCostLcy: 600,
        outstandingQuantity: 12,
        outstandingAmount: 1314.95,
        requestedDeliveryDate: '2026-12-10',
        shipmentDate: '2026-12-10',
        quantityToShip: 12,
        reservedQuantity: 0,
        completelyShipped: false,
      },
      { id: second, lineType: 'Comment', description: 'Engraved: FJORDLYS', attachedToLineNumber: 10_000 },
    ])
  })

  test('of a taken id is refused whatever else the body says, with the ids of its lines too', async () => {
    const line = erp.newId()
    const taken = await create('salesOrders', [{ id: line, description: 'x' }])
    const again = await erp.koble('POST', 'salesOrders', { id: taken['id'], customerNumber: 'nobody' })
    expect(refusal(again)).toEqual([
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table Sales Header already exists. Identification fields and values: SystemId='{${String(taken['id']).toUpperCase()}}'`,
    ])
    const id = erp.newId()
    const lines = [{ description: 'y' }, { id: line, description: 'z' }]
    const withLine = await erp.koble('POST', 'salesOrders', { id, customerId: erp.customerId, lines })
    expect([withLine.status, withLine.error[0]]).toEqual([400, 'Internal_EntityWithSameKeyExists'])
    expect((await erp.koble('GET', `salesOrders(${id})`)).status).toBe(404)
  })

  test('is found by what it is indexed by', async () => {
    const made = await create('salesQuotes', [], { yourReference: 'Q-77' })
    for (const filter of [
      `yourReference eq 'Q-77'`,
      `number eq '${String(made['number'])}'`,
      `id eq ${String(made['id'])}`,
    ]) {
      const { rows } = await erp.koble('GET', `salesQuotes?$filter=${filter}`)
      expect(rows.map((row) => row['id'])).toEqual([made['id']])
    }
    const elsewhere = await erp.koble('GET', `salesOrders?$filter=yourReference eq 'Q-77'`)
    expect(elsewhere.rows).toEqual([])
    expect((await erp.koble('GET', path('salesOrders', made))).status).toBe(404)
  })

  test('is one version with its lines: each change of a line moves it', async () => {
    const made = await create('salesOrders', [{ ...DESK, quantity: 1 }])
    const version = async (): Promise<number> => Number((await read('salesOrders', made))['systemRowVersion'])
    const seen = [await version()]
    const moved = async (change: Promise<Answer>): Promise<void> => {
      expect((await change).status).toBeLessThan(300)
      seen.push(await version())
    }
    await moved(erp.koble('POST', `${path('salesOrders', made)}/lines`, { description: 'More' }))
    await moved(patch(path('salesOrderLines', linesOf(made)[0]), { description: 'Another desk' }))
    await moved(erp.koble('DELETE', path('salesOrderLines', linesOf(made)[0])))
    await moved(erp.kobleAction(path('salesOrders', made), 'archive').then((answer) => answer))
    const [created, inserted, changed, deleted, archived] = seen
    expect([Number(inserted) > Number(created), Number(changed) > Number(inserted)]).toEqual([true, true])
    expect([Number(deleted) > Number(changed), archived]).toEqual([true, deleted])
  })

  test('a change that changes nothing moves nothing', async () => {
    const made = await create('salesOrders', [{ ...DESK, quantity: 2 }], { discountAmount: 5 })
    const { id: _id, ...same } = made
    const names = [
      'customerId',
      'currencyCode',
      'discountAmount',
      'yourReference',
      'sellToCity',
      'partialShipping',
      'pricesIncludeTax',
    ]
    const body = Object.fromEntries(names.map((name) => [name, same[name]]))
    const answer = await patch(path('salesOrders', made), body)
    expect([answer.status, answer.body['systemRowVersion']]).toEqual([200, made['systemRowVersion']])
    const [line] = linesOf(made)
    const lineNames = [
      'quantity',
      'unitPrice',
      'discountPercent',
      'lineAmount',
      'unitOfMeasureCode',
      'locationId',
      'sequence',
    ]
    const untouched = await patch(
      path('salesOrderLines', line),
      Object.fromEntries(lineNames.map((name) => [name, line?.[name]])),
    )
    expect([untouched.status, untouched.body['systemRowVersion']]).toEqual([200, line?.['systemRowVersion']])
  })

  test('keeps a fixed discount while its lines change', async () => {
    const made = await create(
      'salesOrders',
      [
        { ...DESK, quantity: 1, unitPrice: 100 },
        { ...DESK, quantity: 1, unitPrice: 60 },
      ],
      {
        discountAmount: 80,
      },
    )
    const [first, second] = linesOf(made)
    await erp.done(patch(path('salesOrderLines', first), { unitPrice: 40 }))
    expect((await read('salesOrders', made))['discountAmount']).toBe(80)
    expect((await erp.koble('DELETE', path('salesOrderLines', second))).status).toBe(204)
    // A line of 40 bears no more than 40.
    expect(await read('salesOrders', made)).toMatchObject({ discountAmount: 40, totalAmountIncludingTax: 0 })
  })

  test('re-creates its lines for another customer; the old ones are logged as deleted', async () => {
    const other = await erp.done(erp.koble('POST', 'customers', { displayName: 'Trey Research' }))
    const made = await create('salesOrders', [{ ...DESK, quantity: 3, unitPrice: 5, description: 'By hand' }])
    const changed = await erp.done(patch(`${path('salesOrders', made)}?$expand=lines`, { customerId: other['id'] }))
    expect(changed).toMatchObject({ customerName: 'Trey Research', billToName: 'Trey Research' })
    expect(linesOf(changed)).toMatchObject([{ quantity: 3, unitPrice: 1000.8, description: 'ATHENS Desk' }])
    expect(linesOf(changed)[0]?.['id']).not.toBe(linesOf(made)[0]?.['id'])
    const gone = await erp.koble('GET', `deletedRecords?$filter=recordId eq ${String(linesOf(made)[0]?.['id'])}`)
    expect(gone.rows).toMatchObject([{ tableName: 'salesOrderLines' }])
  })

  test('takes an opportunity of its contact that is not closed', async () => {
    const other = await erp.done(erp.koble('POST', 'customers', { displayName: 'Lea Wirth' }))
    await erp.done(erp.koble('POST', 'salespeople', { code: 'KH', displayName: 'K. Hansen' }))
    const opportunityOf = (contactId: unknown): Promise<Body> =>
      erp.done(erp.koble('POST', 'opportunities', { contactId, description: 'Desks', salespersonCode: 'KH' }))
    const made = await create('salesQuotes')
    const [own, foreign] = [await opportunityOf(made['contactId']), await opportunityOf(other['contactId'])]
    const linked = await erp.done(patch(path('salesQuotes', made), { opportunityId: own['id'] }))
    expect(linked['opportunityNumber']).toBe(own['number'])
    const refused = await patch(path('salesQuotes', made), { opportunityId: foreign['id'] })
    expect(refusal(refused)).toEqual([
      400,
      'Internal_InvalidTableRelation',
      `The field Opportunity No. of table Sales Header contains a value (${String(foreign['number'])}) that cannot be found in the related table (Opportunity).`,
    ])
    const stranger = await patch(path('salesQuotes', made), { contactId: other['contactId'] })
    expect(refusal(stranger)).toEqual([
      400,
      DIALOG,
      `Contact ${String(other['contactNumber'])} Lea Wirth is related to a different company than customer 10000.`,
    ])
  })

  test('of a quote has dates of its own', async () => {
    const quote = await create('salesQuotes', [], { validUntilDate: '2026-09-30' })
    expect(quote).toMatchObject({ postingDate: '0001-01-01', validUntilDate: '2026-09-30', acceptedDate: '0001-01-01' })
    expect(Object.keys(quote)).not.toContain('lastShipmentDate')
  })
})

describe('is refused', () => {
  const other = '77777777-0000-4000-8000-000000000001'

  test.each<[what: string, body: Body, code: string, message: string]>([
    ['no customer', {}, DIALOG, 'A "customerNumber" or a "customerId" must be provided.'],
    ['an unknown customer', { customerNumber: 'X' }, DIALOG, 'The sell-to customer cannot be found.'],
    [
      'an unknown contact',
      { customerNumber: '10000', contactNumber: 'X' },
      DIALOG,
      'The "contactNumber" does not match to a Contact.',
    ],
    [
      'unknown payment terms',
      { customerNumber: '10000', paymentTermsCode: 'x' },
      DIALOG,
      'The "paymentTermsCode" does not match to a Payment Terms.',
    ],
    [
      'an unknown country',
      { customerNumber: '10000', shipToCountry: 'ZZ' },
      'Internal_InvalidTableRelation',
      'The field Ship-to Country/Region Code of table Sales Header contains a value (ZZ) that cannot be found in the related table (Country/Region).',
    ],
    [
      'a percent above 100',
      { customerNumber: '10000', paymentDiscountPercent: 101 },
      FIELD,
      'The value must be less than or equal to 100. Value: 101.',
    ],
    [
      'a discount that no line bears',
      { customerNumber: '10000', discountAmount: 5, lines: [{ description: 'x' }] },
      DIALOG,
      'Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected. To add a discount, specify a line discount in the Line Discount % field for the relevant lines.',
    ],
    [
      'a field of quotes',
      { customerNumber: '10000', sentDate: '2026-08-21T10:00:00Z' },
      'BadRequest',
      "The property 'sentDate' does not exist on type 'Microsoft.NAV.salesOrder'. Make sure to only use property names that are defined by the type.",
    ],
  ])('an order with %s', async (_what, body, code, message) => {
    expect(refusal(await erp.koble('POST', 'salesOrders', body))).toEqual([400, code, message])
  })

  test.each<[what: string, body: Body, status: number, code: string, message: string]>([
    [
      'item and resource',
      { itemId: 'ITEM', resourceId: other },
      400,
      DIALOG,
      'Both "itemId" and "resourceId" are specified. Specify only one of them.',
    ],
    ['an unknown resource', { resourceId: other }, 400, DIALOG, 'Resource does not exist.'],
    [
      'a later line to belong to',
      { description: 'x', attachedToLineNumber: 50_000 },
      400,
      'Internal_InvalidTableRelation',
      'The field Attached to Line No. of table Sales Line contains a value (50000) that cannot be found in the related table (Sales Line).',
    ],
    ['a taken sequence', { sequence: 10_000 }, 400, DIALOG, 'You cannot insert a line because a line already exists.'],
    [
      'a line amount above the gross',
      { itemId: 'ITEM', quantity: 1, unitPrice: 100, lineAmount: 101 },
      400,
      DIALOG,
      'Line Amount must be between 0 and 100.00.',
    ],
    [
      'a percent below 0',
      { itemId: 'ITEM', discountPercent: -1 },
      400,
      FIELD,
      'The value must be greater than or equal to 0. Value: -1.',
    ],
    [
      'a posted quantity',
      { itemId: 'ITEM', shippedQuantity: 1 },
      400,
      'BadRequest_InvalidOperation',
      "Control 'shippedQuantity' is read-only",
    ],
    [
      'an unknown unit',
      { itemId: 'ITEM', unitOfMeasureCode: 'XX' },
      404,
      'Internal_RecordNotFound',
      "The Item Unit of Measure does not exist. Identification fields and values: Item No.='1896-S',Code='XX'",
    ],
  ])('a line with %s', async (_what, body, status, code, message) => {
    const made = await create('salesOrders', [{ description: 'First' }])
    const line = body['itemId'] === 'ITEM' ? { ...body, itemId: erp.itemId } : body
    expect(refusal(await erp.koble('POST', `${path('salesOrders', made)}/lines`, line))).toEqual([
      status,
      code,
      message,
    ])
  })

  test('a line of no document', async () => {
    const answer = await erp.koble('POST', 'salesQuoteLines', { description: 'x' })
    expect(refusal(answer)).toEqual([400, DIALOG, 'You must specify a Document Id to create a line.'])
  })

  test.each(['lineType', 'itemId'])('a change of %s of a line', async (name) => {
    const made = await create('salesOrders', [{ ...DESK, quantity: 1 }])
    const answer = await patch(path('salesOrderLines', linesOf(made)[0]), {
      [name]: name === 'itemId' ? other : 'Comment',
    })
    expect(refusal(answer)).toEqual([400, 'BadRequest_InvalidOperation', `Control '${name}' is read-only`])
  })

  test('a change of a released document, but for what is free', async () => {
    const made = await create('salesOrders', [{ ...DESK, quantity: 5 }, { description: 'Text' }])
    await erp.done(erp.kobleAction(path('salesOrders', made), 'release'))
    const message = `Status must be equal to 'Open' in Sales Header: Document Type=Order, No.=${String(made['number'])}. Current value is 'Released'.`
    const [desk, comment] = linesOf(made)
    for (const [address, body] of [
      [path('salesOrders', made), { shipToName: 'X' }],
      [path('salesOrders', made), { discountAmount: 1 }],
      [path('salesOrderLines', desk), { quantity: 6 }],
      [path('salesOrderLines', desk), { unitPrice: 6 }],
    ] as const) {
      expect(refusal(await patch(address, body))).toEqual([400, FIELD, message])
    }
    expect(refusal(await erp.koble('POST', `${path('salesOrders', made)}/lines`, { ...DESK }))).toEqual([
      400,
      FIELD,
      message,
    ])
    expect(refusal(await erp.koble('DELETE', path('salesOrderLines', desk)))).toEqual([400, FIELD, message])
    const free = {
      postingDate: '2026-08-22',
      documentDate: '2026-08-22',
      dueDate: '2026-09-22',
      externalDocumentNumber: 'E1',
      yourReference: 'Y1',
      workDescription: 'W',
      packageTrackingNumber: 'P1',
      quoteNumber: 'SQ1',
      phoneNumber: '1',
      email: 'a@b.example',
    }
    expect((await erp.done(patch(path('salesOrders', made), free)))['dueDate']).toBe('2026-09-22')
    const freeLine = { quantityToShip: 2, quantityToInvoice: 1, description: 'D', description2: 'D2' }
    expect((await patch(path('salesOrderLines', desk), freeLine)).body).toMatchObject(freeLine)
    expect((await patch(path('salesOrderLines', comment), { description: 'T' })).status).toBe(200)
    expect((await erp.koble('POST', `${path('salesOrders', made)}/lines`, { description: 'More' })).status).toBe(201)
    expect((await erp.koble('DELETE', path('salesOrderLines', comment))).status).toBe(204)
  })

  test('a change of the customer once something is shipped', async () => {
    const made = await create('salesOrders', [{ ...DESK, quantity: 5 }])
    await erp.done(patch(path('salesOrderLines', linesOf(made)[0]), { quantityToShip: 4 }))
    await erp.done(erp.kobleAction(path('salesOrders', made), 'ship'))
    await erp.done(erp.kobleAction(path('salesOrders', made), 'reopen'))
    const other = await erp.done(erp.koble('POST', 'customers', { displayName: 'Later' }))
    const line = `Document Type=Order, Document No.=${String(made['number'])}, Line No.=10000`
    expect(refusal(await patch(path('salesOrders', made), { customerId: other['id'] }))).toEqual([
      400,
      FIELD,
      `Quantity Shipped must be equal to '0' in Sales Line: ${line}. Current value is '4'.`,
    ])
    expect(refusal(await erp.koble('DELETE', path('salesOrders', made)))).toEqual([
      400,
      FIELD,
      `Qty. Shipped Not Invoiced must be equal to '0' in Sales Line: ${line}. Current value is '4'.`,
    ])
  })

  test('a method that a set does not have', async () => {
    for (const set of ['postedSalesInvoices', 'postedSalesShipmentLines', 'postedSalesCreditMemos', 'effects']) {
      const answer = await erp.koble('POST', set, {})
      expect([answer.status, answer.error[0]]).toEqual([405, 'BadRequest_MethodNotAllowed'])
    }
  })
})
