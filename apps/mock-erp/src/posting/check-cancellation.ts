/** Why a posted invoice cannot be cancelled or corrected, in the ERP's words (erp-business-logic, section 3.6). */
import type { Reader, Row } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { amount, salesSetup, text } from '../rules/setup.ts'
import { documentLines } from '../sales/document-context.ts'
import { lineObject } from '../sales/line/line-object.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { isPostingDateAllowed } from './check-posting-date.ts'

export type Correction = 'cancel' | 'correct'

export function checkCancellation(data: Reader, invoice: Row, what: Correction): void {
  const refuse = (reason: string): never =>
    dialogError(`You cannot ${what} this posted sales invoice because ${reason}`)
  if (invoice['documentType'] !== 'Posted_x0020_Invoice')
    dialogError('The action can be applied to a posted invoice only.')
  if (invoice['cancelled'] === true) refuse('it has already been canceled.')
  if (invoice['corrective'] === true) refuse('it represents a correction of a credit memo.')
  if (isPaid(data, invoice)) {
    refuse(
      'it is fully or partially paid.\\\\To reverse a paid sales invoice, you must manually create a sales credit memo.',
    )
  }
  if (what === 'cancel' && !isPostingDateAllowed(data, text(invoice, 'postingDate'))) {
    refuse('it was posted in a posting period that is closed.')
  }
  for (const id of [text(invoice, 'customerId'), text(invoice, 'billToId')]) checkCustomer(data, id, refuse)
  for (const line of documentLines(data, invoice.id)) checkLine(data, line, refuse)
  if (salesSetup(data)['externalDocumentNumberMandatory'] === true && text(invoice, 'externalDocumentNumber') === '') {
    refuse('the external document number is required on the invoice.')
  }
}

type Refuse = (reason: string) => never

/** Anything applied to it counts, a credit memo too. */
function isPaid(data: Reader, invoice: Row): boolean {
  const entry = data.lookup(names.ledgerEntry, ['entryNumber'], [Number(invoice['ledgerEntryNumber'])])
  return entry !== undefined && amount(entry, 'remainingAmount') !== amount(entry, 'amount')
}

function checkCustomer(data: Reader, id: string, refuse: Refuse): void {
  const customer = data.get(names.customer, id)
  if (customer === undefined) return refuse('its customer does not exist any more.')
  const isBlocked = customer['privacyBlocked'] === true || customer['blocked'] === 'All'
  if (isBlocked) refuse(`customer ${text(customer, 'number')} is blocked.`)
}

function checkLine(data: Reader, line: Row, refuse: Refuse): void {
  if (big(amount(line, 'quantity')).eq(0)) return
  const object = lineObject(data, line)
  if (object?.['blocked'] !== true) return
  const word = { Item: 'item', Resource: 'resource' }[text(line, 'lineType')] ?? 'G/L Account'
  refuse(`${word} ${text(object, 'number')} ${text(object, 'displayName')} is blocked.`)
}
