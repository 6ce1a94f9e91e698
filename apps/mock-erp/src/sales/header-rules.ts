/** The life of a sales header as the kit's rules (erp-business-logic, sections 2.2 and 2.10; business-central-protocol, section 13.1). */
import type { DeleteRules, InsertRules, ModifyRules, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { emptyDocument } from './delete-document.ts'
import type { DocumentType } from './document-kinds.ts'
import { startHeader } from './header/new-header.ts'
import { calculateInvoiceDiscount, checkInvoiceDiscount } from './invoice-discount.ts'

export interface HeaderRules {
  readonly insert: InsertRules
  readonly modify: ModifyRules
  readonly delete: DeleteRules
}

export const headerRules = (documentType: DocumentType): HeaderRules => ({
  insert: {
    start: (draft, context, body) => {
      refuseTakenId(names.salesHeader, context, body)
      startHeader(draft, documentType, context)
    },
    before: (draft) => {
      if (text(draft, 'customerId') === emptyGuid) {
        dialogError('A "customerNumber" or a "customerId" must be provided.')
      }
    },
    // After the lines of a deep insert: a fixed discount must be one that they can bear.
    after: (row, { data }) => checkInvoiceDiscount(data, row),
  },
  modify: {
    after: (row, before, { data }) => {
      if (REDISCOUNTED.some((column) => row[column] !== before[column])) calculateInvoiceDiscount(data, row)
    },
  },
  delete: { before: (row: Row, context) => emptyDocument(row, context) },
})

/** What makes the lines anew, or decides on the discount. */
const REDISCOUNTED = [
  'customerId',
  'billToId',
  'currencyCode',
  'genBusPostingGroup',
  'vatBusPostingGroup',
  'campaignCode',
  'invoiceDiscountCode',
] as const
