/**
 * Setting one field of a sales header: its trigger, by column (erp-business-logic, sections 2.2 and 2.4; business-central-protocol, section 13.1).
 * Entity sets call it for each property in the body's order. A draft that is not stored has no lines; those of a stored one change at once.
 */
import type { Draft, Scalar } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { setPart, setSellToPart } from './header/addresses.ts'
import { setCurrency, setPostingDate } from './header/currency.ts'
import {
  setPromisedDeliveryDate,
  setRequestedDeliveryDate,
  setShipmentDate,
  setShippingAgent,
  setShippingAgentService,
} from './header/delivery.ts'
import { setDimensionSet } from './header/dimensions.ts'
import { assign, related, relatedToNothing, type HeaderField } from './header/header-trigger.ts'
import { setLocation } from './header/location.ts'
import { setContact, setOpportunity, setSalesperson } from './header/people.ts'
import { setPricesIncludeTax } from './header/prices-include-tax.ts'
import { setCampaign, setGenBusPostingGroup, setVatBusPostingGroup } from './header/reprice-lines.ts'
import { setBillTo, setCustomer } from './header/sell-to.ts'
import { setDocumentDate, setPaymentDiscountPercent, setPaymentTerms } from './header/terms.ts'
import { isStored } from './is-stored.ts'
import type { SalesContext } from './sales-context.ts'
import { mustBeOpen } from './test-field.ts'

const plain = <Column extends string>(...columns: readonly Column[]) =>
  Object.fromEntries(columns.map((column) => [column, { trigger: assign(column) }])) as Record<Column, HeaderField>

const free = <Column extends string>(...columns: readonly Column[]) =>
  Object.fromEntries(columns.map((column) => [column, { trigger: assign(column), free: true }])) as Record<
    Column,
    HeaderField
  >

export const headerFields = {
  customerId: { trigger: setCustomer },
  billToId: { trigger: setBillTo },
  contactId: { trigger: setContact },
  opportunityId: { trigger: setOpportunity },
  shipToCode: { trigger: relatedToNothing('shipToCode', 'Ship-to Code', 'Ship-to Address') },
  ...plain('sellToName', 'sellToName2', 'sellToContact', 'billToName', 'billToName2', 'billToContact'),
  ...plain('shipToName', 'shipToName2', 'shipToContact'),
  sellToAddressLine1: { trigger: setSellToPart('AddressLine1') },
  sellToAddressLine2: { trigger: setSellToPart('AddressLine2') },
  sellToCity: { trigger: setSellToPart('City') },
  sellToCountry: { trigger: setSellToPart('Country') },
  sellToState: { trigger: setSellToPart('State') },
  sellToPostCode: { trigger: setSellToPart('PostCode') },
  ...plain('billToAddressLine1', 'billToAddressLine2', 'billToCity', 'billToState', 'billToPostCode'),
  billToCountry: { trigger: setPart('billTo', 'Country') },
  ...plain('shipToAddressLine1', 'shipToAddressLine2', 'shipToCity', 'shipToState', 'shipToPostCode'),
  shipToCountry: { trigger: setPart('shipTo', 'Country') },
  currencyCode: { trigger: setCurrency },
  paymentTermsCode: { trigger: setPaymentTerms },
  paymentDiscountPercent: { trigger: setPaymentDiscountPercent },
  paymentMethodCode: { trigger: related('paymentMethodCode', 'Payment Method Code', names.paymentMethod) },
  shipmentMethodCode: { trigger: related('shipmentMethodCode', 'Shipment Method Code', names.shipmentMethod) },
  shippingAgentCode: { trigger: setShippingAgent },
  shippingAgentServiceCode: { trigger: setShippingAgentService },
  salespersonCode: { trigger: setSalesperson },
  locationCode: { trigger: setLocation },
  customerPriceGroup: { trigger: related('customerPriceGroup', 'Customer Price Group', names.customerPriceGroup) },
  customerDiscountGroup: {
    trigger: related('customerDiscountGroup', 'Customer Disc. Group', names.customerDiscountGroup),
  },
  campaignCode: { trigger: setCampaign },
  genBusPostingGroup: { trigger: setGenBusPostingGroup },
  vatBusPostingGroup: { trigger: setVatBusPostingGroup },
  pricesIncludeTax: { trigger: setPricesIncludeTax },
  shipmentDate: { trigger: setShipmentDate },
  requestedDeliveryDate: { trigger: setRequestedDeliveryDate },
  promisedDeliveryDate: { trigger: setPromisedDeliveryDate },
  postingDate: { trigger: setPostingDate, free: true },
  documentDate: { trigger: setDocumentDate, free: true },
  dimensionSetId: { trigger: setDimensionSet },
  ...plain('orderDate', 'paymentDiscountDate', 'allowLineDiscount', 'invoiceDiscountCode', 'shippingAdvice'),
  ...plain('responsibilityCenter', 'languageCode', 'returnReasonId', 'taxRegistrationNumber'),
  ...free('dueDate', 'externalDocumentNumber', 'yourReference', 'workDescription', 'postingDescription'),
  ...free('packageTrackingNumber', 'quoteNumber', 'validUntilDate', 'sentDate', 'acceptedDate'),
  ...free('phoneNumber', 'email', 'promisedPayDate', 'disputeStatusId', 'correctsId', 'correctsNumber'),
  ...free('appliesToNumber'),
} as const satisfies Readonly<Record<string, HeaderField>>

export type HeaderColumn = keyof typeof headerFields

/** A stored header that already has the value stays as it is. */
export function validateHeader(draft: Draft, field: HeaderColumn, value: Scalar, context: SalesContext): void {
  if (draft[field] === value && isStored(context.data, names.salesHeader, draft)) return
  const { trigger, free: isFree }: HeaderField = headerFields[field]
  if (isFree !== true) mustBeOpen(draft)
  trigger(draft, value, context)
}
