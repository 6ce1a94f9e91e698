/** The customer's invoice discount terms for a document: rows of Cust. Invoice Disc. (erp-business-logic, section 2.5). */
import type { Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { factorOf, precisionOf } from './document-context.ts'
import type { Values } from './sales-context.ts'

export interface DiscountTerms {
  readonly percent: string
  /** In the document's currency. */
  readonly serviceCharge: string
}

export const NO_TERMS: DiscountTerms = { percent: '0', serviceCharge: '0' }

/** The charge is that of the document's total, the percent that of the part that may be discounted. */
export function discountTerms(data: Reader, header: Values, lines: readonly Row[]): DiscountTerms | undefined {
  const own = lines.filter((line) => line['systemCreated'] !== true)
  const total = own.reduce((sum, line) => sum.plus(amount(line, 'lineAmount')), big(0))
  const charged = termsFor(data, header, total)
  const discounted = termsFor(data, header, baseOf(own, header))
  if (charged === undefined && discounted === undefined) return undefined
  return {
    percent: amount(discounted ?? {}, 'discountPercent'),
    serviceCharge: charged === undefined ? '0' : chargeOf(charged, header, data),
  }
}

/** What may be discounted, without VAT. */
function baseOf(lines: readonly Row[], header: Values): Big {
  let base = big(0)
  for (const line of lines) {
    if (line['allowInvoiceDiscount'] !== true) continue
    const value = big(amount(line, 'lineAmount'))
    const share = big(amount(line, 'taxPercent')).div(100).plus(1)
    base = base.plus(header['pricesIncludeTax'] === true ? value.div(share) : value)
  }
  return base
}

/** The row with the highest minimum that is reached; a foreign currency without rows of its own takes the local ones. */
function termsFor(data: Reader, header: Values, reached: Big): Row | undefined {
  const rows = [...data.find(names.invoiceDiscount, { code: text(header, 'invoiceDiscountCode') })]
  const currencyCode = text(header, 'currencyCode')
  const own = rows.filter((row) => row['currencyCode'] === currencyCode)
  if (own.length > 0 || currencyCode === '') return highest(own, reached)
  const factor = big(factorOf(header))
  if (factor.eq(0)) return undefined
  return highest(
    rows.filter((row) => row['currencyCode'] === ''),
    reached.div(factor),
  )
}

const highest = (rows: readonly Row[], reached: Big): Row | undefined =>
  rows
    .filter((row) => reached.gte(amount(row, 'minimumAmount')))
    .toSorted((one, other) => big(amount(one, 'minimumAmount')).cmp(amount(other, 'minimumAmount')))
    .at(-1)

function chargeOf(terms: Row, header: Values, data: Reader): string {
  const charge = big(amount(terms, 'serviceCharge'))
  const isForeign = text(terms, 'currencyCode') !== text(header, 'currencyCode')
  const { amount: precision } = precisionOf(data, text(header, 'currencyCode'))
  return canonical(roundTo(isForeign ? charge.times(factorOf(header)) : charge, precision))
}
