/** Quantity, to ship and to invoice, with their limits (erp-business-logic, section 2.3). */
import type { Draft, Reader } from '@koble/odata-server'
import { dialogError, fieldError, mustHaveValue } from '../../rules/refusals.ts'
import { amount, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { big } from '../../values/decimal.ts'
import { documentKind } from '../document-kinds.ts'
import { isStored } from '../is-stored.ts'
import { documentWord, lineKey } from '../test-field.ts'
import type { Values } from '../sales-context.ts'
import { recalculateLine } from './line-amounts.ts'
import { isComment, lineObject } from './line-object.ts'
import { findDiscount } from './line-price.ts'
import { deriveQuantities, delivered, maximumToInvoice, roundQuantity } from './line-quantities.ts'
import { number, type LineTrigger } from './line-trigger.ts'

export const setQuantity: LineTrigger = (line, value, header, context) => {
  const { data } = context
  const quantity = roundQuantity(data, line, number(value))
  // Given before type and number: the number keeps it.
  if (lineObject(data, line) === undefined) return setBare(line, quantity, header, data)
  checkDelivered(line, quantity, header)
  line['quantity'] = quantity
  deriveQuantities(line, data)
  findDiscount(line, header, context)
  recalculateLine(line, header, data)
}

/** Before type and number it is kept for them; a comment has none. */
function setBare(line: Draft, quantity: string, header: Values, data: Reader): void {
  if (isStored(data, names.salesLine, line)) checkBare({ ...line, quantity }, header)
  line['quantity'] = quantity
}

/** A line without type has no quantity. */
export function checkBare(line: Values, header: Values): void {
  if (isComment(line) && !big(amount(line, 'quantity')).eq(0)) {
    mustHaveValue('Type', names.salesLine, lineKey(line, header))
  }
}

/** Not below what is shipped, and not to the other side of 0 from it. */
function checkDelivered(line: Values, quantity: string, header: Values): void {
  const shipped = big(delivered(line))
  const wanted = big(quantity)
  if (!wanted.times(shipped).lt(0) && !wanted.abs().lt(shipped.abs())) return
  const title = documentKind(line).isCredit ? 'Return Qty. Received' : 'Quantity Shipped'
  const key = `Document Type='${documentWord(header)}',Document No.='${text(header, 'number')}',Line No.='${String(line['sequence'])}'`
  fieldError(`Quantity must not be less than ${title} in ${names.salesLine} ${key}.`)
}

export const setQuantityToShip: LineTrigger = (line, value) => {
  checkWithin(number(value), amount(line, 'outstandingQuantity'), 'ship')
  line['quantityToShip'] = number(value)
  line['quantityToInvoice'] = maximumToInvoice(line)
}

export const setReturnQuantityToReceive: LineTrigger = (line, value) => {
  checkWithin(number(value), amount(line, 'outstandingQuantity'), 'return')
  line['returnQuantityToReceive'] = number(value)
  line['quantityToInvoice'] = maximumToInvoice(line)
}

export const setQuantityToInvoice: LineTrigger = (line, value) => {
  checkWithin(number(value), maximumToInvoice(line), 'invoice')
  line['quantityToInvoice'] = number(value)
}

/** 0 to the maximum, on the maximum's side of 0. */
function checkWithin(quantity: string, maximum: string, verb: string): void {
  const [wanted, most] = [big(quantity), big(maximum)]
  if (wanted.times(most).lt(0) || wanted.abs().gt(most.abs())) {
    dialogError(`You cannot ${verb} more than ${maximum} units.`)
  }
}
