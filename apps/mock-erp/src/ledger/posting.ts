/**
 * One posting: everything that it writes shares a transaction number, and its general ledger amounts add up to 0.
 * Signs in all ledgers: debit positive, credit negative (erp-business-logic, section 3.3).
 */
import type { Draft, Reader, Transaction } from '@koble/odata-server'
import { integer } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'

/** Document types of ledgers; `_x0020_`: none. */
export type PostedType = '_x0020_' | 'Payment' | 'Invoice' | 'Credit_x0020_Memo' | 'Refund'

export interface Posting {
  readonly data: Transaction
  readonly transactionNumber: number
  readonly postingDate: string
  readonly documentType: PostedType
  readonly documentNumber: string
}

/** Ledgers whose entries carry a transaction number. */
const NUMBERED = [
  names.generalEntry,
  names.detailedEntry,
  names.detailedVendorEntry,
  names.itemLedgerEntry,
  names.valueEntry,
] as const

export function beginPosting(
  data: Transaction,
  postingDate: string,
  documentNumber: string,
  documentType: PostedType = '_x0020_',
): Posting {
  const last = Math.max(...NUMBERED.map((table) => lastOf(data, table, 'transactionNumber')))
  return { data, transactionNumber: last + 1, postingDate, documentNumber, documentType }
}

/** `more`: posting groups, dimensions and source of the entry. */
export function writeGeneral(
  posting: Posting,
  accountNumber: string,
  value: string,
  description: string,
  more: Readonly<Draft> = {},
): void {
  if (big(value).eq(0)) return
  insertRow(posting.data, names.generalEntry, {
    ...more,
    entryNumber: nextEntry(posting.data, names.generalEntry),
    transactionNumber: posting.transactionNumber,
    accountNumber,
    documentType: posting.documentType,
    documentNumber: posting.documentNumber,
    postingDate: posting.postingDate,
    description,
    amount: value,
  })
}

export const nextEntry = (data: Reader, table: string): number => lastOf(data, table, 'entryNumber') + 1

/** Entries are numbered and stored in the order of posting. */
function lastOf(data: Reader, table: string, column: string): number {
  for (const row of data.scan(table, { descending: true })) return integer(row, column)
  return 0
}
