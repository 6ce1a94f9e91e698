/** A customer's or vendor's primary contact must belong to the contact that the ERP keeps for it (erp-business-logic, section 6.3). */
import type { Draft, Row } from '@koble/odata-server'
import { dialogError } from './refusals.ts'
import { text } from './setup.ts'

export const setPrimaryContact =
  (party: 'customer' | 'vendor') =>
  (draft: Draft, contact: Row | undefined): void => {
    if (contact === undefined) {
      draft['contactName'] = ''
      return
    }
    const own = text(draft, 'contactId')
    if (contact.id !== own && text(contact, 'companyId') !== own) {
      dialogError(
        `Contact ${text(contact, 'number')} is not related to ${party} ${text(draft, 'number')} ${text(draft, 'displayName')}.`,
      )
    }
    draft['contactName'] = text(contact, 'displayName')
    if (text(contact, 'type') !== 'Company') return
    for (const column of ['phoneNumber', 'mobilePhoneNumber', 'email']) {
      if (text(contact, column) !== '') draft[column] = text(contact, column)
    }
  }
