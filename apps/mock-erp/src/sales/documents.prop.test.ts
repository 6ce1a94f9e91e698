/** What holds of every document whatever was done to it (erp-business-logic, sections 2.4, 2.5 and 8, invariants 5 and 10). Random edits, a fresh seed each run. */
import type { Row } from '@koble/odata-server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import { documentLines, documentTotals } from './document-context.ts'
import type { DocumentWriter, LineFields } from './document-writer.ts'
import { vatGroupKey, vatOn } from './amounts/vat-group.ts'
import { calculateInvoiceDiscount } from './invoice-discount.ts'
import { vatLineOf, vatTerms } from './line/line-amounts.ts'
import { releaseSales } from './release.ts'
import { reopenSales } from './reopen.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { openSalesGround, type SalesGround } from './testing/sales-ground.ts'

/** More in `npm run verify`. */
const RUNS = Math.min(1000, Number(process.env['KOBLE_CASES'] ?? 60))

let ground: SalesGround

beforeAll(async () => {
  ground = await openSalesGround()
})
afterAll(() => ground.close())

const decimal = (most: number, digits: number) =>
  fc.integer({ min: 0, max: most * 10 ** digits }).map((value) => canonical(big(value).div(10 ** digits)))

/** One step: a new line, a change of the line at a place, its deletion, a discount, a change of the header. */
type Step =
  | {
      readonly add: readonly [
        object: 'goods' | 'books' | 'hours' | 'freight' | 'text',
        quantity: string,
        unitPrice: string,
      ]
    }
  | { readonly change: readonly [at: number, fields: LineFields] }
  | { readonly remove: number }
  | { readonly discount: string }
  | { readonly header: Readonly<Record<string, string | boolean>> }

const change: fc.Arbitrary<LineFields> = fc.oneof(
  decimal(20, 1).map((quantity) => ({ quantity })),
  decimal(200, 3).map((unitPrice) => ({ unitPrice })),
  decimal(100, 2).map((discountPercent) => ({ discountPercent })),
  decimal(300, 2).map((discountAmount) => ({ discountAmount })),
  decimal(10, 0).map((quantityToShip) => ({ quantityToShip })),
  fc.boolean().map((allowInvoiceDiscount) => ({ allowInvoiceDiscount })),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fc.constantFrom('goods', 'books', 'hours', 'freight', 'text'), decimal(20, 1), decimal(200, 3))
    .map((add) => ({ add }) as Step),
  fc.tuple(fc.nat(9), change).map((fields) => ({ change: fields })),
  fc.nat(9).map((remove) => ({ remove })),
  decimal(100, 2).map((discount) => ({ discount })),
  fc
    .constantFrom<Readonly<Record<string, string | boolean>>>(
      { pricesIncludeTax: true },
      { pricesIncludeTax: false },
      { currencyCode: 'USD' },
      { currencyCode: 'JPY' },
      { currencyCode: '' },
      { postingDate: '2026-03-25' },
    )
    .map((header) => ({ header })),
)

const OBJECTS = {
  goods: ['Item', names.item, '1000'],
  books: ['Item', names.item, '1100'],
  hours: ['Resource', names.resource, 'R0010'],
  freight: ['Account', names.account, '4800'],
} as const

function perform(one: Step, header: Row, writer: DocumentWriter, lines: readonly Row[]): void {
  if ('add' in one) {
    const [object, quantity, unitPrice] = one.add
    if (object === 'text') return void writer.addLine(header, { description: 'text' })
    const [lineType, table, number] = OBJECTS[object]
    writer.addLine(header, { lineType, objectId: ground.id(table, number), quantity, unitPrice })
  } else if ('discount' in one) writer.discount(header, one.discount)
  else if ('header' in one) writer.change(header, one.header)
  else {
    const at = 'remove' in one ? one.remove : one.change[0]
    const line = lines[at % Math.max(1, lines.length)]
    if (line === undefined) return
    if ('remove' in one) writer.removeLine(line)
    else writer.changeLine(line, one.change[1])
  }
}

