/** The totals of a sales document from its lines and its own discount and freight (reference/dataverse-protocol.md, section 14). */
import { canonical, exact, isMoney, rounded, sum, type Values } from './exact.ts'
import { pricingErrors as errors } from './pricing-errors.ts'

/**
 * The columns to set. `totallineitemdiscountamount` counts the lines' manual discounts; volume discounts are in the prices (sources
 * differ). A total that no money column can hold leaves the totals as they were.
 */
export function totalDocument(header: Values, lines: readonly Values[], places: number): Values {
  const manual = lines.map((line) => exact(line['manualdiscountamount']))
  const lineTotal = sum(lines.map((line) => exact(line['baseamount']))).minus(sum(manual))
  const percentage = rounded(lineTotal.times(exact(header['discountpercentage'])).div(100), places)
  const discount = rounded(exact(header['discountamount']), places).plus(percentage)
  const lessFreight = lineTotal.minus(discount)
  const tax = sum(lines.map((line) => exact(line['tax'])))
  const total = lessFreight.plus(rounded(exact(header['freightamount']), places)).plus(tax)
  if (![lineTotal, discount, lessFreight, tax, total].every(isMoney)) return { pricingerrorcode: errors.outOfRange }
  return {
    totallineitemamount: canonical(lineTotal),
    totallineitemdiscountamount: canonical(sum(manual)),
    totaldiscountamount: canonical(discount),
    totalamountlessfreight: canonical(lessFreight),
    totaltax: canonical(tax),
    totalamount: canonical(total),
    pricingerrorcode: lines.some(hasError) ? errors.detailError : errors.none,
    ...(header['isrevenuesystemcalculated'] === true ? { estimatedvalue: canonical(total) } : {}),
  }
}

const hasError = (line: Values): boolean => (line['pricingerrorcode'] ?? errors.none) !== errors.none
