/** Business Central's entities, as data. */
import { contacts } from './contacts.ts'
import { countriesRegions, currencies, paymentTerms, salespeople, shipmentMethods } from './code-tables.ts'
import { customerStatistics } from './customer-statistics.ts'
import { customers } from './customers.ts'

export {
  contacts,
  countriesRegions,
  currencies,
  customerStatistics,
  customers,
  paymentTerms,
  salespeople,
  shipmentMethods,
}

/** By name. */
export const erpEntities = {
  customers,
  contacts,
  currencies,
  paymentTerms,
  shipmentMethods,
  countriesRegions,
  salespeople,
  customerStatistics,
} as const
