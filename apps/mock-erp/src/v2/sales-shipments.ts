/** API v2.0 `salesShipments` and `salesShipmentLines`, read-only (business-central-api.json; business-central-protocol, section 13.4). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { byId } from '../sets/navigation.ts'
import { keyProperty } from '../sets/pair.ts'
import { bool, codeField, computed, guid, integer, lastModified, readOnly, systemId } from '../sets/properties.ts'
import { readOnlyProperties } from '../sets/sales/addresses.ts'
import {
  customerNumber,
  fieldNamedObject,
  shown,
  shownCode,
  shownDate,
  shownDecimal,
  shownText,
} from '../sets/sales/shown-columns.ts'
import { headerCurrency } from '../sets/sales/header-pairs.ts'
import { names } from '../tables/names.ts'
import { attachmentsBelow, documentAttachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import { pdfDocumentBelow } from './pdf-document.ts'
import { billToAddress, sellToAddress, shipToAddress } from './sales/header-properties.ts'

export const salesShipments: EntitySetDefinition = {
  name: 'salesShipments',
  entityType: 'salesShipment',
  table: names.salesShipment,
  properties: {
    id: readOnly(systemId),
    number: shownCode('number', 20),
    externalDocumentNumber: shownCode('externalDocumentNumber', 35),
    invoiceDate: shownDate('documentDate'),
    postingDate: shownDate('postingDate'),
    dueDate: shownDate('dueDate'),
    customerPurchaseOrderReference: shownText('yourReference', 35),
    customerId: readOnly(guid()),
    customerNumber: customerNumber('customerId'),
    customerName: shownText('sellToName', 100),
    billToCustomerId: shown('billToId', guid()),
    billToName: shownText('billToName', 100),
    billToCustomerNumber: customerNumber('billToId'),
    shipToName: shownText('shipToName', 100),
    shipToContact: shownText('shipToContact', 100),
    ...readOnlyProperties({ ...sellToAddress, ...billToAddress, ...shipToAddress }),
    currencyCode: readOnly(keyProperty('currencyCode', headerCurrency('code'))),
    orderNumber: shownCode('orderNumber', 20),
    paymentTermsCode: shownCode('paymentTermsCode', 10),
    shipmentMethodCode: shownCode('shipmentMethodCode', 10),
    salesperson: shownCode('salespersonCode', 20),
    pricesIncludeTax: readOnly(bool()),
    lastModifiedDateTime: lastModified,
    phoneNumber: shownText('phoneNumber', 30),
    email: shownText('email', 80),
  },
  navigation: {
    customer: byId('customers', names.customer, 'customerId'),
    salesShipmentLines: {
      target: 'salesShipmentLines',
      collection: true,
      contained: true,
      targetColumn: 'documentId',
    },
    pdfDocument: pdfDocumentBelow,
    attachments: attachmentsBelow,
    documentAttachments: documentAttachmentsBelow,
    dimensionSetLines: dimensionSetLinesBelow,
  },
}

/** An ordinary table: it may be listed without its parent. */
export const salesShipmentLines: EntitySetDefinition = {
  name: 'salesShipmentLines',
  entityType: 'salesShipmentLine',
  table: names.salesShipmentLine,
  properties: {
    id: readOnly(systemId),
    documentId: readOnly(guid()),
    documentNo: computed(codeField(20), (row, { data }) =>
      textOf(data.get(names.salesShipment, textOf(row, 'documentId')) ?? {}, 'number'),
    ),
    sequence: shown('sequence', integer()),
    ...fieldNamedObject,
    description: shownText('description', 100),
    description2: shownText('description2', 50),
    unitOfMeasureCode: shownCode('unitOfMeasureCode', 10),
    unitPrice: shownDecimal('unitPrice'),
    quantity: shownDecimal('quantity'),
    discountPercent: shownDecimal('discountPercent'),
    taxPercent: shownDecimal('taxPercent'),
    shipmentDate: shownDate('shipmentDate'),
  },
  navigation: {
    salesShipment: byId('salesShipments', names.salesShipment, 'documentId'),
    dimensionSetLines: dimensionSetLinesBelow,
  },
}
