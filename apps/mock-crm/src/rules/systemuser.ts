/** Users: the full name; a user who owns rows is disabled, not deleted. */
import type { Draft, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import { fullName } from './contact.ts'
import { ownsRows } from './owners.ts'
import type { TableRules } from './table-rules.ts'

export const systemuserRules: TableRules = {
  onCreate: complete,
  onUpdate: (draft, _row, context) => complete(draft, context),
  onDelete: (row, context) => {
    if (ownsRows(row.id, context.data)) refuseWith(errors.userOwnsRows())
  },
}

function complete(draft: Draft, context: WriteContext): void {
  draft['fullname'] = fullName(draft['firstname'], draft['lastname'])
  draft['isdisabled'] ??= false
  draft['isintegrationuser'] ??= false
  draft['accessmode'] ??= draft['applicationid'] == null ? 0 : 4
  if (draft['businessunitid'] == null) {
    for (const unit of context.data.scan('businessunit')) {
      draft['businessunitid'] ??= unit.id
    }
  }
}
