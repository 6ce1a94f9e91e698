/** Sets of API v2.0 whose pages allow change tracking (business-central-api.json): they gave delta links before version 24 (business-central-protocol, section 4.5). */
import type { EntitySetDefinition } from '@koble/odata-server'

const TRACKED: ReadonlySet<string> = new Set([
  'accounts',
  'blanketSalesOrders',
  'contacts',
  'customers',
  'items',
  'journals',
  'purchaseOrders',
  'purchaseReceipts',
  'salesCreditMemos',
  'salesInvoices',
  'salesOrders',
  'salesQuotes',
  'salesShipments',
  'transferOrders',
  'vendors',
])

/** Whether tracking does anything is the dialect's matter. */
export const tracked = (set: EntitySetDefinition): EntitySetDefinition =>
  TRACKED.has(set.name) ? { ...set, tracked: true } : set
