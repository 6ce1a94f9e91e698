/** Lines that pay VAT together: same VAT identifier and calculation type (erp-business-logic, sections 2.4 and 2.5). */
import type Big from 'big.js'
import { big, roundTo, type Decimal } from '../../values/decimal.ts'

export interface VatKey {
  readonly vatIdentifier: string
  /** Normal_x0020_VAT, Reverse_x0020_Charge_x0020_VAT, Full_x0020_VAT, Sales_x0020_Tax. */
  readonly vatCalculationType: string
}

export interface VatLine extends VatKey {
  /** 0 for reverse charge and sales tax. */
  readonly taxPercent: Decimal
  /** Line amount less invoice discount: excluding VAT, or including it when prices do. */
  readonly net: Decimal
}

export interface VatTerms {
  readonly pricesIncludeTax: boolean
  /** Amount rounding precision of the document's currency. */
  readonly precision: Decimal
}

/** What a line, or a group of lines, comes to. */
export interface Taxed {
  readonly amount: Decimal
  readonly amountIncludingTax: Decimal
}

export const sameVat = (one: VatKey, other: VatKey): boolean =>
  one.vatIdentifier === other.vatIdentifier && one.vatCalculationType === other.vatCalculationType

/** Sorts as the ERP walks over groups: identifier, calculation type, negative lines before positive ones. */
export const vatGroupKey = (line: VatKey, value: Decimal): string =>
  JSON.stringify([line.vatIdentifier, line.vatCalculationType, big(value).lt(0) ? 0 : 1])

/** The VAT in (prices including VAT) or on top of a base, rounded. */
export function vatOn(base: Big, line: Pick<VatLine, 'vatCalculationType' | 'taxPercent'>, terms: VatTerms): Big {
  if (line.vatCalculationType === 'Full_x0020_VAT') return base
  const rate = big(line.taxPercent).div(100)
  const vat = terms.pricesIncludeTax ? base.minus(base.div(rate.plus(1))) : base.times(rate)
  return roundTo(vat, terms.precision)
}
