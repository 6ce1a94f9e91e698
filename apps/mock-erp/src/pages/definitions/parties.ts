/** Customers, vendors and contacts. */
import { textOf } from '../api.ts'
import { amountColumn, dateColumn, documentAmount, keyColumn, memberColumn, textColumn } from './columns.ts'
import type { EntityDefinition } from './definition.ts'
import { defaultDimensions } from './dimensions.ts'
import * as field from './fields.ts'

const blockedColumn = memberColumn('blocked', 'Blocked')
const vatNumber = field.text('taxRegistrationNumber', 'VAT registration no.', 20)
const primaryContact = field.numberOf('primaryContactNumber', 'Primary contact no.', 'contacts', { existingOnly: true })
const name2 = field.text('displayName2', 'Name 2', 50)
const privacy = field.flag('privacyBlocked', 'Privacy blocked')
const pricesIncludeTax = field.flag('pricesIncludeTax', 'Prices including VAT')

const postingGroups = (own: string, label: string) => [
  field.text(own, label, 20),
  field.text('generalBusinessPostingGroupCode', 'Gen. bus. posting group', 20),
  field.text('taxBusinessPostingGroupCode', 'VAT bus. posting group', 20),
]

export const customers: EntityDefinition = {
  set: 'customers',
  path: '/customers',
  one: 'Customer',
  many: 'Customers',
  icon: 'people',
  group: 'Sales',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  notes: 'Customer',
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Name'),
    textColumn('city', 'City'),
    textColumn('country', 'Country'),
    textColumn('salespersonCode', 'Salesperson', { hideNarrow: true }),
    textColumn('currencyCode', 'Currency'),
    amountColumn('balance', 'Balance (LCY)'),
    amountColumn('balanceDue', 'Balance due (LCY)'),
    blockedColumn,
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.number,
        field.template,
        { ...field.name(100), required: true },
        name2,
        field.choice('blocked', 'Blocked', ['_x0020_', 'Ship', 'Invoice', 'All']),
        privacy,
        field.salesperson,
        field.decimal('creditLimit', 'Credit limit (LCY)', { hint: '0: no limit' }),
      ],
    },
    {
      heading: 'Address & contact',
      fields: [...field.address, ...field.reach, primaryContact, field.text('contactName', 'Contact name', 100)],
    },
    {
      heading: 'Invoicing & payments',
      fields: [
        field.numberOf('billToCustomerNumber', 'Bill-to customer no.', 'customers'),
        field.currency,
        field.paymentTerms,
        field.paymentMethod,
        vatNumber,
        field.codeOf('customerPriceGroupCode', 'Customer price group', 'customerPriceGroups', { maxlength: 10 }),
        field.text('customerDiscountGroupCode', 'Customer discount group', 20),
        field.text('invoiceDiscountCode', 'Invoice discount code', 20),
        pricesIncludeTax,
        field.flag('allowLineDiscount', 'Allow line discount', { existingOnly: true }),
        ...postingGroups('customerPostingGroupCode', 'Customer posting group'),
      ],
    },
    {
      heading: 'Shipping',
      fields: [field.shipmentMethod, field.shippingAgent, field.location],
    },
  ],
  lines: [defaultDimensions('customers')],
  related: [
    {
      heading: 'Sales orders',
      path: () => 'salesOrders',
      query: (customer) => ({ $filter: `customerId eq ${textOf(customer, 'id')}`, $orderby: 'number desc' }),
      columns: [
        keyColumn('number'),
        dateColumn('orderDate', 'Order date'),
        textColumn('externalDocumentNumber', 'External document no.'),
        memberColumn('status', 'Status'),
        documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
      ],
      href: (order) => `/sales-orders/${textOf(order, 'id')}`,
      emptyText: 'No orders of this customer.',
    },
  ],
}

export const vendors: EntityDefinition = {
  set: 'vendors',
  path: '/vendors',
  one: 'Vendor',
  many: 'Vendors',
  icon: 'people',
  group: 'Purchasing',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  notes: 'Vendor',
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Name'),
    textColumn('city', 'City'),
    textColumn('country', 'Country'),
    textColumn('purchaserCode', 'Purchaser', { hideNarrow: true }),
    textColumn('currencyCode', 'Currency'),
    amountColumn('balance', 'Balance (LCY)'),
    amountColumn('balanceDue', 'Balance due (LCY)'),
    blockedColumn,
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.number,
        field.template,
        { ...field.name(100), required: true },
        name2,
        field.choice('blocked', 'Blocked', ['_x0020_', 'Payment', 'All']),
        privacy,
        field.codeOf('purchaserCode', 'Purchaser code', 'salespeople'),
        field.text('ourAccountNumber', 'Our account no.', 20),
      ],
    },
    {
      heading: 'Address & contact',
      fields: [...field.address, ...field.reach, primaryContact, field.text('contactName', 'Contact name', 100)],
    },
    {
      heading: 'Invoicing & payments',
      fields: [
        field.numberOf('payToVendorNumber', 'Pay-to vendor no.', 'vendors'),
        field.currency,
        field.paymentTerms,
        field.paymentMethod,
        vatNumber,
        pricesIncludeTax,
        ...postingGroups('vendorPostingGroupCode', 'Vendor posting group'),
      ],
    },
    { heading: 'Receiving', fields: [field.shipmentMethod, field.shippingAgent, field.location] },
  ],
  lines: [defaultDimensions('vendors')],
  related: [
    {
      heading: 'Purchase orders',
      path: () => 'v2.0/purchaseOrders',
      query: (vendor) => ({ $filter: `vendorId eq ${textOf(vendor, 'id')}`, $orderby: 'number desc' }),
      columns: [
        keyColumn('number'),
        dateColumn('orderDate', 'Document date'),
        dateColumn('requestedReceiptDate', 'Requested receipt'),
        memberColumn('status', 'Status'),
        documentAmount('totalAmountIncludingTax', 'Amount incl. VAT'),
      ],
      href: (order) => `/purchase-orders/${textOf(order, 'id')}`,
      emptyText: 'No purchase orders for this vendor.',
    },
  ],
}

