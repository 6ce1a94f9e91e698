/** What quotes and orders of Koble's pages have in common, in the order of the contract (docs/koble-api-pages.md, "salesQuotes, salesOrders"). */
import type { NavigationDefinition, PropertyDefinition } from '@koble/odata-server'
import { integer as integerOf, text as textOf } from '../../rules/setup.ts'
import { lastVersion } from '../../sales/archive.ts'
import { byId } from '../../sets/navigation.ts'
import { idProperty, keyProperty } from '../../sets/pair.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  integer,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../../sets/properties.ts'
import { address } from '../../sets/sales/addresses.ts'
import { discountAmount } from '../../sets/sales/discount-amount.ts'
import { headerField } from '../../sets/sales/header-field.ts'
import {
  billToCustomer,
  customerPriceGroup,
  headerContact,
  headerCurrency,
  headerLocation,
  opportunity,
  paymentMethod,
  paymentTerms,
  salesperson,
  sellToCustomer,
  shipmentMethod,
  shippingAgent,
} from '../../sets/sales/header-pairs.ts'
import { documentStatus } from '../../sets/sales/shown-columns.ts'
import { lineDiscountAmount, totals } from '../../sets/sales/totals.ts'
import { names } from '../../tables/names.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>

const dateField = (column: Parameters<typeof headerField>[0]): PropertyDefinition => headerField(column, date())
const currency = headerCurrency('blank')

export const parties: Properties = {
  id: systemId,
  number: readOnly(codeField(20)),
  customerId: idProperty('customerId', sellToCustomer),
  customerNumber: keyProperty('customerNumber', sellToCustomer),
  customerName: { ...readOnly(text(100)), column: 'sellToName' },
  billToCustomerId: idProperty('billToCustomerId', billToCustomer),
  billToCustomerNumber: keyProperty('billToCustomerNumber', billToCustomer),
  contactId: idProperty('contactId', headerContact),
  contactNumber: keyProperty('contactNumber', headerContact),
  sellToContact: headerField('sellToContact', text(100)),
  billToContact: headerField('billToContact', text(100)),
  shipToContact: headerField('shipToContact', text(100)),
  ...address('sellTo'),
  billToName: headerField('billToName', text(100)),
  ...address('billTo'),
  shipToName: headerField('shipToName', text(100)),
  ...address('shipTo'),
  shipToCode: headerField('shipToCode', codeField(10)),
  phoneNumber: headerField('phoneNumber', text(30)),
  email: headerField('email', text(80)),
}

export const references: Properties = {
  externalDocumentNumber: headerField('externalDocumentNumber', codeField(35)),
  yourReference: headerField('yourReference', text(35)),
  workDescription: headerField('workDescription', { type: 'String' }),
}

export const dates: Properties = {
  documentDate: dateField('documentDate'),
  postingDate: dateField('postingDate'),
  dueDate: dateField('dueDate'),
  orderDate: dateField('orderDate'),
}

export const deliveryDates: Properties = {
  requestedDeliveryDate: dateField('requestedDeliveryDate'),
  promisedDeliveryDate: dateField('promisedDeliveryDate'),
  shipmentDate: dateField('shipmentDate'),
}

export const terms: Properties = {
  currencyCode: keyProperty('currencyCode', currency),
  currencyId: idProperty('currencyId', currency),
  currencyFactor: readOnly(decimal()),
  pricesIncludeTax: headerField('pricesIncludeTax', bool()),
  paymentTermsCode: keyProperty('paymentTermsCode', paymentTerms),
  paymentTermsId: idProperty('paymentTermsId', paymentTerms),
  paymentMethodCode: keyProperty('paymentMethodCode', paymentMethod),
  paymentMethodId: idProperty('paymentMethodId', paymentMethod),
  shipmentMethodCode: keyProperty('shipmentMethodCode', shipmentMethod),
  shipmentMethodId: idProperty('shipmentMethodId', shipmentMethod),
  shippingAgentCode: keyProperty('shippingAgentCode', shippingAgent),
  shippingAgentId: idProperty('shippingAgentId', shippingAgent),
  salespersonCode: keyProperty('salespersonCode', salesperson),
  salespersonId: idProperty('salespersonId', salesperson),
  locationCode: keyProperty('locationCode', headerLocation),
  locationId: idProperty('locationId', headerLocation),
}

export const priceGroup: Properties = {
  customerPriceGroupCode: keyProperty('customerPriceGroupCode', customerPriceGroup),
  customerPriceGroupId: idProperty('customerPriceGroupId', customerPriceGroup),
}

export const amounts: Properties = {
  paymentDiscountPercent: headerField('paymentDiscountPercent', decimal()),
  paymentDiscountDate: dateField('paymentDiscountDate'),
  discountAmount,
  discountCalculation: computed(choice('salesInvoiceDiscountCalculation', ['None', '_x0025_', 'Amount']), (row) => {
    const calculation = textOf(row, 'invoiceDiscountCalculation')
    return calculation === 'Percent' ? '_x0025_' : calculation || 'None'
  }),
  lineDiscountAmount,
  ...totals,
  status: documentStatus,
}

export const opportunityProperties: Properties = {
  opportunityNumber: keyProperty('opportunityNumber', opportunity),
  opportunityId: idProperty('opportunityId', opportunity),
}

export const ends: Properties = {
  ...opportunityProperties,
  documentNumberOccurrence: computed(integer(), (row) => integerOf(row, 'docNoOccurrence')),
  archivedVersions: computed(integer(), (row, { data }) => lastVersion(data, row)),
  ...systemFields,
}

export const navigation = (lines: string): Readonly<Record<string, NavigationDefinition>> => ({
  lines: { target: lines, collection: true, contained: true, targetColumn: 'documentId' },
  customer: byId('customers', names.customer, 'customerId'),
  notes: { target: 'notes', collection: true, targetColumn: 'parentId' },
})
