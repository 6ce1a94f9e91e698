/** Rules of sales headers, by tables (erp-business-logic, sections 2.2, 2.4, 2.8, 2.9; business-central-protocol, section 13.1). */
import type { Row, Scalar } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dimensionsOf } from '../rules/dimension-sets.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { documentLines, documentTotals } from './document-context.ts'
import type { DocumentType } from './document-kinds.ts'
import { NO_DATE } from './sales-context.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { openSalesGround, TODAY, type SalesGround } from './testing/sales-ground.ts'
import type { HeaderColumn } from './validate-header.ts'

let ground: SalesGround

beforeAll(async () => {
  ground = await openSalesGround()
})
afterAll(() => ground.close())

const customer = (number: string): string => ground.id(names.customer, number)
const document = (documentType: DocumentType, number: string): Row =>
  ground.write((writer) => writer.insert(documentType, { customerId: customer(number) }))
const change = (header: Row, fields: Readonly<Partial<Record<HeaderColumn, Scalar>>>): Row =>
  ground.write((writer) => writer.change(header, fields))
const linesOf = (header: Row): Row[] => documentLines(ground.data(), header.id)
const item = (number: string, quantity: string) => ({
  lineType: 'Item',
  objectId: ground.id(names.item, number),
  quantity,
})

describe('a new header', () => {
  test.each([
    ['Quote', 'SQ1001', NO_DATE, TODAY, 'Quote SQ1001'],
    ['Order', 'SO101001', TODAY, TODAY, 'Order SO101001'],
    ['Invoice', 'SI102001', TODAY, TODAY, 'Invoice SI102001'],
    ['Credit_x0020_Memo', 'SC103001', TODAY, NO_DATE, 'Credit Memo SC103001'],
    ['Return_x0020_Order', 'SR104001', TODAY, NO_DATE, 'Return Order SR104001'],
    ['Blanket_x0020_Order', 'SB105001', NO_DATE, TODAY, 'Blanket Order SB105001'],
  ] as const)('of type %s takes number and dates by its type', (type, number, postingDate, shipmentDate, posting) => {
    expect(document(type, '10000')).toMatchObject({
      number,
      postingDate,
      shipmentDate,
      postingDescription: posting,
      documentDate: TODAY,
      orderDate: TODAY,
      status: 'Open',
      docNoOccurrence: 1,
    })
  })

  test('takes everything else from the customer', () => {
    expect(document('Order', '10000')).toMatchObject({
      sellToName: 'Lindner Maschinenbau',
      sellToCity: 'Kiel',
      billToPostCode: '24103',
      shipToAddressLine1: 'Hafenstr. 1',
      email: 'office@lindner.example',
      customerPostingGroup: 'DOMESTIC',
      genBusPostingGroup: 'DOMESTIC',
      vatBusPostingGroup: 'DOMESTIC',
      shippingAdvice: 'Partial',
      shippingAgentCode: 'DHL',
      shipmentMethodCode: 'EXW',
      salespersonCode: 'OLE',
      invoiceDiscountCode: '10000',
      pricesIncludeTax: false,
      allowLineDiscount: true,
      currencyFactor: '0',
      contactId: ground.data().get(names.customer, customer('10000'))?.['contactId'],
    })
  })

  test('takes terms, currency and groups from the bill-to customer, addresses from the sell-to customer', () => {
    expect(document('Order', '60000')).toMatchObject({
      customerId: customer('60000'),
      billToId: customer('10000'),
      sellToName: 'Branch',
      shipToName: 'Branch',
      billToName: 'Lindner Maschinenbau',
      paymentTermsCode: '1M(8D)',
      invoiceDiscountCode: '10000',
      salespersonCode: 'OLE',
    })
  })

  test('leaves out a salesperson who is blocked', () => {
    expect(document('Order', '40000')).toMatchObject({ salespersonCode: '', pricesIncludeTax: true })
  })

  test.each([
    ['Order', 'USD', '30000', '1.25'],
    ['Quote', 'USD', '30000', '1.25'],
  ] as const)('%s in %s takes the rate of the day', (type, currencyCode, number, currencyFactor) => {
    expect(document(type, number)).toMatchObject({ currencyCode, currencyFactor })
  })

  test('a quote is valid as long as the setup says', () => {
    ground.write((_, { data }) => {
      for (const row of data.scan(names.salesSetup))
        data.update(names.salesSetup, row.id, { quoteValidityCalculation: '1M' })
    })
    expect(document('Quote', '10000')).toMatchObject({ validUntilDate: '2026-04-10' })
    expect(document('Order', '10000')).toMatchObject({ validUntilDate: NO_DATE })
  })
})

