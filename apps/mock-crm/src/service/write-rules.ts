/** What every write of a table does besides storing its columns: state, owner, amounts, required columns, bookkeeping. */
import type { DeleteRules, InsertRules, ModifyRules } from '@koble/odata-server'
import { removeReferences } from '../rules/references.ts'
import { rulesOf } from '../rules/rules-of.ts'
import { checkState, refuseInactive, startState } from '../rules/states.ts'
import { checkOwner } from '../rules/owners.ts'
import { dropUpdateOnly, restoreCreateOnly } from '../rules/access-columns.ts'
import { completeCustomer } from '../rules/customer.ts'
import { carryOwner, demandHeader, inheritFromHeader } from '../rules/header.ts'
import { checkRequired, fillDerived, fillMoney, fillOwner } from '../rules/system-columns.ts'
import { checkTransition } from '../sales/check-transition.ts'
import type { TableSchema } from '../schema/table.ts'
import { stampWrite } from './stamp-write.ts'
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
      dropUpdateOnly(schema, draft)
      inheritFromHeader(schema, draft, context)
      demandHeader(schema, draft, context)
      rules.onCreate?.(draft, context)
      fillOwner(schema, draft, context)
      completeCustomer(schema, draft)
      fillDerived(schema, draft, context)
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
      restoreCreateOnly(schema, draft, row)
      inheritFromHeader(schema, draft, context)
      demandHeader(schema, draft, context)
      const changed = writtenColumns(schema, body, draft, row)
      checkTransition(schema.name, draft, row)
      rules.onUpdate?.(draft, row, context, changed)
      fillOwner(schema, draft, context)
      fillDerived(schema, draft, context)
      checkOwner(schema, draft, row, context)
      fillMoney(schema, draft, context)
      checkRequired(schema, draft)
      checkState(schema, draft, changed)
      stampWrite(schema, draft, row, body, context)
    },
    after: (row, before, context) => {
      carryOwner(schema, row, before, context)
      rules.afterWrite?.(row, context)
    },
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
