/** What both pages of item ledger entries show (business-central-protocol, section 16). */
import type { PropertyDefinition, Row } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { choice, codeField, computed, date, integer, readOnly, text } from './properties.ts'

const ENTRY_TYPES = [
  'Purchase',
  'Sale',
  'Positive_x0020_Adjmt_x002e_',
  'Negative_x0020_Adjmt_x002e_',
  'Transfer',
  'Consumption',
  'Output',
  '_x0020_',
  'Assembly_x0020_Consumption',
  'Assembly_x0020_Output',
] as const

const DOCUMENT_TYPES = [
  '_x0020_',
  'Sales_x0020_Shipment',
  'Sales_x0020_Invoice',
  'Sales_x0020_Return_x0020_Receipt',
  'Sales_x0020_Credit_x0020_Memo',
  'Purchase_x0020_Receipt',
  'Purchase_x0020_Invoice',
  'Purchase_x0020_Return_x0020_Shipment',
  'Purchase_x0020_Credit_x0020_Memo',
  'Transfer_x0020_Shipment',
  'Transfer_x0020_Receipt',
  'Service_x0020_Shipment',
  'Service_x0020_Invoice',
  'Service_x0020_Credit_x0020_Memo',
  'Posted_x0020_Assembly',
  'Inventory_x0020_Receipt',
  'Inventory_x0020_Shipment',
  'Direct_x0020_Transfer',
] as const

const SOURCES: Readonly<Record<string, string>> = {
  Customer: names.customer,
  Vendor: names.vendor,
  Item: names.item,
}

const blankMember = (property: PropertyDefinition, column: string): PropertyDefinition =>
  computed(property, (row: Row) => textOf(row, column) || '_x0020_')

export const itemLedgerProperties: Readonly<Record<string, PropertyDefinition>> = {
  entryNumber: readOnly(integer()),
  itemNumber: computed(codeField(20), (row, { data }) =>
    textOf(data.get(names.item, textOf(row, 'itemId')) ?? {}, 'number'),
  ),
  postingDate: readOnly(date()),
  entryType: readOnly(choice('itemLedgerEntryType', ENTRY_TYPES)),
  sourceNumber: computed(codeField(20), (row, { data }) => {
    const table = SOURCES[textOf(row, 'sourceType')]
    return table === undefined ? '' : textOf(data.get(table, textOf(row, 'sourceId')) ?? {}, 'number')
  }),
  sourceType: blankMember(choice('itemLedgerSourceType', ['_x0020_', 'Customer', 'Vendor', 'Item']), 'sourceType'),
  documentNumber: readOnly(codeField(20)),
  documentType: blankMember(choice('itemLedgerDocumentType', DOCUMENT_TYPES), 'documentType'),
  description: readOnly(text(100)),
}
