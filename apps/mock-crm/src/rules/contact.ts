/** Contacts: the full name from its parts, the account behind the parent customer. */
import type { Draft } from '@koble/odata-server'
import type { TableRules } from './table-rules.ts'

export const contactRules: TableRules = { onCreate: complete, onUpdate: complete }

function complete(draft: Draft): void {
  draft['fullname'] = fullName(draft['firstname'], draft['lastname'])
  draft['accountid'] = draft['parentcustomeridtype'] === 'account' ? (draft['parentcustomerid'] ?? null) : null
}

/** First name, last name: the organization's `fullnameconventioncode` default. */
export const fullName = (first: unknown, last: unknown): string | null =>
  [first, last].filter((part) => typeof part === 'string' && part !== '').join(' ') || null