describe('payment terms', () => {
  test.each([
    ['Order', '1M(8D)', '2026-04-10', '2026-03-18', '2'],
    ['Order', '14D', '2026-03-24', '2026-03-10', '0'],
    ['Order', 'COD', '2026-03-10', '2026-03-10', '0'],
    ['Order', '', '2026-03-10', NO_DATE, '0'],
    ['Credit_x0020_Memo', '1M(8D)', '2026-03-10', NO_DATE, '0'],
    ['Return_x0020_Order', '1M(8D)', '2026-03-10', NO_DATE, '0'],
  ] as const)('%s, %j: due %s, discount %s %s %%', (type, paymentTermsCode, dueDate, discountDate, percent) => {
    const header = change(document(type, '20000'), { paymentTermsCode })
    expect(header).toMatchObject({ dueDate, paymentDiscountDate: discountDate, paymentDiscountPercent: percent })
  })

  test('a later document date moves the dates and leaves a percent set by hand', () => {
    const header = change(document('Order', '10000'), { paymentDiscountPercent: '3' })
    expect(change(header, { documentDate: '2026-03-31' })).toMatchObject({
      dueDate: '2026-04-30',
      paymentDiscountDate: '2026-04-08',
      paymentDiscountPercent: '3',
    })
  })

  test('the posting date moves neither', () => {
    const header = document('Order', '10000')
    const { dueDate = '', documentDate = '' } = header
    expect(change(header, { postingDate: '2026-05-01' })).toMatchObject({ dueDate, documentDate })
  })
})

describe('customers who may not be sold to', () => {
  const dialog = (text: string) => ['Application_DialogException', text] as const
  const blocked = (number: string, type: string) =>
    dialog(`You cannot create this type of document when Customer ${number} is blocked with type ${type}`)
  const types: readonly DocumentType[] = [
    'Quote',
    'Order',
    'Blanket_x0020_Order',
    'Invoice',
    'Credit_x0020_Memo',
    'Return_x0020_Order',
  ]
  // Blocked value, how many of the types above are refused, from the first on.
  test.each([
    ['50000', 'All', 6],
    ['50001', 'Ship', 3],
    ['50002', 'Invoice', 4],
  ] as const)('customer %s, blocked %s', (number, type, refused) => {
    for (const [at, documentType] of types.entries()) {
      expect(refusalOf(() => document(documentType, number))).toEqual(
        at < refused ? blocked(number, type) : 'not refused',
      )
    }
  })

  test.each([
    ['50003', dialog('You cannot create this type of document when Customer 50003 is blocked for privacy.')],
    [
      '70000',
      [
        'Application_FieldValidationException',
        'Gen. Bus. Posting Group must have a value in Customer: No.=70000. It cannot be zero or empty.',
      ],
    ],
    [
      '70001',
      [
        'Application_FieldValidationException',
        'Customer Posting Group must have a value in Customer: No.=70001. It cannot be zero or empty.',
      ],
    ],
  ] as const)('customer %s', (number, refusal) => {
    expect(refusalOf(() => document('Order', number))).toEqual(refusal)
  })

  test('a bill-to customer is checked as well', () => {
    const header = document('Order', '10000')
    expect(refusalOf(() => change(header, { billToId: customer('50002') }))).toEqual(blocked('50002', 'Invoice'))
  })

  test.each([
    ['customerId', 'The sell-to customer cannot be found.'],
    ['billToId', 'The bill-to customer cannot be found.'],
  ] as const)('an unknown %s', (column, text) => {
    const header = document('Order', '10000')
    expect(refusalOf(() => change(header, { [column]: '99999999-0000-4000-8000-000000000000' }))).toEqual(dialog(text))
  })
})

describe('codes that name nothing', () => {
  test.each([
    ['paymentTermsCode', 'Payment Terms Code', 'Payment Terms'],
    ['paymentMethodCode', 'Payment Method Code', 'Payment Method'],
    ['shipmentMethodCode', 'Shipment Method Code', 'Shipment Method'],
    ['shippingAgentCode', 'Shipping Agent Code', 'Shipping Agent'],
    ['salespersonCode', 'Salesperson Code', 'Salesperson/Purchaser'],
    ['locationCode', 'Location Code', 'Location'],
    ['currencyCode', 'Currency Code', 'Currency'],
    ['customerPriceGroup', 'Customer Price Group', 'Customer Price Group'],
    ['vatBusPostingGroup', 'VAT Bus. Posting Group', 'VAT Business Posting Group'],
    ['shipToCountry', 'Ship-to Country/Region Code', 'Country/Region'],
  ] as const)('%s', (column, field, table) => {
    const header = document('Order', '10000')
    expect(refusalOf(() => change(header, { [column]: 'ZZ' }))).toEqual([
      'Internal_InvalidTableRelation',
      `The field ${field} of table Sales Header contains a value (ZZ) that cannot be found in the related table (${table}).`,
    ])
  })

  test('a blocked salesperson is not assigned', () => {
    const header = document('Order', '10000')
    expect(refusalOf(() => change(header, { salespersonCode: 'GONE' }))).toEqual([
      'Application_DialogException',
      'Blocked must not be true for Salesperson/Purchaser GONE.',
    ])
  })
})

