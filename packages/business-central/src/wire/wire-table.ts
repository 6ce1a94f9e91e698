/**
 * Where each entity lives on the wire: its set among Koble's pages (docs/koble-api-pages.md) and, as far as there is one, in
 * API v2.0 (reference/business-central-api.json), with the v2.0 names that differ and the fields that v2.0 does not have.
 */
import type { Entity } from '@koble/core'

export interface WireTable {
  /** The set among Koble's pages. */
  readonly set: string
  /** The set of API v2.0; null where it has none. */
  readonly standardSet: string | null
  /** Fields that API v2.0 names otherwise. */
  readonly standardNames: Readonly<Record<string, string>>
  /** Fields that only Koble's pages have. */
  readonly onlyOnPages: readonly string[]
  /** Fields that the page computes: the service filters them by equality only. */
  readonly onlyEqual?: readonly string[]
  /** Where changes are seen; absent: in the table itself. */
  readonly feedSources?: readonly { readonly set: string; readonly idField: string }[]
  /** Pages whose rows a person may not change. */
  readonly readOnly?: true
  /** The web client's page, for links. */
  readonly page: { readonly id: number; readonly table: string } | null
}

const plain = (set: string, page: WireTable['page'], onlyOnPages: readonly string[] = []): WireTable => ({
  set,
  standardSet: set,
  standardNames: {},
  onlyOnPages,
  page,
})

const tables: Readonly<Record<string, WireTable>> = {
  customers: plain('customers', { id: 21, table: 'Customer' }, [
    'displayName2',
    'contactName',
    'mobilePhoneNumber',
    'faxNumber',
    'salespersonId',
    'shippingAgentCode',
    'privacyBlocked',
    'primaryContactId',
    'contactId',
    'balance',
  ]),
  contacts: {
    onlyEqual: ['customerId'],
    ...plain('contacts', { id: 5050, table: 'Contact' }, [
      'companyId',
      'customerId',
      'firstName',
      'middleName',
      'surname',
      'faxNumber',
      'pager',
      'currencyId',
      'salespersonId',
    ]),
  },
  currencies: plain('currencies', { id: 495, table: 'Currency' }, ['currentExchangeRate']),
  paymentTerms: plain('paymentTerms', { id: 4, table: 'Payment Terms' }),
  shipmentMethods: plain('shipmentMethods', { id: 11, table: 'Shipment Method' }),
  countriesRegions: plain('countriesRegions', { id: 10, table: 'Country/Region' }),
  salespeople: {
    ...plain('salespeople', { id: 5116, table: 'Salesperson/Purchaser' }),
    standardSet: 'salespeoplePurchasers',
    standardNames: { phoneNumber: 'phoneNo' },
  },
  customerStatistics: {
    ...plain('customerStatistics', null),
    standardSet: null,
    feedSources: [
      { set: 'customers', idField: 'id' },
      { set: 'customerLedgerEntries', idField: 'customerId' },
    ],
    readOnly: true,
  },
}

export function wireTable(entity: Entity): WireTable {
  const table = tables[entity.name]
  if (table === undefined) throw new TypeError(`Business Central has no entity "${entity.name}"`)
  return table
}

/** What an entity lacks in an environment without Koble's extension: all of it, or some fields. */
export function missingWithoutPages(entity: Entity): 'all' | readonly string[] {
  const table = wireTable(entity)
  return table.standardSet === null ? 'all' : table.onlyOnPages
}
