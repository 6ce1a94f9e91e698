/** Release, reopen, archive, quote to order, deletion, open documents of a customer (erp-business-logic, sections 2.6, 2.7, 2.10, 4). */
import type { Row } from '@koble/odata-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reserveAutomatically } from '../availability/reservations.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { archiveSales } from './archive.ts'
import { deleteDocument } from './delete-document.ts'
import { documentLines } from './document-context.ts'
import type { DocumentType } from './document-kinds.ts'
import type { LineFields } from './document-writer.ts'
import { makeInvoice } from './make-invoice.ts'
import { makeOrder } from './make-order.ts'
import { outstandingOf } from './outstanding-of.ts'
import { quoteStatus } from './quote-status.ts'
import { releaseSales } from './release.ts'
import { reopenSales } from './reopen.ts'
import { NO_DATE } from './sales-context.ts'
import { takeRevision } from './take-revision.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { openSalesGround, TODAY, type SalesGround } from './testing/sales-ground.ts'

let ground: SalesGround

beforeAll(async () => {
  ground = await openSalesGround()
})
afterAll(() => ground.close())

const item = (number: string, more: LineFields = {}): LineFields => ({
  lineType: 'Item',
  objectId: ground.id(names.item, number),
  ...more,
})
const document = (type: DocumentType, lines: readonly LineFields[] = [], customer = '10000', more = {}): Row =>
  ground.write((writer) => writer.insert(type, { customerId: ground.id(names.customer, customer), ...more }, lines))
const setup = (table: string, fields: Readonly<Record<string, string | boolean>>): void =>
  ground.write((_, { data }) => {
    for (const { id } of data.scan(table)) data.update(table, id, fields)
  })
const update = (table: string, id: string, fields: Readonly<Record<string, string | boolean>>): Row =>
  ground.write((_, { data }) => data.update(table, id, fields))
const headerOf = (header: Row): Row | undefined => ground.data().get(names.salesHeader, header.id)
const linesOf = (header: Row): Row[] => documentLines(ground.data(), header.id)
const versionsOf = (header: Row): Row[] =>
  findAll(ground.data(), names.salesHeaderArchive, { documentOriginId: header.id })
const release = (header: Row): Row => ground.write((_, { data }) => releaseSales(data, headerOf(header) ?? header))
const dialog = (text: string) => ['Application_DialogException', text]
const missing = (field: string, header: Row) => [
  'Application_FieldValidationException',
  `${field} must have a value in Sales Line: Document Type=Order, Document No.=${String(header['number'])}, Line No.=10000. It cannot be zero or empty.`,
]

