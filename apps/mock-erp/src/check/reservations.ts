/** Reservations come in pairs, within the stock or receipt that they take from and the need that they are for. */
import type { Reader, Row } from '@koble/odata-server'
import { sourceTypes } from '../availability/reservation-sources.ts'
import { reservedOf } from '../availability/reserved-quantities.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { canonical } from '../values/decimal.ts'
import { compare, sums, together, type Check } from './check.ts'

const SOURCES: Readonly<Record<string, readonly [table: string, column: string]>> = {
  [sourceTypes.itemLedgerEntry]: [names.itemLedgerEntry, 'remainingQuantity'],
  [sourceTypes.purchaseLine]: [names.purchaseLine, 'outstandingQuantityBase'],
  [sourceTypes.salesLine]: [names.salesLine, 'outstandingQuantityBase'],
}

export const reservations: Check = (data) => {
  const rows = [...data.scan(names.reservation)]
  const pairs = sums()
  for (const row of rows) pairs.add(String(integer(row, 'entryNumber')), amount(row, 'quantityBase'))
  const sources = [...new Map(rows.map((row) => [text(row, 'sourceId'), row])).values()]
  return together(
    compare(pairs, sums(), (key, total) => `Reservation ${key} is off by ${total}.`),
    { count: sources.length, faults: sources.flatMap((row) => sourceFaults(data, row)) },
  )
}

function sourceFaults(data: Reader, row: Row): string[] {
  const [table, column] = SOURCES[text(row, 'sourceType')] ?? [names.salesLine, 'outstandingQuantityBase']
  const source = data.get(table, text(row, 'sourceId'))
  const name = `Reservation ${integer(row, 'entryNumber')}`
  if (source === undefined) return [`${name}: its ${table} is gone.`]
  const reserved = reservedOf(data, source.id)
  const most = amount(source, column)
  return reserved.lte(most) ? [] : [`${name}: ${canonical(reserved)} are reserved of ${most} in ${table}.`]
}
