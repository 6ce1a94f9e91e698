/** Records of tables for which the setup names no number series: the number is typed (erp-business-logic, section 6.1). */
import type { DeleteRules, InsertRules, ModifyRules } from '@koble/odata-server'
import { removeDependents } from './dependents.ts'
import { followNumber } from './number-references.ts'
import { checkRename, refuseTakenId } from './record-identity.ts'
import { alreadyExists, fieldError } from './refusals.ts'
import { text } from './setup.ts'

export interface UnnumberedRules {
  readonly insert: InsertRules
  readonly modify: ModifyRules
  readonly delete: DeleteRules
}

/** `field` and `setup`: the setup's field that would name the series ("Employee Nos." in "Human Resources Setup"). */
export function unnumberedRules(table: string, field: string, setup: string): UnnumberedRules {
  return {
    insert: {
      start: (_draft, context, body) => refuseTakenId(table, context, body),
      before: (draft, { data }) => {
        const number = text(draft, 'number')
        if (number === '') {
          fieldError(`${field} must have a value in ${setup}: Primary Key=. It cannot be zero or empty.`)
        }
        if (data.lookup(table, ['number'], [number]) !== undefined) alreadyExists(table, `No.='${number}'`)
      },
    },
    modify: {
      before: (draft, row, context) => checkRename(draft, row, context, table),
      after: (row, before, { data }) => followNumber(data, table, before, row),
    },
    delete: { after: (row, { data }) => removeDependents(data, row.id) },
  }
}