describe('release', () => {
  test('spreads VAT over the lines, sets the status, and is the same a second time', () => {
    const header = document('Order', [
      item('1000', { quantity: '1', unitPrice: '29.29' }),
      item('1000', { quantity: '1', unitPrice: '19.99' }),
    ])
    const including = () => linesOf(header).map(({ amountIncludingTax }) => amountIncludingTax)
    expect(including()).toEqual(['34.86', '23.78'])
    expect(release(header)).toMatchObject({ status: 'Released' })
    // 49.28 x 19 % = 9.36; 9.36 x 29.29 / 49.28 = 5.5632, the carried 0.0032 makes the second 3.80.
    expect(including()).toEqual(['34.85', '23.79'])
    const { rowVersion } = release(header)
    expect(headerOf(header)?.rowVersion).toBe(rowVersion)
  })

  test.each([
    ['an empty document', () => []],
    ['comments', () => [{ description: 'x' }]],
    ['a line without quantity', () => [item('1000')]],
  ])('is refused for %s', (_, lines) => {
    const header = document('Order', lines())
    expect(refusalOf(() => release(header))).toEqual(
      dialog(`There is nothing to release for the document of type Order with the number ${String(header['number'])}.`),
    )
  })

  test('is refused for a line without its unit, location or variant, where they are needed', () => {
    const header = document('Order', [item('1400', { quantity: '1', unitOfMeasureCode: '' })])
    expect(refusalOf(() => release(header))).toEqual(missing('Unit of Measure Code', header))
    const line = (fields: LineFields) =>
      ground.write((writer) => writer.changeLine(linesOf(header)[0] ?? header, fields))
    line({ unitOfMeasureCode: 'PCS' })
    expect(refusalOf(() => release(header))).toEqual(missing('Variant Code', header))
    line({ variantCode: 'RED' })
    setup(names.inventorySetup, { locationMandatory: true })
    expect(refusalOf(() => release(header))).toEqual(missing('Location Code', header))
    setup(names.inventorySetup, { locationMandatory: false })
    expect(release(header)).toMatchObject({ status: 'Released' })
  })

  test('calculates the invoice discount where the setup says so', () => {
    const terms = ground.write((_, { data }) =>
      insertRow(data, names.invoiceDiscount, { code: 'LATE', discountPercent: '10' }),
    )
    setup(names.salesSetup, { calculateInvoiceDiscount: true })
    const header = document('Order', [item('1000', { quantity: '1' })])
    update(names.salesHeader, header.id, { invoiceDiscountCode: 'LATE' })
    release(header)
    expect(linesOf(header)[0]).toMatchObject({ invoiceDiscountAmount: '10', amount: '90', amountIncludingTax: '107.1' })
    setup(names.salesSetup, { calculateInvoiceDiscount: false })
    ground.write((_, { data }) => data.remove(names.invoiceDiscount, terms.id))
  })

  test('and reopening wait for an approval', () => {
    const header = document('Order', [item('1000', { quantity: '1' })])
    update(names.salesHeader, header.id, { status: 'Pending_x0020_Approval' })
    expect(refusalOf(() => release(header))).toEqual(
      dialog('This document can only be released when the approval process is complete.'),
    )
    expect(refusalOf(() => ground.write((_, { data }) => reopenSales(data, headerOf(header) ?? header)))).toEqual(
      dialog('The approval process must be cancelled or completed to reopen this document.'),
    )
  })

  test('can be taken back', () => {
    const header = release(document('Order', [item('1000', { quantity: '1' })]))
    const open = ground.write((_, { data }) => reopenSales(data, header))
    expect(open).toMatchObject({ status: 'Open' })
    expect(ground.write((_, { data }) => reopenSales(data, open)).rowVersion).toBe(open.rowVersion)
  })
})

describe('the archive', () => {
  test('counts versions, and keeps header and lines as they were', () => {
    const header = document('Order', [item('1000', { quantity: '2' }), { description: 'Gate 2' }])
    const archive = () => ground.write((_, context) => archiveSales(context.data, headerOf(header) ?? header, context))
    const first = archive()
    ground.write((writer) => writer.changeLine(linesOf(header)[0] ?? header, { quantity: '5' }))
    expect(archive()).toMatchObject({ versionNumber: 2, docNoOccurrence: 1, documentOriginId: header.id })
    expect(first).toMatchObject({ versionNumber: 1, archivedBy: 'DEMO USER', number: header['number'] })
    expect(
      findAll(ground.data(), names.salesLineArchive, { documentId: first.id }).map(({ quantity, description }) => [
        quantity,
        description,
      ]),
    ).toEqual([
      ['2', 'Lathe'],
      ['0', 'Gate 2'],
    ])
  })

  test('a number that is used again is another occurrence', () => {
    const header = document('Order', [item('1000', { quantity: '1' })])
    ground.write((_, context) => {
      deleteDocument(header, context)
      const [series] = findAll(context.data, names.numberSeries, { code: 'S-ORD' })
      const before = `SO${String(Number(String(header['number']).slice(2)) - 1)}`
      context.data.update(names.numberSeries, String(series?.id), { lastNumberUsed: before })
    })
    const again = document('Order')
    expect([again['number'], again['docNoOccurrence']]).toEqual([header['number'], 2])
  })
})

