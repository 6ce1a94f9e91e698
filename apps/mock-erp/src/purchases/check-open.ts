/** A released order takes no changes (mirrors erp-business-logic, section 2.6). */
import type { Row } from '@koble/odata-server'
import { fieldError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'

export function checkOpen(header: Row): void {
  if (header['status'] === 'Open') return
  fieldError(
    `Status must be equal to 'Open' in Purchase Header: Document Type=Order, No.=${text(header, 'number')}. Current value is '${text(header, 'status')}'.`,
  )
}
