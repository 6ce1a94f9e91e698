/** The code tables that cards choose from. */
import type { EntityDefinition } from './definition.ts'
import * as field from './fields.ts'
import { smallTable } from './small-table.ts'

export const salespeople: EntityDefinition = {
  ...smallTable('salespeople', '/salespeople', 'Salesperson', 'Salespeople', [
    field.code(20),
    field.name(50),
    field.text('email', 'E-mail', 80),
    field.text('phoneNumber', 'Phone no.', 30),
    field.text('jobTitle', 'Job title', 30),
    field.flag('blocked', 'Blocked'),
  ]),
  icon: 'person',
}

export const customerPriceGroups: EntityDefinition = {
  ...smallTable('customerPriceGroups', '/customer-price-groups', 'Customer price group', 'Customer price groups', [
    field.code(10),
    field.name(100, 'Description'),
    field.flag('priceIncludesTax', 'Price includes VAT'),
    field.text('taxBusinessPostingGroupCode', 'VAT bus. posting group (price)', 20),
    field.flag('allowLineDiscount', 'Allow line discount', { existingOnly: true }),
    field.flag('allowInvoiceDiscount', 'Allow invoice discount', { existingOnly: true }),
  ]),
  icon: 'people',
}

export const currencies: EntityDefinition = {
  ...smallTable('currencies', '/currencies', 'Currency', 'Currencies', [
    field.code(10),
    field.name(30, 'Description'),
    field.text('symbol', 'Symbol', 10),
    field.text('amountDecimalPlaces', 'Decimal places', 5),
    field.shown('currentExchangeRate', 'LCY for 1 unit today', { type: 'decimal' }),
  ]),
  icon: 'money',
}

export const paymentTerms: EntityDefinition = {
  ...smallTable('paymentTerms', '/payment-terms', 'Payment term', 'Payment terms', [
    field.code(10),
    field.name(100, 'Description'),
    field.text('dueDateCalculation', 'Due date calculation', 32, { hint: 'For example 30D or CM+15D' }),
    field.text('discountDateCalculation', 'Discount date calculation', 32),
    field.decimal('discountPercent', 'Discount %'),
  ]),
  icon: 'calendar',
}

export const paymentMethods: EntityDefinition = {
  ...smallTable('v2.0/paymentMethods', '/payment-methods', 'Payment method', 'Payment methods', [
    field.code(10),
    field.name(100, 'Description'),
  ]),
  icon: 'money',
}

export const shipmentMethods: EntityDefinition = {
  ...smallTable('shipmentMethods', '/shipment-methods', 'Shipment method', 'Shipment methods', [
    field.code(10),
    field.name(100, 'Description'),
  ]),
  icon: 'box',
}

export const shippingAgents: EntityDefinition = {
  ...smallTable('shippingAgents', '/shipping-agents', 'Shipping agent', 'Shipping agents', [
    field.code(10),
    field.name(50),
    field.text('internetAddress', 'Internet address', 250, { hint: '%1 stands for the tracking number' }),
    field.text('accountNumber', 'Account no.', 30),
  ]),
  icon: 'box',
}

export const countries: EntityDefinition = {
  ...smallTable('countriesRegions', '/countries', 'Country/region', 'Countries/regions', [
    field.code(10),
    field.name(50),
  ]),
  icon: 'globe',
}
