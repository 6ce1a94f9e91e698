/** The setup records: one of each. */
import type { EntityDefinition, FastTabDefinition } from './definition.ts'
import { instantColumn, keyColumn, textColumn } from './columns.ts'
import * as field from './fields.ts'

const single = (set: string, path: string, name: string, tabs: readonly FastTabDefinition[]): EntityDefinition => ({
  set,
  path,
  one: name,
  many: name,
  icon: 'settings',
  group: 'Setup',
  title: 'displayName',
  key: 'code',
  sort: 'id',
  isSingle: true,
  columns: [],
  tabs,
})

export const companies: EntityDefinition = {
  set: 'v2.0/companies',
  path: '/companies',
  one: 'Company',
  many: 'Companies',
  icon: 'home',
  group: 'Setup',
  title: 'displayName',
  key: 'name',
  sort: 'name',
  isReadOnly: true,
  columns: [
    keyColumn('name', 'Name'),
    textColumn('displayName', 'Display name'),
    keyColumn('id', 'Id', { sortable: false }),
    instantColumn('systemCreatedAt', 'Created'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.shown('name', 'Name'),
        field.shown('displayName', 'Display name'),
        field.shown('id', 'Id'),
        field.shown('systemVersion', 'System version'),
        field.shown('businessProfileId', 'Business profile id'),
      ],
    },
  ],
}

export const companyInformation = single('v2.0/companyInformation', '/company-information', 'Company information', [
  {
    heading: 'General',
    fields: [
      field.name(100),
      ...field.address,
      field.text('phoneNumber', 'Phone no.', 30),
      field.text('faxNumber', 'Fax no.', 30),
      field.text('email', 'E-mail', 80),
      field.text('website', 'Home page', 255),
      field.text('taxRegistrationNumber', 'VAT registration no.', 20),
      field.shown('currencyCode', 'Local currency'),
      field.shown('currentFiscalYearStartDate', 'Fiscal year starts', { type: 'date' }),
    ],
  },
])

export const salesSetup = single('salesSetup', '/sales-setup', 'Sales & receivables setup', [
  {
    heading: 'General',
    fields: [
      field.flag('archiveOrders', 'Archive orders'),
      field.choice('archiveQuotes', 'Archive quotes', ['Never', 'Question', 'Always']),
      field.text('quoteValidityCalculation', 'Quote validity calculation', 32, { hint: 'For example 1M' }),
      field.text('freightAccountNumber', 'Freight G/L account no.', 20),
      field.choice('writeInProductType', 'Write-in product type', ['Item', 'Resource']),
      field.text('writeInProductNumber', 'Write-in product no.', 20),
      field.text('customerTemplateCode', 'Customer template', 20),
      field.text('vendorTemplateCode', 'Vendor template', 20),
      field.text('itemTemplateCode', 'Item template', 20),
    ],
  },
  {
    heading: 'Rules',
    fields: [
      field.shown('calculateInvoiceDiscount', 'Calculate invoice discount', { type: 'checkbox' }),
      field.shown('allowEditingActivePrice', 'Allow editing active prices', { type: 'checkbox' }),
      field.shown('externalDocumentNumberMandatory', 'External document no. mandatory', { type: 'checkbox' }),
      field.shown('shipmentOnInvoice', 'Shipment on invoice', { type: 'checkbox' }),
      field.shown('stockoutWarning', 'Stockout warning', { type: 'checkbox' }),
      field.shown('defaultQuantityToShip', 'Default quantity to ship'),
      field.shown('defaultPostingDate', 'Default posting date'),
      field.shown('creditWarnings', 'Credit warnings'),
      field.shown('discountPosting', 'Discount posting'),
    ],
  },
])

export const generalLedgerSetup = single('v2.0/generalLedgerSetup', '/general-ledger-setup', 'General ledger setup', [
  {
    heading: 'General',
    fields: [
      field.shown('allowPostingFrom', 'Allow posting from', { type: 'date' }),
      field.shown('allowPostingTo', 'Allow posting to', { type: 'date' }),
      field.shown('localCurrencyCode', 'Local currency code'),
      field.shown('additionalReportingCurrency', 'Additional reporting currency'),
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((at) =>
        field.shown(`shortcutDimension${at}Code`, `Shortcut dimension ${at} code`),
      ),
    ],
  },
])
