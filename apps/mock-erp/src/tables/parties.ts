/** Customers and contacts. */
import type { TableDefinition } from '@koble/odata-server'
import { columns, partyColumns } from './columns.ts'
import { names } from './names.ts'

export const customerTable: TableDefinition = {
  name: names.customer,
  partitioned: true,
  order: ['number'],
  unique: [['number']],
  indexes: [['modifiedAt'], ['contactId'], ['primaryContactId'], ['displayName']],
  columns: {
    ...partyColumns,
    ...columns('String', 'number', 'type', 'contactName', 'blocked', 'taxAreaCode'),
    ...columns('String', 'paymentTermsCode', 'shipmentMethodCode', 'paymentMethodCode', 'shippingAgentCode'),
    ...columns('String', 'customerPostingGroup', 'genBusPostingGroup', 'vatBusPostingGroup'),
    ...columns('String', 'customerPriceGroup', 'customerDiscountGroup', 'invoiceDiscountCode', 'locationCode'),
    ...columns('String', 'shippingAdvice', 'languageCode', 'applicationMethod', 'shipToCode'),
    ...columns('Guid', 'contactId', 'primaryContactId', 'taxAreaId', 'billToId'),
    ...columns('Boolean', 'privacyBlocked', 'taxLiable', 'pricesIncludeTax', 'noLineDiscount'),
    creditLimit: 'Decimal',
  },
}

export const contactTable: TableDefinition = {
  name: names.contact,
  partitioned: true,
  order: ['number'],
  unique: [['number']],
  indexes: [['modifiedAt'], ['companyId'], ['displayName']],
  columns: {
    ...partyColumns,
    ...columns('String', 'number', 'type', 'companyName', 'firstName', 'middleName', 'surname', 'jobTitle', 'pager'),
    ...columns('String', 'searchName'),
    companyId: 'Guid',
    privacyBlocked: 'Boolean',
    lastInteractionDate: 'Date',
  },
}
