/** The exchanges of wire-examples, part A, about documents and what belongs to records; and the shape of the bodies that the examples print whole. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from './testing/sales-world.ts'
import { CID, V2, type Body } from './testing/test-erp.ts'

const DIALOG = 'Application_DialogException'

let erp: SalesWorld

beforeAll(async () => {
  erp = await openSalesWorld()
})
afterAll(() => erp.close())

const DESK = { lineType: 'Item', lineObjectNumber: '1896-S', quantity: 5, unitPrice: 1000.8 } as const
const newOrder = (): Promise<Body> =>
  erp.done(
    erp.call('POST', 'salesOrders?$expand=salesOrderLines', {
      customerNumber: '10000',
      externalDocumentNumber: 'SO-CRM-1001',
      orderDate: '2026-08-21',
      salesOrderLines: [DESK, { lineType: 'Comment', description: 'Deliver to gate 2' }],
    }),
  )
const linesOf = (order: Body): readonly Body[] => order['salesOrderLines'] as Body[]

describe('A19: a line', () => {
  test('is changed by its tag, keeps its sequence, and is not listed without its order', async () => {
    const [line] = linesOf(await newOrder())
    const path = `salesOrderLines(${String(line?.['id'])})`
    const tag = { 'If-Match': String(line?.['@odata.etag']) }
    const changed = await erp.call('PATCH', path, { shipQuantity: 3, invoiceQuantity: 3 }, tag)
    expect([changed.status, changed.body]).toMatchObject([200, { shipQuantity: 3, invoiceQuantity: 3 }])
    const moved = await erp.patch(path, { sequence: 15_000 })
    expect([moved.status, ...moved.error]).toEqual([
      400,
      DIALOG,
      'The value for sequence cannot be modified. Delete and insert the line again.',
    ])
    const all = await erp.call('GET', 'salesOrderLines')
    expect([all.status, ...all.error]).toEqual([
      400,
      DIALOG,
      'You must specify an Id or a Document Id to get the lines.',
    ])
  })
})

describe('A20: ship and invoice', () => {
  test('leaves an invoice that is found by the number of the order', async () => {
    const order = await newOrder()
    const path = `salesOrders(${String(order['id'])})`
    const posted = await erp.call('POST', `${path}/Microsoft.NAV.shipAndInvoice`, undefined, ANY)
    expect([posted.status, posted.text]).toEqual([204, ''])
    const gone = await erp.call('GET', path)
    expect([gone.status, gone.error[0]]).toEqual([404, 'Internal_RecordNotFound'])
    const names = 'id,number,status,orderId,orderNumber,totalAmountIncludingTax,remainingAmount'
    const found = await erp.call(
      'GET',
      `salesInvoices?$filter=orderNumber eq '${String(order['number'])}'&$select=${names}`,
    )
    expect(Object.keys(found.rows[0] ?? {})).toEqual([
      '@odata.etag',
      'id',
      'number',
      'orderId',
      'orderNumber',
      'remainingAmount',
      'totalAmountIncludingTax',
      'status',
    ])
    // 5 x 1000.80 and 19 % of it.
    expect(found.rows).toMatchObject([
      {
        status: 'Open',
        orderId: '00000000-0000-0000-0000-000000000000',
        orderNumber: order['number'],
        totalAmountIncludingTax: 5954.76,
        remainingAmount: 5954.76,
      },
    ])
  })
})

describe('A22: is refused', () => {
  test('an order of a blocked customer', async () => {
    await erp.done(erp.call('POST', 'customers', { number: '40000', displayName: 'Blocked', blocked: 'All' }))
    const answer = await erp.call('POST', 'salesOrders', { customerNumber: '40000' })
    expect([answer.status, ...answer.error]).toEqual([
      400,
      DIALOG,
      'You cannot create this type of document when Customer 40000 is blocked with type All',
    ])
  })

  test('an order of a customer without posting groups', async () => {
    const { id } = await erp.done(erp.koble('POST', 'customers', { number: 'C00310', displayName: 'Ungrouped' }))
    await erp.done(erp.koble('PATCH', `customers(${String(id)})`, { customerPostingGroupCode: '' }, ANY))
    const answer = await erp.call('POST', 'salesOrders', { customerNumber: 'C00310' })
    expect([answer.status, ...answer.error]).toEqual([
      400,
      'Application_FieldValidationException',
      'Customer Posting Group must have a value in Customer: No.=C00310. It cannot be zero or empty.',
    ])
  })

  test.each<[Body, string, string]>([
    [
      { addressLine2: 'x'.repeat(57) },
      'Application_StringExceededLength',
      `The length of the string is 57, but it must be less than or equal to 50 characters. Value: ${'x'.repeat(57)}`,
    ],
    [
      { salespersonCode: 'ZZ' },
      'Internal_InvalidTableRelation',
      'The field Salesperson Code of table Customer contains a value (ZZ) that cannot be found in the related table (Salesperson/Purchaser).',
    ],
  ])('a change of a customer to %j', async (change, code, message) => {
    const answer = await erp.patch(`customers(${erp.customerId})`, change)
    expect([answer.status, ...answer.error]).toEqual([400, code, message])
  })
})

/** Properties in the order of the examples; those that an example cuts off with an ellipsis come after them. */
describe('bodies have the shape of the examples', () => {
  const customer =
    '@odata.context @odata.etag id number displayName type addressLine1 addressLine2 city state country postalCode phoneNumber email website salespersonCode balanceDue creditLimit taxLiable taxAreaId taxAreaDisplayName taxRegistrationNumber currencyId currencyCode paymentTermsId shipmentMethodId paymentMethodId blocked lastModifiedDateTime'
  const line =
    '@odata.etag id documentId sequence itemId accountId lineType lineObjectNumber description description2 unitOfMeasureId unitOfMeasureCode quantity unitPrice discountAmount discountPercent discountAppliedBeforeTax amountExcludingTax taxCode taxPercent totalTaxAmount amountIncludingTax invoiceDiscountAllocation netAmount netTaxAmount netAmountIncludingTax shipmentDate shippedQuantity invoicedQuantity invoiceQuantity shipQuantity itemVariantId locationId'
  const [first, middle, last] = [
    '@odata.context @odata.etag id number externalDocumentNumber orderDate postingDate customerId customerNumber customerName',
    'discountAmount discountAppliedBeforeTax totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax fullyShipped status lastModifiedDateTime',
    'salesOrderLines',
  ]
  const names = (body: Body | undefined): string => Object.keys(body ?? {}).join(' ')

  test('A3: a company', async () => {
    const { rows } = await erp.call('GET', `${V2}/companies`)
    expect(names(rows[0])).toBe(
      'id systemVersion timestamp name displayName businessProfileId systemCreatedAt systemCreatedBy systemModifiedAt systemModifiedBy',
    )
  })

  test('A8, A9: a customer', async () => {
    expect(names((await erp.call('GET', `customers(${erp.customerId})`)).body)).toBe(customer)
    expect(names((await erp.call('POST', 'customers', { displayName: 'Shaped' })).body)).toBe(customer)
  })

  test('A18: an order and its lines', async () => {
    const order = await newOrder()
    expect(names(order)).toMatch(new RegExp(`^${first.replaceAll('.', '\\.')} .* ${middle} .*${last}$`))
    expect(linesOf(order).map(names)).toEqual([line, line])
  })

  test('A29: a picture', async () => {
    const { body } = await erp.call('GET', `items(${erp.itemId})/picture`)
    expect(names(body)).toBe(
      '@odata.context @odata.etag id parentType width height contentType pictureContent@odata.mediaEditLink pictureContent@odata.mediaReadLink',
    )
    expect(body['@odata.context']).toMatch(/picture\/\$entity$/)
  })

  test('A31: a document to be printed', async () => {
    const { id } = await newOrder()
    const { body } = await erp.call('GET', `salesOrders(${String(id)})/pdfDocument`)
    expect(names(body)).toBe('@odata.context @odata.etag id parentId parentType pdfDocumentContent@odata.mediaReadLink')
  })

  test('A33: a resource that supports webhooks', async () => {
    const url = V2.replace('/api/v2.0', '/api/microsoft/runtime/beta')
    const { rows } = await erp.call('GET', `${url}/companies(${CID})/webhookSupportedResources?$top=1`)
    expect(names(rows[0])).toBe('@odata.etag resource')
  })
})
