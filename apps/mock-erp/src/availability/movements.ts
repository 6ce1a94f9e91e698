/**
 * What will leave and what will arrive: the open quantities of documents, each with its date and how much of it is reserved, in base units
 * (erp-business-logic, section 5.1). Quotes, invoices and blanket orders do not count. There are no assembly, production or project documents and no
 * purchase returns in this emulator: their figures are 0.
 */
import type { Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { isAt, type Place } from './place.ts'
import { reservedQuantities, type Reserved } from './reserved-quantities.ts'
import { isStocked } from './stocked-item.ts'

export type MovementKind =
  | 'salesOrder'
  | 'salesReturn'
  | 'purchaseOrder'
  | 'transferShipment'
  | 'transferReceipt'
  | 'inTransit'

export interface Movement {
  readonly kind: MovementKind
  /** The line of the document that it comes from. */
  readonly line: Row
  /** Blank dates are smaller than every date. */
  readonly date: string
  readonly quantity: Big
  readonly reserved: Big
}

const REQUIREMENTS: ReadonlySet<MovementKind> = new Set(['salesOrder', 'transferShipment'])

export const isRequirement = (movement: Movement): boolean => REQUIREMENTS.has(movement.kind)

/** What is not spoken for. */
export const unreserved = (movement: Movement): Big => movement.quantity.minus(movement.reserved)

export function movementsOf(data: Reader, itemId: string, place: Place): Movement[] {
  if (!isStocked(data, itemId)) return []
  const reserved = reservedQuantities(data, itemId)
  return [
    ...salesMovements(data, itemId, place, reserved),
    ...purchaseMovements(data, itemId, place, reserved),
    ...transferMovements(data, itemId, place),
  ]
}

function* salesMovements(data: Reader, itemId: string, place: Place, reserved: Reserved): Iterable<Movement> {
  for (const [documentType, kind] of [
    ['Order', 'salesOrder'],
    ['Return_x0020_Order', 'salesReturn'],
  ] as const) {
    for (const line of data.find(names.salesLine, { documentType, objectId: itemId })) {
      if (isAt(line, place)) yield ofLine(kind, line, 'shipmentDate', reserved)
    }
  }
}

function* purchaseMovements(data: Reader, itemId: string, place: Place, reserved: Reserved): Iterable<Movement> {
  for (const line of data.find(names.purchaseLine, { documentType: 'Order', objectId: itemId })) {
    if (isAt(line, place)) yield ofLine('purchaseOrder', line, 'expectedReceiptDate', reserved)
  }
}

const ofLine = (kind: MovementKind, line: Row, dateColumn: string, reserved: Reserved): Movement => ({
  kind,
  line,
  date: text(line, dateColumn),
  quantity: big(amount(line, 'outstandingQuantityBase')),
  reserved: reserved(line.id),
})

/**
 * What is still to be shipped leaves one location and reaches another: it counts only when one is asked for. What is under way always counts. Transfers
 * cannot be reserved here.
 */
function* transferMovements(data: Reader, itemId: string, place: Place): Iterable<Movement> {
  const located = place.locationCode !== undefined
  const reserved = big(0)
  for (const line of data.find(names.transferLine, { itemId })) {
    const outstanding = big(amount(line, 'outstandingQuantityBase'))
    if (located && isAt(line, place, 'transferFromCode')) {
      yield { kind: 'transferShipment', line, date: text(line, 'shipmentDate'), quantity: outstanding, reserved }
    }
    if (!isAt(line, place, 'transferToCode')) continue
    const date = text(line, 'receiptDate')
    yield { kind: 'inTransit', line, date, quantity: big(amount(line, 'inTransitQuantityBase')), reserved }
    if (located) yield { kind: 'transferReceipt', line, date, quantity: outstanding, reserved }
  }
}
