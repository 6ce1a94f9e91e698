/** Item, value and resource ledgers, and reservations (erp-business-logic, sections 3.3 and 5). Increase positive, decrease negative. */
import type { TableDefinition } from '@koble/odata-server'
import { columns, type Columns } from './columns.ts'
import { names } from './names.ts'

const ledger = (name: string, indexes: TableDefinition['indexes'], more: Columns): TableDefinition => ({
  name,
  partitioned: true,
  order: ['entryNumber'],
  unique: [['entryNumber']],
  indexes: [['modifiedAt'], ...(indexes ?? [])],
  columns: { entryNumber: 'Int32', ...more },
})

const origin: Columns = {
  ...columns('String', 'documentType', 'documentNumber', 'description', 'externalDocumentNumber'),
  ...columns('String', 'sourceType', 'locationCode', 'variantCode'),
  ...columns('Guid', 'sourceId', 'documentId'),
  ...columns('Int32', 'documentLineNumber', 'transactionNumber', 'dimensionSetId'),
  postingDate: 'Date',
}

export const inventoryTables: readonly TableDefinition[] = [
  ledger(
    names.itemLedgerEntry,
    [['itemId'], ['itemId', 'open'], ['documentNumber'], ['orderId'], ['transferredFromEntryNumber']],
    {
      ...origin,
      itemId: 'Guid',
      orderId: 'Guid',
      /** Of an increase by transfer: the decrease at the other location, whose cost it has. */
      transferredFromEntryNumber: 'Int32',
      ...columns('String', 'entryType', 'unitOfMeasureCode', 'itemCategoryCode'),
      ...columns('Decimal', 'quantity', 'remainingQuantity', 'invoicedQuantity', 'quantityPerUnit'),
      ...columns('Boolean', 'open', 'positive', 'completelyInvoiced'),
    },
  ),
  /** Which increase a decrease took its stock, and so its cost, from. Quantity: positive. */
  ledger(names.itemApplication, [['inboundEntryNumber'], ['outboundEntryNumber']], {
    ...columns('Int32', 'inboundEntryNumber', 'outboundEntryNumber'),
    quantity: 'Decimal',
    postingDate: 'Date',
  }),
  ledger(names.valueEntry, [['itemLedgerEntryNumber'], ['itemId'], ['documentNumber']], {
    ...origin,
    itemId: 'Guid',
    itemLedgerEntryNumber: 'Int32',
    /** Direct_x0020_Cost, Revaluation, Rounding, Variance. */
    ...columns('String', 'entryType', 'itemLedgerEntryType', 'genBusPostingGroup', 'genProdPostingGroup'),
    ...columns('String', 'inventoryPostingGroup'),
    ...columns('Decimal', 'valuedQuantity', 'itemLedgerEntryQuantity', 'invoicedQuantity', 'costPerUnit'),
    ...columns('Decimal', 'salesAmountActual', 'salesAmountExpected', 'purchaseAmountActual', 'purchaseAmountExpected'),
    ...columns('Decimal', 'costAmountActual', 'costAmountExpected', 'costAmountNonInventoriable', 'costPostedToGl'),
    ...columns('Decimal', 'discountAmount'),
    ...columns('Boolean', 'expectedCost', 'adjustment'),
  }),
  ledger(names.resourceLedgerEntry, [['resourceId'], ['documentNumber']], {
    ...origin,
    resourceId: 'Guid',
    ...columns('String', 'entryType', 'unitOfMeasureCode', 'workTypeCode', 'genBusPostingGroup', 'genProdPostingGroup'),
    ...columns('Decimal', 'quantity', 'quantityPerUnit', 'unitCost', 'totalCost', 'unitPrice', 'totalPrice'),
  }),
  /** Two rows an entry: what is reserved (positive) and for what (negative). `sourceId`: item ledger entry, sales, purchase or transfer line. */
  {
    name: names.reservation,
    partitioned: true,
    order: ['entryNumber', 'positive'],
    unique: [['entryNumber', 'positive']],
    indexes: [['itemId'], ['sourceId']],
    columns: {
      entryNumber: 'Int32',
      ...columns('Guid', 'itemId', 'sourceId'),
      ...columns('String', 'variantCode', 'locationCode', 'sourceType', 'status'),
      quantityBase: 'Decimal',
      ...columns('Date', 'expectedReceiptDate', 'shipmentDate'),
      positive: 'Boolean',
    },
  },
]
