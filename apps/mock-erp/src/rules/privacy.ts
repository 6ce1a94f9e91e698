/** Privacy Blocked forces Blocked to All and holds it there (erp-business-logic, section 6.3). */
import type { Draft, Row } from '@koble/odata-server'
import { dialogError } from './refusals.ts'

export function forcePrivacy(draft: Draft): void {
  if (draft['privacyBlocked'] === true) draft['blocked'] = 'All'
}

export function checkBlocked(draft: Draft, row: Row): void {
  const wasPrivate = row['privacyBlocked'] === true
  const isPrivate = draft['privacyBlocked'] === true
  if (wasPrivate && isPrivate && draft['blocked'] !== row['blocked']) {
    dialogError('The Blocked field cannot be changed because the user is blocked for privacy reasons.')
  }
  if (isPrivate) draft['blocked'] = 'All'
  else if (wasPrivate) draft['blocked'] = '_x0020_'
}
