/** Koble's own pages of posted shipments, invoices and credit memos and their lines, read-only (docs/koble-api-pages.md). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { codeField, computed, guid, readOnly, systemFields } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { invoicedLineProperties, documentNavigation, shipmentLineProperties } from './sales/posted-line-properties.ts'
import * as posted from './sales/posted-properties.ts'

/** The agent's address for parcels, with the tracking number in its place. */
const trackingUrl: PropertyDefinition = computed({ type: 'String' }, (row, { data }) => {
  const agent = data.lookup(names.shippingAgent, ['code'], [textOf(row, 'shippingAgentCode')])
  const [address, parcel] = [textOf(agent ?? {}, 'internetAddress'), textOf(row, 'packageTrackingNumber')]
  return address === '' || parcel === '' ? '' : address.replaceAll('%1', parcel)
})

const shipments: EntitySetDefinition = {
  name: 'postedSalesShipments',
  entityType: 'postedSalesShipment',
  table: names.salesShipment,
  properties: {
    ...posted.identity,
    ...posted.origin,
    ...posted.dates,
    ...posted.orderDates,
    ...posted.parties,
    ...posted.terms,
    trackingUrl,
    ...systemFields,
  },
  navigation: posted.navigation('postedSalesShipmentLines'),
}

const invoices: EntitySetDefinition = {
  name: 'postedSalesInvoices',
  entityType: 'postedSalesInvoice',
  table: names.salesHeader,
  fixed: { documentType: 'Posted_x0020_Invoice' },
  order: ['number'],
  properties: {
    ...posted.identity,
    salesInvoiceId: { ...readOnly(guid()), get: (row) => row.id },
    ...posted.origin,
    quoteNumber: readOnly(codeField(20)),
    preAssignedNumber: readOnly(codeField(20)),
    ...posted.dates,
    ...posted.orderDates,
    ...posted.parties,
    ...posted.terms,
    ...posted.amounts,
    ...systemFields,
  },
  navigation: posted.navigation('postedSalesInvoiceLines'),
}

const creditMemos: EntitySetDefinition = {
  name: 'postedSalesCreditMemos',
  entityType: 'postedSalesCreditMemo',
  table: names.salesHeader,
  fixed: { documentType: 'Posted_x0020_Credit_x0020_Memo' },
  order: ['number'],
  properties: {
    ...posted.identity,
    salesCreditMemoId: { ...readOnly(guid()), get: (row) => row.id },
    quoteNumber: readOnly(codeField(20)),
    preAssignedNumber: readOnly(codeField(20)),
    ...posted.dates,
    ...posted.parties,
    ...posted.terms,
    ...posted.amounts,
    ...systemFields,
  },
  navigation: posted.navigation('postedSalesCreditMemoLines'),
}

export const postedSalesSets: readonly EntitySetDefinition[] = [
  shipments,
  {
    name: 'postedSalesShipmentLines',
    entityType: 'postedSalesShipmentLine',
    table: names.salesShipmentLine,
    properties: shipmentLineProperties(names.salesShipment),
    navigation: documentNavigation('postedSalesShipment', 'postedSalesShipments', names.salesShipment),
  },
  invoices,
  {
    name: 'postedSalesInvoiceLines',
    entityType: 'postedSalesInvoiceLine',
    table: names.salesLine,
    fixed: { documentType: 'Posted_x0020_Invoice' },
    properties: invoicedLineProperties(names.salesHeader),
    navigation: documentNavigation('postedSalesInvoice', 'postedSalesInvoices', names.salesHeader),
  },
  creditMemos,
  {
    name: 'postedSalesCreditMemoLines',
    entityType: 'postedSalesCreditMemoLine',
    table: names.salesLine,
    fixed: { documentType: 'Posted_x0020_Credit_x0020_Memo' },
    properties: invoicedLineProperties(names.salesHeader),
    navigation: documentNavigation('postedSalesCreditMemo', 'postedSalesCreditMemos', names.salesHeader),
  },
]
