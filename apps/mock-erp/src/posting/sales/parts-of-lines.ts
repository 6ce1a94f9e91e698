/** What of each line is shipped and invoiced in one posting (erp-business-logic, section 3.1, "Quantities posted"). */
import type { Reader, Row } from '@koble/odata-server'
import { amount } from '../../rules/setup.ts'
import { baseQuantity } from '../../sales/line/line-quantities.ts'
import { big, canonical } from '../../values/decimal.ts'

export interface LinePart {
  readonly line: Row
  /** In the line's unit. */
  readonly shipped: string
  readonly shippedBase: string
  readonly invoiced: string
  readonly invoicedBase: string
}

export interface SalesSteps {
  readonly ship: boolean
  readonly invoice: boolean
}

/** Of an order: by the quantities on its lines. */
export function partsOfOrder(data: Reader, lines: readonly Row[], what: SalesSteps): LinePart[] {
  return lines.map((line) => {
    const shipped = what.ship ? big(amount(line, 'quantityToShip')) : big(0)
    const open = big(amount(line, 'shippedQuantity')).plus(shipped).minus(amount(line, 'invoicedQuantity'))
    const wanted = big(amount(line, 'quantityToInvoice'))
    const invoiced = what.invoice ? (wanted.abs().lt(open.abs()) ? wanted : open) : big(0)
    return {
      line,
      shipped: canonical(shipped),
      shippedBase: baseOf(data, line, canonical(shipped), 'shippedQuantity', 'shippedQuantityBase'),
      invoiced: canonical(invoiced),
      invoicedBase: baseOf(data, line, canonical(invoiced), 'invoicedQuantity', 'invoicedQuantityBase'),
    }
  })
}

/** Of an invoice or credit memo: everything. */
export const wholeLines = (lines: readonly Row[]): LinePart[] =>
  lines.map((line) => {
    const [quantity, base] = [amount(line, 'quantity'), amount(line, 'quantityBase')]
    return { line, shipped: quantity, shippedBase: base, invoiced: quantity, invoicedBase: base }
  })

/** The growth of the base quantity, so that parts add up to the whole. */
function baseOf(data: Reader, line: Row, quantity: string, done: string, doneBase: string): string {
  if (quantity === '0') return '0'
  const after = canonical(big(amount(line, done)).plus(quantity))
  return canonical(big(baseQuantity(data, line, after)).minus(amount(line, doneBase)))
}

export const isShipping = ({ shipped }: LinePart): boolean => shipped !== '0'

export const isInvoicing = ({ invoiced }: LinePart): boolean => invoiced !== '0'
