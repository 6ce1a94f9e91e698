/** Salesperson, contact and opportunity of a header (erp-business-logic, sections 2.2, 2.9 and 6.4). */
import type { Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { customerOf } from '../../rules/business-relation.ts'
import { dialogError, relationError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { written } from '../line/line-trigger.ts'
import { related, type HeaderTrigger } from './header-trigger.ts'
import { takeContact } from './contact-of.ts'
import { takeDimensions } from './dimensions.ts'
import { setCustomer } from './sell-to.ts'

export const setSalesperson: HeaderTrigger = (header, value, context) => {
  const salesperson = context.data.lookup(names.salesperson, ['code'], [written(value)])
  for (const [column, title] of BLOCKS) {
    if (salesperson?.[column] === true) {
      dialogError(`${title} must not be true for ${names.salesperson} ${written(value)}.`)
    }
  }
  related('salespersonCode', 'Salesperson Code', names.salesperson)(header, value, context)
  takeDimensions(header, context)
}

const BLOCKS = [
  ['privacyBlocked', 'Privacy Blocked'],
  ['blocked', 'Blocked'],
] as const

export const setOpportunity: HeaderTrigger = (header, value, { data }) => {
  const id = written(value)
  if (id !== '' && id !== emptyGuid && data.get(names.opportunity, id) === undefined) {
    relationError('Opportunity No.', names.salesHeader, id, names.opportunity)
  }
  header['opportunityId'] = id || emptyGuid
}

/** A contact brings its customer; with a customer it must be one of its. */
export const setContact: HeaderTrigger = (header, value, context) => {
  const { data } = context
  const id = written(value)
  if (id === '' || id === emptyGuid) {
    header['contactId'] = emptyGuid
    return
  }
  const contact = data.get(names.contact, id) ?? dialogError('The contact cannot be found.')
  const customer = customerOf(data, contact)
  if (text(header, 'customerId') === '' || header['customerId'] === emptyGuid) {
    if (customer === undefined) refuseUnrelated(contact, 'is not related to a customer.')
    else setCustomer(header, customer.id, context)
  } else if (customer === undefined || customer.id !== header['customerId']) {
    const own = text(data.get(names.customer, text(header, 'customerId')) ?? {}, 'number')
    refuseUnrelated(
      contact,
      customer === undefined
        ? `is not related to customer ${own}.`
        : `is related to a different company than customer ${own}.`,
    )
  }
  takeContact(header, contact, data)
}

const refuseUnrelated = (contact: Row, how: string): never =>
  dialogError(`Contact ${text(contact, 'number')} ${text(contact, 'displayName')} ${how}`)
