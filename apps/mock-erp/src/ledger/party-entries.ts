/** Entries of customers and vendors and the detailed entries that their amounts are computed from (erp-business-logic, section 3.3). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { integer, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { big, canonical } from '../values/decimal.ts'
import { nextEntry, type Posting } from './posting.ts'
import type { Subledger } from './subledger.ts'

export type EntryType =
  | 'Initial Entry'
  | 'Application'
  | 'Realized Loss'
  | 'Realized Gain'
  | 'Payment Discount'
  | 'Correction of Remaining Amount'

/** Inserts an entry with its initial detailed entry and answers it. */
export function writeEntry(posting: Posting, ledger: Subledger, draft: Draft, value: string, valueLcy: string): Row {
  const { data } = posting
  const entry = insertRow(data, ledger.entries, {
    ...draft,
    documentType: posting.documentType,
    entryNumber: nextEntry(data, ledger.entries),
    transactionNumber: posting.transactionNumber,
    documentNumber: posting.documentNumber,
    postingDate: posting.postingDate,
    open: !big(value).eq(0),
  })
  writeDetailed(posting, ledger, entry, 'Initial Entry', value, valueLcy)
  return refreshEntry(posting, ledger, entry)
}

export function writeDetailed(
  posting: Posting,
  ledger: Subledger,
  entry: Row,
  entryType: EntryType,
  value: string,
  valueLcy: string,
  more: Readonly<Draft> = {},
): void {
  if (big(value).eq(0) && big(valueLcy).eq(0) && entryType !== 'Initial Entry') return
  insertRow(posting.data, ledger.details, {
    ...more,
    entryNumber: nextEntry(posting.data, ledger.details),
    ledgerEntryNumber: integer(entry, 'entryNumber'),
    transactionNumber: posting.transactionNumber,
    [ledger.owner]: text(entry, ledger.owner),
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

/** Amounts of an entry, computed from its detailed entries. */
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

export const detailsOf = (data: Reader, ledger: Subledger, entry: Row): Iterable<Row> =>
  data.find(ledger.details, { ledgerEntryNumber: integer(entry, 'entryNumber') })

/** Brings the entry's amounts up to its detailed entries. */
export function refreshEntry({ data }: Pick<Posting, 'data'>, ledger: Subledger, entry: Row): Row {
  return data.update(ledger.entries, entry.id, entryAmounts(detailsOf(data, ledger, entry)))
}

/** The entry as it is now. */
export const currentEntry = (data: Reader, ledger: Subledger, entry: Row): Row =>
  data.get(ledger.entries, entry.id) ?? entry
