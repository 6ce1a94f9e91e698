/** Whatever is done to a purchase order, its amounts and quantities agree (erp-business-logic, sections 2.4, 2.5 and 8). */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'
import { amount } from '../rules/setup.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import { linesOf } from './lines-of.ts'

const RUNS = 30

let erp: TestErp
/** One with 19 % VAT, one with 7 % that allows no invoice discount. */
const items: string[] = []

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  erp.database.transact(systemUser, CID, (data) => {
    const groups = { genBusPostingGroup: 'DOMESTIC', vatBusPostingGroup: 'DOMESTIC', vendorPostingGroup: 'DOMESTIC' }
    insertRow(data, names.vendor, { number: 'V1', displayName: 'Nordholz', ...groups })
    for (const [number, genProdPostingGroup, vatProdPostingGroup] of [
      ['1', 'GOODS', 'VAT19'],
      ['2', 'BOOKS', 'VAT7'],
    ] as const) {
      const item = insertRow(data, names.item, {
        number,
        genProdPostingGroup,
        vatProdPostingGroup,
        type: 'Inventory',
        inventoryPostingGroup: 'RESALE',
        baseUnitOfMeasureCode: 'PCS',
        allowInvoiceDiscount: number === '1',
      })
      insertRow(data, names.itemUnit, { itemId: item.id, code: 'BOX', quantityPerUnit: '12' })
      insertRow(data, names.unit, { code: number === '1' ? 'PCS' : 'BOX' })
      items.push(item.id)
    }
  })
})
afterAll(() => erp.close())

const cents = (maximum: number) => fc.integer({ min: 0, max: maximum }).map((value) => value / 100)
const quantity = fc.oneof(fc.integer({ min: 0, max: 30 }), cents(999))
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), item: fc.nat(1), quantity, directUnitCost: cents(99_999) }),
  fc.record({
    kind: fc.constant('change' as const),
    at: fc.nat(5),
    body: fc.oneof(
      fc.record({ quantity }),
      fc.record({ directUnitCost: cents(99_999) }),
      fc.record({ discountPercent: cents(10_000) }),
      fc.record({ discountAmount: cents(2000) }),
      fc.record({ unitOfMeasureCode: fc.constantFrom('PCS', 'BOX') }),
      fc.record({ receiveQuantity: quantity }),
    ),
  }),
  fc.record({ kind: fc.constant('discount' as const), discountAmount: cents(50_000) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

test(`the figures of any ${RUNS} orders agree after every step`, { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 10 }), async (pricesIncludeTax, steps) => {
      const { body } = await erp.call('POST', 'purchaseOrders', { vendorNumber: 'V1', pricesIncludeTax })
      const lines: string[] = []
      for (const next of steps) {
        await take(String(body['id']), lines, next)
        check((await erp.call('GET', `purchaseOrders(${String(body['id'])})`)).body, pricesIncludeTax)
      }
    }),
    { numRuns: RUNS },
  ),
)

/** A step may be refused, for example for a discount that is too high; then nothing has changed. */
async function take(order: string, lines: string[], next: Step): Promise<void> {
  const { kind } = next
  if (kind === 'add') {
    const { item, quantity: ordered, directUnitCost } = next
    const line = { itemId: items[item], quantity: ordered, directUnitCost }
    lines.push(String((await erp.call('POST', `purchaseOrders(${order})/purchaseOrderLines`, line)).body['id']))
    return
  }
  const path = kind === 'discount' ? `purchaseOrders(${order})` : `purchaseOrderLines(${lines[next.at]})`
  if (kind === 'change' && lines[next.at] === undefined) return
  const body = kind === 'discount' ? { discountAmount: next.discountAmount } : next.body
  const answer = await erp.call('PATCH', path, body, { 'If-Match': '*' })
  expect([200, 400]).toContain(answer.status)
}

function check(order: Body, pricesIncludeTax: boolean): void {
  const lines = linesOf(erp.database.read(CID), String(order['id']))
  const total = (column: string) => canonical(sum(lines.map((line) => amount(line, column))))
  expect(String(order['totalAmountExcludingTax'])).toBe(total('amount'))
  expect(String(order['totalAmountIncludingTax'])).toBe(total('amountIncludingTax'))
  expect(String(order['discountAmount'])).toBe(total('invoiceDiscountAmount'))
  for (const line of lines) {
    const of = (column: string) => big(amount(line, column))
    const net = canonical(of('lineAmount').minus(of('invoiceDiscountAmount')))
    expect(amount(line, pricesIncludeTax ? 'amountIncludingTax' : 'amount')).toBe(net)
    expect(of('invoiceDiscountAmount').lte(of('lineAmount'))).toBe(true)
    expect(amount(line, 'quantityBase')).toBe(canonical(of('quantity').times(of('quantityPerUnit'))))
    expect(of('quantityToReceive').lte(of('outstandingQuantity'))).toBe(true)
    expect(amount(line, 'quantityToInvoice')).toBe(amount(line, 'quantityToReceive'))
  }
  for (const group of Map.groupBy(lines, (line) => amount(line, 'taxPercent'))) checkVat(group, pricesIncludeTax)
}

/** The VAT of a group is that of its sum. */
function checkVat([percent, lines]: readonly [string, ReturnType<typeof linesOf>], pricesIncludeTax: boolean): void {
  const total = (column: string) => sum(lines.map((line) => amount(line, column)))
  const [net, gross] = [total('amount'), total('amountIncludingTax')]
  const rate = big(percent).div(100)
  const vat = pricesIncludeTax ? roundTo(gross.minus(gross.div(rate.plus(1)))) : roundTo(net.times(rate))
  const off = gross.minus(net).minus(vat).abs()
  // Backwards from gross, net and VAT cannot both be rounded up.
  expect(off.lte(pricesIncludeTax ? '0.01' : '0'), `${canonical(net)} and ${canonical(gross)}`).toBe(true)
}
