/** Invoice discount on stored documents (erp-business-logic, section 2.5): fixed amounts, customers' terms, service charge, no drift. */
import type { Row } from '@koble/odata-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { documentLines, documentTotals } from './document-context.ts'
import type { LineFields } from './document-writer.ts'
import { calculateInvoiceDiscount, setInvoiceDiscountAmount } from './invoice-discount.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { openSalesGround, type SalesGround } from './testing/sales-ground.ts'

let ground: SalesGround

beforeAll(async () => {
  ground = await openSalesGround()
})
afterAll(() => ground.close())
beforeEach(() => {
  ground.write((_, { data }) => {
    for (const { id } of data.scan(names.invoiceDiscount)) data.remove(names.invoiceDiscount, id)
  })
})

const line = (quantity: string, unitPrice: string, more: LineFields = {}, number = '1000'): LineFields => ({
  lineType: 'Item',
  objectId: ground.id(names.item, number),
  quantity,
  unitPrice,
  ...more,
})
const order = (lines: readonly LineFields[], customer = '10000', more = {}): Row =>
  ground.write((writer) => writer.insert('Order', { customerId: ground.id(names.customer, customer), ...more }, lines))
const linesOf = (header: Row): Row[] => documentLines(ground.data(), header.id)
const headerOf = (header: Row): Row | undefined => ground.data().get(names.salesHeader, header.id)
const totals = (header: Row) => documentTotals(ground.data(), header)
const discount = (header: Row, amount: string): Row => ground.write((writer) => writer.discount(header, amount))
const terms = (
  rows: readonly { minimumAmount?: string; discountPercent?: string; serviceCharge?: string; currencyCode?: string }[],
): void =>
  ground.write((_, { data }) => {
    for (const row of rows) insertRow(data, names.invoiceDiscount, { code: '10000', ...row })
  })

/** The example of section 2.5. */
const example = (): Row =>
  order([
    line('3', '10.555', { discountPercent: '7.5' }),
    line('1', '19.99'),
    line('2', '5.25', { allowInvoiceDiscount: false }, '1100'),
  ])

describe('a fixed amount', () => {
  test('is spread as in the example, and again without drift', () => {
    const header = example()
    expect(linesOf(header).map((each) => [each['lineAmount'], each['amountIncludingTax']])).toEqual([
      ['29.29', '34.86'],
      ['19.99', '23.78'],
      ['10.5', '11.24'],
    ])
    const discounted = discount(header, '5')
    const expected = [
      ['2.97', '26.32', '31.32'],
      ['2.03', '17.96', '21.37'],
      ['0', '10.5', '11.24'],
    ]
    const shown = () =>
      linesOf(header).map((each) => [each['invoiceDiscountAmount'], each['amount'], each['amountIncludingTax']])
    expect(shown()).toEqual(expected)
    expect(totals(header)).toEqual({
      amount: '54.78',
      amountIncludingTax: '63.93',
      tax: '9.15',
      invoiceDiscountAmount: '5',
      lineDiscountAmount: '2.38',
    })
    ground.write((_, { data }) => calculateInvoiceDiscount(data, discounted))
    expect(shown()).toEqual(expected)
  })

  test('waits for the lines of a new document', () => {
    const header = ground.write((writer, { data }) => {
      const empty = writer.insert('Order', { customerId: ground.id(names.customer, '10000') })
      const draft = { ...empty }
      setInvoiceDiscountAmount(data, draft, '25')
      return data.update(names.salesHeader, empty.id, draft)
    })
    ground.write((writer) => writer.addLine(header, line('1', '10')))
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '10' })
    ground.write((writer) => writer.addLine(header, line('1', '40')))
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '25', amount: '25' })
  })

  test('shrinks by what a changed line loses [q], and the rest is spread over all', () => {
    const header = discount(example(), '5')
    const [first] = linesOf(header)
    ground.write((writer) => writer.changeLine(first ?? header, { quantity: '4' }))
    expect(headerOf(header)).toMatchObject({ invoiceDiscountValue: '2.03' })
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '2.03' })
  })

  test('goes with 0', () => {
    const header = discount(discount(example(), '5'), '0')
    expect(header).toMatchObject({ invoiceDiscountCalculation: 'None', invoiceDiscountValue: '0' })
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '0', amount: '59.78' })
  })

  test.each([['59.29', 'The maximum Invoice Discount Amount that you can apply is 49.28.']])(
    '%s is more than the lines bear',
    (amount, text) => {
      const header = example()
      expect(refusalOf(() => discount(header, amount))).toEqual(['Application_DialogException', text])
    },
  )

  test('is refused where no line allows it', () => {
    const header = order([line('1', '10', { allowInvoiceDiscount: false })])
    expect(refusalOf(() => discount(header, '1'))).toEqual([
      'Application_DialogException',
      'Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected. To add a discount, specify a line discount in the Line Discount % field for the relevant lines.',
    ])
  })
})

