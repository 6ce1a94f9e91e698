/** Opportunities (business-central-api.json; erp-business-logic, section 6.4). */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { removeDependents } from './dependents.ts'
import { series } from './number-series.ts'
import { checkRename, giveNumber, refuseTakenId } from './record-identity.ts'
import { dialogError, mustHaveValue } from './refusals.ts'
import { text, workDate } from './setup.ts'

type Values = Readonly<Record<string, unknown>>

export const isClosed = (opportunity: Values): boolean =>
  opportunity['status'] === 'Won' || opportunity['status'] === 'Lost'

export const opportunityInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.opportunity, context, body)
    Object.assign(draft, { status: 'Not_x0020_Started', contactId: emptyGuid, creationDate: workDate(context.clock) })
  },
  before: (draft, context) => {
    giveNumber(draft, context, names.opportunity, series.opportunity)
    if (text(draft, 'salespersonCode') === '') {
      draft['salespersonCode'] = text(contactOf(draft, context.data) ?? {}, 'salespersonCode')
    }
    settle(draft, context.data)
  },
}

export const opportunityModify: ModifyRules = {
  before: (draft, row, context) => {
    checkRename(draft, row, context, names.opportunity)
    if (isClosed(row)) checkClosed(draft, row)
    else settle(draft, context.data)
  },
}

/** A closed opportunity changes its description and number only. */
function checkClosed(draft: Draft, row: Row): void {
  if (draft['salespersonCode'] !== row['salespersonCode']) {
    dialogError('The "salespersonCode" of a Won or Lost Opportunity cannot be changed')
  }
  // The service's own text lacks the closing quotation mark.
  if (draft['contactId'] !== row['contactId']) {
    dialogError('The "contactNumber of a Won or Lost Opportunity cannot be changed')
  }
  if (draft['salesCycleCode'] !== row['salesCycleCode']) {
    dialogError('The "salesCycleCode" of a Won or Lost Opportunity cannot be changed')
  }
}

export const opportunityDelete: DeleteRules = {
  before: (row: Row) => {
    if (row['status'] === 'In_x0020_Progress') dialogError('You cannot delete this opportunity while it is active.')
  },
  after: (row, { data }) => removeDependents(data, row.id),
}

const contactOf = (draft: Draft, data: Reader): Row | undefined => data.get(names.contact, text(draft, 'contactId'))

/** An open one has a contact and somebody responsible; it belongs to the contact's company. */
function settle(draft: Draft, data: Reader): void {
  const key = `No.=${text(draft, 'number')}`
  const contact = contactOf(draft, data)
  if (contact === undefined) return mustHaveValue('Contact No.', names.opportunity, key)
  if (text(draft, 'salespersonCode') === '') mustHaveValue('Salesperson Code', names.opportunity, key)
  draft['contactCompanyId'] = text(contact, 'companyId')
}
