/** What every write of a table does besides storing its columns: state, owner, amounts, required columns, bookkeeping. */
import type { DeleteRules, Draft, InsertRules, JsonObject, ModifyRules, Row, WriteContext } from '@koble/odata-server'
import { removeReferences } from '../rules/references.ts'
import { rulesOf } from '../rules/rules-of.ts'
import { checkState, refuseInactive, startState } from '../rules/states.ts'
import { checkOwner } from '../rules/owners.ts'
import { checkRequired, fillMoney, fillOwner } from '../rules/system-columns.ts'
import type { TableSchema } from '../schema/table.ts'
import { callerOf, marksOf } from './users.ts'
import { writtenColumns } from './written-columns.ts'

export function insertRules(schema: TableSchema): InsertRules {
  const rules = rulesOf(schema.name)
  return {
    start: (draft, context) => {
      startState(schema, draft)
      fillOwner(schema, draft, context)
    },
    before: (draft, context, body) => {
      startState(schema, draft)
      rules.onCreate?.(draft, context)
      fillOwner(schema, draft, context)
      checkOwner(schema, draft, undefined, context)
      fillMoney(schema, draft, context)
      checkRequired(schema, draft)
      checkState(schema, draft, undefined)
      stampWrite(schema, draft, undefined, body, context)
    },
    after: (row, context) => rules.afterWrite?.(row, context),
  }
}

export function modifyRules(schema: TableSchema): ModifyRules {
  const rules = rulesOf(schema.name)
  return {
    start: (_draft, row, _context, body) => refuseInactive(schema, row, body),
    before: (draft, row, context, body) => {
      const changed = writtenColumns(schema, body, draft, row)
      rules.onUpdate?.(draft, row, context, changed)
      fillOwner(schema, draft, context)
      checkOwner(schema, draft, row, context)
      fillMoney(schema, draft, context)
      checkRequired(schema, draft)
      checkState(schema, draft, changed)
      stampWrite(schema, draft, row, body, context)
    },
    after: (row, _before, context) => rules.afterWrite?.(row, context),
  }
}

export function deleteRules(schema: TableSchema): DeleteRules {
  const rules = rulesOf(schema.name)
  return {
    before: (row, context) => {
      rules.onDelete?.(row, context)
      removeReferences(schema, row, context)
    },
  }
}

function stampWrite(
  schema: TableSchema,
  draft: Draft,
  row: Row | undefined,
  body: JsonObject,
  context: WriteContext,
): void {
  const caller = callerOf(context.principal) ?? null
  draft['writecount'] = Number(row?.['writecount'] ?? 0) + 1
  draft['writtencolumns'] = [...writtenColumns(schema, body, draft, row)].join(',')
  const marks = marksOf(context.request.url, context.request.headers)
  draft['writetag'] = marks.tag
  draft['writesilent'] = marks.silent
  if (row === undefined) draft['createdonbehalfby'] = caller
  draft['modifiedonbehalfby'] = caller
}
