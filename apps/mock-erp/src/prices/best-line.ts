/** The walk over candidates: specificity first, then the better figure, else the first (erp-business-logic, section 1.5). */
import type { Row } from '@koble/odata-server'
import { text } from '../rules/setup.ts'

const SPECIFIC = ['currencyCode', 'variantCode'] as const

/** A line with a figure that can be compared: its discount, or its price. */
export interface Offer<F> {
  readonly line: Row
  readonly figure: F
}

export function bestOffer<F>(
  offers: Iterable<Offer<F>>,
  isBetter: (figure: F, than: F) => boolean,
): Offer<F> | undefined {
  let best: Offer<F> | undefined
  for (const offer of offers) {
    if (best === undefined || replaces(offer, best, isBetter)) best = offer
  }
  return best
}

function replaces<F>(offer: Offer<F>, best: Offer<F>, isBetter: (figure: F, than: F) => boolean): boolean {
  const improves = isMoreSpecific(offer.line, best.line)
  const degrades = isMoreSpecific(best.line, offer.line)
  if (improves !== degrades) return improves
  return isBetter(offer.figure, best.figure)
}

/** Has a currency, or a variant, where the other has none. */
const isMoreSpecific = (line: Row, than: Row): boolean =>
  SPECIFIC.some((column) => text(line, column) !== '' && text(than, column) === '')
