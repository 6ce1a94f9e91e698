/** The sets of sales documents of Koble's pages. */
import type { EntitySetDefinition } from '@koble/odata-server'
import { postedSalesSets } from './posted-sales.ts'
import { salesOrderLines, salesOrders } from './sales-orders.ts'
import { salesQuoteLines, salesQuotes } from './sales-quotes.ts'
import { effects } from './sales/effects.ts'

export const salesSets: readonly EntitySetDefinition[] = [
  salesQuotes,
  salesQuoteLines,
  salesOrders,
  salesOrderLines,
  ...postedSalesSets,
  effects,
]
