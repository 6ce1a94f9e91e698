/** Quantities of a purchase line and their limits (mirrors erp-business-logic, section 2.3). */
import type { Draft } from '@koble/odata-server'
import type Big from 'big.js'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount } from '../rules/setup.ts'
import { baseQuantity } from '../values/quantity.ts'
import { big, canonical } from '../values/decimal.ts'

/** Everything that is still to come is to be received and invoiced next. */
export function setQuantity(draft: Draft, quantity: string): void {
  const received = big(amount(draft, 'receivedQuantity'))
  if (!received.eq(0) && (big(quantity).lt(0) !== received.lt(0) || big(quantity).abs().lt(received.abs()))) {
    fieldError('Quantity must not be less than Quantity Received in Purchase Line.')
  }
  draft['quantity'] = quantity
  followQuantity(draft)
}

/** What follows from quantity, unit and what was received. */
export function followQuantity(draft: Draft): void {
  const perUnit = amount(draft, 'quantityPerUnit')
  const outstanding = big(amount(draft, 'quantity')).minus(amount(draft, 'receivedQuantity'))
  draft['quantityBase'] = baseQuantity(amount(draft, 'quantity'), perUnit)
  draft['outstandingQuantity'] = canonical(outstanding)
  draft['outstandingQuantityBase'] = baseQuantity(canonical(outstanding), perUnit)
  draft['quantityToReceive'] = canonical(outstanding)
  draft['quantityToInvoice'] = canonical(invoiceable(draft))
}

export function setQuantityToReceive(draft: Draft, quantity: string): void {
  const outstanding = big(amount(draft, 'outstandingQuantity'))
  if (isBeyond(big(quantity), outstanding)) {
    dialogError(`You cannot receive more than ${canonical(outstanding)} units.`)
  }
  draft['quantityToReceive'] = quantity
  draft['quantityToInvoice'] = canonical(invoiceable(draft))
}

export function setQuantityToInvoice(draft: Draft, quantity: string): void {
  const most = invoiceable(draft)
  if (isBeyond(big(quantity), most)) dialogError(`You cannot invoice more than ${canonical(most)} units.`)
  draft['quantityToInvoice'] = quantity
}

/** Received, or received now, and not invoiced yet. */
const invoiceable = (draft: Draft): Big =>
  big(amount(draft, 'receivedQuantity'))
    .plus(amount(draft, 'quantityToReceive'))
    .minus(amount(draft, 'invoicedQuantity'))

/** Past the limit, or of the other sign. */
const isBeyond = (quantity: Big, limit: Big): boolean =>
  !quantity.eq(0) && (quantity.abs().gt(limit.abs()) || quantity.lt(0) !== limit.lt(0))
