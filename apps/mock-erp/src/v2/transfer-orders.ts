/** API v2.0 `transferOrders` and `transferOrderLines`: read only (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  integer,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { shortcutDimension } from '../sets/shortcut-dimension.ts'
import { names } from '../tables/names.ts'
import { attachmentsBelow, documentAttachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import { pdfDocumentBelow } from './pdf-document.ts'

/** The table has no second names. */
const address = (prefix: string): Readonly<Record<string, PropertyDefinition>> => ({
  [`${prefix}Code`]: readOnly(codeField(10)),
  [`${prefix}Name`]: readOnly(text(100)),
  [`${prefix}Name2`]: computed(text(50), () => ''),
  [`${prefix}Address`]: readOnly(text(100, { column: `${prefix}AddressLine1` })),
  [`${prefix}Address2`]: readOnly(text(50, { column: `${prefix}AddressLine2` })),
  [`${prefix}City`]: readOnly(text(30)),
  [`${prefix}County`]: readOnly(text(30, { column: `${prefix}State` })),
  [`${prefix}PostCode`]: readOnly(codeField(20)),
  [`${prefix}CountryRegionCode`]: readOnly(codeField(10, { column: `${prefix}Country` })),
  [`${prefix}Contact`]: readOnly(text(100)),
})

const shippingAgent = {
  shippingAgentCode: readOnly(codeField(10)),
  shippingAgentServiceCode: readOnly(codeField(10)),
  shippingTime: readOnly(text(32)),
}

const dimensions = (table: string) => ({
  shortcutDimension1Code: readOnly(shortcutDimension(1, table)),
  shortcutDimension2Code: readOnly(shortcutDimension(2, table)),
})

export const transferOrders: EntitySetDefinition = {
  name: 'transferOrders',
  entityType: 'transferOrder',
  table: names.transferHeader,
  properties: {
    id: readOnly(systemId),
    number: readOnly(codeField(20)),
    ...address('transferFrom'),
    ...address('transferTo'),
    postingDate: readOnly(date()),
    shipmentDate: readOnly(date()),
    receiptDate: readOnly(date()),
    status: readOnly(choice('transferDocumentStatus', ['Open', 'Released'])),
    ...dimensions(names.transferHeader),
    inTransitCode: readOnly(codeField(10)),
    externalDocumentNumber: readOnly(codeField(35)),
    ...shippingAgent,
    shipmentMethodCode: readOnly(codeField(10)),
    shippingAdvice: readOnly(choice('salesHeaderShippingAdvice', ['Partial', 'Complete'])),
    directTransfer: readOnly(bool()),
    lastShipmentNumber: readOnly(codeField(20)),
    lastReceiptNumber: readOnly(codeField(20)),
    assignedUserId: readOnly(codeField(50)),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    dimensionSetLines: dimensionSetLinesBelow,
    transferOrderLines: { target: 'transferOrderLines', collection: true, contained: true, targetColumn: 'documentId' },
    pdfDocument: pdfDocumentBelow,
    attachments: attachmentsBelow,
    documentAttachments: documentAttachmentsBelow,
  },
}

export const transferOrderLines: EntitySetDefinition = {
  name: 'transferOrderLines',
  entityType: 'transferOrderLine',
  table: names.transferLine,
  properties: {
    id: readOnly(systemId),
    documentNumber: computed(codeField(20), (row, { data }) =>
      textOf(data.get(names.transferHeader, textOf(row, 'documentId')) ?? {}, 'number'),
    ),
    sequence: readOnly(integer()),
    itemNumber: computed(codeField(20), (row, { data }) =>
      textOf(data.get(names.item, textOf(row, 'itemId')) ?? {}, 'number'),
    ),
    description: readOnly(text(100)),
    description2: readOnly(text(50)),
    quantity: readOnly(decimal()),
    unitOfMeasureCode: readOnly(codeField(10)),
    qtyToShip: readOnly(decimal({ column: 'quantityToShip' })),
    qtyToReceive: readOnly(decimal({ column: 'quantityToReceive' })),
    quantityShipped: readOnly(decimal()),
    quantityReceived: readOnly(decimal()),
    outstandingQuantity: readOnly(decimal()),
    variantCode: readOnly(codeField(10)),
    transferFromCode: readOnly(codeField(10)),
    transferToCode: readOnly(codeField(10)),
    shipmentDate: readOnly(date()),
    receiptDate: readOnly(date()),
    ...dimensions(names.transferLine),
    itemCategoryCode: readOnly(codeField(20)),
    ...shippingAgent,
    directTransfer: readOnly(bool()),
    lastModifiedDateTime: lastModified,
  },
  navigation: { dimensionSetLines: dimensionSetLinesBelow },
}
