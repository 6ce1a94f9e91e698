/**
 * The life of a sales line as the kit's rules (erp-business-logic, sections 2.3, 2.4 and 2.10; business-central-protocol, section 13.3). After each
 * change the invoice discount is spread anew and the header moves.
 */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Row, Transaction } from '@koble/odata-server'
import { adjustReservations } from '../availability/reservations.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { removeBelongings, removeLine } from './delete-document.ts'
import { documentLines, headerOf } from './document-context.ts'
import type { DocumentType } from './document-kinds.ts'
import { calculateInvoiceDiscount } from './invoice-discount.ts'
import { isComment } from './line/line-object.ts'
import { belongTo } from './line/new-line.ts'
import { mustBeInvoiced } from './line/set-place.ts'
import { checkBare } from './line/set-quantities.ts'
import { reserveAlways } from './reserve-always.ts'
import { mustBeOpen } from './test-field.ts'
import type { Values } from './sales-context.ts'

export interface LineRules {
  readonly insert: InsertRules
  readonly modify: ModifyRules
  readonly delete: DeleteRules
}

export interface LineRuleOptions {
  /** True: a fixed invoice discount stays what it is. Default: it shrinks by the share that a changed line loses [q]. */
  readonly keepsFixedDiscount?: boolean
}

/** `documentType`: lines of other documents are refused. */
export const lineRules = (
  documentType: DocumentType,
  { keepsFixedDiscount = false }: LineRuleOptions = {},
): LineRules => ({
  insert: {
    start: (_draft, context, body) => refuseTakenId(names.salesLine, context, body),
    before: (draft, { data }) => completeLine(draft, documentType, data),
    after: (row, { data }) => lineInserted(data, row),
  },
  modify: {
    before: (draft, row, { data }) => {
      checkIdentity(draft, row)
      if (!keepsFixedDiscount) shrinkDiscount(draft, row, data)
    },
    after: (row, before, { data }) => lineModified(data, row, before),
  },
  delete: {
    before: (row, { data }) => checkDeletable(data, row),
    after: (row, { data }) => lineDeleted(data, row),
  },
})

/** Before a line is stored: whose it is, where it stands. */
export function completeLine(draft: Draft, documentType: DocumentType, data: Transaction): void {
  const header = headerOf(data, draft)
  if (header['documentType'] !== documentType) dialogError('You must specify a Document Id to create a line.')
  belongTo(draft, header)
  if (!isComment(draft)) mustBeOpen(header)
  checkBare(draft, header)
  placeLine(draft, data)
}

export function lineInserted(data: Transaction, row: Row): void {
  reserveAlways(data, row)
  changed(data, row, isComment(row))
}

/** What was reserved for it follows. */
export function lineModified(data: Transaction, row: Row, before: Row): void {
  adjustReservations(data, row)
  reserveAlways(data, row)
  changed(data, row, !AMOUNTS.some((column) => row[column] !== before[column]))
}

function checkIdentity(draft: Values, row: Row): void {
  if (draft['documentId'] !== row['documentId']) dialogError('The value for "documentId" cannot be modified.')
  if (draft['sequence'] !== row['sequence']) {
    dialogError('The value for sequence cannot be modified. Delete and insert the line again.')
  }
}

/** Not while something is shipped and not invoiced; comments go in every status. */
export function checkDeletable(data: Transaction, row: Row): void {
  const header = headerOf(data, row)
  if (!isComment(row)) mustBeOpen(header)
  mustBeInvoiced(row, header)
}

/** Attached lines go with it. */
export function lineDeleted(data: Transaction, row: Row): void {
  removeBelongings(data, row)
  for (const line of documentLines(data, String(row['documentId']))) {
    if (line['attachedToLineNumber'] === row['sequence']) removeLine(data, line)
  }
  changed(data, row, isComment(row))
}

/** Behind the last line, unless a free number was given. */
function placeLine(draft: Draft, data: Transaction): void {
  const lines = documentLines(data, String(draft['documentId']))
  const sequence = integer(draft, 'sequence')
  if (sequence === 0) draft['sequence'] = Math.max(0, ...lines.map((line) => integer(line, 'sequence'))) + 10_000
  else if (lines.some((line) => line['sequence'] === sequence)) {
    dialogError('You cannot insert a line because a line already exists.')
  }
}

const AMOUNTS = [
  'lineAmount',
  'amount',
  'amountIncludingTax',
  'invoiceDiscountAmount',
  'allowInvoiceDiscount',
  'vatIdentifier',
] as const

/** The header's stamp and tag cover its lines. */
function changed(data: Transaction, line: Row, leavesAmounts: boolean): void {
  const header = data.get(names.salesHeader, String(line['documentId']))
  // The header itself is being deleted.
  if (header === undefined) return
  if (!leavesAmounts) calculateInvoiceDiscount(data, header)
  data.touch(names.salesHeader, header.id)
}

/** What the line lost of a fixed invoice discount is gone from the document's [q]. */
export function shrinkDiscount(draft: Values, row: Row, data: Transaction): void {
  const header = headerOf(data, row)
  const lost = big(amount(row, 'invoiceDiscountAmount')).minus(amount(draft, 'invoiceDiscountAmount'))
  if (header['invoiceDiscountCalculation'] !== 'Amount' || lost.eq(0)) return
  const rest = big(amount(header, 'invoiceDiscountValue')).minus(lost)
  data.update(names.salesHeader, header.id, { invoiceDiscountValue: canonical(rest) })
}
