/**
 * VAT of all lines of a document at once (erp-business-logic, section 2.5, "VAT after distribution"): rounded once a group, then handed to
 * the group's lines in their order with the remainder carried on. Release, invoice discount and posting use it, for parts of lines too.
 */
import type Big from 'big.js'
import { big, canonical, roundTo, sum } from '../../values/decimal.ts'
import { vatGroupKey, vatOn, type Taxed, type VatLine, type VatTerms } from './vat-group.ts'

/** One answer a line, in the order of the lines. */
export function vatOfGroups(lines: readonly VatLine[], terms: VatTerms): Taxed[] {
  const vat = new Map<VatLine, Big>()
  for (const group of Map.groupBy(lines, (line) => vatGroupKey(line, line.net)).values()) {
    spread(group, terms, vat)
  }
  return lines.map((line) => taxed(line, vat.get(line) ?? big(0), terms))
}

function spread(group: readonly VatLine[], terms: VatTerms, vat: Map<VatLine, Big>): void {
  const [first] = group
  const base = sum(group.map(({ net }) => net))
  if (first === undefined || base.eq(0)) return
  const total = vatOn(base, first, terms)
  let carry = big(0)
  for (const line of group) {
    const exact = carry.plus(total.times(line.net).div(base))
    const rounded = roundTo(exact, terms.precision)
    vat.set(line, rounded)
    carry = exact.minus(rounded)
  }
}

function taxed(line: VatLine, vat: Big, { pricesIncludeTax }: VatTerms): Taxed {
  const net = big(line.net)
  if (line.vatCalculationType === 'Full_x0020_VAT' || pricesIncludeTax) {
    return { amount: canonical(net.minus(vat)), amountIncludingTax: canonical(net) }
  }
  return { amount: canonical(net), amountIncludingTax: canonical(net.plus(vat)) }
}
