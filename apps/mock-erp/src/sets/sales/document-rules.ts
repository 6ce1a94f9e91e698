/** Rules of a document's set: those of sales documents, and that lines are changed one by one (business-central-protocol, section 13.2). */
import type { JsonObject } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import type { DocumentType } from '../../sales/document-kinds.ts'
import { headerRules, type HeaderRules } from '../../sales/header-rules.ts'

/** `lines`: the navigation property to the document's lines. */
export function documentRules(documentType: DocumentType, lines: string): HeaderRules {
  const rules = headerRules(documentType)
  return {
    ...rules,
    modify: {
      ...rules.modify,
      start: (draft, row, context, body) => {
        refuseDeepUpdate(body, lines)
        rules.modify.start?.(draft, row, context, body)
      },
    },
  }
}

function refuseDeepUpdate(body: JsonObject, lines: string): void {
  if (!Object.hasOwn(body, lines)) return
  refuse(400, 'BadRequest', `Deep update is not supported. Change the ${lines} of the document one by one.`)
}
