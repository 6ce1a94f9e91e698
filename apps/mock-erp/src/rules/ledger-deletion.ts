/** Ledger entries that forbid the deletion of the record they are of (erp-business-logic, sections 6.3 and 6.5). */
import type { Reader, Row } from '@koble/odata-server'
import { openYearsFrom } from './fiscal-years.ts'
import { dialogError } from './refusals.ts'
import { text } from './setup.ts'

export const refuseDeletion = (table: string, row: Row, because: string): never =>
  dialogError(`You cannot delete ${table} ${text(row, 'number')} because ${because}`)

export function refuseLedgerEntries(
  data: Reader,
  table: string,
  row: Row,
  entries: readonly Row[],
  openEntries = 'open ledger entries',
): void {
  const openFrom = openYearsFrom(data)
  if (entries.some((entry) => text(entry, 'postingDate') >= openFrom)) {
    refuseDeletion(table, row, 'it has ledger entries in a fiscal year that has not been closed yet.')
  }
  if (entries.some((entry) => entry['open'] === true)) {
    refuseDeletion(table, row, `there are one or more ${openEntries}.`)
  }
}
