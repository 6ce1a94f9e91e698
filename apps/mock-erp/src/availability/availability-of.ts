/**
 * An item's stock, what is needed and what comes up to a date, and what may be promised (erp-business-logic, section 5.2). Base units; items that are
 * not stocked have zeros everywhere.
 */
import type { Reader } from '@koble/odata-server'
import type Big from 'big.js'
import { big, canonical } from '../values/decimal.ts'
import { inventoryOf } from './inventory-of.ts'
import { lookAheadEnd, lookAheadQuantity } from './look-ahead.ts'
import { isRequirement, movementsOf, type Movement, type MovementKind } from './movements.ts'
import type { Place } from './place.ts'
import { reservedOnInventory } from './reserved-quantities.ts'

export interface AvailabilityQuestion extends Place {
  /** Documents up to and including this date count. */
  readonly date: string
  /** A date formula instead of the company's Check-Avail. Period. */
  readonly lookAhead?: string | undefined
}

export interface Availability {
  readonly inventory: string
  readonly reservedOnInventory: string
  readonly availableInventory: string
  readonly quantityOnSalesOrder: string
  readonly quantityOnSalesReturn: string
  readonly quantityOnPurchaseOrder: string
  readonly transferOrderShipment: string
  readonly transferOrderReceipt: string
  readonly quantityInTransit: string
  readonly grossRequirement: string
  readonly reservedRequirement: string
  readonly scheduledReceipt: string
  readonly reservedReceipt: string
  readonly plannedOrderReceipt: string
  readonly projectedAvailableBalance: string
  readonly lookAhead: string
  readonly availableToPromise: string
}

export function availabilityOf(data: Reader, itemId: string, question: AvailabilityQuestion): Availability {
  const { date } = question
  const movements = movementsOf(data, itemId, question)
  const due = movements.filter((movement) => movement.date <= date)
  const [requirements, receipts] = [due.filter(isRequirement), due.filter((movement) => !isRequirement(movement))]
  const inventory = big(inventoryOf(data, itemId, question))
  const reservedStock = reservedOnInventory(data, itemId, question)
  const availableInventory = inventory.minus(reservedStock)
  const [grossRequirement, scheduledReceipt] = [quantity(requirements), quantity(receipts)]
  const [reservedRequirement, reservedReceipt] = [reserved(requirements), reserved(receipts)]
  const lookAhead = lookAheadQuantity(movements, date, lookAheadEnd(data, date, question.lookAhead))
  const promisable = availableInventory
    .plus(scheduledReceipt.minus(reservedReceipt))
    .minus(grossRequirement.minus(reservedRequirement))
    .minus(lookAhead)
  return written({
    inventory,
    reservedOnInventory: reservedStock,
    availableInventory,
    ...byKind(due),
    grossRequirement,
    reservedRequirement,
    scheduledReceipt,
    reservedReceipt,
    plannedOrderReceipt: big(0),
    projectedAvailableBalance: inventory.plus(scheduledReceipt).minus(grossRequirement),
    lookAhead,
    availableToPromise: promisable,
  })
}

const total = (values: readonly Big[]): Big => values.reduce((sum, value) => sum.plus(value), big(0))
const quantity = (movements: readonly Movement[]): Big => total(movements.map((movement) => movement.quantity))
const reserved = (movements: readonly Movement[]): Big => total(movements.map((movement) => movement.reserved))

function byKind(due: readonly Movement[]) {
  const of = (kind: MovementKind): Big => quantity(due.filter((movement) => movement.kind === kind))
  return {
    quantityOnSalesOrder: of('salesOrder'),
    quantityOnSalesReturn: of('salesReturn'),
    quantityOnPurchaseOrder: of('purchaseOrder'),
    transferOrderShipment: of('transferShipment'),
    transferOrderReceipt: of('transferReceipt'),
    quantityInTransit: of('inTransit'),
  }
}

const written = (figures: { readonly [Name in keyof Availability]: Big }): Availability =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, canonical(value)]),
  ) as unknown as Availability
