/**
 * An invoice discount over the lines that allow one (erp-business-logic, section 2.5, "Distribution"): first over VAT groups, then inside
 * each over its lines in order; every share is rounded, what is left is carried to the next.
 */
import type Big from 'big.js'
import { big, canonical, roundTo, sum, type Decimal } from '../../values/decimal.ts'
import { vatGroupKey, type VatKey } from './vat-group.ts'

export interface DiscountableLine extends VatKey {
  readonly lineAmount: Decimal
  readonly allowInvoiceDiscount: boolean
}

/** A fixed amount for the whole document, or percents of it. */
export type InvoiceDiscount = { readonly amount: Decimal } | { readonly percent: Decimal }

/** The discount of each line, in the order of the lines; "0" where none is allowed. */
export function spreadInvoiceDiscount(
  lines: readonly DiscountableLine[],
  discount: InvoiceDiscount,
  precision: Decimal,
): Decimal[] {
  const shares = new Map<DiscountableLine, Big>()
  const allowed = lines.filter((line) => line.allowInvoiceDiscount && !big(line.lineAmount).eq(0))
  const groups = [...Map.groupBy(allowed, (line) => vatGroupKey(line, line.lineAmount))].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const base = baseOf(allowed)
  let carry = big(0)
  for (const [, group] of groups) {
    const exact = carry.plus(shareOf(baseOf(group), base, discount))
    const rounded = roundTo(exact, precision)
    carry = exact.minus(rounded)
    spread(group, rounded, precision, shares)
  }
  return lines.map((line) => canonical(shares.get(line) ?? big(0)))
}

const baseOf = (lines: readonly DiscountableLine[]): Big => sum(lines.map(({ lineAmount }) => lineAmount))

function shareOf(group: Big, all: Big, discount: InvoiceDiscount): Big {
  if ('percent' in discount) return group.times(discount.percent).div(100)
  return all.eq(0) ? big(0) : group.times(discount.amount).div(all)
}

function spread(
  group: readonly DiscountableLine[],
  share: Big,
  precision: Decimal,
  shares: Map<DiscountableLine, Big>,
): void {
  const base = baseOf(group)
  let carry = big(0)
  for (const line of group) {
    const exact = carry.plus(share.times(line.lineAmount).div(base))
    const rounded = roundTo(exact, precision)
    shares.set(line, rounded)
    carry = exact.minus(rounded)
  }
}
