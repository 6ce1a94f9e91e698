/** Koble's own `salesQuotes` and `salesQuoteLines` pages (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { date, instant } from '../sets/properties.ts'
import { documentRules } from '../sets/sales/document-rules.ts'
import { headerField } from '../sets/sales/header-field.ts'
import { pageLineRules } from '../sets/sales/line-rules.ts'
import { names } from '../tables/names.ts'
import { quoteActions } from './sales/actions.ts'
import * as header from './sales/header-properties.ts'
import { documentNavigation } from './sales/posted-line-properties.ts'
import { quoteLineProperties } from './sales/line-properties.ts'

export const salesQuotes: EntitySetDefinition = {
  name: 'salesQuotes',
  entityType: 'salesQuote',
  table: names.salesHeader,
  fixed: { documentType: 'Quote' },
  order: ['number'],
  properties: {
    ...header.parties,
    ...header.references,
    ...header.dates,
    validUntilDate: headerField('validUntilDate', date()),
    sentDate: headerField('sentDate', instant()),
    acceptedDate: headerField('acceptedDate', date()),
    ...header.deliveryDates,
    ...header.terms,
    ...header.priceGroup,
    ...header.amounts,
    ...header.ends,
  },
  navigation: header.navigation('salesQuoteLines'),
  ...documentRules('Quote', 'lines'),
  operations: quoteActions,
}

export const salesQuoteLines: EntitySetDefinition = {
  name: 'salesQuoteLines',
  entityType: 'salesQuoteLine',
  table: names.salesLine,
  fixed: { documentType: 'Quote' },
  properties: quoteLineProperties,
  navigation: documentNavigation('salesQuote', 'salesQuotes', names.salesHeader),
  ...pageLineRules('Quote', {
    withoutDocument: 'You must specify a Document Id to create a line.',
    keepsFixedDiscount: true,
  }),
}
