/** The kinds of sales documents: their words, number series, and which customers are refused (erp-business-logic, sections 2.1, 2.2, 2.9). */
import { series, type Series } from '../rules/number-series.ts'
import { text } from '../rules/setup.ts'
import type { Values } from './sales-context.ts'

export interface DocumentKind {
  /** As in error texts and posting descriptions. */
  readonly word: string
  readonly series: Series
  /** Credit memos and return orders: what is received, not shipped. */
  readonly isCredit: boolean
  /** Quotes and blanket orders have no posting date until they become something else. */
  readonly hasPostingDate: boolean
  /** Prices are those of the order date, else of the posting date. */
  readonly pricedByOrderDate: boolean
  /** Values of the customer's Blocked that refuse this document. */
  readonly refusedWhen: readonly string[]
}

const order = {
  isCredit: false,
  hasPostingDate: true,
  pricedByOrderDate: true,
  refusedWhen: ['Ship', 'Invoice', 'All'],
}
const credit = { isCredit: true, hasPostingDate: true, refusedWhen: ['All'] }

export const documentKinds = {
  Quote: { ...order, word: 'Quote', series: series.quote, hasPostingDate: false },
  Order: { ...order, word: 'Order', series: series.order },
  Invoice: {
    ...order,
    word: 'Invoice',
    series: series.draftInvoice,
    pricedByOrderDate: false,
    refusedWhen: ['Invoice', 'All'],
  },
  Credit_x0020_Memo: { ...credit, word: 'Credit Memo', series: series.draftCreditMemo, pricedByOrderDate: false },
  Return_x0020_Order: { ...credit, word: 'Return Order', series: series.returnOrder, pricedByOrderDate: true },
  Blanket_x0020_Order: { ...order, word: 'Blanket Order', series: series.blanketOrder, hasPostingDate: false },
} as const satisfies Readonly<Record<string, DocumentKind>>

export type DocumentType = keyof typeof documentKinds

/** Of a header or a line that is not posted. */
export function documentKind(document: Values): DocumentKind {
  const kind = (documentKinds as Readonly<Record<string, DocumentKind>>)[text(document, 'documentType')]
  if (kind === undefined) throw new Error(`"${text(document, 'documentType')}" is no unposted sales document.`)
  return kind
}
