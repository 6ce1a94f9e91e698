/** API v2.0 `salesQuotes` and `salesQuoteLines` (business-central-api.json; business-central-protocol, sections 9 and 13; wire-examples, A21). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { instant } from '../sets/properties.ts'
import { shortcutDimensions } from '../sets/sales/dimension-code.ts'
import { discountAmount } from '../sets/sales/discount-amount.ts'
import { documentRules } from '../sets/sales/document-rules.ts'
import { headerField } from '../sets/sales/header-field.ts'
import { NO_DOCUMENT, pageLineRules } from '../sets/sales/line-rules.ts'
import { totals } from '../sets/sales/totals.ts'
import { names } from '../tables/names.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import * as header from './sales/header-properties.ts'
import { lineNavigation, quoteLineProperties } from './sales/line-properties.ts'
import { quoteActions } from './sales/quote-actions.ts'
import { quoteStatus } from './sales/status.ts'

export const salesQuotes: EntitySetDefinition = {
  name: 'salesQuotes',
  entityType: 'salesQuote',
  table: names.salesHeader,
  fixed: { documentType: 'Quote' },
  order: ['number'],
  properties: {
    ...header.numbers,
    documentDate: header.headerDate('documentDate'),
    postingDate: header.headerDate('postingDate'),
    dueDate: header.headerDate('dueDate'),
    ...header.customers,
    ...header.shipToNames,
    ...header.sellToAddress,
    ...header.billToAddress,
    ...header.shipToAddress,
    ...shortcutDimensions,
    currencyId: header.currencyId,
    currencyCode: header.currencyCode,
    ...header.terms,
    discountAmount,
    ...totals,
    status: quoteStatus,
    sentDate: headerField('sentDate', instant()),
    validUntilDate: header.headerDate('validUntilDate'),
    acceptedDate: header.headerDate('acceptedDate'),
    ...header.ways,
  },
  navigation: header.headerNavigation('salesQuoteLines'),
  ...documentRules('Quote', 'salesQuoteLines'),
  operations: quoteActions,
}

export const salesQuoteLines: EntitySetDefinition = {
  name: 'salesQuoteLines',
  entityType: 'salesQuoteLine',
  table: names.salesLine,
  fixed: { documentType: 'Quote' },
  requiresParent: ['documentId'],
  properties: quoteLineProperties,
  navigation: { ...lineNavigation('salesQuote', 'salesQuotes'), dimensionSetLines: dimensionSetLinesBelow },
  ...pageLineRules('Quote', { withoutDocument: NO_DOCUMENT }),
}
