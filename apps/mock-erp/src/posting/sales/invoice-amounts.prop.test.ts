/** Amounts of invoices (erp-business-logic, section 3.2): lines add up, local amounts run along the total, an invoice of everything is the document. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toLocal } from '../../ledger/exchange.ts'
import { lineAmounts } from '../../sales/amounts/line-amounts.ts'
import { spreadInvoiceDiscount } from '../../sales/amounts/spread-invoice-discount.ts'
import { vatOfGroups } from '../../sales/amounts/vat-of-groups.ts'
import { big, canonical, roundTo, sum } from '../../values/decimal.ts'
import { invoiceAmounts, invoiceTotals } from './invoice-amounts.ts'

const hundredths = (max: number) => fc.integer({ min: 1, max }).map((value) => canonical(big(value).div(100)))
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }).map(String),
  unitPrice: hundredths(90_000),
  discountPercent: fc.integer({ min: 0, max: 40 }).map(String),
  taxPercent: fc.constantFrom('0', '7', '19'),
  allowInvoiceDiscount: fc.boolean(),
})
const document = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  discountShare: fc.integer({ min: 0, max: 30 }),
  pricesIncludeTax: fc.boolean(),
  currencyFactor: fc.constantFrom('1', '1.25', '0.8696', '7.46'),
})
type Drawn = typeof document extends fc.Arbitrary<infer T> ? T : never

const precision = '0.01'

/** Lines as a document holds them: discounts, the shares of its invoice discount, VAT. */
function linesOf({ lines, discountShare, pricesIncludeTax }: Drawn) {
  const priced = lines.map((drawn) => ({
    ...drawn,
    ...lineAmounts({ ...drawn, precision }),
    vatIdentifier: `VAT${drawn.taxPercent}`,
    vatCalculationType: 'Normal_x0020_VAT',
  }))
  const allowed = sum(priced.filter((each) => each.allowInvoiceDiscount).map((each) => each.lineAmount))
  const amount = canonical(roundTo(allowed.times(discountShare).div(100)))
  const shares = spreadInvoiceDiscount(priced, { amount }, precision)
  const discounted = priced.map((each, at) => ({ ...each, invoiceDiscountAmount: shares[at] ?? '0' }))
  const nets = discounted.map((each) => ({
    ...each,
    net: canonical(big(each.lineAmount).minus(each.invoiceDiscountAmount)),
  }))
  const taxed = vatOfGroups(nets, { pricesIncludeTax, precision })
  return discounted.map((each, at) => ({ ...each, ...taxed[at] }))
}

const termsOf = ({ pricesIncludeTax, currencyFactor }: Drawn) => ({ pricesIncludeTax, precision, currencyFactor })

describe('of every invoice', () => {
  test('one of everything comes to what the document shows', () => {
    fc.assert(
      fc.property(document, (drawn) => {
        const lines = linesOf(drawn)
        const whole = lines.map((each) => ({ line: each, quantity: each.quantity, quantityBase: each.quantity }))
        const amounts = invoiceAmounts(whole, termsOf(drawn))
        expect(amounts.map(({ amount, amountIncludingTax }) => [amount, amountIncludingTax])).toEqual(
          lines.map(({ amount, amountIncludingTax }) => [amount, amountIncludingTax]),
        )
      }),
    )
  })

  test('its local amounts add up to its total at the rate, to the cent', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 40 }), (drawn, part) => {
        const parts = linesOf(drawn).map((each) => {
          const quantity = String(Math.min(part, Number(each.quantity)))
          return { line: each, quantity, quantityBase: quantity }
        })
        const amounts = invoiceAmounts(parts, termsOf(drawn))
        const totals = invoiceTotals(amounts)
        expect(totals.amountIncludingTaxLcy).toBe(toLocal(totals.amountIncludingTax, drawn.currencyFactor))
        expect(totals.amountLcy).toBe(toLocal(totals.amount, drawn.currencyFactor))
      }),
    )
  })

  test('parts of an order miss its total by no more than a cent for each rounding', () => {
    fc.assert(
      fc.property(document, (drawn) => {
        const lines = linesOf(drawn)
        const singles = Math.max(...lines.map((each) => Number(each.quantity)))
        let invoiced = big(0)
        for (let at = 0; at < singles; at += 1) {
          const parts = lines
            .filter((each) => Number(each.quantity) > at)
            .map((each) => ({ line: each, quantity: '1', quantityBase: '1' }))
          invoiced = invoiced.plus(invoiceTotals(invoiceAmounts(parts, termsOf(drawn))).amountIncludingTax)
        }
        const total = sum(lines.map((each) => each.amountIncludingTax ?? '0'))
        // Gross, discount, invoice discount and VAT of each part are rounded.
        const most = big('0.005').times(singles).times(lines.length).times(4).plus('0.05')
        expect(invoiced.minus(total).abs().lte(most)).toBe(true)
      }),
    )
  })
})
