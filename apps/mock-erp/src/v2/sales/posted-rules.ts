/**
 * Sets that show drafts and posted documents together: a draft follows the rules of its document; a posted one keeps what it has, but for the fields
 * that need no rule (business-central-protocol, section 13.4).
 */
import type { DeleteRules, InsertRules, ModifyRules } from '@koble/odata-server'
import { namedDocument } from '../../sets/sales/line-rules.ts'
import { isPosted, refusePosted } from '../../sets/sales/posted-state.ts'
import type { DocumentType } from '../../sales/document-kinds.ts'
import { names } from '../../tables/names.ts'

interface Rules {
  readonly insert: InsertRules
  readonly modify: ModifyRules
  readonly delete: DeleteRules
}

export const draftRules = (documentType: DocumentType, rules: Rules): Rules => ({
  insert: insertAs(documentType, rules.insert),
  modify: {
    start: (draft, row, context, body) => {
      if (!isPosted(row)) rules.modify.start?.(draft, row, context, body)
    },
    before: (draft, row, context, body) => {
      if (!isPosted(row)) rules.modify.before?.(draft, row, context, body)
    },
    after: (row, before, context) => {
      if (!isPosted(row)) rules.modify.after?.(row, before, context)
    },
  },
  delete: refusingPosted(rules.delete),
})

export const draftLineRules = (documentType: DocumentType, rules: Rules): Rules => ({
  insert: {
    ...rules.insert,
    start: (draft, context, body) => {
      const header = context.data.get(names.salesHeader, namedDocument(draft, body) ?? '')
      if (header !== undefined && isPosted(header)) refusePosted(header)
      insertAs(documentType, rules.insert).start?.(draft, context, body)
    },
  },
  modify: {
    ...rules.modify,
    start: (draft, row, context, body) => {
      if (isPosted(row)) refusePosted(row)
      rules.modify.start?.(draft, row, context, body)
    },
  },
  delete: refusingPosted(rules.delete),
})

/** What an insert makes: a set of several document types does not say. */
const insertAs = (documentType: DocumentType, rules: InsertRules): InsertRules => ({
  ...rules,
  start: (draft, context, body) => {
    draft['documentType'] = documentType
    rules.start?.(draft, context, body)
  },
})

const refusingPosted = (rules: DeleteRules): DeleteRules => ({
  ...rules,
  before: (row, context) => {
    if (isPosted(row)) refusePosted(row)
    rules.before?.(row, context)
  },
})
