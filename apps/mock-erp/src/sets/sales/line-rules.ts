/** Rules of a set of lines: those of sales lines, and how a page names the document (business-central-protocol, sections 4.3 and 13.3). */
import type { Draft, JsonObject, PropertyDefinition } from '@koble/odata-server'
import { dialogError } from '../../rules/refusals.ts'
import type { DocumentType } from '../../sales/document-kinds.ts'
import { lineRules, type LineRuleOptions, type LineRules } from '../../sales/line-rules.ts'
import { names } from '../../tables/names.ts'
import { decodeMember } from '../../values/enum-name.ts'
import { guid, integer } from '../properties.ts'
import { isStored } from './line-field.ts'

interface PageOptions extends LineRuleOptions {
  /** What a POST that names no document is told. */
  readonly withoutDocument: string
}

export function pageLineRules(documentType: DocumentType, options: PageOptions): LineRules {
  const rules = lineRules(documentType, options)
  return {
    ...rules,
    insert: {
      ...rules.insert,
      // The rules of each property look at the document: it is known before them, wherever the body names it.
      start: (draft, context, body) => {
        rules.insert.start?.(draft, context, body)
        const named = namedDocument(draft, body)
        if (named === undefined) dialogError(options.withoutDocument)
        const header = context.data.get(names.salesHeader, named ?? '')
        if (header?.['documentType'] !== documentType) {
          dialogError(`The ${decodeMember(documentType).toLowerCase()} cannot be found.`)
        }
        draft['documentId'] = header?.id ?? ''
      },
    },
  }
}

/** The document that a new line is for: its parent, or the one that its body names. */
export function namedDocument(draft: Draft, body: JsonObject): string | undefined {
  const named = draft['documentId'] ?? body['documentId']
  return typeof named === 'string' ? named.toLowerCase() : undefined
}

export const NO_DOCUMENT = 'You must specify an Id or a Document Id to get the lines.'

/** The line's document, given on POST and never changed. */
export const documentId: PropertyDefinition = guid({
  set: (draft, value) => {
    if (draft['documentId'] !== value) dialogError('The value for "documentId" cannot be modified.')
  },
})

/** `name`: sequence, in quotes on some pages. */
export const sequence = (name: string): PropertyDefinition =>
  integer({
    set: (draft, value) => {
      if (draft['sequence'] === value) return
      if (isStored(draft)) dialogError(`The value for ${name} cannot be modified. Delete and insert the line again.`)
      draft['sequence'] = value
    },
  })
