/**
 * Reservations: stock or an open receipt set aside for a line of a sales order (erp-business-logic, section 5). Each is two rows with one entry number: the
 * positive one says what is reserved, the negative one for what. Quantities are in base units.
 */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import type Big from 'big.js'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { isStocked } from './stocked-item.ts'
import { reservedOf } from './reserved-quantities.ts'
import { sourceTypes, type SupplyType } from './reservation-sources.ts'

export interface Supply {
  readonly sourceType: SupplyType
  /** Item ledger entry or purchase line. */
  readonly row: Row
}

/** Sets part of a supply aside for a sales order line. */
export function reserve(data: Transaction, line: Row, supply: Supply, quantityBase: string): void {
  const quantity = big(quantityBase)
  const [wanted, free] = [unreservedOf(data, line), freeOf(data, supply)]
  checkSame(line, supply)
  if (quantity.lte(0)) dialogError('There is nothing to reserve.')
  if (wanted.lt(quantity)) dialogError(`Reserved quantity cannot be greater than ${canonical(wanted)}.`)
  if (free.lt(quantity)) dialogError(`Reserved quantity cannot be greater than ${canonical(free)}.`)
  const shared: Draft = {
    entryNumber: lastEntryNumber(data) + 1,
    itemId: text(line, 'objectId'),
    variantCode: text(line, 'variantCode'),
    locationCode: text(line, 'locationCode'),
    status: 'Reservation',
    shipmentDate: text(line, 'shipmentDate'),
    ...(supply.sourceType === sourceTypes.purchaseLine
      ? { expectedReceiptDate: text(supply.row, 'expectedReceiptDate') }
      : {}),
  }
  const [from, to] = [supply.row.id, line.id]
  const given = { ...shared, positive: true, sourceType: supply.sourceType, sourceId: from }
  const taken = { ...shared, positive: false, sourceType: sourceTypes.salesLine, sourceId: to }
  insertRow(data, names.reservation, { ...given, quantityBase: canonical(quantity) })
  insertRow(data, names.reservation, { ...taken, quantityBase: canonical(quantity.times(-1)) })
}

/** Reserves what can be: stock first, the oldest entry first, then receipts that come by the shipment date. Answers what stays unreserved. */
export function reserveAutomatically(data: Transaction, line: Row): string {
  for (const supply of suppliesFor(data, line)) {
    const [wanted, free] = [unreservedOf(data, line), freeOf(data, supply)]
    const quantity = wanted.lt(free) ? wanted : free
    if (quantity.gt(0)) reserve(data, line, supply, canonical(quantity))
  }
  return canonical(unreservedOf(data, line))
}

/**
 * Gives back what is reserved for or from a line or ledger entry: all of it, or so much (what was shipped, what a line was reduced by). Stock is given back before
 * receipts.
 */
export function releaseReservation(data: Transaction, sourceId: string, quantityBase?: string): void {
  let left = quantityBase === undefined ? undefined : big(quantityBase)
  for (const entryNumber of entriesOf(data, sourceId)) {
    if (left?.lte(0) === true) return
    const taken = shrink(data, entryNumber, left)
    left = left?.minus(taken)
  }
}

/** A line that was reduced, or whose item, place or type is another one now, keeps no more than it may. Its dates follow. */
export function adjustReservations(data: Transaction, line: Row): void {
  const excess = reservedOf(data, line.id).minus(amount(line, 'outstandingQuantityBase'))
  if (excess.gt(0)) releaseReservation(data, line.id, canonical(excess))
  for (const own of findAll(data, names.reservation, { sourceId: line.id })) {
    const entryNumber = integer(own, 'entryNumber')
    if (!isSame(own, line)) shrink(data, entryNumber)
    else data.update(names.reservation, own.id, datesOf(line))
  }
}

