/** API v2.0 archives: versions of quotes, orders and blanket orders, and their lines, read-only (business-central-api.json; erp-business-logic, section 2.7). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { bool, codeField, computed, date, integer, lastModified, readOnly, systemId } from '../sets/properties.ts'
import {
  contactNumber,
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

const version: Properties = {
  docNoOccurrence: shown('docNoOccurrence', integer()),
  versionNumber: shown('versionNumber', integer()),
}

/** Here the country comes last. */
function address(prefix: 'sellTo' | 'billTo' | 'shipTo'): Properties {
  const country = `${prefix}CountryRegionCode`
  const { [country]: last, ...others } = fieldNamedAddress(prefix)
  return last === undefined ? others : { ...others, [country]: last }
}

const parties: Properties = {
  id: readOnly(systemId),
  number: shownCode('number', 20),
  ...version,
  sellToCustomerNumber: customerNumber('customerId'),
  sellToCustomerName: shownText('sellToName', 100),
  ...address('sellTo'),
  sellToContact: shownText('sellToContact', 100),
  sellToContactNumber: contactNumber,
  billToCustomerNumber: customerNumber('billToId'),
  billToName: shownText('billToName', 100),
  ...address('billTo'),
  billToContact: shownText('billToContact', 100),
  shipToName: shownText('shipToName', 100),
  ...address('shipTo'),
  shipToContact: shownText('shipToContact', 100),
}

const dates: Properties = {
  documentDate: shownDate('documentDate'),
  postingDate: shownDate('postingDate'),
  dueDate: shownDate('dueDate'),
  shipmentDate: shownDate('shipmentDate'),
}

const terms: Properties = {
  ...shownDimensions,
  currencyCode: shownCode('currencyCode', 10),
  pricesIncludingVAT: shown('pricesIncludeTax', bool()),
  paymentTermsCode: shownCode('paymentTermsCode', 10),
  shipmentMethodCode: shownCode('shipmentMethodCode', 10),
}

const agent: Properties = {
  shippingAgentCode: shownCode('shippingAgentCode', 10),
  shippingAgentServiceCode: shownCode('shippingAgentServiceCode', 10),
}

const places: Properties = {
  salespersonCode: shownCode('salespersonCode', 20),
  locationCode: shownCode('locationCode', 10),
}

const references: Properties = {
  externalDocumentNumber: shownCode('externalDocumentNumber', 35),
  yourReference: shownText('yourReference', 35),
}

const archiving: Properties = {
  status: documentStatus,
  responsibilityCenter: shownCode('responsibilityCenter', 10),
  dateArchived: computed(date(), (row) => textOf(row, 'archivedAt').slice(0, 10)),
  archivedBy: shownCode('archivedBy', 50),
  lastModifiedDateTime: lastModified,
}

const archive = (
  name: string,
  entityType: string,
  documentType: string,
  properties: Properties,
): EntitySetDefinition => ({
  name,
  entityType,
  table: names.salesHeaderArchive,
  fixed: { documentType },
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

const lineEnds: Properties = {
  variantCode: shownCode('variantCode', 10),
  locationCode: shownCode('locationCode', 10),
  shipmentDate: shownDate('shipmentDate'),
  ...shownDimensions,
  itemCategoryCode: shownCode('itemCategoryCode', 20),
  lastModifiedDateTime: lastModified,
}

const lineAmounts: Properties = {
  id: readOnly(systemId),
  documentNumber: readOnly(codeField(20)),
  ...version,
  ...fieldNamedLine,
  amount: shownDecimal('amount'),
  amountIncludingVAT: shownDecimal('amountIncludingTax'),
  taxPercent: shownDecimal('taxPercent'),
}

const lineQuantities: Properties = {
  outstandingQuantity: shownDecimal('outstandingQuantity'),
  qtyToShip: shownDecimal('quantityToShip'),
  quantityShipped: shownDecimal('shippedQuantity'),
  quantityInvoiced: shownDecimal('invoicedQuantity'),
}

/** The page has no property that names the parent: lines of a version are read below it. */
const archiveLines = (entityType: string, documentType: string, properties: Properties): EntitySetDefinition => ({
  name: `${entityType}s`,
  entityType,
  table: names.salesLineArchive,
  fixed: { documentType },
  properties,
  navigation: { dimensionSetLines: dimensionSetLinesBelow },
})

export const salesArchives: readonly EntitySetDefinition[] = [
  archive('salesQuoteArchives', 'salesQuoteArchive', 'Quote', {
    ...parties,
    ...dates,
    ...terms,
    ...places,
    quoteValidUntilDate: shownDate('validUntilDate'),
    ...references,
    ...archiving,
  }),
  archiveLines('salesQuoteArchiveLine', 'Quote', { ...lineAmounts, ...lineEnds }),
  archive('salesOrderArchives', 'salesOrderArchive', 'Order', {
    ...parties,
    orderDate: shownDate('orderDate'),
    ...dates,
    ...terms,
    ...agent,
    ...places,
    ...references,
    requestedDeliveryDate: shownDate('requestedDeliveryDate'),
    ...archiving,
  }),
  archiveLines('salesOrderArchiveLine', 'Order', { ...lineAmounts, ...lineQuantities, ...lineEnds }),
  archive('salesBlanketOrderArchives', 'salesBlanketOrderArchive', 'Blanket_x0020_Order', {
    ...parties,
    orderDate: shownDate('orderDate'),
    ...dates,
    ...terms,
    ...places,
    ...references,
    ...archiving,
  }),
  archiveLines('salesBlanketOrderArchiveLine', 'Blanket_x0020_Order', {
    ...lineAmounts,
    ...lineQuantities,
    ...lineEnds,
  }),
]
