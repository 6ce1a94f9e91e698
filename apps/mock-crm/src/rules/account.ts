/** Accounts: the composite addresses. */
import { fillComposites } from './addresses.ts'
import type { TableRules } from './table-rules.ts'

export const accountRules: TableRules = {
  onCreate: (draft) => fillComposites(draft, 'address1', 'address2'),
  onUpdate: (draft) => fillComposites(draft, 'address1', 'address2'),
}
