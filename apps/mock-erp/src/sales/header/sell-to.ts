/** The customers of a header and all that it takes from them (erp-business-logic, section 2.2, in its order). */
import type { Draft, Row, Scalar } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../../rules/refusals.ts'
import { setupRow, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { documentKind } from '../document-kinds.ts'
import { written } from '../line/line-trigger.ts'
import type { SalesContext } from '../sales-context.ts'
import { mustBeFilled } from '../test-field.ts'
import { takeAddress } from './addresses.ts'
import { takeContactOf } from './contact-of.ts'
import { takeFactor } from './currency.ts'
import { checkCustomer } from './customer-checks.ts'
import { takeDimensions } from './dimensions.ts'
import type { HeaderTrigger } from './header-trigger.ts'
import { recreateLines } from './recreate-lines.ts'
import { takeTerms } from './terms.ts'

export const setCustomer: HeaderTrigger = (header, value, context) => {
  const { data } = context
  const customer = data.get(names.customer, written(value)) ?? dialogError('The sell-to customer cannot be found.')
  checkCustomer(customer, header)
  takeSellTo(header, customer, context)
  takeShipTo(header, customer)
  takeBillTo(header, data.get(names.customer, text(customer, 'billToId')) ?? customer, context)
  takeContactOf(header, customer, data)
  takeDimensions(header, context)
  recreateLines(header, context)
}

export const setBillTo: HeaderTrigger = (header, value, context) => {
  const own = context.data.get(names.customer, text(header, 'customerId'))
  const wanted = value === emptyGuid || value === '' ? own : context.data.get(names.customer, written(value))
  takeBillTo(header, wanted ?? dialogError('The bill-to customer cannot be found.'), context)
  takeDimensions(header, context)
  recreateLines(header, context)
}

function takeSellTo(header: Draft, customer: Row, { data }: SalesContext): void {
  takeAddress(header, 'sellTo', customer)
  Object.assign(header, {
    customerId: customer.id,
    phoneNumber: text(customer, 'phoneNumber'),
    email: text(customer, 'email'),
    genBusPostingGroup: text(customer, 'genBusPostingGroup'),
    vatBusPostingGroup: text(customer, 'vatBusPostingGroup'),
    taxRegistrationNumber: text(customer, 'taxRegistrationNumber'),
    shippingAdvice: text(customer, 'shippingAdvice') || 'Partial',
    salespersonCode: usableSalesperson(customer, data),
    locationCode: text(customer, 'locationCode'),
  })
}

/** A blocked salesperson is not taken over. */
function usableSalesperson(customer: Row, data: SalesContext['data']): string {
  const code = text(customer, 'salespersonCode')
  const salesperson = data.lookup(names.salesperson, ['code'], [code])
  return salesperson?.['blocked'] === true || salesperson?.['privacyBlocked'] === true ? '' : code
}

/** There are no ship-to addresses of their own: goods go to the customer. */
function takeShipTo(header: Draft, customer: Row): void {
  takeAddress(header, 'shipTo', customer)
  Object.assign(header, {
    shipToCode: '',
    shippingAgentCode: text(customer, 'shippingAgentCode'),
    shippingAgentServiceCode: '',
    shipmentMethodCode: text(customer, 'shipmentMethodCode'),
  })
}

const COPIED = [
  'customerPostingGroup',
  'currencyCode',
  'customerPriceGroup',
  'customerDiscountGroup',
  'invoiceDiscountCode',
  'languageCode',
  'paymentTermsCode',
] as const

function takeBillTo(header: Draft, customer: Row, context: SalesContext): void {
  const { data } = context
  checkCustomer(customer, header)
  mustBeFilled(customer, 'customerPostingGroup', 'Customer Posting Group', names.customer)
  takeAddress(header, 'billTo', customer)
  header['billToId'] = customer.id
  for (const column of COPIED) header[column] = customer[column] as Scalar
  header['pricesIncludeTax'] = customer['pricesIncludeTax'] === true
  header['allowLineDiscount'] = customer['noLineDiscount'] !== true
  if (customer.id !== header['customerId']) header['salespersonCode'] = usableSalesperson(customer, data)
  if (!text(setupRow(data), 'vatCalculationFrom').startsWith('Sell-to')) takeTaxFields(header, customer)
  takePaymentMethod(header, customer, context)
  takeFactor(header, context)
  takeTerms(header, data)
}

/** VAT is that of the bill-to customer, unless the setup says otherwise. */
function takeTaxFields(header: Draft, customer: Row): void {
  for (const column of ['genBusPostingGroup', 'vatBusPostingGroup', 'taxRegistrationNumber'] as const) {
    header[column] = text(customer, column)
  }
}

/** Credit documents have none, unless the terms count for them. */
function takePaymentMethod(header: Draft, customer: Row, { data }: SalesContext): void {
  const terms = data.lookup(names.paymentTerms, ['code'], [text(customer, 'paymentTermsCode')])
  const counts = !documentKind(header).isCredit || terms?.['calculateDiscountOnCreditMemos'] === true
  header['paymentMethodCode'] = counts ? text(customer, 'paymentMethodCode') : ''
}
