/**
 * Invoice discount of a document: a fixed amount, or the percent of the customer's terms (erp-business-logic, section 2.5). Calculating it again
 * changes nothing: the same shares come out, and VAT is spread from the same nets.
 */
import type { Draft, Reader, Row, Transaction } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import {
  spreadInvoiceDiscount,
  type DiscountableLine,
  type InvoiceDiscount,
} from './amounts/spread-invoice-discount.ts'
import { discountTerms, NO_TERMS } from './discount-terms.ts'
import { documentLines, precisionOf } from './document-context.ts'
import { settleServiceCharge } from './service-charge.ts'
import { taxAllLines } from './tax-all-lines.ts'
import type { Values } from './sales-context.ts'

/**
 * A fixed amount for the whole document, spread over its stored lines now and after each change of them; 0 takes the discount away. Assigns the
 * header draft's `invoiceDiscountCalculation` and `invoiceDiscountValue`; the caller stores it. Without lines it waits for them.
 */
export function setInvoiceDiscountAmount(data: Transaction, header: Draft, value: string): void {
  const discount = roundTo(big(value), precisionOf(data, text(header, 'currencyCode')).amount)
  header['invoiceDiscountCalculation'] = discount.eq(0) ? 'None' : 'Amount'
  header['invoiceDiscountValue'] = canonical(discount)
  checkInvoiceDiscount(data, header)
  writeShares(data, header, { amount: canonical(discount) })
}

/** Refuses a fixed amount that the document's lines cannot bear. */
export function checkInvoiceDiscount(data: Reader, header: Values): void {
  const lines = documentLines(data, text(header, 'id'))
  const value = amount(header, 'invoiceDiscountValue')
  if (header['invoiceDiscountCalculation'] !== 'Amount' || lines.length === 0) return
  const allowed = lines.filter((line) => line['allowInvoiceDiscount'] === true)
  if (allowed.length === 0) {
    dialogError(
      'Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected. To add a discount, specify a line discount in the Line Discount % field for the relevant lines.',
    )
  }
  const base = discountBase(lines)
  if (big(value).gt(base)) {
    dialogError(`The maximum Invoice Discount Amount that you can apply is ${canonical(base)}.`)
  }
}

/** Calculates the discount of a stored header anew: the fixed amount as far as the lines bear it, else the customer's terms. Answers the header. */
export function calculateInvoiceDiscount(data: Transaction, header: Row): Row {
  if (header['invoiceDiscountCalculation'] === 'Amount') {
    const base = discountBase(documentLines(data, header.id))
    const value = big(amount(header, 'invoiceDiscountValue'))
    writeShares(data, header, { amount: canonical(value.gt(base) ? base : value) })
    return header
  }
  const terms = discountTerms(data, header, documentLines(data, header.id)) ?? NO_TERMS
  settleServiceCharge(data, header, terms.serviceCharge)
  writeShares(data, header, { percent: terms.percent })
  const isGiven = !big(terms.percent).eq(0)
  return data.update(names.salesHeader, header.id, {
    invoiceDiscountCalculation: isGiven ? 'Percent' : 'None',
    invoiceDiscountValue: terms.percent,
  })
}

const discountBase = (lines: readonly Row[]) =>
  sum(lines.filter((line) => line['allowInvoiceDiscount'] === true).map((line) => amount(line, 'lineAmount')))

/** Writes each line's share and, if there is or was any, VAT over what is left. */
function writeShares(data: Transaction, header: Values, discount: InvoiceDiscount): void {
  const lines = documentLines(data, text(header, 'id'))
  const { amount: precision } = precisionOf(data, text(header, 'currencyCode'))
  const shares = spreadInvoiceDiscount(lines.map(discountable), discount, precision)
  const before = lines.map((line) => amount(line, 'invoiceDiscountAmount'))
  if ([...shares, ...before].every((share) => big(share).eq(0))) return
  for (const [at, line] of lines.entries()) {
    data.update(names.salesLine, line.id, { invoiceDiscountAmount: shares[at] ?? '0' })
  }
  taxAllLines(data, header)
}

const discountable = (line: Row): DiscountableLine => ({
  vatIdentifier: text(line, 'vatIdentifier'),
  vatCalculationType: text(line, 'vatCalculationType'),
  lineAmount: amount(line, 'lineAmount'),
  allowInvoiceDiscount: line['allowInvoiceDiscount'] === true,
})
