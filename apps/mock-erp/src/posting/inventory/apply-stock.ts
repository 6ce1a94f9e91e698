/**
 * First in, first out: a decrease takes from the oldest open increases of the item at its place, an increase fills open decreases. What is reserved for others
 * is left alone (erp-business-logic, section 5).
 */
import type { Reader, Row, Transaction } from '@koble/odata-server'
import type Big from 'big.js'
import { reservedOf } from '../../availability/reserved-quantities.ts'
import { dialogError } from '../../rules/refusals.ts'
import { amount, integer, inventorySetup, text } from '../../rules/setup.ts'
import { findAll } from '../../tables/find-all.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { nextEntry } from '../../ledger/posting.ts'
import { big, canonical } from '../../values/decimal.ts'
import { comesFrom } from './comes-from.ts'
import type { ItemMovement } from './item-movement.ts'

/** Applies a new entry and answers the entries that it was applied to. */
export function applyStock(data: Transaction, entry: Row, movement: ItemMovement): Row[] {
  const partners: Row[] = []
  let left = big(movement.quantity).abs()
  for (const { partner, upTo } of candidates(data, entry, movement)) {
    if (left.eq(0)) break
    const taken = left.lt(upTo) ? left : upTo
    if (taken.lte(0)) continue
    left = left.minus(taken)
    link(data, entry, partner, taken)
    partners.push(partner)
  }
  const isDecrease = entry['positive'] !== true
  if (isDecrease && left.gt(0)) checkMissingStock(data, movement)
  setRemaining(data, entry, isDecrease ? left.times(-1) : left)
  return partners
}

interface Candidate {
  readonly partner: Row
  readonly upTo: Big
}

function candidates(data: Transaction, entry: Row, movement: ItemMovement): Candidate[] {
  const isIncrease = entry['positive'] === true
  const open = findAll(data, names.itemLedgerEntry, { itemId: movement.item.id, open: true })
    .filter(
      (other) => other.id !== entry.id && (other['positive'] === true) !== isIncrease && isSamePlace(other, entry),
    )
    .filter((other) => movement.takeFrom?.(other) ?? true)
    .toSorted(byAge)
  if (isIncrease) {
    const fillable = open.filter((partner) => !comesFrom(data, entry, partner))
    return fillable.map((partner) => ({ partner, upTo: remaining(partner) }))
  }
  const own = ownReservations(data, movement.reservedFor)
  const reserved = open.flatMap((partner) => {
    const upTo = own.get(partner.id)
    return upTo === undefined ? [] : [{ partner, upTo }]
  })
  // Whatever nobody reserved comes after what was reserved for this line.
  const free = open.map((partner) => ({ partner, upTo: remaining(partner).minus(reservedOf(data, partner.id)) }))
  return [...reserved, ...free]
}

const remaining = (entry: Row): Big => big(amount(entry, 'remainingQuantity')).abs()

const isSamePlace = (one: Row, other: Row): boolean =>
  one['locationCode'] === other['locationCode'] && one['variantCode'] === other['variantCode']

const byAge = (one: Row, other: Row): number =>
  text(one, 'postingDate') === text(other, 'postingDate')
    ? integer(one, 'entryNumber') - integer(other, 'entryNumber')
    : text(one, 'postingDate') < text(other, 'postingDate')
      ? -1
      : 1

/** What of each increase is reserved for the line, by the increase's id. */
function ownReservations(data: Reader, lineId: string | undefined): Map<string, Big> {
  const own = new Map<string, Big>()
  if (lineId === undefined) return own
  for (const taken of data.find(names.reservation, { sourceId: lineId })) {
    const given = data.lookup(names.reservation, ['entryNumber', 'positive'], [integer(taken, 'entryNumber'), true])
    const source = text(given ?? {}, 'sourceId')
    own.set(source, (own.get(source) ?? big(0)).plus(big(amount(taken, 'quantityBase')).abs()))
  }
  return own
}

function link(data: Transaction, entry: Row, partner: Row, quantity: Big): void {
  const [inbound, outbound] = entry['positive'] === true ? [entry, partner] : [partner, entry]
  insertRow(data, names.itemApplication, {
    entryNumber: nextEntry(data, names.itemApplication),
    inboundEntryNumber: integer(inbound, 'entryNumber'),
    outboundEntryNumber: integer(outbound, 'entryNumber'),
    quantity: canonical(quantity),
    postingDate: text(entry, 'postingDate'),
  })
  const now = data.get(names.itemLedgerEntry, partner.id) ?? partner
  const rest = remaining(now).minus(quantity)
  setRemaining(data, partner, partner['positive'] === true ? rest : rest.times(-1))
}

function setRemaining(data: Transaction, entry: Row, rest: Big): void {
  data.update(names.itemLedgerEntry, entry.id, { remainingQuantity: canonical(rest), open: !rest.eq(0) })
}

function checkMissingStock(data: Reader, { item, takeFrom }: ItemMovement): void {
  if (inventorySetup(data)['preventNegativeInventory'] !== true && takeFrom === undefined) return
  dialogError(`You have insufficient quantity of Item ${text(item, 'number')} on inventory.`)
}
