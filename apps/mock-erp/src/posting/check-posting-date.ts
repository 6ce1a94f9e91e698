/** Allow Posting From/To of General Ledger Setup (erp-business-logic, section 3.1). */
import type { Reader } from '@koble/odata-server'
import { fieldError } from '../rules/refusals.ts'
import { setupRow, text } from '../rules/setup.ts'

const BLANK = '0001-01-01'

export const isBlankDate = (date: string): boolean => date === '' || date === BLANK

export function isPostingDateAllowed(data: Reader, date: string): boolean {
  const setup = setupRow(data)
  const [from, to] = [text(setup, 'allowPostingFrom'), text(setup, 'allowPostingTo')]
  return (isBlankDate(from) || date >= from) && (isBlankDate(to) || date <= to)
}

export function checkPostingDate(data: Reader, date: string): void {
  if (!isPostingDateAllowed(data, date)) fieldError('Posting Date is not within your range of allowed posting dates.')
}
