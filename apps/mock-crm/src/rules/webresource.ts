/** Web resources: a name is used once. */
import type { Draft, WriteContext } from '@koble/odata-server'
import { CrmError, errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import type { TableRules } from './table-rules.ts'

export const webresourceRules: TableRules = {
  onCreate: refuseSameName,
  onUpdate: (draft, row) => {
    if (draft['name'] !== row['name']) refuseWith(errors.badRequest('The name of a web resource cannot be changed.'))
  },
}

function refuseSameName(draft: Draft, context: WriteContext): void {
  const name = String(draft['name'] ?? '').toLowerCase()
  for (const other of context.data.scan('webresource')) {
    if (String(other['name']).toLowerCase() !== name) continue
    refuseWith(new CrmError(400, '0x80047010', `An object with the specified name already exists: ${name}`))
  }
}
