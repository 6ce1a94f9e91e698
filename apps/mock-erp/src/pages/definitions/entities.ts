/** Every table that the pages have, in the order of the navigation. */
import type { EntityDefinition } from './definition.ts'
import { dimensions } from './dimensions.ts'
import { accounts, bankAccounts, currencyExchangeRates, generalLedgerEntries, paymentJournals } from './finance.ts'
import { itemCategories, itemLedgerEntries, locations, transferOrders, unitsOfMeasure } from './inventory.ts'
import { items, resources } from './items.ts'
import { contacts, customers, opportunities, vendors } from './parties.ts'
import {
  customerLedgerEntries,
  postedSalesCreditMemos,
  postedSalesInvoices,
  postedSalesShipments,
  salesOrderArchives,
  salesQuoteArchives,
} from './posted-sales.ts'
import { priceLists } from './price-lists.ts'
import { purchaseOrders, purchaseReceipts } from './purchasing.ts'
import { salesCreditMemos, salesInvoices, salesOrders, salesQuotes } from './sales-documents.ts'
import { companies, companyInformation, generalLedgerSetup, salesSetup } from './setup.ts'
import {
  countries,
  currencies,
  customerPriceGroups,
  paymentMethods,
  paymentTerms,
  salespeople,
  shipmentMethods,
  shippingAgents,
} from './small-tables.ts'

export const entities: readonly EntityDefinition[] = [
  customers,
  contacts,
  opportunities,
  salesQuotes,
  salesOrders,
  salesInvoices,
  salesCreditMemos,
  postedSalesShipments,
  postedSalesInvoices,
  postedSalesCreditMemos,
  salesQuoteArchives,
  salesOrderArchives,
  priceLists,
  vendors,
  purchaseOrders,
  purchaseReceipts,
  items,
  resources,
  itemLedgerEntries,
  transferOrders,
  locations,
  itemCategories,
  unitsOfMeasure,
  accounts,
  generalLedgerEntries,
  customerLedgerEntries,
  paymentJournals,
  bankAccounts,
  currencyExchangeRates,
  dimensions,
  companies,
  companyInformation,
  salesSetup,
  generalLedgerSetup,
  salespeople,
  customerPriceGroups,
  currencies,
  paymentTerms,
  paymentMethods,
  shipmentMethods,
  shippingAgents,
  countries,
]
