/** How far an order is shipped and whether it may be shipped in parts (business-central-protocol, section 13.1; docs/koble-api-pages.md). */
import type { PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { amount } from '../../rules/setup.ts'
import { documentLines } from '../../sales/document-context.ts'
import { isComment } from '../../sales/line/line-object.ts'
import { big } from '../../values/decimal.ts'
import { bool } from '../properties.ts'
import { setHeader } from './header-field.ts'

/** Shipping advice Partial; else Complete. */
export const partialShipping: PropertyDefinition = bool({
  get: (row) => row['shippingAdvice'] !== 'Complete',
  set: (draft, value, context) => setHeader(draft, 'shippingAdvice', value === false ? 'Complete' : 'Partial', context),
})

export const completelyShipped = (line: Row): boolean =>
  !big(amount(line, 'quantity')).eq(0) && big(amount(line, 'outstandingQuantity')).eq(0)

/** The page of API v2.0 does not mark it read-only; a written value has no effect. */
export const writableFullyShipped: PropertyDefinition = bool({
  get: fullyShipped,
  set: (_draft, _value, context) => context.remark('fullyShipped is computed; the value that was sent has no effect.'),
})

/** Every line that is no comment; false without one. */
export function fullyShipped(header: Row, { data }: Pick<ReadContext, 'data'>): boolean {
  const lines = documentLines(data, header.id).filter((line) => !isComment(line))
  return lines.length > 0 && lines.every(completelyShipped)
}

/** Something is invoiced, nothing is left to ship or to invoice. */
export function fullyInvoiced(header: Row, { data }: Pick<ReadContext, 'data'>): boolean {
  const lines = documentLines(data, header.id)
  const isInvoiced = (line: Row): boolean => !big(amount(line, 'invoicedQuantity')).eq(0)
  const isLeft = (line: Row): boolean =>
    !big(amount(line, 'outstandingQuantity')).eq(0) ||
    amount(line, 'shippedQuantity') !== amount(line, 'invoicedQuantity')
  return lines.some(isInvoiced) && !lines.some(isLeft)
}
