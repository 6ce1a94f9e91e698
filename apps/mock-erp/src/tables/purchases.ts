/** Vendors, purchase documents and transfers: what availability and costs come from. Document types as in sales. */
import type { TableDefinition } from '@koble/odata-server'
import { columns, partyColumns, type Columns } from './columns.ts'
import { names } from './names.ts'

const address = (prefix: string): Columns =>
  columns(
    'String',
    ...['Name', 'Contact', 'AddressLine1', 'AddressLine2', 'City', 'Country', 'State', 'PostCode'].map(
      (part) => `${prefix}${part}`,
    ),
  )

export const vendorTable: TableDefinition = {
  name: names.vendor,
  partitioned: true,
  order: ['number'],
  unique: [['number']],
  indexes: [['modifiedAt'], ['contactId'], ['primaryContactId'], ['displayName']],
  columns: {
    ...partyColumns,
    ...columns('String', 'number', 'type', 'contactName', 'blocked', 'irs1099Code', 'ourAccountNumber'),
    ...columns('String', 'paymentTermsCode', 'shipmentMethodCode', 'paymentMethodCode', 'shippingAgentCode'),
    ...columns('String', 'vendorPostingGroup', 'genBusPostingGroup', 'vatBusPostingGroup', 'locationCode'),
    ...columns('Guid', 'contactId', 'primaryContactId', 'payToId'),
    ...columns('Boolean', 'privacyBlocked', 'taxLiable', 'pricesIncludeTax'),
  },
}

const headerColumns: Columns = {
  ...columns('String', 'documentType', 'number', 'status'),
  ...columns('Guid', 'vendorId', 'payToId', 'orderId'),
  ...address('buyFrom'),
  ...address('payTo'),
  ...address('shipTo'),
  ...columns('String', 'vendorInvoiceNumber', 'vendorOrderNumber', 'yourReference', 'postingDescription'),
  ...columns('String', 'currencyCode', 'paymentTermsCode', 'paymentMethodCode', 'shipmentMethodCode'),
  ...columns('String', 'purchaserCode', 'locationCode', 'orderNumber', 'preAssignedNumber'),
  ...columns('String', 'vendorPostingGroup', 'genBusPostingGroup', 'vatBusPostingGroup'),
  ...columns('String', 'receivingNumber', 'postingNumber', 'invoiceDiscountCalculation'),
  ...columns(
    'Date',
    'orderDate',
    'documentDate',
    'postingDate',
    'dueDate',
    'expectedReceiptDate',
    'requestedReceiptDate',
  ),
  ...columns('Decimal', 'currencyFactor', 'invoiceDiscountValue'),
  pricesIncludeTax: 'Boolean',
  ...columns('Int32', 'dimensionSetId', 'ledgerEntryNumber'),
}

const lineColumns: Columns = {
  ...columns('String', 'documentType', 'lineType'),
  ...columns('Guid', 'documentId', 'objectId', 'vendorId', 'payToId'),
  ...columns('Int32', 'sequence', 'dimensionSetId', 'orderLineNumber'),
  ...columns('String', 'description', 'description2', 'unitOfMeasureCode', 'variantCode', 'locationCode'),
  ...columns('String', 'genBusPostingGroup', 'genProdPostingGroup', 'vatBusPostingGroup', 'vatProdPostingGroup'),
  ...columns('String', 'vatIdentifier', 'vatCalculationType', 'inventoryPostingGroup', 'itemCategoryCode'),
  ...columns('Date', 'expectedReceiptDate', 'requestedReceiptDate', 'promisedReceiptDate'),
  ...columns('Decimal', 'quantity', 'quantityPerUnit', 'quantityBase', 'directUnitCost', 'unitCostLcy', 'taxPercent'),
  ...columns('Decimal', 'discountPercent', 'discountAmount', 'lineAmount', 'invoiceDiscountAmount'),
  ...columns('Decimal', 'amount', 'amountIncludingTax'),
  ...columns('Decimal', 'outstandingQuantity', 'outstandingQuantityBase', 'receivedQuantity', 'receivedQuantityBase'),
  ...columns('Decimal', 'invoicedQuantity', 'invoicedQuantityBase', 'quantityToReceive', 'quantityToInvoice'),
  allowInvoiceDiscount: 'Boolean',
  orderId: 'Guid',
  orderNumber: 'String',
}

const header = (name: string, order: readonly string[]): TableDefinition => ({
  name,
  partitioned: true,
  order,
  unique: [order],
  indexes: [['modifiedAt'], ['vendorId'], ['number'], ['orderId']],
  columns: headerColumns,
})

const line = (name: string): TableDefinition => ({
  name,
  partitioned: true,
  order: ['documentId', 'sequence'],
  unique: [['documentId', 'sequence']],
  indexes: [['modifiedAt'], ['documentType', 'objectId'], ['documentType', 'vendorId'], ['objectId']],
  columns: lineColumns,
})

const transfer: Columns = {
  ...columns('String', 'number', 'status', 'transferFromCode', 'transferToCode', 'inTransitCode'),
  ...address('transferFrom'),
  ...address('transferTo'),
  ...columns('String', 'externalDocumentNumber', 'shippingAgentCode', 'shippingAgentServiceCode', 'shipmentMethodCode'),
  ...columns('String', 'shippingTime', 'shippingAdvice', 'lastShipmentNumber', 'lastReceiptNumber', 'assignedUserId'),
  ...columns('Date', 'postingDate', 'shipmentDate', 'receiptDate'),
  directTransfer: 'Boolean',
  dimensionSetId: 'Int32',
}

export const purchaseTables: readonly TableDefinition[] = [
  vendorTable,
  header(names.purchaseHeader, ['documentType', 'number']),
  line(names.purchaseLine),
  header(names.purchaseReceipt, ['number']),
  line(names.purchaseReceiptLine),
  {
    name: names.transferHeader,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    indexes: [['modifiedAt']],
    columns: transfer,
  },
  {
    name: names.transferLine,
    partitioned: true,
    order: ['documentId', 'sequence'],
    unique: [['documentId', 'sequence']],
    indexes: [['modifiedAt'], ['itemId']],
    columns: {
      ...columns('Guid', 'documentId', 'itemId'),
      ...columns('Int32', 'sequence', 'dimensionSetId'),
      ...columns('String', 'description', 'description2', 'unitOfMeasureCode', 'variantCode', 'itemCategoryCode'),
      ...columns('String', 'transferFromCode', 'transferToCode', 'inTransitCode', 'inventoryPostingGroup'),
      ...columns('String', 'genProdPostingGroup', 'shippingAgentCode', 'shippingAgentServiceCode', 'shippingTime'),
      ...columns('Date', 'shipmentDate', 'receiptDate'),
      ...columns(
        'Decimal',
        'quantity',
        'quantityPerUnit',
        'quantityBase',
        'outstandingQuantity',
        'outstandingQuantityBase',
      ),
      ...columns('Decimal', 'quantityToShip', 'quantityToReceive', 'quantityShipped', 'quantityReceived'),
      ...columns('Decimal', 'shippedQuantityBase', 'receivedQuantityBase', 'inTransitQuantityBase'),
      directTransfer: 'Boolean',
    },
  },
]
