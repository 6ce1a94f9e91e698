/** A document as a whole: its lines, totals, precisions and its value in local currency (erp-business-logic, sections 0 and 2.4). */
import type { Reader, Row } from '@koble/odata-server'
import { toLocal } from '../ledger/exchange.ts'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, setupRow, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, sum } from '../values/decimal.ts'
import type { Values } from './sales-context.ts'

/** In the order of their line numbers. */
export const documentLines = (data: Reader, headerId: string): Row[] =>
  Array.from(data.find(names.salesLine, { documentId: headerId })).toSorted(
    (one, other) => integer(one, 'sequence') - integer(other, 'sequence'),
  )

/** The stored header of a line. */
export function headerOf(data: Reader, line: Values): Row {
  const header = data.get(names.salesHeader, text(line, 'documentId'))
  return header ?? dialogError('You must specify an Id or a Document Id to get the lines.')
}

export interface DocumentTotals {
  /** Excluding VAT, after invoice discount. */
  readonly amount: string
  readonly amountIncludingTax: string
  readonly tax: string
  readonly invoiceDiscountAmount: string
  readonly lineDiscountAmount: string
}

export function documentTotals(data: Reader, header: Values): DocumentTotals {
  const lines = documentLines(data, text(header, 'id'))
  const total = (column: string) => sum(lines.map((line) => amount(line, column)))
  const [net, including] = [total('amount'), total('amountIncludingTax')]
  return {
    amount: canonical(net),
    amountIncludingTax: canonical(including),
    tax: canonical(including.minus(net)),
    invoiceDiscountAmount: canonical(total('invoiceDiscountAmount')),
    lineDiscountAmount: canonical(total('discountAmount')),
  }
}

export interface Precision {
  readonly amount: string
  readonly unitAmount: string
}

/** Rounding precisions of a currency, blank for the local one. */
export function precisionOf(data: Reader, currencyCode: string): Precision {
  const row = currencyCode === '' ? setupRow(data) : data.lookup(names.currency, ['code'], [currencyCode])
  const positive = (column: string, otherwise: string): string => {
    const precision = amount(row ?? {}, column)
    return big(precision).gt(0) ? precision : otherwise
  }
  return {
    amount: positive('amountRoundingPrecision', '0.01'),
    unitAmount: positive('unitAmountRoundingPrecision', '0.00001'),
  }
}

/** Foreign units for one local unit; "1" in local currency (where the header stores 0), "0" while no exchange rate is known. */
export const factorOf = (header: Values): string =>
  text(header, 'currencyCode') === '' ? '1' : amount(header, 'currencyFactor')

/** A document amount in local currency; 0 while no exchange rate is known. */
export function inLocal(value: string, header: Values): string {
  const factor = factorOf(header)
  return big(factor).eq(0) ? '0' : toLocal(value, factor)
}
