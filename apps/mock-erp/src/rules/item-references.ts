/** What refers to an item: unposted lines and its ledger entries (erp-business-logic, section 6.5). */
import type { Reader, Row } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { outstandingLine } from './outstanding.ts'

/** The ERP's name of the first table that has a line with this item. */
export function tableWithItem(data: Reader, itemId: string): string | undefined {
  for (const table of [names.salesLine, names.purchaseLine] as const) {
    if (outstandingLine(data, table, 'objectId', itemId) !== undefined) return table
  }
  for (const _ of data.find(names.transferLine, { itemId })) return names.transferLine
  return undefined
}

/** Any entry of the item's ledger. */
export function entryOfItem(data: Reader, itemId: string): Row | undefined {
  for (const entry of data.find(names.itemLedgerEntry, { itemId })) return entry
  return undefined
}
