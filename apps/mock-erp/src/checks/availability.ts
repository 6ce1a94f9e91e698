/**
 * Availability against an evaluator of its own: rows are drawn at random, and every figure is computed a second time by plain loops over all of them, in whole
 * hundred-thousandths, day by day. Nothing is shared with availability/ (erp-business-logic, sections 5.1 and 5.2).
 */
import { type Database, type Row, type Transaction } from '@koble/odata-server'
import fc from 'fast-check'
import { availabilityOf } from '../availability/availability-of.ts'
import { earliestDate } from '../availability/earliest-date.ts'
import { companyId } from '../seeds/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { withCompany } from './with-company.ts'

/** Compares `cases` drawn worlds; a difference is thrown with the seed that draws it again. */
export const checkAvailability = ({ cases, seed }: { readonly cases: number; readonly seed?: number }): Promise<void> =>
  withCompany((database) =>
    fc.assert(
      fc.property(world, question, (drawn, asked) => compare(database, drawn, asked)),
      { numRuns: cases, ...(seed === undefined ? {} : { seed }) },
    ),
  )

const quantity = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map(String),
  fc.integer({ min: 1, max: 6_000_000 }).map((units) => String(units / 100_000)),
)
const day = fc.integer({ min: 0, max: 24 }).map(dateOf)
const date = fc.oneof({ weight: 9, arbitrary: day }, { weight: 1, arbitrary: fc.constant('0001-01-01') })
const locationCode = fc.constantFrom('', 'MAIN', 'EAST')
const variantCode = fc.constantFrom('', '', 'RED')
const itemAt = fc.constantFrom(0, 0, 0, 1)

const row = fc.record({ itemAt, locationCode, variantCode, quantity, date })
const world = fc.record({
  type: fc.constantFrom('Inventory', 'Inventory', 'Inventory', 'Inventory', 'Service'),
  stock: fc.array(fc.record({ row, sign: fc.constantFrom('', '', '-') }), { maxLength: 8 }),
  sales: fc.array(
    fc.record({
      row,
      documentType: fc.constantFrom('Order', 'Order', 'Order', 'Quote', 'Return_x0020_Order', 'Invoice'),
    }),
    { maxLength: 8 },
  ),
  purchases: fc.array(row, { maxLength: 6 }),
  transfers: fc.array(fc.record({ row, to: locationCode, inTransit: quantity, receiptDate: day }), { maxLength: 5 }),
  /** Parts of a supply for a need, as shares of what both have. */
  reservations: fc.array(
    fc.record({
      fromStock: fc.boolean(),
      supply: fc.nat(7),
      need: fc.nat(7),
      percent: fc.integer({ min: 1, max: 100 }),
    }),
    { maxLength: 6 },
  ),
})
const question = fc.record({
  locationCode: fc.option(locationCode, { nil: undefined }),
  variantCode: fc.option(fc.constantFrom('', 'RED'), { nil: undefined }),
  date: day,
  lookAhead: fc.constantFrom('', '', '3D', '1W', '90D'),
  quantity,
})

type World = typeof world extends fc.Arbitrary<infer T> ? T : never
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never

function dateOf(at: number): string {
  return new Date(Date.UTC(2026, 2, 1 + at)).toISOString().slice(0, 10)
}

class Different extends Error {}
class Undo extends Error {}

