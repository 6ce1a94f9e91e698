/**
 * Which vendors may be bought from (mirrors erp-business-logic, section 2.9): blocked All or for privacy stops every document, blocked Payment only
 * payments.
 */
import type { Row } from '@koble/odata-server'
import { dialogError, mustHaveValue } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'

export function checkVendor(vendor: Row, what: 'create' | 'post'): void {
  const number = text(vendor, 'number')
  const refusal = `You cannot ${what} this type of document when Vendor ${number} is blocked`
  if (vendor['privacyBlocked'] === true) dialogError(`${refusal} for privacy.`)
  if (vendor['blocked'] === 'All') dialogError(`${refusal} with type All`)
}

/** Documents need to know how the vendor is posted. */
export function checkPostingGroup(vendor: Row, column: string, title: string): string {
  const group = text(vendor, column)
  return group === '' ? mustHaveValue(title, names.vendor, `No.=${text(vendor, 'number')}`) : group
}
