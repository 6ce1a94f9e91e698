/**
 * One posting: everything that it writes shares a transaction number, and its general ledger amounts add up to 0.
 * Signs in all ledgers: debit positive, credit negative (erp-business-logic, section 3.3).
 */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { integer, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'

export interface Posting {
  readonly data: Transaction
  readonly transactionNumber: number
  readonly postingDate: string
  readonly documentNumber: string
}

export type EntryType =
  | 'Initial Entry'
  | 'Application'
  | 'Realized Loss'
  | 'Realized Gain'
  | 'Payment Discount'
  | 'Correction of Remaining Amount'

export function beginPosting(data: Transaction, postingDate: string, documentNumber: string): Posting {
  const transactionNumber = lastOf(data, names.generalEntry, 'transactionNumber') + 1
  return { data, transactionNumber, postingDate, documentNumber }
}

export function writeGeneral(posting: Posting, accountNumber: string, value: string, description: string): void {
  if (big(value).eq(0)) return
  insertRow(posting.data, names.generalEntry, {
    entryNumber: lastOf(posting.data, names.generalEntry, 'entryNumber') + 1,
    transactionNumber: posting.transactionNumber,
    accountNumber,
    documentNumber: posting.documentNumber,
    postingDate: posting.postingDate,
    description,
    amount: value,
  })
}

/** Inserts a customer ledger entry with its initial detailed entry and answers it. */
export function writeLedgerEntry(posting: Posting, draft: Draft, value: string, valueLcy: string): Row {
  const { data } = posting
  const entry = insertRow(data, names.ledgerEntry, {
    ...draft,
    entryNumber: lastOf(data, names.ledgerEntry, 'entryNumber') + 1,
    transactionNumber: posting.transactionNumber,
    documentNumber: posting.documentNumber,
    postingDate: posting.postingDate,
    open: true,
  })
  writeDetailed(posting, entry, 'Initial Entry', value, valueLcy)
  return refreshEntry(data, entry)
}

export function writeDetailed(
  posting: Posting,
  entry: Row,
  entryType: EntryType,
  value: string,
  valueLcy: string,
): void {
  if (big(value).eq(0) && big(valueLcy).eq(0) && entryType !== 'Initial Entry') return
  insertRow(posting.data, names.detailedEntry, {
    entryNumber: lastOf(posting.data, names.detailedEntry, 'entryNumber') + 1,
    ledgerEntryNumber: integer(entry, 'entryNumber'),
    transactionNumber: posting.transactionNumber,
    customerId: text(entry, 'customerId'),
    entryType,
    documentNumber: posting.documentNumber,
    initialDocumentType: text(entry, 'documentType'),
    currencyCode: text(entry, 'currencyCode'),
    postingDate: posting.postingDate,
    initialDueDate: text(entry, 'dueDate'),
    amount: value,
    amountLcy: valueLcy,
  })
}

/** Amounts of a customer ledger entry, computed from its detailed entries. */
export function entryAmounts(details: Iterable<Row>): Readonly<Record<string, string>> {
  let [original, originalLcy, all, allLcy, remaining, remainingLcy] = [big(0), big(0), big(0), big(0), big(0), big(0)]
  for (const detail of details) {
    const [value, valueLcy] = [text(detail, 'amount'), text(detail, 'amountLcy')]
    remaining = remaining.plus(value)
    remainingLcy = remainingLcy.plus(valueLcy)
    if (detail['entryType'] === 'Application') continue
    all = all.plus(value)
    allLcy = allLcy.plus(valueLcy)
    if (detail['entryType'] !== 'Initial Entry') continue
    original = original.plus(value)
    originalLcy = originalLcy.plus(valueLcy)
  }
  return {
    originalAmount: canonical(original),
    originalAmountLcy: canonical(originalLcy),
    amount: canonical(all),
    amountLcy: canonical(allLcy),
    remainingAmount: canonical(remaining),
    remainingAmountLcy: canonical(remainingLcy),
  }
}

const detailsOf = (data: Transaction, entry: Row): Iterable<Row> =>
  data.find(names.detailedEntry, { ledgerEntryNumber: integer(entry, 'entryNumber') })

/** Brings the entry's amounts up to its detailed entries. */
export function refreshEntry(data: Transaction, entry: Row): Row {
  return data.update(names.ledgerEntry, entry.id, entryAmounts(detailsOf(data, entry)))
}

function lastOf(data: Transaction, table: string, column: string): number {
  for (const row of data.scan(table, { descending: true })) return integer(row, column)
  return 0
}