describe('an order made from a quote', () => {
  const quote = (): Row =>
    document(
      'Quote',
      [
        item('1000', { quantity: '2', unitPrice: '95', discountAmount: '10' }),
        { description: 'Gate 2', attachedToLineNumber: 10_000 },
      ],
      '10000',
      { externalDocumentNumber: 'PO 1', orderDate: '2026-03-01', documentDate: '2026-03-02' },
    )

  test('copies everything as it is, and the quote is archived and gone', () => {
    const from = quote()
    const before = linesOf(from)
    ground.write((_, { data }) => {
      data.update(names.item, ground.id(names.item, '1000'), { unitPrice: '111' })
      insertRow(data, names.note, {
        parentId: from.id,
        parentType: 'Sales_x0020_Quote',
        kind: 'Note',
        text: 'Call first',
      })
    })
    const order = ground.write((_, context) => makeOrder(from, context))
    expect(order).toMatchObject({
      documentType: 'Order',
      status: 'Open',
      quoteNumber: from['number'],
      externalDocumentNumber: 'PO 1',
      orderDate: '2026-03-01',
      documentDate: '2026-03-02',
      postingDate: TODAY,
      postingDescription: `Order ${String(order['number'])}`,
    })
    const kept = ({ sequence, unitPrice, discountAmount, amount, amountIncludingTax, attachedToLineNumber }: Row) => [
      sequence,
      unitPrice,
      discountAmount,
      amount,
      amountIncludingTax,
      attachedToLineNumber,
    ]
    expect(linesOf(order).map(kept)).toEqual(before.map(kept))
    expect(linesOf(order)[0]).toMatchObject({ documentType: 'Order', quantityToShip: '2', outstandingAmount: '214.2' })
    expect(findAll(ground.data(), names.note, { parentId: order.id })).toMatchObject([
      { text: 'Call first', parentType: 'Sales_x0020_Order' },
    ])
    expect([headerOf(from), linesOf(from).length]).toEqual([undefined, 0])
    expect(versionsOf(from)).toMatchObject([{ versionNumber: 1, documentType: 'Quote' }])
    update(names.item, ground.id(names.item, '1000'), { unitPrice: '100' })
  })

  test('takes the rate of its posting date', () => {
    const from = document('Quote', [item('1000', { quantity: '1' })], '30000')
    update(names.salesHeader, from.id, { postingDate: '2026-03-25' })
    const order = ground.write((_, context) => makeOrder(headerOf(from) ?? from, context))
    expect(order).toMatchObject({ postingDate: '2026-03-25', currencyFactor: '1.2' })
    expect(linesOf(order)[0]).toMatchObject({ outstandingAmount: '125', outstandingAmountLcy: '104.17' })
  })

  test('or an invoice, leaves no version where the setup says Never', () => {
    setup(names.salesSetup, { archiveQuotes: 'Never' })
    const from = quote()
    expect(ground.write((_, context) => makeInvoice(from, context))).toMatchObject({
      documentType: 'Invoice',
      quoteNumber: from['number'],
    })
    expect(versionsOf(from)).toEqual([])
    setup(names.salesSetup, { archiveQuotes: 'Always' })
  })

  test('may have an id that is given, if it is free', () => {
    const id = 'aaaaaaaa-0000-4000-8000-000000000001'
    const make = () => {
      const from = quote()
      return ground.write((_, context) => makeOrder(from, context, { id }))
    }
    expect(make().id).toBe(id)
    expect(refusalOf(make)).toEqual([
      'Internal_EntityWithSameKeyExists',
      `The record in table Sales Header already exists. Identification fields and values: SystemId='{${id.toUpperCase()}}'`,
    ])
  })

  test.each([
    [
      'a customer blocked since',
      names.customer,
      '10000',
      'blocked',
      'Ship',
      dialog('You cannot create this type of document when Customer 10000 is blocked with type Ship'),
    ],
    [
      'an item blocked since',
      names.item,
      '1000',
      'blocked',
      true,
      [
        'Application_FieldValidationException',
        "Blocked must be equal to 'No' in Item: No.=1000. Current value is 'Yes'.",
      ],
    ],
  ] as const)('is refused for %s', (_, table, number, column, value, refusal) => {
    const from = quote()
    const before = ground.data().get(table, ground.id(table, number))?.[column]
    update(table, ground.id(table, number), { [column]: value })
    expect(refusalOf(() => ground.write((_writer, context) => makeOrder(from, context)))).toEqual(refusal)
    expect(headerOf(from)).toBeDefined()
    update(table, ground.id(table, number), { [column]: before as string | boolean })
  })

  test('is refused with an open opportunity and takes a won one along', () => {
    const opportunity = ground.write((_, { data }) =>
      insertRow(data, names.opportunity, { number: 'OP1', status: 'In_x0020_Progress' }),
    )
    const from = quote()
    update(names.salesHeader, from.id, { opportunityId: opportunity.id })
    const make = () => ground.write((_, context) => makeOrder(headerOf(from) ?? from, context))
    expect(refusalOf(make)).toEqual(
      dialog(
        'An open Opportunity is still linked to this Sales Quote. The Opportunity has to be closed before the Sales Quote can be converted to an Order.',
      ),
    )
    update(names.opportunity, opportunity.id, { status: 'Won' })
    const order = make()
    expect(ground.data().get(names.opportunity, opportunity.id)).toMatchObject({ salesDocumentId: order.id })
  })
})

