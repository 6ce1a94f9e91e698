/** A quote that is written anew: a version is kept, then it is emptied and opened (docs/koble-api-pages.md, "Actions and effects"). */
import type { Row } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { archiveSales } from './archive.ts'
import { emptyDocument } from './delete-document.ts'
import { reopenSales } from './reopen.ts'
import { NO_DATE, type SalesContext } from './sales-context.ts'

/** Answers the archived version. The quote keeps id and number. */
export function takeRevision(quote: Row, context: SalesContext): Row {
  const { data } = context
  const version = archiveSales(data, quote, context)
  reopenSales(data, quote)
  emptyDocument(quote, context, { archive: false })
  data.update(names.salesHeader, quote.id, {
    invoiceDiscountCalculation: 'None',
    invoiceDiscountValue: '0',
    workDescription: '',
    sentDate: `${NO_DATE}T00:00:00.000Z`,
    acceptedDate: NO_DATE,
  })
  return version
}
