/** A quote becomes an invoice (erp-business-logic, section 2.6). */
import type { Row } from '@koble/odata-server'
import { makeDocument, type MakeOptions } from './make-document.ts'
import type { SalesContext } from './sales-context.ts'

export const makeInvoice = (quote: Row, context: SalesContext, options?: MakeOptions): Row =>
  makeDocument(quote, 'Invoice', context, options)
