/** API v2.0 `purchaseReceipts` and `purchaseReceiptLines`, what posting wrote (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { keyProperty, type Pair } from '../sets/pair.ts'
import { currency } from '../sets/party-properties.ts'
import {
  choice,
  codeField,
  computed,
  date,
  decimal,
  guid,
  integer,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { tableLineType, tableLineTypes } from '../sets/sales/line-members.ts'
import { names } from '../tables/names.ts'
import { attachmentsBelow, documentAttachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import { pdfDocumentBelow } from './pdf-document.ts'

const vendor = (column: string): Pair => ({
  table: names.vendor,
  keyColumn: 'number',
  length: 20,
  column,
  holds: 'id',
})

const address = (prefix: string): Readonly<Record<string, PropertyDefinition>> => ({
  [`${prefix}AddressLine1`]: readOnly(text(100)),
  [`${prefix}AddressLine2`]: readOnly(text(50)),
  [`${prefix}City`]: readOnly(text(30)),
  [`${prefix}Country`]: readOnly(codeField(10)),
  [`${prefix}State`]: readOnly(text(30)),
  [`${prefix}PostCode`]: readOnly(codeField(20)),
})

export const purchaseReceipts: EntitySetDefinition = {
  name: 'purchaseReceipts',
  entityType: 'purchaseReceipt',
  table: names.purchaseReceipt,
  properties: {
    id: readOnly(systemId),
    number: readOnly(codeField(20)),
    invoiceDate: readOnly(date({ column: 'documentDate' })),
    postingDate: readOnly(date()),
    dueDate: readOnly(date()),
    vendorNumber: readOnly(keyProperty('vendorNumber', vendor('vendorId'))),
    vendorName: readOnly(text(100, { column: 'buyFromName' })),
    payToName: readOnly(text(100)),
    payToContact: readOnly(text(100)),
    payToVendorNumber: readOnly(keyProperty('payToVendorNumber', vendor('payToId'))),
    shipToName: readOnly(text(100)),
    shipToContact: readOnly(text(100)),
    ...address('buyFrom'),
    ...address('shipTo'),
    ...address('payTo'),
    currencyCode: readOnly(keyProperty('currencyCode', currency('code'))),
    orderNumber: readOnly(codeField(20)),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    purchaseReceiptLines: {
      target: 'purchaseReceiptLines',
      collection: true,
      contained: true,
      targetColumn: 'documentId',
    },
    dimensionSetLines: dimensionSetLinesBelow,
    pdfDocument: pdfDocumentBelow,
    attachments: attachmentsBelow,
    documentAttachments: documentAttachmentsBelow,
  },
}

const TABLES: Readonly<Record<string, string>> = { Item: names.item, Account: names.account }

function objectNumber(row: Row, { data }: ReadContext): string {
  const table = TABLES[textOf(row, 'lineType')]
  return table === undefined ? '' : textOf(data.get(table, textOf(row, 'objectId')) ?? {}, 'number')
}

export const purchaseReceiptLines: EntitySetDefinition = {
  name: 'purchaseReceiptLines',
  entityType: 'purchaseReceiptLine',
  table: names.purchaseReceiptLine,
  properties: {
    id: readOnly(systemId),
    documentId: readOnly(guid()),
    sequence: readOnly(integer()),
    lineType: computed(choice('purchaseReceiptLineType', tableLineTypes), (row) =>
      tableLineType(textOf(row, 'lineType')),
    ),
    lineObjectNumber: computed(codeField(20), objectNumber),
    description: readOnly(text(100)),
    description2: readOnly(text(50)),
    unitOfMeasureCode: readOnly(codeField(10)),
    unitCost: readOnly(decimal({ column: 'directUnitCost' })),
    quantity: readOnly(decimal()),
    discountPercent: readOnly(decimal()),
    taxPercent: readOnly(decimal()),
    expectedReceiptDate: readOnly(date()),
  },
  navigation: { dimensionSetLines: dimensionSetLinesBelow },
}
