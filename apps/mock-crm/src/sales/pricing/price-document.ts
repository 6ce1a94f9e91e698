/** A whole document: every line priced, then the totals. Pure, and the same whichever line was written last. */
import type { Values } from './exact.ts'
import { priceLine, type LineSources } from './price-line.ts'
import { totalDocument } from './total-document.ts'

export interface PricedDocument {
  /** The lines with their amounts, in the order given. */
  readonly lines: readonly Values[]
  /** The header's columns to set. */
  readonly totals: Values
}

export function priceDocument(header: Values, lines: readonly LineSources[], places: number): PricedDocument {
  const priced = lines.map((sources) => ({ ...sources.line, ...priceLine(sources) }))
  return { lines: priced, totals: totalDocument(header, priced, places) }
}