export const contacts: EntityDefinition = {
  set: 'contacts',
  path: '/contacts',
  one: 'Contact',
  many: 'Contacts',
  icon: 'person',
  group: 'Sales',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  notes: 'Contact',
  views: [
    { key: 'companies', label: 'Companies', filter: "type eq 'Company'" },
    { key: 'persons', label: 'Persons', filter: "type eq 'Person'" },
  ],
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Name'),
    memberColumn('type', 'Type'),
    textColumn('companyName', 'Company'),
    textColumn('jobTitle', 'Job title', { hideNarrow: true }),
    textColumn('phoneNumber', 'Phone no.'),
    textColumn('email', 'E-mail'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.number,
        field.choice('type', 'Type', ['Company', 'Person']),
        { ...field.name(100), hint: 'For persons, first and last name follow' },
        field.numberOf('companyNumber', 'Company no.', 'contacts'),
        field.shown('companyName', 'Company name'),
        field.shown('contactBusinessRelation', 'Business relation'),
        field.text('jobTitle', 'Job title', 30),
        field.salesperson,
        field.currency,
        privacy,
      ],
    },
    { heading: 'Communication', fields: [...field.address, ...field.reach, field.text('pager', 'Pager', 30)] },
  ],
  related: [
    {
      heading: 'Opportunities',
      path: () => 'opportunities',
      query: (contact) => ({ $filter: `contactId eq ${textOf(contact, 'id')}` }),
      columns: [
        keyColumn('number'),
        textColumn('description', 'Description'),
        memberColumn('status', 'Status'),
        amountColumn('estimatedValue', 'Estimated value (LCY)'),
      ],
      href: (opportunity) => `/opportunities/${textOf(opportunity, 'id')}`,
      emptyText: 'No opportunities of this contact.',
    },
  ],
}

export const opportunities: EntityDefinition = {
  set: 'opportunities',
  path: '/opportunities',
  one: 'Opportunity',
  many: 'Opportunities',
  icon: 'play',
  group: 'Sales',
  title: 'description',
  key: 'number',
  sort: 'number',
  notes: 'Opportunity',
  views: [
    { key: 'open', label: 'Not closed', filter: 'closed eq false' },
    { key: 'won', label: 'Won', filter: "status eq 'Won'" },
    { key: 'lost', label: 'Lost', filter: "status eq 'Lost'" },
  ],
  columns: [
    keyColumn('number'),
    textColumn('description', 'Description'),
    textColumn('contactName', 'Contact', { sortable: false }),
    textColumn('contactCompanyName', 'Company', { sortable: false }),
    textColumn('salespersonCode', 'Salesperson', { hideNarrow: true }),
    memberColumn('status', 'Status'),
    amountColumn('estimatedValue', 'Estimated value (LCY)'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.number,
        field.text('description', 'Description', 100),
        field.numberOf('contactNumber', 'Contact no.', 'contacts', { required: true }),
        field.shown('contactName', 'Contact name'),
        field.shown('contactCompanyName', 'Company name'),
        field.salesperson,
        field.text('salesCycleCode', 'Sales cycle code', 10),
        field.shown('status', 'Status'),
        field.shown('creationDate', 'Creation date', { type: 'date' }),
        field.shown('dateClosed', 'Date closed', { type: 'date' }),
      ],
    },
    {
      heading: 'Estimate',
      fields: [
        field.shown('estimatedClosingDate', 'Estimated closing date', { type: 'date' }),
        field.shown('estimatedValue', 'Estimated value (LCY)', { type: 'decimal' }),
        field.shown('calculatedCurrentValue', 'Calculated current value (LCY)', { type: 'decimal' }),
        field.shown('probabilityPercent', 'Probability %', { type: 'decimal' }),
        field.shown('completedPercent', 'Completed %', { type: 'decimal' }),
        field.shown('salesDocumentNumber', 'Sales document no.'),
      ],
    },
  ],
}
