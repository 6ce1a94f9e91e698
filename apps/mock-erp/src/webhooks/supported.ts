/** Sets whose changes are notified, and the tables behind them (business-central-protocol, section 10.2). */
import { feedTables } from '../koble/feed.ts'
import { names } from '../tables/names.ts'
import type { ApiRoot } from './resource.ts'

export const supported: Readonly<Record<ApiRoot, Readonly<Record<string, string>>>> = {
  'v2.0': {
    contacts: names.contact,
    countriesRegions: names.country,
    currencies: names.currency,
    customerPaymentJournals: names.journal,
    customers: names.customer,
    paymentMethods: names.paymentMethod,
    paymentTerms: names.paymentTerms,
    shipmentMethods: names.shipmentMethod,
    unitsOfMeasure: names.unit,
  },
  'koble/connector/v1.0': feedTables,
}