test('a revision keeps a version and empties the quote, which keeps id and number', () => {
  const quote = release(
    document('Quote', [item('1000', { quantity: '1' })], '10000', { workDescription: 'x', acceptedDate: TODAY }),
  )
  const version = ground.write((_, context) => takeRevision(quote, context))
  expect(version).toMatchObject({ versionNumber: 1, status: 'Released', workDescription: 'x' })
  expect(headerOf(quote)).toMatchObject({
    number: quote['number'],
    status: 'Open',
    workDescription: '',
    acceptedDate: NO_DATE,
  })
  expect([linesOf(quote).length, versionsOf(quote).length]).toEqual([0, 1])
})

test('an item that is always reserved is set aside for the order line, and follows it', () => {
  update(names.item, ground.id(names.item, '1100'), { reserve: 'Always' })
  const reserved = () => [...ground.data().scan(names.reservation)].map(({ quantityBase }) => quantityBase)
  const entry = ground.write((_, { data }) =>
    insertRow(data, names.itemLedgerEntry, {
      entryNumber: 900,
      itemId: ground.id(names.item, '1100'),
      remainingQuantity: '10',
      positive: true,
      open: true,
    }),
  )
  document('Quote', [item('1100', { quantity: '1' })])
  expect(reserved()).toEqual([])
  const order = document('Order', [item('1100', { quantity: '4' })])
  expect(reserved()).toEqual(['-4', '4'])
  ground.write((writer) => writer.changeLine(linesOf(order)[0] ?? order, { quantity: '3' }))
  expect(reserved()).toEqual(['-3', '3'])
  ground.write((writer) => writer.change(order, { customerId: ground.id(names.customer, '20000') }))
  expect(reserved()).toEqual(['-3', '3'])
  ground.write((_, context) => deleteDocument(headerOf(order) ?? order, context))
  expect(reserved()).toEqual([])
  ground.write((_, { data }) => data.remove(names.itemLedgerEntry, entry.id))
  update(names.item, ground.id(names.item, '1100'), { reserve: 'Optional' })
})

