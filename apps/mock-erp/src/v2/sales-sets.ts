/** The sets of sales documents of API v2.0. */
import type { EntitySetDefinition } from '@koble/odata-server'
import { salesAgreements } from './sales-agreements.ts'
import { salesArchives } from './sales-archives.ts'
import { salesCreditMemoLines, salesCreditMemos } from './sales-credit-memos.ts'
import { salesInvoiceLines, salesInvoices } from './sales-invoices.ts'
import { salesOrderLines, salesOrders } from './sales-orders.ts'
import { salesQuoteLines, salesQuotes } from './sales-quotes.ts'
import { salesShipmentLines, salesShipments } from './sales-shipments.ts'

export const salesSets: readonly EntitySetDefinition[] = [
  salesQuotes,
  salesQuoteLines,
  salesOrders,
  salesOrderLines,
  salesInvoices,
  salesInvoiceLines,
  salesCreditMemos,
  salesCreditMemoLines,
  salesShipments,
  salesShipmentLines,
  ...salesAgreements,
  ...salesArchives,
]
