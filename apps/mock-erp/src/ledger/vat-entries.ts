/** VAT entries: one per posting groups of a document; of sales negative, also for 0 % and reverse charge (erp-business-logic, section 3.3). */
import type { Draft } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { nextEntry, type Posting } from './posting.ts'

export function writeVat(posting: Posting, type: 'Sale' | 'Purchase', draft: Readonly<Draft>): void {
  const { data, transactionNumber, postingDate, documentType, documentNumber } = posting
  insertRow(data, names.vatEntry, {
    ...draft,
    entryNumber: nextEntry(data, names.vatEntry),
    transactionNumber,
    type,
    documentType,
    documentNumber,
    postingDate,
  })
}
