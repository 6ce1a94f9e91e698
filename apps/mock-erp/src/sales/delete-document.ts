/** Deleting a document that is not posted (erp-business-logic, section 2.10). */
import type { Row, Transaction } from '@koble/odata-server'
import { releaseReservation } from '../availability/reservations.ts'
import { removeDependents } from '../rules/dependents.ts'
import { names } from '../tables/names.ts'
import { archiveSales, isArchived } from './archive.ts'
import { documentLines } from './document-context.ts'
import { mustBeInvoiced } from './line/set-place.ts'
import type { SalesContext } from './sales-context.ts'

/** Everything but the header itself: refused while something is shipped and not invoiced, archived by setup, then the lines go. */
export function emptyDocument(header: Row, context: SalesContext, { archive = true } = {}): void {
  const { data } = context
  const lines = documentLines(data, header.id)
  for (const line of lines) mustBeInvoiced(line, header)
  if (archive && isArchived(data, header)) archiveSales(data, header, context)
  for (const line of lines) removeLine(data, line)
  removeDependents(data, header.id)
}

/** The document is gone afterwards. `archive: false`: without a version, whatever the setup says. */
export function deleteDocument(header: Row, context: SalesContext, options: { readonly archive?: boolean } = {}): void {
  emptyDocument(header, context, options)
  context.data.remove(names.salesHeader, header.id)
}

/** A line with what belongs to it: its reservations, its notes. */
export function removeLine(data: Transaction, line: Row): void {
  data.remove(names.salesLine, line.id)
  removeBelongings(data, line)
}

/** Its reservations are given back. */
export function removeBelongings(data: Transaction, line: Row): void {
  removeDependents(data, line.id)
  releaseReservation(data, line.id)
}
