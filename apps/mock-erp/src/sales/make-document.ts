/** From a quote to an order or an invoice: everything is copied as it is, then the quote goes (erp-business-logic, section 2.6). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { withoutSystemColumns } from '../posting/without-system-columns.ts'
import { copyNotes } from '../rules/notes.ts'
import { alreadyExists, dialogError } from '../rules/refusals.ts'
import { integer, text, workDate } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { deleteDocument } from './delete-document.ts'
import { documentLines } from './document-context.ts'
import { documentKinds, type DocumentType } from './document-kinds.ts'
import { revalueLines, takeFactor } from './header/currency.ts'
import { checkNotBlocked } from './header/customer-checks.ts'
import { startHeader } from './header/new-header.ts'
import { lineObject } from './line/line-object.ts'
import { deriveQuantities } from './line/line-quantities.ts'
import { checkItem, checkResource } from './line/set-object.ts'
import { checkVariant } from './line/set-place.ts'
import { isDate, type SalesContext } from './sales-context.ts'

export interface MakeOptions {
  /** Id of the new document. */
  readonly id?: string
}

/** Answers the new document. */
export function makeDocument(
  quote: Row,
  documentType: DocumentType,
  context: SalesContext,
  options: MakeOptions = {},
): Row {
  const { data } = context
  const id = options.id ?? context.newId()
  if (data.get(names.salesHeader, id) !== undefined) {
    alreadyExists(names.salesHeader, `SystemId='{${id.toUpperCase()}}'`)
  }
  checkCustomers(quote, documentType, data)
  checkLines(quote, documentType, data)
  const opportunities = opportunitiesOf(quote, documentType, data)
  const header = insertHeader(quote, documentType, id, context)
  copyLines(quote, header, context)
  for (const opportunity of opportunities)
    data.update(names.opportunity, opportunity.id, { salesDocumentId: header.id })
  moveBelongings(quote, header, context)
  deleteDocument(quote, context)
  return data.get(names.salesHeader, header.id) ?? header
}

function checkCustomers(quote: Row, documentType: DocumentType, data: Reader): void {
  for (const column of ['customerId', 'billToId'] as const) {
    const customer = data.get(names.customer, text(quote, column))
    checkNotBlocked(customer ?? dialogError('The sell-to customer cannot be found.'), { documentType })
  }
}

/** What was blocked since the quote was written is not sold any more. */
function checkLines(quote: Row, documentType: DocumentType, data: Reader): void {
  for (const line of documentLines(data, quote.id)) {
    const object = lineObject(data, line)
    if (object === undefined) continue
    if (line['lineType'] === 'Item') checkItem({ ...line, documentType }, object)
    if (line['lineType'] === 'Resource') checkResource(object)
    if (text(line, 'variantCode') !== '') checkVariant({ ...line, documentType }, text(line, 'variantCode'), data)
  }
}

/** Won ones go to the new document; an open one must be closed first. */
function opportunitiesOf(quote: Row, documentType: DocumentType, data: Reader): Row[] {
  const own = data.get(names.opportunity, text(quote, 'opportunityId'))
  const rows = own === undefined ? [] : [own]
  for (const { status } of rows) {
    if (status === 'Won' || status === 'Lost') continue
    dialogError(
      `An open Opportunity is still linked to this Sales Quote. The Opportunity has to be closed before the Sales Quote can be converted to an ${documentKinds[documentType].word}.`,
    )
  }
  return rows.filter(({ status }) => status === 'Won')
}

/** Order and document date of the quote; posted on its posting date or today, at the rate of that day. */
function insertHeader(quote: Row, documentType: DocumentType, id: string, context: SalesContext): Row {
  const fresh: Draft = {}
  startHeader(fresh, documentType, context)
  const posting = text(quote, 'postingDate')
  const draft: Draft = {
    ...withoutSystemColumns(quote),
    id,
    documentType,
    number: text(fresh, 'number'),
    docNoOccurrence: integer(fresh, 'docNoOccurrence'),
    postingDescription: text(fresh, 'postingDescription'),
    postingDate: isDate(posting) ? posting : workDate(context.clock),
    status: 'Open',
    quoteNumber: text(quote, 'number'),
  }
  takeFactor(draft, context)
  return insertRow(context.data, names.salesHeader, draft)
}

function copyLines(quote: Row, header: Row, context: SalesContext): void {
  const { data } = context
  for (const line of documentLines(data, quote.id)) {
    const draft: Draft = {
      ...withoutSystemColumns(line),
      documentId: header.id,
      documentType: text(header, 'documentType'),
    }
    deriveQuantities(draft, data)
    insertRow(data, names.salesLine, draft)
  }
  revalueLines({ ...header }, context)
}

/** Attachments of the quote become those of the new document; its notes are copied to an order and go with the quote. No page shows notes of drafts. */
function moveBelongings(quote: Row, header: Row, { data }: SalesContext): void {
  const parentType = `Sales_x0020_${text(header, 'documentType')}`
  if (header['documentType'] === 'Order') copyNotes(data, quote, header, parentType)
  for (const row of findAll(data, names.attachment, { parentId: quote.id })) {
    data.update(names.attachment, row.id, { parentId: header.id, parentType })
  }
}
