/** Setup: companies, number series, templates, accounts, posting groups, webhook registrations. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTable, columns } from './columns.ts'
import { names } from './names.ts'

const companyTable: TableDefinition = {
  name: names.company,
  order: ['name'],
  unique: [['name']],
  columns: columns('String', 'name', 'displayName', 'systemVersion', 'businessProfileId'),
}

/** Kept by a reset. */
const subscriptionTable: TableDefinition = {
  name: names.subscription,
  order: ['subscriptionId'],
  unique: [['subscriptionId']],
  indexes: [['notificationUrl']],
  columns: {
    ...columns('String', 'subscriptionId', 'notificationUrl', 'resource', 'clientState', 'root'),
    userId: 'Guid',
    expirationDateTime: 'DateTimeOffset',
  },
}

export const setupTables: readonly TableDefinition[] = [
  companyTable,
  subscriptionTable,
  {
    name: names.setup,
    partitioned: true,
    columns: { ...columns('String', 'localCurrencyCode', 'customerTemplate'), amountRoundingPrecision: 'Decimal' },
  },
  codeTable(names.numberSeries, { lastNumberUsed: 'String', manual: 'Boolean' }),
  codeTable(
    names.template,
    columns(
      'String',
      'customerPostingGroup',
      'genBusPostingGroup',
      'vatBusPostingGroup',
      'paymentTermsCode',
      'shipmentMethodCode',
    ),
  ),
  codeTable(names.postingGroup, columns('String', 'receivablesAccount', 'discountAccount', 'roundingAccount')),
  {
    name: names.account,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    columns: { ...columns('String', 'number', 'displayName', 'kind'), directPosting: 'Boolean' },
  },
]