describe('deletion', () => {
  test.each([
    ['Order', true, 1],
    ['Order', false, 0],
    ['Invoice', true, 0],
  ] as const)('of an %s, archived: %s, leaves %i versions', (type, archiveOrders, versions) => {
    setup(names.salesSetup, { archiveOrders })
    const header = release(document(type, [item('1000', { quantity: '1' }), { description: 'x' }]))
    ground.write((_, context) => deleteDocument(header, context))
    expect([headerOf(header), linesOf(header).length, versionsOf(header).length]).toEqual([undefined, 0, versions])
    setup(names.salesSetup, { archiveOrders: true })
  })

  test('is refused while something is shipped and not invoiced', () => {
    const header = document('Order', [item('1000', { quantity: '5' })])
    update(names.salesLine, String(linesOf(header)[0]?.id), { shippedQuantity: '4' })
    expect(refusalOf(() => ground.write((_, context) => deleteDocument(header, context)))).toEqual([
      'Application_FieldValidationException',
      `Qty. Shipped Not Invoiced must be equal to '0' in Sales Line: Document Type=Order, Document No.=${String(header['number'])}, Line No.=10000. Current value is '4'.`,
    ])
  })

  test('gives back what is reserved', () => {
    const header = document('Order', [item('1000', { quantity: '5' })])
    const supply = ground.write((_, { data }) => {
      const [line] = documentLines(data, header.id)
      const supply = insertRow(data, names.itemLedgerEntry, {
        entryNumber: 1,
        itemId: ground.id(names.item, '1000'),
        remainingQuantity: '3',
        positive: true,
        open: true,
      })
      reserveAutomatically(data, line ?? supply)
      return supply
    })
    expect(findAll(ground.data(), names.reservation, { sourceId: supply.id })).toMatchObject([{ quantityBase: '3' }])
    ground.write((_, context) => deleteDocument(header, context))
    expect(ground.data().count(names.reservation)).toBe(0)
  })
})

test.each([
  [{}, 'Draft'],
  [{ sentDate: '2026-03-01T10:00:00.000Z' }, 'Sent'],
  [{ sentDate: '2026-03-01T10:00:00.000Z', validUntilDate: '2026-03-10' }, 'Sent'],
  [{ sentDate: '2026-03-01T10:00:00.000Z', validUntilDate: '2026-03-09' }, 'Expired_x0020_'],
  [{ validUntilDate: '2026-03-09' }, 'Draft'],
  [{ sentDate: '2026-03-01T10:00:00.000Z', validUntilDate: '2026-03-09', acceptedDate: '2026-03-05' }, 'Accepted'],
] as const)('a quote with %j is %s', (dates, status) => {
  const blank = { sentDate: `${NO_DATE}T00:00:00.000Z`, validUntilDate: NO_DATE, acceptedDate: NO_DATE }
  expect(quoteStatus({ ...blank, ...dates }, TODAY)).toBe(status)
})

test('open documents of a customer add up in local currency', () => {
  const lines = [item('1000', { quantity: '10' }), item('1100', { quantity: '2' })]
  const order = document('Order', lines, '20000', { vatBusPostingGroup: 'DOMESTIC' })
  document('Order', [item('1000', { quantity: '1' })], '20000', { currencyCode: 'USD' })
  document('Quote', lines, '20000')
  document('Invoice', [item('1200', { quantity: '1' })], '20000')
  document('Credit_x0020_Memo', [item('1000', { quantity: '1' })], '20000')
  ground.write((writer, { data }) => {
    // 4 of 10 shipped: 1190.00 becomes 714.00 outstanding and 476.00 not invoiced.
    const [first] = documentLines(data, order.id)
    const shipped = data.update(names.salesLine, String(first?.id), { shippedQuantity: '4' })
    writer.changeLine(shipped, { quantity: '9' })
    writer.changeLine(shipped, { quantity: '10' })
  })
  expect(outstandingOf(ground.data(), ground.id(names.customer, '20000'))).toEqual({
    // 714.00 + 21.40 (2 x 10.00 at 7 %) + 125.00 USD / 1.25, EU without VAT.
    ordersLcy: '835.4',
    shippedNotInvoicedLcy: '476',
    invoicesLcy: '50',
    invoicesFromShipmentsLcy: '0',
    returnsReceivedNotInvoicedLcy: '0',
    openOrders: 2,
    quotes: { count: 1, amountLcy: '1020' },
    // 714.00 / 1.19 + 21.40 / 1.07 + 100.00.
    orders: { count: 2, amountLcy: '720' },
    invoices: { count: 1, amountLcy: '50' },
    creditMemos: { count: 1, amountLcy: '100' },
  })
})
