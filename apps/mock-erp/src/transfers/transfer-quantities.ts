/** Quantities of a transfer line: what is still to be shipped, what is under way, what of both comes next (erp-business-logic, section 5.1). */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { amount } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, type Decimal } from '../values/decimal.ts'
import { baseQuantity } from '../values/quantity.ts'

/** A new line: nothing was shipped yet, all of it is next. */
export function setTransferQuantity(draft: Draft, quantity: Decimal): void {
  const base = baseQuantity(quantity, amount(draft, 'quantityPerUnit'))
  Object.assign(draft, {
    quantity,
    quantityBase: base,
    outstandingQuantity: quantity,
    outstandingQuantityBase: base,
    quantityToShip: quantity,
    quantityToReceive: '0',
    quantityShipped: '0',
    quantityReceived: '0',
  })
}

/** What the next posting ships and receives of a line; what is not given stays. */
export function setQuantitiesToPost(
  data: Transaction,
  line: Row,
  { toShip, toReceive }: { readonly toShip?: Decimal; readonly toReceive?: Decimal },
): Row {
  const draft: Draft = { ...line }
  if (toShip !== undefined) setQuantityToShip(draft, toShip)
  if (toReceive !== undefined) setQuantityToReceive(draft, toReceive)
  return data.update(names.transferLine, line.id, draft)
}

export function setQuantityToShip(draft: Draft, quantity: Decimal): void {
  const outstanding = big(amount(draft, 'outstandingQuantity'))
  if (big(quantity).lt(0) || big(quantity).gt(outstanding)) {
    dialogError(`You cannot ship more than ${canonical(outstanding)} units.`)
  }
  draft['quantityToShip'] = quantity
}

export function setQuantityToReceive(draft: Draft, quantity: Decimal): void {
  const underWay = big(amount(draft, 'quantityShipped')).minus(amount(draft, 'quantityReceived'))
  if (big(quantity).lt(0) || big(quantity).gt(underWay)) {
    dialogError(`You cannot receive more than ${canonical(underWay)} units.`)
  }
  draft['quantityToReceive'] = quantity
}
