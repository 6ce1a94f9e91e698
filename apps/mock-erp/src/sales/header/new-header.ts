/** A new header: number, dates, occurrence (erp-business-logic, section 2.2). The customer comes next, through `validateHeader`. */
import type { Draft, Reader } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { drawNumber } from '../../rules/number-series.ts'
import { integer, salesSetup, text, workDate } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { addFormula } from '../../values/date-formula.ts'
import { documentKind, type DocumentType } from '../document-kinds.ts'
import { NO_DATE, type SalesContext } from '../sales-context.ts'

export function startHeader(draft: Draft, documentType: DocumentType, context: SalesContext): void {
  const { data, clock } = context
  const kind = documentKind({ documentType })
  const today = workDate(clock)
  const setup = salesSetup(data)
  const isTaken = (number: string): boolean =>
    data.lookup(names.salesHeader, ['documentType', 'number'], [documentType, number]) !== undefined
  const number = drawNumber(data, kind.series, isTaken)
  const hasPostingDate = kind.hasPostingDate && text(setup, 'defaultPostingDate') !== 'No_x0020_Date'
  Object.assign(draft, {
    documentType,
    number,
    status: 'Open',
    postingDescription: `${kind.word} ${number}`,
    docNoOccurrence: occurrence(data, documentType, number),
    documentDate: today,
    orderDate: today,
    postingDate: hasPostingDate ? today : NO_DATE,
    shipmentDate: kind.isCredit ? NO_DATE : today,
    invoiceDiscountCalculation: 'None',
    invoiceDiscountValue: '0',
    customerId: emptyGuid,
    billToId: emptyGuid,
    contactId: emptyGuid,
  })
  const validity = text(setup, 'quoteValidityCalculation')
  if (documentType === 'Quote' && validity !== '') draft['validUntilDate'] = addFormula(today, validity)
}

/** How often the number was used before, by what was archived, and once more. */
function occurrence(data: Reader, documentType: string, number: string): number {
  let highest = 0
  for (const version of data.find(names.salesHeaderArchive, { documentType, number })) {
    highest = Math.max(highest, integer(version, 'docNoOccurrence'))
  }
  return highest + 1
}
