/** Vendors mirror customers (erp-business-logic, section 6.3; business-central-protocol, section 12). */
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
import { fillFrom, templateOf } from './template.ts'

const DEFAULTS: Draft = {
  type: 'Company',
  blocked: '_x0020_',
  contactId: emptyGuid,
  primaryContactId: emptyGuid,
}

const TEMPLATE_FIELDS = [
  'vendorPostingGroup',
  'genBusPostingGroup',
  'vatBusPostingGroup',
  'paymentTermsCode',
  'shipmentMethodCode',
] as const

export const vendorInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.vendor, context, body)
    Object.assign(draft, DEFAULTS)
  },
  before: (draft, context, body) => {
    giveNumber(draft, context, names.vendor, series.vendor)
    fillFrom(templateOf(context.data, body, names.vendor, 'vendorTemplate'), draft, TEMPLATE_FIELDS)
    forcePrivacy(draft)
    draft['contactId'] = insertContactOf(draft, context).id
  },
}

export const vendorModify: ModifyRules = {
  before: (draft, row, context) => {
    checkRename(draft, row, context, names.vendor)
    checkBlocked(draft, row)
  },
  after: (row, before, { data }) => {
    followNumber(data, names.vendor, before, row)
    copyToContact(data, row)
  },
}

export const vendorDelete: DeleteRules = {
  before: (row, { data }) => {
    refuseLedgerEntries(data, names.vendor, row, findAll(data, names.vendorLedgerEntry, { vendorId: row.id }))
    const line = lineOf(data, row)
    if (line !== undefined) {
      const outstanding = `there is at least one outstanding Purchase ${kindOf(line)} for this vendor.`
      refuseDeletion(names.vendor, row, outstanding)
    }
  },
  after: (row, { data }) => removeDependents(data, row.id),
}

const lineOf = (data: Reader, row: Row): Row | undefined =>
  outstandingLine(data, names.purchaseLine, 'payToId', row.id) ??
  outstandingLine(data, names.purchaseLine, 'vendorId', row.id)
