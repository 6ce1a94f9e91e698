/** Records of small tables: the code is required, a changed code renames and every reference follows. */
import type { DeleteRules, Draft, InsertRules, ModifyRules, WriteContext } from '@koble/odata-server'
import { checkDeletable } from './code-deletions.ts'
import { alreadyExists, mustHaveValue } from './refusals.ts'
import { renameReferences } from './references.ts'
import { refuseTakenId } from './record-identity.ts'
import { text } from './setup.ts'

export interface CodeRules {
  readonly insert: InsertRules
  readonly modify: ModifyRules
  readonly delete: DeleteRules
}

export function codeRules(table: string, defaults: Draft = {}): CodeRules {
  return {
    insert: {
      start: (draft, context, body) => {
        refuseTakenId(table, context, body)
        Object.assign(draft, defaults)
      },
      before: (draft, context) => checkCode(draft, context, table),
    },
    modify: {
      before: (draft, row, context) => {
        if (draft['code'] !== row['code']) checkCode(draft, context, table)
      },
      after: (row, before, context) => {
        const [from, to] = [text(before, 'code'), text(row, 'code')]
        if (from !== to) renameReferences(context.data, table, from, to)
      },
    },
    delete: { before: (row, context) => checkDeletable(row, context.data, table) },
  }
}

function checkCode(draft: Draft, context: WriteContext, table: string): void {
  const code = text(draft, 'code')
  if (code === '') mustHaveValue('Code', table, 'Code=')
  if (context.data.lookup(table, ['code'], [code]) !== undefined) alreadyExists(table, `Code='${code}'`)
}