/** What was reserved from a purchase line is reserved from the stock that came in by it. */
export function moveReservation(data: Transaction, purchaseLineId: string, entry: Row): void {
  let left = big(amount(entry, 'quantity'))
  for (const entryNumber of entriesOf(data, purchaseLineId)) {
    const line = salesLineOf(data, entryNumber)
    if (line === undefined || left.lte(0)) return
    const moved = shrink(data, entryNumber, left)
    reserve(data, line, { sourceType: sourceTypes.itemLedgerEntry, row: entry }, canonical(moved))
    left = left.minus(moved)
  }
}

function* suppliesFor(data: Transaction, line: Row): Iterable<Supply> {
  const itemId = text(line, 'objectId')
  if (!isStocked(data, itemId)) return
  for (const row of findAll(data, names.itemLedgerEntry, { itemId, open: true, positive: true })) {
    if (isSame(row, line)) yield { sourceType: sourceTypes.itemLedgerEntry, row }
  }
  const orders = findAll(data, names.purchaseLine, { documentType: 'Order', objectId: itemId })
  for (const row of orders.toSorted((one, other) => compare(dateOf(one), dateOf(other)))) {
    const inTime = dateOf(row) <= text(line, 'shipmentDate')
    if (inTime && isSame(row, line)) yield { sourceType: sourceTypes.purchaseLine, row }
  }
}

const dateOf = (purchaseLine: Row): string => text(purchaseLine, 'expectedReceiptDate')
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** A sales line ships, a purchase line brings. */
const datesOf = (line: Row): Draft =>
  'shipmentDate' in line
    ? { shipmentDate: text(line, 'shipmentDate') }
    : { expectedReceiptDate: text(line, 'expectedReceiptDate') }

function freeOf(data: Transaction, { sourceType, row }: Supply): Big {
  const column = sourceType === sourceTypes.itemLedgerEntry ? 'remainingQuantity' : 'outstandingQuantityBase'
  return big(amount(row, column)).minus(reservedOf(data, row.id))
}

const unreservedOf = (data: Transaction, line: Row): Big =>
  big(amount(line, 'outstandingQuantityBase')).minus(reservedOf(data, line.id))

function checkSame(line: Row, { row }: Supply): void {
  if (line['documentType'] !== 'Order' || !isSame(row, line)) {
    dialogError('The item, variant and location of a reservation must be those of the order line.')
  }
}

/** Lines name their item `objectId`, entries and reservations `itemId`. */
const isSame = (row: Row, line: Row): boolean =>
  (row['itemId'] ?? row['objectId']) === line['objectId'] &&
  row['variantCode'] === line['variantCode'] &&
  row['locationCode'] === line['locationCode']

/** Takes up to `quantity`, else everything, off both rows of an entry and answers how much that was. */
function shrink(data: Transaction, entryNumber: number, quantity?: Big): Big {
  const rows = findAll(data, names.reservation, { entryNumber })
  const held = big(amount(rows[0] ?? {}, 'quantityBase')).abs()
  const taken = quantity === undefined || held.lt(quantity) ? held : quantity
  const rest = held.minus(taken)
  for (const row of rows) {
    const signed = row['positive'] === true ? rest : rest.times(-1)
    if (rest.eq(0)) data.remove(names.reservation, row.id)
    else data.update(names.reservation, row.id, { quantityBase: canonical(signed) })
  }
  return taken
}

/** Entry numbers of a source, those on stock first. */
function entriesOf(data: Transaction, sourceId: string): number[] {
  const numbers = findAll(data, names.reservation, { sourceId }).map((row) => integer(row, 'entryNumber'))
  const onStock = (entryNumber: number): boolean =>
    findAll(data, names.reservation, { entryNumber, positive: true })[0]?.['sourceType'] === sourceTypes.itemLedgerEntry
  return numbers.toSorted((one, other) => Number(onStock(other)) - Number(onStock(one)) || one - other)
}

function salesLineOf(data: Transaction, entryNumber: number): Row | undefined {
  const taken = data.lookup(names.reservation, ['entryNumber', 'positive'], [entryNumber, false])
  return data.get(names.salesLine, text(taken ?? {}, 'sourceId'))
}

function lastEntryNumber(data: Transaction): number {
  for (const row of data.scan(names.reservation, { descending: true })) return integer(row, 'entryNumber')
  return 0
}
