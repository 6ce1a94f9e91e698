/** Lines of purchase orders: creation, change and deletion (mirrors erp-business-logic, sections 2.3 and 2.10; business-central-protocol, section 13.3). */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Reader, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { adjustReservations, releaseReservation } from '../availability/reservations.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { checkOpen } from './check-open.ts'
import { setAmounts, spreadDiscount } from './line-amounts.ts'
import { linesOf } from './lines-of.ts'

const DEFAULTS: Draft = { lineType: 'Comment', objectId: emptyGuid, quantityPerUnit: '1' }

/** What may still be written to a line of a released order. */
const FREE: ReadonlySet<string> = new Set(['quantityToReceive', 'quantityToInvoice', 'description', 'description2'])

/** What a line's amounts come from. */
const AMOUNTS = [
  'quantity',
  'directUnitCost',
  'discountPercent',
  'discountAmount',
  'vatProdPostingGroup',
  'lineType',
  'objectId',
] as const

export const purchaseLineInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.purchaseLine, context, body)
    const given = body['documentId']
    if (text(draft, 'documentId') === '' && typeof given === 'string') draft['documentId'] = given.toLowerCase()
    checkOpen(headerOf(draft, context.data))
    Object.assign(draft, { ...DEFAULTS, ...draft })
  },
  before: (draft, { data }) => {
    setSequence(draft, data)
    setAmounts(draft, headerOf(draft, data), data)
  },
  after: (row, { data }) => followHeader(data, row),
}

export const purchaseLineModify: ModifyRules = {
  before: (draft, row, { data }) => {
    const header = headerOf(row, data)
    const changed = Object.keys(draft).filter((column) => draft[column] !== row[column])
    if (changed.some((column) => !FREE.has(column)) && row['lineType'] !== 'Comment') checkOpen(header)
    if (changed.some((column) => AMOUNTS.some((name) => name === column))) setAmounts(draft, header, data)
  },
  after: (row, before, { data }) => {
    if (row.rowVersion === before.rowVersion) return
    adjustReservations(data, row)
    followHeader(data, row)
  },
}

export const purchaseLineDelete: DeleteRules = {
  before: (row, { data }) => {
    checkOpen(headerOf(row, data))
    checkReceivedInvoiced(row, headerOf(row, data))
  },
  after: (row, { data }) => {
    releaseReservation(data, row.id)
    followHeader(data, row)
  },
}

/** The order that a line belongs to. */
export function headerOf(line: Readonly<Draft>, data: Reader): Row {
  const documentId = text(line, 'documentId')
  if (documentId === '' || documentId === emptyGuid) {
    return dialogError('You must specify an Id or a Document Id to get the lines.')
  }
  const header = data.get(names.purchaseHeader, documentId)
  return header?.['documentType'] === 'Order' ? header : dialogError('The order cannot be found.')
}

/** What was received must be invoiced before its line can go. */
export function checkReceivedInvoiced(line: Row, header: Row): void {
  const open = big(amount(line, 'receivedQuantity')).minus(amount(line, 'invoicedQuantity'))
  if (open.eq(0)) return
  fieldError(
    `Qty. Rcd. Not Invoiced must be equal to '0' in Purchase Line: Document Type=Order, Document No.=${text(header, 'number')}, Line No.=${integer(line, 'sequence')}. Current value is '${canonical(open)}'.`,
  )
}

/** Behind the last line unless the place was given. */
function setSequence(draft: Draft, data: Reader): void {
  const taken = linesOf(data, text(draft, 'documentId')).map((line) => integer(line, 'sequence'))
  const given = integer(draft, 'sequence')
  if (given === 0) draft['sequence'] = Math.max(0, ...taken) + 10_000
  else if (taken.includes(given)) dialogError('You cannot insert a line because a line already exists.')
}

/** Each change of a line moves its header, and shares the invoice discount out again. */
function followHeader(data: Transaction, line: Row): void {
  const header = data.get(names.purchaseHeader, text(line, 'documentId'))
  if (header === undefined) return
  if (header['invoiceDiscountCalculation'] === 'Amount') spreadDiscount(data, header, false)
  data.touch(names.purchaseHeader, header.id)
}
