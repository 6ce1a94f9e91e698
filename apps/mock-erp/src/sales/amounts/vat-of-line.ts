/**
 * VAT of the line that was edited last (erp-business-logic, section 2.4): it takes what the group's total lacks, so that a group's VAT is
 * always that of its sum, and the rounding difference lands here.
 */
import { big, canonical, roundTo, sum } from '../../values/decimal.ts'
import type { Taxed, VatLine, VatTerms } from './vat-group.ts'

/** `others`: the amounts of the other lines of the same VAT identifier and calculation type, as they stand. */
export function vatOfLine(line: VatLine, others: readonly Taxed[], terms: VatTerms): Taxed {
  const { net } = line
  if (line.vatCalculationType === 'Full_x0020_VAT') return { amount: '0', amountIncludingTax: net }
  if (big(line.taxPercent).eq(0)) return { amount: net, amountIncludingTax: net }
  const amounts = sum(others.map(({ amount }) => amount))
  const including = sum(others.map(({ amountIncludingTax }) => amountIncludingTax))
  const rate = big(line.taxPercent).div(100)
  if (terms.pricesIncludeTax) {
    const group = roundTo(including.plus(net).div(rate.plus(1)), terms.precision)
    return { amount: canonical(group.minus(amounts)), amountIncludingTax: net }
  }
  const base = amounts.plus(net)
  const group = base.plus(roundTo(base.times(rate), terms.precision))
  return { amount: net, amountIncludingTax: canonical(group.minus(including)) }
}
