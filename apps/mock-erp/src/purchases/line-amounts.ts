/** Amounts of a purchase line: the same arithmetic as in sales (erp-business-logic, sections 2.4 and 2.5). */
import type { Draft, Reader, Row, Transaction } from '@koble/odata-server'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount, setupRow, text } from '../rules/setup.ts'
import { lineAmounts, lineAmountsWithDiscount, percentOf, type LineAmounts } from '../sales/amounts/line-amounts.ts'
import { spreadInvoiceDiscount } from '../sales/amounts/spread-invoice-discount.ts'
import { sameVat, type VatLine, type VatTerms } from '../sales/amounts/vat-group.ts'
import { vatOfGroups } from '../sales/amounts/vat-of-groups.ts'
import { vatOfLine } from '../sales/amounts/vat-of-line.ts'
import { factorOf, precisionOf } from '../sales/document-context.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import { linesOf } from './lines-of.ts'

export function setDiscountPercent(draft: Draft, percent: string): void {
  if (big(percent).lt(0)) fieldError(`The value must be greater than or equal to 0. Value: ${percent}.`)
  if (big(percent).gt(100)) fieldError(`The value must be less than or equal to 100. Value: ${percent}.`)
  draft['discountPercent'] = percent
}

/** A discount that is given as an amount stands as it is. */
export function setDiscountAmount(draft: Draft, discount: string, header: Row, data: Reader): void {
  const { gross } = amountsOf(draft, header, data)
  if (big(discount).lt(0) || big(discount).gt(gross)) {
    fieldError(`The value must be between 0 and ${gross}. Value: ${discount}.`)
  }
  draft['discountAmount'] = discount
  draft['discountPercent'] = percentOf(discount, gross)
}

function amountsOf(draft: Draft, header: Row, data: Reader): LineAmounts {
  const priced = {
    quantity: amount(draft, 'quantity'),
    unitPrice: amount(draft, 'directUnitCost'),
    discountPercent: amount(draft, 'discountPercent'),
    precision: precisionOf(data, text(header, 'currencyCode')).amount,
  }
  const fresh = lineAmounts(priced)
  const given = amount(draft, 'discountAmount')
  const stands = percentOf(given, fresh.gross) === priced.discountPercent
  return stands ? lineAmountsWithDiscount(priced, given) : fresh
}

const vatTerms = (header: Row, data: Reader): VatTerms => ({
  pricesIncludeTax: header['pricesIncludeTax'] === true,
  precision: precisionOf(data, text(header, 'currencyCode')).amount,
})

const vatLine = (line: Readonly<Draft>): VatLine => ({
  vatIdentifier: text(line, 'vatIdentifier'),
  vatCalculationType: text(line, 'vatCalculationType'),
  taxPercent: amount(line, 'taxPercent'),
  net: canonical(big(amount(line, 'lineAmount')).minus(amount(line, 'invoiceDiscountAmount'))),
})

/** The line as it is edited: its invoice discount is lost, its VAT makes the group's total right. */
export function setAmounts(draft: Draft, header: Row, data: Reader): void {
  const { lineAmount, discountAmount } = amountsOf(draft, header, data)
  Object.assign(draft, { lineAmount, discountAmount, invoiceDiscountAmount: '0' })
  const others = linesOf(data, header.id).filter((line) => line.id !== draft['id'])
  const line = vatLine(draft)
  const group = others.filter((other) => sameVat(vatLine(other), line)).map(taxedOf)
  Object.assign(draft, vatOfLine(line, group, vatTerms(header, data)))
  draft['unitCostLcy'] = unitCostLcy(draft, header, data)
}

const taxedOf = (line: Row) => ({
  amount: amount(line, 'amount'),
  amountIncludingTax: amount(line, 'amountIncludingTax'),
})

/** What a unit costs without VAT and discount, in local currency. */
function unitCostLcy(draft: Draft, header: Row, data: Reader): string {
  const [quantity, factor] = [big(amount(draft, 'quantity')), big(factorOf(header))]
  if (quantity.eq(0) || factor.eq(0)) return '0'
  const net = big(amount(draft, 'amount')).div(quantity).div(factor)
  return canonical(roundTo(net, amount(setupRow(data), 'unitAmountRoundingPrecision')))
}

/** Hands the order's discount amount out to its lines again, and their VAT with it. Too much of it is refused when `strict`, else cut. */
export function spreadDiscount(data: Transaction, header: Row, strict: boolean): void {
  const lines = linesOf(data, header.id).filter((line) => line['lineType'] !== 'Comment')
  if (lines.length === 0) return
  const wanted = big(header['invoiceDiscountCalculation'] === 'Amount' ? amount(header, 'invoiceDiscountValue') : '0')
  const most = sum(
    lines.filter((line) => line['allowInvoiceDiscount'] === true).map((line) => amount(line, 'lineAmount')),
  )
  if (strict && wanted.gt(0) && most.lte(0)) {
    dialogError(
      'Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected. To add a discount, specify a line discount in the Line Discount % field for the relevant lines, or add a line of type Item where the Allow Invoice Disc. field is selected.',
    )
  }
  if (strict && wanted.gt(most)) dialogError(`The invoice discount must not be greater than ${canonical(most)}.`)
  const discount = { amount: canonical(wanted.gt(most) ? most : wanted) }
  const terms = vatTerms(header, data)
  const shares = spreadInvoiceDiscount(
    lines.map((line) => ({
      ...vatLine(line),
      lineAmount: amount(line, 'lineAmount'),
      allowInvoiceDiscount: line['allowInvoiceDiscount'] === true,
    })),
    discount,
    terms.precision,
  )
  const discounted = lines.map((line, at) => ({ ...line, invoiceDiscountAmount: shares[at] ?? '0' }))
  const taxed = vatOfGroups(discounted.map(vatLine), terms)
  for (const [at, line] of lines.entries()) {
    data.update(names.purchaseLine, line.id, { invoiceDiscountAmount: shares[at] ?? '0', ...taxed[at] })
  }
}
