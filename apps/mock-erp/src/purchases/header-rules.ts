/** Purchase orders: creation, change and deletion (mirrors erp-business-logic, sections 2.1, 2.2 and 2.10; business-central-protocol, section 13.1). */
import type { DeleteRules, InsertRules, ModifyRules, Reader } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { releaseReservation } from '../availability/reservations.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError } from '../rules/refusals.ts'
import { text, workDate } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { checkOpen } from './check-open.ts'
import { spreadDiscount } from './line-amounts.ts'
import { checkReceivedInvoiced } from './line-rules.ts'
import { linesOf } from './lines-of.ts'
import { followChangedHeader } from './recreate-lines.ts'

export const purchaseOrderInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.purchaseHeader, context, body)
    const today = workDate(context.clock)
    Object.assign(draft, {
      status: 'Open',
      vendorId: emptyGuid,
      payToId: emptyGuid,
      orderDate: today,
      documentDate: today,
      postingDate: today,
      invoiceDiscountCalculation: 'None',
    })
  },
  before: (draft, { data }) => {
    if (text(draft, 'vendorId') === emptyGuid) dialogError('A "vendorNumber" or a "vendorId" must be provided.')
    const number = drawNumber(data, series.purchaseOrder, (taken) => isTaken(data, taken))
    draft['number'] = number
    draft['postingDescription'] = `Order ${number}`
  },
}

export const purchaseOrderModify: ModifyRules = {
  before: (draft, row) => {
    const changed = Object.keys(draft).some((column) => !FREE.has(column) && draft[column] !== row[column])
    if (changed) checkOpen(row)
  },
  after: (row, before, { data }) => {
    followChangedHeader(data, row, before)
    if (row['invoiceDiscountValue'] !== before['invoiceDiscountValue']) spreadDiscount(data, row, true)
  },
}

/** What may still be written to a released order. */
const FREE: ReadonlySet<string> = new Set(['postingDate', 'currencyFactor', 'yourReference', 'vendorInvoiceNumber'])

export const purchaseOrderDelete: DeleteRules = {
  before: (row, { data }) => {
    for (const line of linesOf(data, row.id)) checkReceivedInvoiced(line, row)
    for (const line of linesOf(data, row.id)) {
      releaseReservation(data, line.id)
      data.remove(names.purchaseLine, line.id)
    }
  },
}

const isTaken = (data: Reader, number: string): boolean =>
  data.lookup(names.purchaseHeader, ['documentType', 'number'], ['Order', number]) !== undefined
