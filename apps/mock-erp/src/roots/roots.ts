/** The API roots: Microsoft's v2.0, Koble's own pages, and the list of webhook resources (business-central-protocol, section 1). */
import type { Database, EntitySetDefinition, ServiceRootDefinition } from '@koble/odata-server'
import { locations } from '../client/locations.ts'
import * as client from '../client/transfer-orders.ts'
import { createDialect } from '../dialect/dialect.ts'
import { createErpSwitches, type ErpSwitches } from '../dialect/switches.ts'
import { customerMonthlySales } from '../koble/customer-monthly-sales.ts'
import { customerStatistics } from '../koble/customer-statistics.ts'
import { deletedRecords, feedState } from '../koble/feed.ts'
import { itemAvailabilityEvents } from '../koble/item-availability-events.ts'
import { itemAvailability } from '../koble/item-availability.ts'
import { customerLedgerEntries } from '../koble/ledger-entries.ts'
import { masterSets as kobleMasterSets } from '../koble/master-sets.ts'
import { priceSets } from '../koble/price-sets.ts'
import { salesSets as kobleSalesSets } from '../koble/sales-sets.ts'
import { sessionInformation } from '../koble/session-information.ts'
import { computedRow } from '../sets/computed-row.ts'
import { readOnly, text } from '../sets/properties.ts'
import { agedAccountsReceivables } from '../v2/aged-receivables.ts'
import { codeSets } from '../v2/code-sets.ts'
import { companies } from '../v2/companies.ts'
import { contactsInformation } from '../v2/contacts-information.ts'
import { contacts } from '../v2/contacts.ts'
import { customerFinancialDetails, customers } from '../v2/customers.ts'
import { masterSets } from '../v2/master-sets.ts'
import { customerPaymentJournals, customerPayments } from '../v2/payments.ts'
import { purchaseOrderLines } from '../v2/purchase-order-lines.ts'
import { purchaseOrders } from '../v2/purchase-orders.ts'
import { purchaseReceiptLines, purchaseReceipts } from '../v2/purchase-receipts.ts'
import { transferOrderLines, transferOrders } from '../v2/transfer-orders.ts'
import { salesSets } from '../v2/sales-sets.ts'
import { subscriptions, type Send } from '../webhooks/subscriptions.ts'
import { supported } from '../webhooks/supported.ts'
import { companyRoute } from './company-route.ts'
import { missingSets } from './missing-sets.ts'
import { tracked } from './tracked-sets.ts'

/** `/v2.0/sandbox/api/…`, also with a tenant before the environment; the environment's name in any case. */
const below = (path: string): ((pathname: string) => string | undefined) => {
  const pattern = new RegExp(`^/v2\\.0(?:/[^/]+)?/sandbox/api/${path.replaceAll('.', '\\.')}(?=/|$)`, 'i')
  return (pathname) => pattern.exec(pathname)?.[0]
}

export function roots(
  database: Database,
  send: Send,
  switches: ErpSwitches = createErpSwitches(),
): readonly ServiceRootDefinition[] {
  const hooks = subscriptions(send, switches)
  const dialect = createDialect(switches)
  const rootAt = (
    path: ServiceRootDefinition['path'],
    sets: readonly EntitySetDefinition[],
    missing: ReadonlySet<string> = new Set(),
  ): ServiceRootDefinition => ({
    path,
    namespace: 'Microsoft.NAV',
    container: 'NAV',
    dialect,
    sets,
    route: companyRoute(['subscriptions'], missing),
  })
  const root = (path: string, ...sets: readonly [readonly EntitySetDefinition[], ReadonlySet<string>?]) =>
    rootAt(below(path), ...sets)
  return [
    root(
      'v2.0',
      [
        companies,
        customers,
        contacts,
        contactsInformation,
        customerFinancialDetails,
        agedAccountsReceivables,
        ...codeSets,
        ...masterSets,
        customerPaymentJournals,
        customerPayments,
        purchaseOrders,
        purchaseOrderLines,
        purchaseReceipts,
        purchaseReceiptLines,
        transferOrders,
        transferOrderLines,
        ...salesSets,
        hooks,
      ].map(tracked),
      missingSets,
    ),
    root('koble/connector/v1.0', [
      companies,
      ...kobleMasterSets,
      ...priceSets,
      ...kobleSalesSets,
      customerLedgerEntries,
      customerStatistics,
      customerMonthlySales,
      itemAvailability,
      itemAvailabilityEvents,
      feedState(database),
      deletedRecords,
      sessionInformation,
      hooks,
    ]),
    root('microsoft/runtime/beta', [companies, webhookSupportedResources]),
    // What people do in the web client and no API offers.
    rootAt(
      (pathname) => /^\/client\/v1\.0(?=\/|$)/.exec(pathname)?.[0],
      [companies, ...locations, client.transferOrders, client.transferOrderLines],
    ),
  ]
}

const webhookSupportedResources: EntitySetDefinition = {
  name: 'webhookSupportedResources',
  entityType: 'webhookSupportedResource',
  key: ['resource'],
  rows: () =>
    Object.entries(supported).flatMap(([api, sets]) =>
      Object.keys(sets).map((set) => computedRow(`${api}/${set}`, { resource: `${api}/${set}` })),
    ),
  properties: { resource: readOnly(text(250)) },
}
