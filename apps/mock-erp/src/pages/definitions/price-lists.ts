/** Sale price lists with their lines; a list counts from the moment that it is active. */
import { textOf, update, type Entity } from '../api.ts'
import { dateColumn, keyColumn, memberColumn, textColumn } from './columns.ts'
import type { ActionDefinition, EntityDefinition, FieldDefinition, Lookup } from './definition.ts'
import * as field from './fields.ts'

const SOURCES = [
  'All_x0020_Customers',
  'Customer',
  'Customer_x0020_Price_x0020_Group',
  'Customer_x0020_Disc_x002e__x0020_Group',
  'Campaign',
  'Contact',
]
const AMOUNTS = ['Any', 'Price', 'Discount']
const ASSETS = [
  'Item',
  'Item_x0020_Discount_x0020_Group',
  'Resource',
  'Resource_x0020_Group',
  'G_x002f_L_x0020_Account',
]

const sources: Readonly<Record<string, Lookup>> = {
  Customer: field.numbers('customers'),
  Contact: field.numbers('contacts'),
  Customer_x0020_Price_x0020_Group: field.codes('customerPriceGroups'),
}
const assets: Readonly<Record<string, Lookup>> = {
  Item: field.numbers('items'),
  Resource: field.numbers('resources'),
  G_x002f_L_x0020_Account: field.numbers('v2.0/accounts'),
}

const source: FieldDefinition = {
  ...field.text('sourceNumber', 'Assign to no.', 20),
  lookup: (list) => sources[textOf(list, 'sourceType')],
}

const setStatus = (status: string, label: string, offeredIn: readonly string[], done: string): ActionDefinition => ({
  key: status,
  label,
  icon: status === 'Active' ? 'check' : status === 'Draft' ? 'edit' : 'close',
  isOffered: (list) => offeredIn.includes(textOf(list, 'status')),
  run: async (list: Entity) => {
    await update('priceLists', list, { status })
    return { message: `Price list ${textOf(list, 'code')} ${done}.` }
  },
})

export const priceLists: EntityDefinition = {
  set: 'priceLists',
  path: '/price-lists',
  one: 'Price list',
  many: 'Sales price lists',
  icon: 'money',
  group: 'Sales',
  title: 'description',
  key: 'code',
  sort: 'code',
  views: ['Draft', 'Active', 'Inactive'].map((status) => ({
    key: status.toLowerCase(),
    label: status,
    filter: `status eq '${status}'`,
  })),
  columns: [
    keyColumn('code', 'Code'),
    textColumn('description', 'Description'),
    memberColumn('status', 'Status'),
    memberColumn('sourceType', 'Assign to'),
    textColumn('sourceNumber', 'Assign to no.', { sortable: false }),
    textColumn('currencyCode', 'Currency'),
    dateColumn('startingDate', 'From'),
    dateColumn('endingDate', 'To'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.text('code', 'Code', 20, { hint: 'Blank: the next code of the series', newOnly: true }),
        field.text('description', 'Description', 250),
        field.shown('status', 'Status'),
        field.choice('sourceType', 'Assign to type', SOURCES),
        source,
        field.currency,
        field.date('startingDate', 'Starting date'),
        field.date('endingDate', 'Ending date'),
        field.choice('amountType', 'Defines', AMOUNTS),
      ],
    },
    {
      heading: 'VAT & discounts',
      folded: true,
      fields: [
        field.flag('priceIncludesTax', 'Price includes VAT'),
        field.text('taxBusinessPostingGroupCode', 'VAT bus. posting group (price)', 20),
        field.flag('allowLineDiscount', 'Allow line discount', { existingOnly: true }),
        field.flag('allowInvoiceDiscount', 'Allow invoice discount', { existingOnly: true }),
        field.flag('allowUpdatingDefaults', 'Allow updating defaults'),
      ],
    },
  ],
  lines: [
    {
      heading: 'Lines',
      one: 'Line',
      key: 'sequence',
      collection: (list) => `priceLists(${textOf(list, 'id')})/lines`,
      isEditable: (list) => list['status'] === 'Draft',
      columns: [
        field.choice('assetType', 'Product type', ASSETS, { newOnly: true, width: 12, initial: 'Item' }),
        {
          ...field.text('assetNumber', 'Product no.', 20, { newOnly: true, width: 12 }),
          lookup: (line) => assets[textOf(line, 'assetType')],
        },
        field.text('description', 'Description', 100, { width: 24 }),
        field.text('itemVariantCode', 'Variant', 10, { width: 8 }),
        field.codeOf('unitOfMeasureCode', 'Unit', 'unitsOfMeasure', { maxlength: 10, width: 7 }),
        field.decimal('minimumQuantity', 'Minimum quantity', { width: 8 }),
        field.choice('amountType', 'Defines', AMOUNTS, { width: 9, initial: 'Price' }),
        field.decimal('unitPrice', 'Unit price', { width: 9 }),
        field.decimal('lineDiscountPercent', 'Line discount %', { width: 7 }),
      ],
      emptyText: 'No prices yet. Add the first one below.',
    },
  ],
  actions: [
    setStatus('Active', 'Activate', ['Draft', 'Inactive'], 'is active'),
    setStatus('Inactive', 'Deactivate', ['Active'], 'is inactive'),
    setStatus('Draft', 'Edit as draft', ['Active', 'Inactive'], 'is a draft again'),
  ],
}
