/** Teams: one that owns rows stays. */
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import { ownsRows } from './owners.ts'
import type { TableRules } from './table-rules.ts'

export const teamRules: TableRules = {
  onDelete: (row, context) => {
    if (ownsRows(row.id, context.data)) refuseWith(errors.restricted())
  },
}
