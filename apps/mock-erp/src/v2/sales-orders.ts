/** API v2.0 `salesOrders` and `salesOrderLines` (business-central-api.json; business-central-protocol, sections 9 and 13; wire-examples, A18 to A20). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { bool } from '../sets/properties.ts'
import { readOnlyProperties } from '../sets/sales/addresses.ts'
import { shortcutDimensions } from '../sets/sales/dimension-code.ts'
import { discountAmount } from '../sets/sales/discount-amount.ts'
import { documentRules } from '../sets/sales/document-rules.ts'
import { partialShipping, writableFullyShipped } from '../sets/sales/shipping.ts'
import { headerField } from '../sets/sales/header-field.ts'
import { NO_DOCUMENT, pageLineRules } from '../sets/sales/line-rules.ts'
import { totals } from '../sets/sales/totals.ts'
import { names } from '../tables/names.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import * as header from './sales/header-properties.ts'
import { lineNavigation, orderLineProperties } from './sales/line-properties.ts'
import { shipAndInvoice } from './sales/ship-and-invoice.ts'
import { orderStatus } from './sales/status.ts'

export const salesOrders: EntitySetDefinition = {
  name: 'salesOrders',
  entityType: 'salesOrder',
  table: names.salesHeader,
  fixed: { documentType: 'Order' },
  order: ['number'],
  properties: {
    ...header.numbers,
    orderDate: header.headerDate('documentDate'),
    postingDate: header.headerDate('postingDate'),
    ...header.customers,
    ...header.shipToNames,
    ...header.sellToAddress,
    ...readOnlyProperties(header.billToAddress),
    ...header.shipToAddress,
    ...shortcutDimensions,
    currencyId: header.currencyId,
    currencyCode: header.currencyCode,
    pricesIncludeTax: headerField('pricesIncludeTax', bool()),
    ...header.terms,
    partialShipping,
    requestedDeliveryDate: header.headerDate('requestedDeliveryDate'),
    discountAmount,
    discountAppliedBeforeTax: header.discountAppliedBeforeTax,
    ...totals,
    fullyShipped: writableFullyShipped,
    status: orderStatus,
    ...header.ways,
  },
  navigation: header.headerNavigation('salesOrderLines'),
  ...documentRules('Order', 'salesOrderLines'),
  operations: { shipAndInvoice },
}

export const salesOrderLines: EntitySetDefinition = {
  name: 'salesOrderLines',
  entityType: 'salesOrderLine',
  table: names.salesLine,
  fixed: { documentType: 'Order' },
  requiresParent: ['documentId'],
  properties: orderLineProperties,
  navigation: { ...lineNavigation('salesOrder', 'salesOrders'), dimensionSetLines: dimensionSetLinesBelow },
  ...pageLineRules('Order', { withoutDocument: NO_DOCUMENT }),
}
