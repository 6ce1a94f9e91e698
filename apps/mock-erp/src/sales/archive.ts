/** Versions of a document in the archive (erp-business-logic, section 2.7). */
import type { Reader, Row, Transaction } from '@koble/odata-server'
import { withoutSystemColumns } from '../posting/without-system-columns.ts'
import { integer, salesSetup, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { documentLines } from './document-context.ts'
import type { SalesContext } from './sales-context.ts'

/** Keeps header and lines as they are now; the version counts up from 1 for each use of the number. */
export function archiveSales(data: Transaction, header: Row, context: Pick<SalesContext, 'principal' | 'now'>): Row {
  const docNoOccurrence = integer(header, 'docNoOccurrence')
  const versionNumber = lastVersion(data, header) + 1
  const archived = insertRow(data, names.salesHeaderArchive, {
    ...withoutSystemColumns(header),
    docNoOccurrence,
    versionNumber,
    documentOriginId: header.id,
    archivedAt: context.now,
    archivedBy: context.principal.name,
  })
  for (const line of documentLines(data, header.id)) {
    insertRow(data, names.salesLineArchive, {
      ...withoutSystemColumns(line),
      documentId: archived.id,
      documentNumber: text(header, 'number'),
      versionNumber,
      docNoOccurrence,
    })
  }
  return archived
}

/** 0: nothing of this use of the number is archived. */
export function lastVersion(data: Reader, header: Row): number {
  const { documentType = '', number = '', docNoOccurrence = 0 } = header
  const match = { documentType, number, docNoOccurrence }
  return Math.max(0, ...Array.from(data.find(names.salesHeaderArchive, match), (row) => integer(row, 'versionNumber')))
}

/** By setup: orders when they are posted or deleted, quotes when they become something else or are deleted. A web service answers a question with yes. */
export function isArchived(data: Reader, header: Row): boolean {
  const setup = salesSetup(data)
  if (header['documentType'] === 'Order') return setup['archiveOrders'] === true
  return header['documentType'] === 'Quote' && ['Always', 'Question'].includes(text(setup, 'archiveQuotes'))
}
