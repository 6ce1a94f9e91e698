/** Koble's own `salesOrders` and `salesOrderLines` pages (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { bool, codeField, computed, date, readOnly, text } from '../sets/properties.ts'
import { documentRules } from '../sets/sales/document-rules.ts'
import { headerField } from '../sets/sales/header-field.ts'
import { pageLineRules } from '../sets/sales/line-rules.ts'
import { fullyInvoiced, fullyShipped, partialShipping } from '../sets/sales/shipping.ts'
import { names } from '../tables/names.ts'
import { orderActions } from './sales/actions.ts'
import * as header from './sales/header-properties.ts'
import { documentNavigation } from './sales/posted-line-properties.ts'
import { orderLineProperties } from './sales/line-properties.ts'

export const salesOrders: EntitySetDefinition = {
  name: 'salesOrders',
  entityType: 'salesOrder',
  table: names.salesHeader,
  fixed: { documentType: 'Order' },
  order: ['number'],
  properties: {
    ...header.parties,
    ...header.references,
    quoteNumber: headerField('quoteNumber', codeField(20)),
    ...header.dates,
    ...header.deliveryDates,
    lastShipmentDate: readOnly(date()),
    lastShipmentNumber: { ...readOnly(codeField(20)), column: 'lastShippingNumber' },
    lastInvoiceNumber: { ...readOnly(codeField(20)), column: 'lastPostingNumber' },
    ...header.terms,
    shippingAgentServiceCode: headerField('shippingAgentServiceCode', codeField(10)),
    packageTrackingNumber: headerField('packageTrackingNumber', text(50)),
    ...header.priceGroup,
    partialShipping,
    ...header.amounts,
    fullyShipped: computed(bool(), fullyShipped),
    fullyInvoiced: computed(bool(), fullyInvoiced),
    ...header.ends,
  },
  navigation: header.navigation('salesOrderLines'),
  ...documentRules('Order', 'lines'),
  operations: orderActions,
}

export const salesOrderLines: EntitySetDefinition = {
  name: 'salesOrderLines',
  entityType: 'salesOrderLine',
  table: names.salesLine,
  fixed: { documentType: 'Order' },
  properties: orderLineProperties,
  navigation: documentNavigation('salesOrder', 'salesOrders', names.salesHeader),
  ...pageLineRules('Order', {
    withoutDocument: 'You must specify a Document Id to create a line.',
    keepsFixedDiscount: true,
  }),
}
