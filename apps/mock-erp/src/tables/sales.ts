/**
 * Sales documents. One table holds unposted and posted ones: the document type says which, because API v2.0 shows draft and posted invoices as one set, and a draft
 * keeps its id when it is posted (business-central-protocol, section 3.1).
 *
 * `documentType`: Quote, Order, Invoice, Credit_x0020_Memo, Return_x0020_Order, Blanket_x0020_Order, Posted_x0020_Invoice, Posted_x0020_Credit_x0020_Memo.
 */
import type { TableDefinition } from '@koble/odata-server'
import { columns, type Columns } from './columns.ts'
import { names } from './names.ts'

const address = (prefix: string): Columns =>
  columns(
    'String',
    ...['Name', 'Name2', 'Contact', 'AddressLine1', 'AddressLine2', 'City', 'Country', 'State', 'PostCode'].map(
      (part) => `${prefix}${part}`,
    ),
  )

export const salesHeaderColumns: Columns = {
  ...columns('String', 'documentType', 'number', 'status'),
  ...columns('Guid', 'customerId', 'billToId', 'contactId', 'opportunityId'),
  ...address('sellTo'),
  ...address('billTo'),
  ...address('shipTo'),
  ...columns('String', 'shipToCode', 'phoneNumber', 'email', 'externalDocumentNumber', 'yourReference'),
  ...columns('String', 'workDescription', 'postingDescription', 'quoteNumber', 'taxRegistrationNumber'),
  ...columns('String', 'currencyCode', 'paymentTermsCode', 'paymentMethodCode', 'shipmentMethodCode'),
  ...columns('String', 'shippingAgentCode', 'shippingAgentServiceCode', 'shippingAdvice', 'packageTrackingNumber'),
  ...columns('String', 'salespersonCode', 'locationCode', 'responsibilityCenter', 'languageCode', 'campaignCode'),
  ...columns('String', 'customerPriceGroup', 'customerDiscountGroup', 'invoiceDiscountCode'),
  ...columns('String', 'customerPostingGroup', 'genBusPostingGroup', 'vatBusPostingGroup'),
  /** None, Percent, Amount. */
  invoiceDiscountCalculation: 'String',
  ...columns('Date', 'orderDate', 'documentDate', 'postingDate', 'dueDate', 'paymentDiscountDate', 'shipmentDate'),
  ...columns('Date', 'requestedDeliveryDate', 'promisedDeliveryDate', 'validUntilDate', 'acceptedDate'),
  ...columns('Date', 'lastShipmentDate', 'promisedPayDate'),
  sentDate: 'DateTimeOffset',
  ...columns('Decimal', 'currencyFactor', 'paymentDiscountPercent', 'invoiceDiscountValue'),
  ...columns('Boolean', 'pricesIncludeTax', 'allowLineDiscount'),
  ...columns('Int32', 'docNoOccurrence', 'dimensionSetId'),
  /** Numbers drawn for a posting that failed afterwards are used again. */
  ...columns('String', 'shippingNumber', 'postingNumber', 'lastShippingNumber', 'lastPostingNumber'),
  /** Of posted documents: the order, the draft's number, the invoice that a credit memo corrects or was applied to, and what became of them. */
  ...columns('Guid', 'orderId', 'correctsId', 'returnReasonId', 'disputeStatusId'),
  ...columns('String', 'orderNumber', 'preAssignedNumber', 'correctsNumber', 'appliesToNumber', 'userId'),
  ...columns('Boolean', 'cancelled', 'corrective'),
  ledgerEntryNumber: 'Int32',
}