const data = () => ground.data()
const headerOf = (header: Row): Row => data().get(names.salesHeader, header.id) ?? header
const stateOf = (header: Row) => [
  documentTotals(data(), header),
  documentLines(data(), header.id).map(({ amount: net, amountIncludingTax }) => [net, amountIncludingTax]),
]

function checkLines(header: Row): void {
  for (const line of documentLines(data(), header.id)) {
    const value = (column: string) => big(amount(line, column))
    const { precision } = vatTerms(data(), header)
    expect(value('outstandingQuantity').plus(value('shippedQuantity')).eq(value('quantity'))).toBe(true)
    expect(value('quantityToShip').lte(value('outstandingQuantity'))).toBe(true)
    expect(
      value('quantityToInvoice').lte(
        value('shippedQuantity').plus(value('quantityToShip')).minus(value('invoicedQuantity')),
      ),
    ).toBe(true)
    expect(value('quantityBase').eq(roundTo(value('quantity').times(value('quantityPerUnit')), '0.00001'))).toBe(true)
    // A line of nothing may hold a rounding rest below 0, once prices that include VAT were switched on.
    const isRest = value('lineAmount').lt(0)
    expect(isRest || value('invoiceDiscountAmount').lte(value('lineAmount'))).toBe(true)
    for (const column of ['discountAmount', 'lineAmount', 'amount', 'amountIncludingTax', 'outstandingAmount']) {
      expect(roundTo(value(column), precision).eq(value(column))).toBe(true)
    }
    const net = vatLineOf(line).net
    expect(text(line, header['pricesIncludeTax'] === true ? 'amountIncludingTax' : 'amount')).toBe(net)
  }
}

/** Per VAT group: VAT is that of its base, to a step. */
function checkVat(header: Row): void {
  const terms = vatTerms(data(), header)
  const lines = documentLines(data(), header.id).filter((line) => line['lineType'] !== 'Comment')
  for (const group of Map.groupBy(lines, (line) => vatGroupKey(vatLineOf(line), '1')).values()) {
    const [first] = group
    if (first === undefined) continue
    const base = sum(group.map((line) => vatLineOf(line).net))
    const vat = sum(group.map((line) => amount(line, 'amountIncludingTax'))).minus(
      sum(group.map((line) => amount(line, 'amount'))),
    )
    // Lines that left (deleted, converted) took their own rounding with them: a step for each line is what can be off.
    const tolerance = big(terms.precision).times(group.length + 1)
    expect(
      vat
        .minus(vatOn(base, vatLineOf(first), terms))
        .abs()
        .lte(tolerance),
    ).toBe(true)
  }
}

test('quantities, amounts and VAT agree after any edits; release, reopening and discounts repeat without drift', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Order', 'Invoice', 'Quote'),
      fc.array(step, { minLength: 3, maxLength: 14 }),
      (type, steps) => {
        const header = ground.write((writer) => writer.insert(type, { customerId: ground.id(names.customer, '10000') }))
        for (const one of steps) {
          refusalOf(() => ground.write((writer) => perform(one, header, writer, documentLines(data(), header.id))))
          checkLines(headerOf(header))
          checkVat(headerOf(header))
        }
        const again = (work: () => unknown) => {
          refusalOf(work)
          return stateOf(headerOf(header))
        }
        const discount = () => ground.write((_, context) => calculateInvoiceDiscount(context.data, headerOf(header)))
        expect(again(discount)).toEqual(again(discount))
        const release = () => ground.write((_, context) => releaseSales(context.data, headerOf(header)))
        const released = again(release)
        again(() => ground.write((_, context) => reopenSales(context.data, headerOf(header))))
        expect(again(release)).toEqual(released)
      },
    ),
    { numRuns: RUNS },
  )
}, 60_000)