describe('addresses', () => {
  test('the ship-to and bill-to address follow the sell-to one while they are equal', () => {
    const header = change(document('Order', '10000'), { sellToAddressLine1: 'Werftstr. 2' })
    expect(header).toMatchObject({ shipToAddressLine1: 'Werftstr. 2', billToAddressLine1: 'Werftstr. 2' })
    const moved = change(header, { shipToCity: 'Flensburg' })
    expect(change(moved, { sellToAddressLine2: 'Yard 4' })).toMatchObject({
      shipToAddressLine2: '',
      billToAddressLine2: 'Yard 4',
    })
  })

  test('another country takes city, post code and state with it', () => {
    expect(change(document('Order', '10000'), { shipToCountry: 'DK' })).toMatchObject({
      shipToCountry: 'DK',
      shipToCity: '',
      shipToPostCode: '',
      sellToCity: 'Kiel',
    })
  })
})

describe('the contact', () => {
  const person = (companyOf: string, fields = {}): string =>
    ground.write((_, { data }) => {
      const companyId = String(data.get(names.customer, customer(companyOf))?.['contactId'])
      return insertRow(data, names.contact, { type: 'Person', companyId, displayName: 'Eva Lind', ...fields }).id
    })

  test('brings its customer to a header without one, its name and e-mail address', () => {
    const contactId = person('10000', { number: 'CT900', email: 'eva@lindner.example' })
    const header = ground.write((writer) => writer.insert('Quote', { contactId }))
    expect(header).toMatchObject({
      customerId: customer('10000'),
      contactId,
      sellToContact: 'Eva Lind',
      email: 'eva@lindner.example',
    })
  })

  test('of another company is refused', () => {
    const contactId = person('20000', { number: 'CT901' })
    const header = document('Order', '10000')
    expect(refusalOf(() => change(header, { contactId }))).toEqual([
      'Application_DialogException',
      'Contact CT901 Eva Lind is related to a different company than customer 10000.',
    ])
    expect(change(header, { contactId: emptyGuid })).toMatchObject({ contactId: emptyGuid })
  })
})

