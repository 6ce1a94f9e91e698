/** The records that a sales header names (business-central-protocol, section 13.1; docs/koble-api-pages.md). */
import type { Draft, Row, Scalar, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError, relationError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import type { HeaderColumn } from '../../sales/validate-header.ts'
import { names } from '../../tables/names.ts'
import type { Pair } from '../pair.ts'
import { codePair, currency } from '../party-properties.ts'
import { headerPair, setHeader } from './header-field.ts'

const customerPair = (word: string): Omit<Pair, 'column'> => ({
  table: names.customer,
  keyColumn: 'number',
  length: 20,
  holds: 'id',
  unknownKey: () => dialogError(`The ${word} customer cannot be found.`),
  unknownId: `The ${word} customer cannot be found.`,
  contradiction: `The ${word} customer values do not match to a specific Customer.`,
})

/** A document keeps a customer: the zero GUID is none, on a new one as if it were left out. */
function setCustomer(draft: Draft, value: Scalar, context: WriteContext): void {
  const before = draft['customerId'] ?? emptyGuid
  if (value !== emptyGuid) setHeader(draft, 'customerId', value, context)
  else if (before !== emptyGuid) dialogError('The sell-to customer cannot be found.')
}

export const sellToCustomer: Pair = { ...customerPair('sell-to'), column: 'customerId', assign: setCustomer }
export const billToCustomer: Pair = headerPair('billToId', customerPair('bill-to'))

const numbered = (table: string, column: HeaderColumn): Pair =>
  headerPair(column, { table, keyColumn: 'number', length: 20, holds: 'id' })

const coded = (table: string, column: HeaderColumn, length = 10): Pair =>
  headerPair(column, { ...codePair(table, column), length })

export const headerCurrency = (shown: 'code' | 'blank'): Pair => headerPair('currencyCode', currency(shown))
export const paymentTerms = coded(names.paymentTerms, 'paymentTermsCode')
export const paymentMethod = coded(names.paymentMethod, 'paymentMethodCode')
export const shipmentMethod = coded(names.shipmentMethod, 'shipmentMethodCode')
export const shippingAgent = coded(names.shippingAgent, 'shippingAgentCode')
export const salesperson = coded(names.salesperson, 'salespersonCode', 20)
export const headerLocation = coded(names.location, 'locationCode')
export const customerPriceGroup = coded(names.customerPriceGroup, 'customerPriceGroup')
export const headerContact = numbered(names.contact, 'contactId')
export const opportunity: Pair = { ...numbered(names.opportunity, 'opportunityId'), assign: setOpportunity }

/** One of the document's contact that is not closed. */
function setOpportunity(draft: Draft, value: Scalar, context: WriteContext): void {
  const found = context.data.get(names.opportunity, String(value))
  if (found !== undefined && (found['contactId'] !== draft['contactId'] || isClosed(found))) {
    relationError('Opportunity No.', names.salesHeader, text(found, 'number'), names.opportunity)
  }
  setHeader(draft, 'opportunityId', value, context)
}

const isClosed = (opportunity: Row): boolean => ['Won', 'Lost'].includes(text(opportunity, 'status'))
