/** Transfer orders (made and posted as the web client does), the item ledger, locations and item categories. */
import { act, list, textOf } from '../api.ts'
import { dateColumn, keyColumn, memberColumn, quantityColumn, textColumn } from './columns.ts'
import type { ActionDefinition, EntityDefinition, FieldDefinition } from './definition.ts'
import * as field from './fields.ts'
import { smallTable } from './small-table.ts'

const placeOf = (name: string, label: string, more: Partial<FieldDefinition>): FieldDefinition =>
  field.codeOf(name, label, 'client/locations', { maxlength: 10, newOnly: true, ...more })

const post = (key: 'ship' | 'receive', label: string, effect: string): ActionDefinition => ({
  key,
  label,
  icon: key === 'ship' ? 'box' : 'check',
  question: (order) => ({
    heading: `${label} transfer order ${textOf(order, 'number')}?`,
    effect,
    confirmLabel: label,
  }),
  run: async (order) => {
    const path = `client/transferOrders(${textOf(order, 'id')})`
    await act(`${path}/Microsoft.NAV.${key}`)
    const isThere = (await list('client/transferOrders', { $filter: `id eq ${textOf(order, 'id')}` })).rows.length > 0
    const message = `Transfer order ${textOf(order, 'number')} was ${key === 'ship' ? 'shipped' : 'received'}.`
    return isThere ? { message } : { message: `${message} It is complete and gone.`, leaves: true }
  },
})

export const transferOrders: EntityDefinition = {
  set: 'client/transferOrders',
  path: '/transfer-orders',
  one: 'Transfer order',
  many: 'Transfer orders',
  icon: 'sync',
  group: 'Inventory',
  title: 'transferFromName',
  key: 'number',
  sort: 'number',
  descending: true,
  columns: [
    keyColumn('number'),
    textColumn('transferFromCode', 'From'),
    textColumn('transferToCode', 'To'),
    dateColumn('shipmentDate', 'Shipment date'),
    dateColumn('receiptDate', 'Receipt date'),
    memberColumn('status', 'Status'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.shown('number', 'No.'),
        placeOf('transferFromCode', 'Transfer-from code', { required: true }),
        field.shown('transferFromName', 'Transfer-from name'),
        placeOf('transferToCode', 'Transfer-to code', { required: true }),
        field.shown('transferToName', 'Transfer-to name'),
        placeOf('inTransitCode', 'In-transit code', { hint: 'Blank for a direct transfer' }),
        field.flag('directTransfer', 'Direct transfer', { newOnly: true }),
        field.date('shipmentDate', 'Shipment date', { newOnly: true }),
        field.date('receiptDate', 'Receipt date', { newOnly: true }),
        field.date('postingDate', 'Posting date'),
        field.shown('status', 'Status'),
        field.shown('lastShipmentNumber', 'Last shipment no.'),
        field.shown('lastReceiptNumber', 'Last receipt no.'),
      ],
    },
  ],
  lines: [
    {
      heading: 'Lines',
      one: 'Line',
      key: 'sequence',
      collection: (order) => `client/transferOrders(${textOf(order, 'id')})/transferOrderLines`,
      columns: [
        field.numberOf('itemNumber', 'Item no.', 'items', { newOnly: true, width: 10 }),
        field.shown('description', 'Description', { width: 24 }),
        field.text('variantCode', 'Variant', 10, { newOnly: true, width: 8 }),
        field.codeOf('unitOfMeasureCode', 'Unit', 'unitsOfMeasure', { newOnly: true, maxlength: 10, width: 7 }),
        field.decimal('quantity', 'Quantity', { newOnly: true, width: 8 }),
        field.decimal('qtyToShip', 'Qty. to ship', { existingOnly: true, width: 8 }),
        field.figure('quantityShipped', 'Qty. shipped'),
        field.decimal('qtyToReceive', 'Qty. to receive', { existingOnly: true, width: 8 }),
        field.figure('quantityReceived', 'Qty. received'),
      ],
      emptyText: 'No lines yet. Choose an item and a quantity in the last row, then Add.',
    },
  ],
  actions: [
    post('ship', 'Ship', 'The quantities to ship leave their location. This cannot be undone.'),
    post('receive', 'Receive', 'The quantities to receive arrive at their location. This cannot be undone.'),
  ],
}

export const itemLedgerEntries: EntityDefinition = {
  set: 'itemLedgerEntries',
  path: '/item-ledger-entries',
  one: 'Item ledger entry',
  many: 'Item ledger entries',
  icon: 'history',
  group: 'Inventory',
  title: 'description',
  key: 'documentNumber',
  sort: 'entryNumber',
  descending: true,
  isReadOnly: true,
  hasNoCard: true,
  views: [
    { key: 'sales', label: 'Sales', filter: "entryType eq 'Sale'" },
    { key: 'purchases', label: 'Purchases', filter: "entryType eq 'Purchase'" },
    { key: 'transfers', label: 'Transfers', filter: "entryType eq 'Transfer'" },
  ],
  columns: [
    keyColumn('entryNumber', 'Entry no.', { align: 'end' }),
    dateColumn('postingDate', 'Posting date'),
    memberColumn('entryType', 'Type'),
    textColumn('documentNumber', 'Document no.'),
    textColumn('itemNumber', 'Item no.', {
      sortable: false,
      href: (entry) => `/items/${textOf(entry, 'itemId')}`,
    }),
    textColumn('locationCode', 'Location'),
    textColumn('itemVariantCode', 'Variant', { hideNarrow: true }),
    quantityColumn('quantity', 'Quantity'),
    quantityColumn('remainingQuantity', 'Remaining'),
    textColumn('sourceNumber', 'Source no.', { sortable: false }),
  ],
  tabs: [],
}

export const locations: EntityDefinition = {
  ...smallTable('client/locations', '/locations', 'Location', 'Locations', [
    field.code(10),
    field.name(100),
    ...field.address,
    field.text('contact', 'Contact', 100),
    field.text('phoneNumber', 'Phone no.', 30),
    field.text('email', 'E-mail', 80),
    field.flag('useAsInTransit', 'Use as in-transit'),
  ]),
  icon: 'home',
  group: 'Inventory',
  columns: [
    keyColumn('code', 'Code'),
    textColumn('displayName', 'Name'),
    textColumn('city', 'City'),
    textColumn('country', 'Country'),
  ],
}

export const itemCategories: EntityDefinition = {
  ...smallTable('v2.0/itemCategories', '/item-categories', 'Item category', 'Item categories', [
    field.code(20),
    field.name(100, 'Description'),
  ]),
  icon: 'filter',
  group: 'Inventory',
}

export const unitsOfMeasure: EntityDefinition = {
  ...smallTable('unitsOfMeasure', '/units-of-measure', 'Unit of measure', 'Units of measure', [
    field.code(10),
    field.name(50, 'Description'),
    field.text('internationalStandardCode', 'International standard code', 10),
    field.text('symbol', 'Symbol', 10),
  ]),
  icon: 'box',
  group: 'Inventory',
}