describe('a change while lines exist', () => {
  const order = (number = '10000'): Row =>
    ground.write((writer) =>
      writer.insert('Order', { customerId: customer(number) }, [
        { ...item('1000', '3'), unitPrice: '90', description: 'Special lathe' },
        { description: 'Deliver to gate 2', attachedToLineNumber: 10_000 },
        item('1100', '2'),
      ]),
    )

  test('of the customer makes the lines anew: prices and texts by hand are lost, comments stay', () => {
    const header = order()
    const before = linesOf(header)
    change(header, { customerId: customer('20000') })
    const after = linesOf(header)
    expect(
      after.map(({ sequence, description, quantity, unitPrice, attachedToLineNumber }) => [
        sequence,
        description,
        quantity,
        unitPrice,
        attachedToLineNumber,
      ]),
    ).toEqual([
      [10_000, 'Lathe', '3', '100', 0],
      [20_000, 'Deliver to gate 2', '0', '0', 10_000],
      [30_000, 'Handbook', '2', '10', 0],
    ])
    expect(after.map(({ customerId }) => customerId)).toEqual(Array(3).fill(customer('20000')))
    // EU: reverse charge, no VAT.
    expect(after.map(({ taxPercent }) => taxPercent)).toEqual(['0', '0', '0'])
    expect(before.map(({ id }) => id)).not.toContain(after[0]?.id)
  })

  test('of the currency prices them in it', () => {
    const header = order()
    const changed = change(header, { currencyCode: 'USD' })
    expect(changed).toMatchObject({ currencyFactor: '1.25' })
    // 100 EUR x 1.25; 375.00 + 25.00, with 19 % and 7 % VAT: 446.25 + 26.75.
    expect(linesOf(header).map(({ unitPrice }) => unitPrice)).toEqual(['125', '0', '12.5'])
    expect(documentTotals(ground.data(), changed)).toMatchObject({ amount: '400', amountIncludingTax: '473' })
    expect(linesOf(header)[0]).toMatchObject({ outstandingAmount: '446.25', outstandingAmountLcy: '357' })
  })

  test('of the posting date values foreign lines anew and leaves their prices', () => {
    const header = change(order('30000'), { postingDate: '2026-03-25' })
    expect(header).toMatchObject({ currencyFactor: '1.2' })
    // 3 x 90.00 USD / 1.2.
    expect(linesOf(header)[0]).toMatchObject({ unitPrice: '90', outstandingAmount: '270', outstandingAmountLcy: '225' })
  })

  test('to a currency without a rate leaves the factor open', () => {
    const header = change(order(), { currencyCode: 'XXX' })
    expect(header).toMatchObject({ currencyFactor: '0' })
    expect(linesOf(header)[0]).toMatchObject({ outstandingAmountLcy: '0' })
  })

  test.each(['customerId', 'billToId', 'currencyCode'] as const)(
    'of %s is refused once something is shipped',
    (column) => {
      const header = order()
      ground.write((_, { data }) => {
        for (const line of documentLines(data, header.id)) {
          if (line['sequence'] === 10_000) data.update(names.salesLine, line.id, { shippedQuantity: '2' })
        }
      })
      const value = column === 'currencyCode' ? 'USD' : customer('20000')
      expect(refusalOf(() => change(header, { [column]: value }))).toEqual([
        'Application_FieldValidationException',
        `Quantity Shipped must be equal to '0' in Sales Line: Document Type=Order, Document No.=${String(header['number'])}, Line No.=10000. Current value is '2'.`,
      ])
    },
  )

  test('of prices including VAT converts prices and keeps what the lines come to', () => {
    const header = order()
    const before = documentTotals(ground.data(), header)
    change(header, { pricesIncludeTax: true })
    // 90 x 1.19; 10 x 1.07.
    expect(linesOf(header).map(({ unitPrice, lineAmount }) => [unitPrice, lineAmount])).toEqual([
      ['107.1', '321.3'],
      ['0', '0'],
      ['10.7', '21.4'],
    ])
    expect(documentTotals(ground.data(), header)).toEqual(before)
    change(header, { pricesIncludeTax: false })
    expect(documentTotals(ground.data(), header)).toEqual(before)
  })

  test('of delivery fields reaches every line', () => {
    const header = order()
    change(header, { requestedDeliveryDate: '2026-03-31', shippingAgentCode: '' })
    expect(linesOf(header)[0]).toMatchObject({
      requestedDeliveryDate: '2026-03-31',
      shipmentDate: '2026-03-31',
      plannedDeliveryDate: '2026-03-31',
      shippingAgentCode: '',
    })
    change(header, { promisedDeliveryDate: '2026-04-02' })
    expect(linesOf(header)[2]).toMatchObject({ shipmentDate: '2026-04-02', requestedDeliveryDate: '2026-03-31' })
    expect(refusalOf(() => change(header, { requestedDeliveryDate: '2026-04-01' }))).toEqual([
      'Application_DialogException',
      'You cannot change the Requested Delivery Date when the Promised Delivery Date has been filled in.',
    ])
  })

  test.each([
    ['orderDate', '2026-04-01'],
    ['locationCode', 'EAST'],
    ['customerPriceGroup', 'RETAIL'],
    ['externalDocumentNumber', 'PO 17'],
  ] as const)('of %s leaves the lines as they are', (column, value) => {
    const header = order()
    const before = linesOf(header)
    expect(change(header, { [column]: value })).toMatchObject({ [column]: value })
    expect(linesOf(header)).toEqual(before)
  })
})

test('a changed dimension reaches the lines as a difference', () => {
  const dimension = (data: Parameters<typeof insertRow>[0], parentType: string, parentId: string, code: string) =>
    insertRow(data, names.defaultDimension, { parentType, parentId, dimensionCode: 'AREA', dimensionValueCode: code })
  const header = ground.write((writer, { data }) => {
    dimension(data, 'Customer', customer('20000'), '30')
    insertRow(data, names.defaultDimension, {
      parentType: 'Item',
      parentId: ground.id(names.item, '1200'),
      dimensionCode: 'PRODUCT',
      dimensionValueCode: 'P1',
    })
    dimension(data, 'Item', ground.id(names.item, '1200'), '99')
    return writer.insert('Order', { customerId: customer('20000') }, [item('1200', '1')])
  })
  const pairs = () => Object.fromEntries(dimensionsOf(ground.data(), Number(linesOf(header)[0]?.['dimensionSetId'])))
  // The customer's value wins over the item's.
  expect(pairs()).toEqual({ AREA: '30', PRODUCT: 'P1' })
  change(header, { dimensionSetId: 0 })
  expect(pairs()).toEqual({ PRODUCT: 'P1' })
})
