/** Writes documents without the API, through the same triggers and in the order of the fields: seeds, tests. */
import type { Draft, Row, Scalar } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import type { DocumentType } from './document-kinds.ts'
import { startHeader } from './header/new-header.ts'
import { setInvoiceDiscountAmount } from './invoice-discount.ts'
import { checkDeletable, completeLine, lineDeleted, lineInserted, lineModified, shrinkDiscount } from './line-rules.ts'
import type { SalesContext } from './sales-context.ts'
import { validateHeader, type HeaderColumn } from './validate-header.ts'
import { validateLine, type LineColumn } from './validate-line.ts'

export type HeaderFields = Readonly<Partial<Record<HeaderColumn, Scalar>>>
export type LineFields = Readonly<Partial<Record<LineColumn, Scalar>>>

export interface DocumentWriter {
  insert(documentType: DocumentType, fields: HeaderFields, lines?: readonly LineFields[]): Row
  change(header: Row, fields: HeaderFields): Row
  discount(header: Row, amount: string): Row
  addLine(header: Row, fields: LineFields): Row
  changeLine(line: Row, fields: LineFields): Row
  removeLine(line: Row): void
}

export function documentWriter(context: SalesContext): DocumentWriter {
  const { data } = context
  const setHeader = (draft: Draft, fields: HeaderFields): void => {
    for (const [field, value] of Object.entries(fields)) validateHeader(draft, field as HeaderColumn, value, context)
  }
  const setLine = (draft: Draft, fields: LineFields): void => {
    for (const [field, value] of Object.entries(fields)) validateLine(draft, field as LineColumn, value, context)
  }
  const now = (table: string, row: Row): Row => data.get(table, row.id) ?? row
  const addLine = (header: Row, fields: LineFields): Row => {
    const draft: Draft = { documentId: header.id }
    setLine(draft, fields)
    completeLine(draft, header['documentType'] as DocumentType, data)
    const row = insertRow(data, names.salesLine, draft)
    lineInserted(data, row)
    return now(names.salesLine, row)
  }
  return {
    insert(documentType, fields, lines = []) {
      const draft: Draft = { id: context.newId() }
      startHeader(draft, documentType, context)
      setHeader(draft, fields)
      const header = insertRow(data, names.salesHeader, draft)
      for (const line of lines) addLine(header, line)
      return now(names.salesHeader, header)
    },
    change(header, fields) {
      const draft: Draft = { ...now(names.salesHeader, header) }
      setHeader(draft, fields)
      return data.update(names.salesHeader, header.id, draft)
    },
    discount(header, amount) {
      const draft: Draft = { ...now(names.salesHeader, header) }
      setInvoiceDiscountAmount(data, draft, amount)
      return data.update(names.salesHeader, header.id, draft)
    },
    addLine,
    changeLine(line, fields) {
      const before = now(names.salesLine, line)
      const draft: Draft = { ...before }
      setLine(draft, fields)
      shrinkDiscount(draft, before, data)
      const row = data.update(names.salesLine, line.id, draft)
      lineModified(data, row, before)
      return now(names.salesLine, row)
    },
    removeLine(line) {
      const row = now(names.salesLine, line)
      checkDeletable(data, row)
      data.remove(names.salesLine, row.id)
      lineDeleted(data, row)
    },
  }
}