export const salesLineColumns: Columns = {
  ...columns('String', 'documentType', 'lineType'),
  ...columns('Guid', 'documentId', 'objectId', 'customerId', 'billToId'),
  ...columns('Int32', 'sequence', 'attachedToLineNumber', 'dimensionSetId'),
  ...columns('String', 'description', 'description2', 'unitOfMeasureCode', 'variantCode', 'locationCode'),
  ...columns('String', 'genBusPostingGroup', 'genProdPostingGroup', 'vatBusPostingGroup', 'vatProdPostingGroup'),
  ...columns('String', 'vatIdentifier', 'vatCalculationType', 'inventoryPostingGroup', 'itemCategoryCode'),
  ...columns('String', 'customerPriceGroup', 'customerDiscountGroup', 'workTypeCode', 'itemReferenceNumber'),
  ...columns('String', 'shippingAgentCode', 'shippingAgentServiceCode', 'responsibilityCenter', 'campaignCode'),
  ...columns('Date', 'shipmentDate', 'plannedShipmentDate', 'plannedDeliveryDate'),
  ...columns('Date', 'requestedDeliveryDate', 'promisedDeliveryDate'),
  ...columns('Decimal', 'quantity', 'quantityPerUnit', 'quantityBase', 'unitPrice', 'unitCostLcy', 'taxPercent'),
  ...columns('Decimal', 'discountPercent', 'discountAmount', 'lineAmount', 'invoiceDiscountAmount'),
  ...columns('Decimal', 'amount', 'amountIncludingTax'),
  ...columns('Decimal', 'outstandingQuantity', 'outstandingQuantityBase', 'shippedQuantity', 'shippedQuantityBase'),
  ...columns('Decimal', 'invoicedQuantity', 'invoicedQuantityBase', 'quantityToShip', 'quantityToInvoice'),
  ...columns('Decimal', 'outstandingAmount', 'outstandingAmountLcy'),
  ...columns('Decimal', 'shippedNotInvoiced', 'shippedNotInvoicedLcy'),
  ...columns('Decimal', 'returnQuantityToReceive', 'returnQuantityReceived'),
  ...columns('Boolean', 'allowLineDiscount', 'allowInvoiceDiscount', 'systemCreated'),
  /** Of posted lines. */
  ...columns('Guid', 'orderId', 'orderLineId'),
  ...columns('String', 'orderNumber', 'shipmentNumber'),
  ...columns('Int32', 'orderLineNumber', 'shipmentLineNumber'),
}

const header = (name: string, order: readonly string[], more: Columns, indexes: TableDefinition['indexes'] = []) => ({
  name,
  partitioned: true,
  tombstoneColumns: ['documentType'],
  order,
  unique: [order],
  indexes: [['modifiedAt'], ['customerId'], ['number'], ...(indexes ?? [])],
  columns: { ...salesHeaderColumns, ...more },
})

const line = (name: string, more: Columns, indexes: TableDefinition['indexes'] = []) => ({
  name,
  partitioned: true,
  tombstoneColumns: ['documentType'],
  order: ['documentId', 'sequence'],
  unique: [['documentId', 'sequence']],
  indexes: [['modifiedAt'], ...(indexes ?? [])],
  columns: { ...salesLineColumns, ...more },
})

const archived: Columns = {
  /** The document that this is a version of, and who kept it when. */
  documentOriginId: 'Guid',
  versionNumber: 'Int32',
  archivedAt: 'DateTimeOffset',
  archivedBy: 'String',
}

export const salesTables: readonly TableDefinition[] = [
  header(names.salesHeader, ['documentType', 'number'], {}, [
    ['billToId'],
    ['orderId'],
    ['documentType', 'customerId'],
    ['documentType', 'modifiedAt'],
    ['documentType', 'rowVersion'],
    ['documentType', 'status'],
    ['yourReference'],
    ['quoteNumber'],
    ['orderNumber'],
    ['correctsId'],
  ]),
  line(names.salesLine, {}, [
    ['documentType', 'objectId'],
    ['documentType', 'billToId'],
    ['documentType', 'customerId'],
    ['documentType', 'rowVersion'],
    ['objectId'],
    ['orderId'],
    ['orderLineId'],
  ]),
  header(names.salesShipment, ['number'], {}, [['orderId']]),
  line(names.salesShipmentLine, {}, [['orderId'], ['orderLineId']]),
  header(names.salesHeaderArchive, ['documentType', 'number', 'docNoOccurrence', 'versionNumber'], archived, [
    ['documentOriginId'],
  ]),
  line(names.salesLineArchive, { documentNumber: 'String', versionNumber: 'Int32', docNoOccurrence: 'Int32' }),
]
