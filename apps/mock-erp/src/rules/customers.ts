/** Customers: creation, change and deletion (erp-business-logic, section 6.3; business-central-protocol, section 12). */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { removeDependents } from './dependents.ts'
import { refuseDeletion, refuseLedgerEntries } from './ledger-deletion.ts'
import { followNumber } from './number-references.ts'
import { series } from './number-series.ts'
import { kindOf, outstandingLine } from './outstanding.ts'
import { copyToContact } from './parties.ts'
import { insertContactOf } from './party-contact.ts'
import { checkBlocked, forcePrivacy } from './privacy.ts'
import { checkRename, giveNumber, refuseTakenId } from './record-identity.ts'
import { dialogError } from './refusals.ts'
import { text } from './setup.ts'
import { fillFrom, templateOf } from './template.ts'

const DEFAULTS: Draft = {
  type: 'Company',
  blocked: '_x0020_',
  shippingAdvice: 'Partial',
  applicationMethod: 'Manual',
  creditLimit: '0',
  contactId: emptyGuid,
  primaryContactId: emptyGuid,
  taxAreaId: emptyGuid,
}

const TEMPLATE_FIELDS = [
  'customerPostingGroup',
  'genBusPostingGroup',
  'vatBusPostingGroup',
  'paymentTermsCode',
  'shipmentMethodCode',
  'customerPriceGroup',
] as const

export const customerInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.customer, context, body)
    Object.assign(draft, DEFAULTS)
  },
  before: (draft, context, body) => {
    if (text(draft, 'displayName') === '') dialogError('A "displayName" must be provided.')
    giveNumber(draft, context, names.customer, series.customer)
    if (text(draft, 'invoiceDiscountCode') === '') draft['invoiceDiscountCode'] = text(draft, 'number')
    fillFrom(templateOf(context.data, body, names.customer, 'customerTemplate'), draft, TEMPLATE_FIELDS)
    forcePrivacy(draft)
    draft['contactId'] = insertContactOf(draft, context).id
  },
}

export const customerModify: ModifyRules = {
  before: (draft, row, context) => {
    if (text(draft, 'displayName') === '') dialogError('The blank "displayName" is not allowed.')
    checkRename(draft, row, context, names.customer)
    // The code of the customer's own invoice discounts is its number, and follows it.
    if (text(draft, 'invoiceDiscountCode') === text(row, 'number')) draft['invoiceDiscountCode'] = text(draft, 'number')
    checkBlocked(draft, row)
  },
  after: (row, before, { data }) => {
    followNumber(data, names.customer, before, row)
    copyToContact(data, row)
  },
}

export const customerDelete: DeleteRules = {
  before: (row, { data }) => {
    refuseLedgerEntries(data, names.customer, row, findAll(data, names.ledgerEntry, { customerId: row.id }))
    const line = lineOf(data, row)
    if (line !== undefined) {
      const outstanding = `there is at least one outstanding Sales ${kindOf(line)} for this customer.`
      refuseDeletion(names.customer, row, outstanding)
    }
  },
  after: (row, { data }) => removeDependents(data, row.id),
}

const lineOf = (data: Reader, row: Row): Row | undefined =>
  outstandingLine(data, names.salesLine, 'billToId', row.id) ??
  outstandingLine(data, names.salesLine, 'customerId', row.id)
