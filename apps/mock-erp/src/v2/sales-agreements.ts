/** API v2.0 `blanketSalesOrders` and `salesReturnOrders` with their lines, read-only (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { bool, choice, codeField, computed, lastModified, readOnly, systemId } from '../sets/properties.ts'
import {
  customerNumber,
  documentStatus,
  fieldNamedAddress,
  fieldNamedLine,
  shown,
  shownCode,
  shownDate,
  shownDecimal,
  shownText,
} from '../sets/sales/shown-columns.ts'
import { shownDimensions } from '../sets/sales/shown-dimensions.ts'
import { names } from '../tables/names.ts'
import { attachmentsBelow, documentAttachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import { pdfDocumentBelow } from './pdf-document.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>

const DOCUMENT_TYPES = [
  'Quote',
  'Order',
  'Invoice',
  'Credit_x0020_Memo',
  'Blanket_x0020_Order',
  'Return_x0020_Order',
] as const

const beforeReference: Properties = {
  id: readOnly(systemId),
  number: shownCode('number', 20),
  externalDocumentNumber: shownCode('externalDocumentNumber', 35),
  documentDate: shownDate('documentDate'),
  postingDate: shownDate('postingDate'),
  dueDate: shownDate('dueDate'),
  sellToCustomerNumber: customerNumber('customerId'),
  sellToCustomerName: shownText('sellToName', 100),
  billToName: shownText('billToName', 100),
  billToCustomerNumber: customerNumber('billToId'),
  shipToName: shownText('shipToName', 100),
  shipToContact: shownText('shipToContact', 100),
  ...fieldNamedAddress('sellTo'),
  ...fieldNamedAddress('shipTo'),
  ...fieldNamedAddress('billTo'),
  currencyCode: shownCode('currencyCode', 10),
  pricesIncludingVAT: shown('pricesIncludeTax', bool()),
  paymentTermsCode: shownCode('paymentTermsCode', 10),
  shipmentMethodCode: shownCode('shipmentMethodCode', 10),
  salespersonCode: shownCode('salespersonCode', 20),
  orderDate: shownDate('orderDate'),
  requestedDeliveryDate: shownDate('requestedDeliveryDate'),
  yourReference: shownText('yourReference', 35),
}

const afterReference: Properties = {
  locationCode: shownCode('locationCode', 10),
  ...shownDimensions,
  customerPostingGroup: shownCode('customerPostingGroup', 20),
  genBusPostingGroup: shownCode('genBusPostingGroup', 20),
  vatBusPostingGroup: shownCode('vatBusPostingGroup', 20),
  sellToContact: shownText('sellToContact', 100),
  billToContact: shownText('billToContact', 100),
  responsibilityCenter: shownCode('responsibilityCenter', 10),
  status: documentStatus,
  lastModifiedDateTime: lastModified,
}

const header = (
  name: string,
  entityType: string,
  documentType: string,
  properties: Properties,
): EntitySetDefinition => ({
  name,
  entityType,
  table: names.salesHeader,
  fixed: { documentType },
  order: ['number'],
  properties,
  navigation: {
    dimensionSetLines: dimensionSetLinesBelow,
    [`${entityType}Lines`]: {
      target: `${entityType}Lines`,
      collection: true,
      contained: true,
      targetColumn: 'documentId',
    },
    pdfDocument: pdfDocumentBelow,
    attachments: attachmentsBelow,
    documentAttachments: documentAttachmentsBelow,
  },
})

const lines = (entityType: string, documentType: string, quantities: Properties): EntitySetDefinition => ({
  name: `${entityType}s`,
  entityType,
  table: names.salesLine,
  fixed: { documentType },
  properties: {
    id: readOnly(systemId),
    documentType: readOnly(choice('salesDocumentType', DOCUMENT_TYPES)),
    documentNumber: computed(codeField(20), (row, { data }) =>
      textOf(data.get(names.salesHeader, textOf(row, 'documentId')) ?? {}, 'number'),
    ),
    ...fieldNamedLine,
    taxPercent: shownDecimal('taxPercent'),
    amountIncludingTax: shownDecimal('amountIncludingTax'),
    ...quantities,
    ...shownDimensions,
    lastModifiedDateTime: lastModified,
  },
  navigation: { dimensionSetLines: dimensionSetLinesBelow },
})

export const salesAgreements: readonly EntitySetDefinition[] = [
  header('blanketSalesOrders', 'blanketSalesOrder', 'Blanket_x0020_Order', {
    ...beforeReference,
    quoteNumber: shownCode('quoteNumber', 20),
    ...afterReference,
  }),
  lines('blanketSalesOrderLine', 'Blanket_x0020_Order', {
    outstandingQuantity: shownDecimal('outstandingQuantity'),
    qtyToShip: shownDecimal('quantityToShip'),
    quantityShipped: shownDecimal('shippedQuantity'),
  }),
  header('salesReturnOrders', 'salesReturnOrder', 'Return_x0020_Order', { ...beforeReference, ...afterReference }),
  lines('salesReturnOrderLine', 'Return_x0020_Order', {
    returnQtyToReceive: shownDecimal('returnQuantityToReceive'),
    returnQtyReceived: shownDecimal('returnQuantityReceived'),
  }),
]
