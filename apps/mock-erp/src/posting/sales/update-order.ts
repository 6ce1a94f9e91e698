/** An order after a posting: quantities of its lines, last numbers, and its end when everything is invoiced (erp-business-logic, section 3.1). */
import type { Draft, Row } from '@koble/odata-server'
import { releaseReservation } from '../../availability/reservations.ts'
import { removeDependents } from '../../rules/dependents.ts'
import { amount, salesSetup, text } from '../../rules/setup.ts'
import { archiveSales } from '../../sales/archive.ts'
import { documentLines } from '../../sales/document-context.ts'
import { deriveOutstanding } from '../../sales/line/line-amounts.ts'
import { deriveQuantities } from '../../sales/line/line-quantities.ts'
import { names } from '../../tables/names.ts'
import { big, canonical } from '../../values/decimal.ts'
import type { PostingContext } from '../posting-context.ts'
import { isInvoicing, isShipping, type LinePart } from './parts-of-lines.ts'

export interface PostedNumbers {
  readonly shipment: string | undefined
  readonly invoice: string | undefined
}

export function updateOrder(
  context: PostingContext,
  header: Row,
  parts: readonly LinePart[],
  numbers: PostedNumbers,
): void {
  const { data } = context
  for (const part of parts) if (isShipping(part) || isInvoicing(part)) updateLine(context, header, part)
  const posted = data.update(names.salesHeader, header.id, {
    shippingNumber: '',
    postingNumber: '',
    ...(numbers.shipment === undefined
      ? {}
      : { lastShippingNumber: numbers.shipment, lastShipmentDate: text(header, 'postingDate') }),
    ...(numbers.invoice === undefined ? {} : { lastPostingNumber: numbers.invoice }),
  })
  if (documentLines(data, header.id).every(isInvoiced)) removeOrder(context, posted)
  else data.touch(names.salesHeader, header.id)
}

const isInvoiced = (line: Row): boolean => big(amount(line, 'invoicedQuantity')).eq(amount(line, 'quantity'))

function updateLine({ data }: PostingContext, header: Row, { line, shipped, shippedBase, invoiced }: LinePart): void {
  const plus = (column: string, value: string): string => canonical(big(amount(line, column)).plus(value))
  const draft: Draft = {
    ...line,
    shippedQuantity: plus('shippedQuantity', shipped),
    invoicedQuantity: plus('invoicedQuantity', invoiced),
  }
  deriveQuantities(draft, data)
  deriveOutstanding(draft, header, data)
  data.update(names.salesLine, line.id, draft)
  if (shipped !== '0') releaseReservation(data, line.id, shippedBase)
}

function removeOrder(context: PostingContext, header: Row): void {
  const { data } = context
  if (salesSetup(data)['archiveOrders'] === true) archiveSales(data, header, context)
  for (const line of documentLines(data, header.id)) {
    releaseReservation(data, line.id)
    data.remove(names.salesLine, line.id)
  }
  removeDependents(data, header.id)
  data.remove(names.salesHeader, header.id)
}
