/** Whether a customer may get this document (erp-business-logic, section 2.9). */
import type { Row } from '@koble/odata-server'
import { dialogError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { decodeMember } from '../../values/enum-name.ts'
import { documentKind } from '../document-kinds.ts'
import type { Values } from '../sales-context.ts'
import { mustBeFilled } from '../test-field.ts'

export function checkCustomer(customer: Row, document: Values): void {
  checkNotBlocked(customer, document)
  mustBeFilled(customer, 'genBusPostingGroup', 'Gen. Bus. Posting Group', names.customer)
}

export function checkNotBlocked(customer: Row, document: Values): void {
  const refused = `You cannot create this type of document when Customer ${text(customer, 'number')} is blocked`
  if (customer['privacyBlocked'] === true) dialogError(`${refused} for privacy.`)
  const blocked = text(customer, 'blocked')
  if (documentKind(document).refusedWhen.includes(blocked)) dialogError(`${refused} with type ${decodeMember(blocked)}`)
}
