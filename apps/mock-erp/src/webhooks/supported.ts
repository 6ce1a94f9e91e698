/** Sets whose changes are notified, and the tables behind them (business-central-protocol, section 10.2). */
import { feedTables } from '../koble/feed.ts'
import { names } from '../tables/names.ts'
import type { TablePart } from '../tables/table-part.ts'
import type { ApiRoot } from './resource.ts'

const documents = (...documentTypes: readonly string[]): TablePart => ({ table: names.salesHeader, documentTypes })

const without = <Value>(record: Readonly<Record<string, Value>>, dropped: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !dropped.includes(name)))

export const supported: Readonly<Record<ApiRoot, Readonly<Record<string, TablePart>>>> = {
  'v2.0': {
    accounts: names.account,
    companyInformation: names.companyInformation,
    contacts: names.contact,
    countriesRegions: names.country,
    currencies: names.currency,
    customerPaymentJournals: names.journal,
    customers: names.customer,
    dimensions: names.dimension,
    employees: names.employee,
    generalLedgerEntries: names.generalEntry,
    itemCategories: names.itemCategory,
    itemVariants: names.itemVariant,
    items: names.item,
    opportunities: names.opportunity,
    paymentMethods: names.paymentMethod,
    paymentTerms: names.paymentTerms,
    salesCreditMemos: documents('Credit_x0020_Memo', 'Posted_x0020_Credit_x0020_Memo'),
    salesInvoices: documents('Invoice', 'Posted_x0020_Invoice'),
    salesOrders: documents('Order'),
    salesQuotes: documents('Quote'),
    salesShipments: names.salesShipment,
    shipmentMethods: names.shipmentMethod,
    unitsOfMeasure: names.unit,
    vendors: names.vendor,
  },
  // Lines notify their header, which every change of theirs touches.
  'koble/connector/v1.0': without(feedTables, ['salesQuoteLines', 'salesOrderLines']),
}
