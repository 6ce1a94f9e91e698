/** The amounts of one line in its document (erp-business-logic, section 2.4). */
import type { Draft, Reader } from '@koble/odata-server'
import { amount, text } from '../../rules/setup.ts'
import { big, canonical } from '../../values/decimal.ts'
import { lineAmounts, type LineAmounts } from '../amounts/line-amounts.ts'
import { portionOf } from '../amounts/portion-of.ts'
import { sameVat, type VatLine, type VatTerms } from '../amounts/vat-group.ts'
import { vatOfLine } from '../amounts/vat-of-line.ts'
import { documentLines, inLocal, precisionOf } from '../document-context.ts'
import type { Values } from '../sales-context.ts'
import { delivered } from './line-quantities.ts'

export const vatTerms = (data: Reader, header: Values): VatTerms => ({
  pricesIncludeTax: header['pricesIncludeTax'] === true,
  precision: precisionOf(data, text(header, 'currencyCode')).amount,
})

export const vatLineOf = (line: Values): VatLine => ({
  vatIdentifier: text(line, 'vatIdentifier'),
  vatCalculationType: text(line, 'vatCalculationType'),
  taxPercent: amount(line, 'taxPercent'),
  net: canonical(big(amount(line, 'lineAmount')).minus(amount(line, 'invoiceDiscountAmount'))),
})

/** From quantity, price and discount percent. The line's share of the invoice discount is lost [q]; it is spread anew afterwards. */
export function recalculateLine(line: Draft, header: Values, data: Reader): void {
  const { precision } = vatTerms(data, header)
  const priced = {
    quantity: amount(line, 'quantity'),
    unitPrice: amount(line, 'unitPrice'),
    discountPercent: amount(line, 'discountPercent'),
  }
  takeAmounts(line, lineAmounts({ ...priced, precision }), header, data)
}

export function takeAmounts(
  line: Draft,
  { discountAmount, lineAmount }: Pick<LineAmounts, 'discountAmount' | 'lineAmount'>,
  header: Values,
  data: Reader,
): void {
  Object.assign(line, { discountAmount, lineAmount, invoiceDiscountAmount: '0' })
  taxLine(line, header, data)
}

/** VAT of this line against the others of its group as they stand. */
function taxLine(line: Draft, header: Values, data: Reader): void {
  const own = vatLineOf(line)
  const others = documentLines(data, text(line, 'documentId'))
    .filter((other) => other.id !== line['id'] && sameVat(vatLineOf(other), own))
    .map((other) => ({ amount: amount(other, 'amount'), amountIncludingTax: amount(other, 'amountIncludingTax') }))
  Object.assign(line, vatOfLine(own, others, vatTerms(data, header)))
  deriveOutstanding(line, header, data)
}

/** Amounts of what is not shipped, and of what is shipped and not invoiced, VAT included. */
export function deriveOutstanding(line: Draft, header: Values, data: Reader): void {
  const { precision } = vatTerms(data, header)
  const portion = (quantity: string): string =>
    portionOf(amount(line, 'amountIncludingTax'), quantity, amount(line, 'quantity'), precision)
  const outstandingAmount = portion(canonical(big(amount(line, 'quantity')).minus(delivered(line))))
  const shippedNotInvoiced = portion(canonical(big(delivered(line)).minus(amount(line, 'invoicedQuantity'))))
  Object.assign(line, {
    outstandingAmount,
    outstandingAmountLcy: inLocal(outstandingAmount, header),
    shippedNotInvoiced,
    shippedNotInvoicedLcy: inLocal(shippedNotInvoiced, header),
  })
}