/** Each world lives in a transaction that is taken back. */
function compare(database: Database, drawn: World, asked: Question): void {
  try {
    database.transact(systemUser, companyId, (data) => {
      const items = [drawn.type, 'Inventory'].map((type, at) => insertRow(data, names.item, { number: `I${at}`, type }))
      fill(
        data,
        drawn,
        items.map(({ id }) => id),
      )
      for (const { id } of items) compareItem(data, id, asked)
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
}

function compareItem(data: Transaction, itemId: string, asked: Question): void {
  const { quantity: wanted, date: from, ...place } = asked
  const expected = expectedFigures(data, itemId, asked)
  const shown = {
    ...availabilityOf(data, itemId, { ...place, date: from }),
    earliest: earliestDate(data, itemId, { ...place, from, quantity: wanted }),
  }
  for (const [name, value] of Object.entries(expected)) {
    const found = shown[name as keyof typeof shown]
    if (found !== value) throw new Different(`${name} is ${found}, the second evaluator says ${value}.`)
  }
}

/** Inserts the drawn rows. */
function fill(data: Transaction, drawn: World, items: readonly string[]): void {
  const place = ({ locationCode: location, variantCode: variant }: World['purchases'][number]) => ({
    locationCode: location,
    variantCode: variant,
  })
  const document = (at: number, of: string): string => `00000000-0000-4000-8000-${of}${String(at).padStart(11, '0')}`
  const stock = drawn.stock.map(({ row: of, sign }, at) =>
    insertRow(data, names.itemLedgerEntry, {
      ...place(of),
      entryNumber: at + 1,
      itemId: items[of.itemAt] ?? '',
      quantity: of.quantity === '0' ? '0' : `${sign}${of.quantity}`,
      remainingQuantity: of.quantity,
      postingDate: of.date,
    }),
  )
  const sales = drawn.sales.map(({ row: of, documentType }, at) =>
    insertRow(data, names.salesLine, {
      ...place(of),
      documentType,
      documentId: document(at, '1'),
      objectId: items[of.itemAt] ?? '',
      outstandingQuantityBase: of.quantity,
      shipmentDate: of.date,
    }),
  )
  const purchases = drawn.purchases.map((of, at) =>
    insertRow(data, names.purchaseLine, {
      ...place(of),
      documentType: 'Order',
      documentId: document(at, '2'),
      objectId: items[of.itemAt] ?? '',
      outstandingQuantityBase: of.quantity,
      expectedReceiptDate: of.date,
    }),
  )
  for (const [at, { row: of, to, inTransit, receiptDate }] of drawn.transfers.entries()) {
    insertRow(data, names.transferLine, {
      documentId: document(at, '3'),
      itemId: items[of.itemAt] ?? '',
      variantCode: of.variantCode,
      transferFromCode: of.locationCode,
      transferToCode: to,
      outstandingQuantityBase: of.quantity,
      inTransitQuantityBase: inTransit,
      shipmentDate: of.date,
      receiptDate,
    })
  }
  fillReservations(data, drawn, { stock, sales, purchases })
}

/** Straight rows, past the rules of reservations: only their sums matter here. */
function fillReservations(
  data: Transaction,
  drawn: World,
  rows: Readonly<Record<'stock' | 'sales' | 'purchases', readonly Row[]>>,
): void {
  for (const [at, { fromStock, supply, need, percent }] of drawn.reservations.entries()) {
    const given = (fromStock ? rows.stock : rows.purchases)[supply]
    const taken = rows.sales[need]
    if (given === undefined || taken === undefined || taken['documentType'] !== 'Order') continue
    if ((given['itemId'] ?? given['objectId']) !== taken['objectId']) continue
    const part = (units(taken['outstandingQuantityBase']) * BigInt(percent)) / 600n
    const shared = {
      entryNumber: at + 1,
      itemId: String(taken['objectId']),
      variantCode: String(taken['variantCode']),
      locationCode: String(taken['locationCode']),
      status: 'Reservation',
    }
    const from = fromStock ? 'Item_x0020_Ledger_x0020_Entry' : 'Purchase_x0020_Line'
    const other = { positive: true, sourceType: from, sourceId: given.id, quantityBase: written(part) }
    const own = { positive: false, sourceType: 'Sales_x0020_Line', sourceId: taken.id, quantityBase: written(-part) }
    insertRow(data, names.reservation, { ...shared, ...other })
    insertRow(data, names.reservation, { ...shared, ...own })
  }
}

// The second evaluator.

interface Event {
  readonly date: string
  /** Of the whole, and of what is reserved; in hundred-thousandths, positive. */
  readonly quantity: bigint
  readonly reserved: bigint
  readonly need: boolean
}

function expectedFigures(data: Transaction, itemId: string, asked: Question): Readonly<Record<string, string>> {
  const isStocked = data.get(names.item, itemId)?.['type'] === 'Inventory'
  const fits = (of: Row, column = 'locationCode'): boolean =>
    (asked.locationCode === undefined || of[column] === asked.locationCode) &&
    (asked.variantCode === undefined || of['variantCode'] === asked.variantCode)
  let inventory = 0n
  for (const entry of data.scan(names.itemLedgerEntry)) {
    if (isStocked && entry['itemId'] === itemId && fits(entry)) inventory += units(entry['quantity'])
  }
  let reservedStock = 0n
  for (const entry of data.scan(names.reservation)) {
    const onStock = entry['sourceType'] === 'Item_x0020_Ledger_x0020_Entry'
    if (onStock && entry['itemId'] === itemId && fits(entry)) reservedStock += units(entry['quantityBase'])
  }
  if (!isStocked) reservedStock = 0n
  const events = isStocked ? eventsOf(data, itemId, asked, fits) : []
  const sumOf = (need: boolean, of: 'quantity' | 'reserved'): bigint => {
    let total = 0n
    for (const event of events) if (event.need === need && event.date <= asked.date) total += event[of]
    return total
  }
  const [needs, receipts] = [sumOf(true, 'quantity'), sumOf(false, 'quantity')]
  const [reservedNeeds, reservedReceipts] = [sumOf(true, 'reserved'), sumOf(false, 'reserved')]
  const free = inventory - reservedStock + receipts - reservedReceipts - needs + reservedNeeds
  const span = { '': 0, '3D': 3, '1W': 7, '90D': 90 }[asked.lookAhead] ?? 0
  const lookAhead = lookedAhead(events, asked.date, span)
  return {
    inventory: written(inventory),
    reservedOnInventory: written(reservedStock),
    availableInventory: written(inventory - reservedStock),
    grossRequirement: written(needs),
    scheduledReceipt: written(receipts),
    reservedRequirement: written(reservedNeeds),
    reservedReceipt: written(reservedReceipts),
    projectedAvailableBalance: written(inventory + receipts - needs),
    lookAhead: written(lookAhead),
    availableToPromise: written(free - lookAhead),
    earliest: earliest(events, free, asked, span),
  }
}

function eventsOf(
  data: Transaction,
  itemId: string,
  asked: Question,
  fits: (of: Row, column?: string) => boolean,
): Event[] {
  const reservedFor = (id: string): bigint => {
    let total = 0n
    for (const entry of data.scan(names.reservation)) {
      const part = units(entry['quantityBase'])
      if (entry['sourceId'] === id) total += part < 0n ? -part : part
    }
    return total
  }
  const events: Event[] = []
  const add = (of: Row, column: string, dateColumn: string, need: boolean, reserved: bigint): void =>
    void events.push({ date: String(of[dateColumn]), quantity: units(of[column]), reserved, need })
  for (const line of data.scan(names.salesLine)) {
    const kind = line['documentType']
    if (line['objectId'] !== itemId || !fits(line) || (kind !== 'Order' && kind !== 'Return_x0020_Order')) continue
    add(line, 'outstandingQuantityBase', 'shipmentDate', kind === 'Order', reservedFor(line.id))
  }
  for (const line of data.scan(names.purchaseLine)) {
    if (line['objectId'] !== itemId || !fits(line)) continue
    add(line, 'outstandingQuantityBase', 'expectedReceiptDate', false, reservedFor(line.id))
  }
  for (const line of data.scan(names.transferLine)) {
    if (line['itemId'] !== itemId) continue
    const leaves = asked.locationCode !== undefined && fits(line, 'transferFromCode')
    if (leaves) add(line, 'outstandingQuantityBase', 'shipmentDate', true, 0n)
    if (!fits(line, 'transferToCode')) continue
    add(line, 'inTransitQuantityBase', 'receiptDate', false, 0n)
    if (asked.locationCode !== undefined) add(line, 'outstandingQuantityBase', 'receiptDate', false, 0n)
  }
  return events
}

/** Days that are walked: every event of a world lies within. */
const HORIZON = 40

/** Unreserved receipts less needs of the day that lies `after` days behind a date. */
function netOn(events: readonly Event[], from: string, after: number): bigint {
  const on = new Date(Date.parse(from) + after * 86_400_000).toISOString().slice(0, 10)
  let net = 0n
  for (const event of events) {
    if (event.date === on) net += (event.quantity - event.reserved) * (event.need ? -1n : 1n)
  }
  return net
}

function lookedAhead(events: readonly Event[], from: string, span: number): bigint {
  let total = 0n
  for (let after = 1; after <= Math.min(span, HORIZON); after += 1) {
    const net = netOn(events, from, after)
    if (net > 0n) return total
    total -= net
  }
  return total
}

function earliest(events: readonly Event[], free: bigint, asked: Question, span: number): string {
  const wanted = units(asked.quantity)
  let lowest = free
  let running = free
  for (let after = 1; after <= Math.min(span, HORIZON); after += 1) {
    const net = netOn(events, asked.date, after)
    if (net > 0n) break
    running += net
    if (running < lowest) lowest = running
  }
  if (lowest >= wanted) return asked.date
  running = free
  for (let after = 1; after <= HORIZON; after += 1) {
    const net = netOn(events, asked.date, after)
    running += net
    if (net > 0n && running >= wanted) {
      return new Date(Date.parse(asked.date) + after * 86_400_000).toISOString().slice(0, 10)
    }
  }
  return '0001-01-01'
}

/** A decimal text as whole hundred-thousandths. */
function units(value: unknown): bigint {
  const [, sign = '', whole = '0', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? []
  const size = BigInt(`${whole}${rest.padEnd(5, '0').slice(0, 5)}`)
  return sign === '-' ? -size : size
}

function written(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(6, '0')
  const text = `${digits.slice(0, -5)}.${digits.slice(-5)}`.replace(/\.?0+$/, '')
  return value < 0n ? `-${text}` : text
}