describe('the customer’s terms', () => {
  test('hold from their minimum on, after each change of a line', () => {
    terms([{ discountPercent: '2' }, { minimumAmount: '1000', discountPercent: '5' }])
    const header = order([line('9', '100')])
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '18', amount: '882' })
    ground.write((writer) => writer.addLine(header, line('1', '100')))
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '50', amount: '950', amountIncludingTax: '1130.5' })
    expect(headerOf(header)).toMatchObject({ invoiceDiscountCalculation: 'Percent', invoiceDiscountValue: '5' })
  })

  test('are looked up by what may be discounted, without VAT', () => {
    terms([{ minimumAmount: '100', discountPercent: '10' }])
    const including = { pricesIncludeTax: true }
    // 118.99 / 1.19 = 99.99; 119.00 / 1.19 = 100.00.
    expect(totals(order([line('1', '118.99')], '10000', including))).toMatchObject({ invoiceDiscountAmount: '0' })
    expect(totals(order([line('1', '119')], '10000', including))).toMatchObject({ invoiceDiscountAmount: '11.9' })
    const undiscounted = line('1', '50', { allowInvoiceDiscount: false })
    expect(totals(order([line('1', '99'), undiscounted]))).toMatchObject({ invoiceDiscountAmount: '0' })
  })

  test('in a foreign currency are the local ones where it has none', () => {
    terms([{ minimumAmount: '100', discountPercent: '10' }])
    const usd = { currencyCode: 'USD' }
    // 124.99 USD / 1.25 = 99.99; 125.00 / 1.25 = 100.00.
    expect(totals(order([line('1', '124.99')], '10000', usd))).toMatchObject({ invoiceDiscountAmount: '0' })
    expect(totals(order([line('1', '125')], '10000', usd))).toMatchObject({ invoiceDiscountAmount: '12.5' })
    terms([{ currencyCode: 'USD', minimumAmount: '1000', discountPercent: '20' }])
    expect(totals(order([line('1', '125')], '10000', usd))).toMatchObject({ invoiceDiscountAmount: '0' })
  })

  test('may cost a service charge, on a line of its own while it is due', () => {
    terms([{ serviceCharge: '8' }, { minimumAmount: '100' }])
    const header = order([line('1', '50')])
    expect(linesOf(header).map((each) => [each['description'], each['amount'], each['systemCreated']])).toEqual([
      ['Lathe', '50', false],
      ['Service Charge', '8', true],
    ])
    ground.write((writer) => writer.addLine(header, line('1', '40')))
    expect(linesOf(header)).toHaveLength(3)
    ground.write((writer) => writer.addLine(header, line('1', '10')))
    expect(linesOf(header).map((each) => each['description'])).toEqual(['Lathe', 'Lathe', 'Lathe'])
  })

  test('yield to a fixed amount', () => {
    terms([{ discountPercent: '2' }])
    const header = discount(order([line('1', '100')]), '7')
    ground.write((writer) => writer.addLine(header, line('1', '100')))
    expect(totals(header)).toMatchObject({ invoiceDiscountAmount: '7' })
  })

  test('of nobody cost nothing', () => {
    const header = order([line('1', '100')])
    expect(findAll(ground.data(), names.salesLine, { documentId: header.id })).toHaveLength(1)
    expect(headerOf(header)).toMatchObject({ invoiceDiscountCalculation: 'None' })
  })
})
