/**
 * What customer, currency and posting groups do to lines that are there: all are deleted and made anew from type, number, unit, variant and
 * quantity, so that prices, discounts and texts set by hand are lost (erp-business-logic, section 2.4). A web service is not asked.
 * Comments keep their text, and stay attached.
 */
import type { Draft, Row, Scalar } from '@koble/odata-server'
import { amount, integer, text } from '../../rules/setup.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { big } from '../../values/decimal.ts'
import { removeLine } from '../delete-document.ts'
import { documentLines } from '../document-context.ts'
import { isComment } from '../line/line-object.ts'
import { setShipmentDate } from '../line/line-dates.ts'
import { setUnit } from '../line/line-unit.ts'
import { belongTo } from '../line/new-line.ts'
import { setObject } from '../line/set-object.ts'
import { setVariant } from '../line/set-place.ts'
import { setQuantity } from '../line/set-quantities.ts'
import type { LineTrigger } from '../line/line-trigger.ts'
import { reserveAlways } from '../reserve-always.ts'
import type { SalesContext } from '../sales-context.ts'
import { mustBeZero, mustNotBeShipped } from '../test-field.ts'

export function recreateLines(header: Draft, context: SalesContext): void {
  const { data } = context
  const lines = documentLines(data, text(header, 'id'))
  for (const line of lines) {
    mustNotBeShipped(line, header)
    mustBeZero(line, amount(line, 'invoicedQuantity'), 'Quantity Invoiced', header)
  }
  for (const line of lines) removeLine(data, line)
  const sequences = new Map<number, number>()
  for (const line of lines.filter((each) => each['systemCreated'] !== true)) {
    const sequence = (sequences.size + 1) * 10_000
    sequences.set(integer(line, 'sequence'), sequence)
    const attachedToLineNumber = sequences.get(integer(line, 'attachedToLineNumber')) ?? 0
    const fresh = { ...again(line, header, context), sequence, attachedToLineNumber }
    reserveAlways(data, insertRow(data, names.salesLine, fresh))
  }
}

function again(line: Row, header: Draft, context: SalesContext): Draft {
  const draft: Draft = { lineType: text(line, 'lineType') }
  belongTo(draft, header)
  if (isComment(line)) {
    return { ...draft, description: text(line, 'description'), description2: text(line, 'description2') }
  }
  const set = (trigger: LineTrigger, value: Scalar | undefined): void => trigger(draft, value ?? '', header, context)
  set(setObject, line['objectId'])
  set(setUnit, line['unitOfMeasureCode'])
  if (text(line, 'variantCode') !== '') set(setVariant, line['variantCode'])
  if (!big(amount(line, 'quantity')).eq(0)) set(setQuantity, line['quantity'])
  set(setShipmentDate, line['shipmentDate'])
  return draft
}
