/** What the pages show of each table: list columns, fast tabs, fields. Data only; one generic list and card draw them. */
import type { Column, FieldType, Option } from '@koble/ui'
import type { Entity } from './api.ts'

export interface FieldDefinition {
  readonly name: string
  readonly label: string
  readonly type?: FieldType
  readonly maxlength?: number
  readonly required?: boolean
  readonly readonly?: boolean
  readonly hint?: string
  readonly options?: readonly Option[]
  /** Suggestions: codes of another set. */
  readonly lookup?: string
  /** Only on the card of a record that exists. */
  readonly existingOnly?: boolean
}

export interface FastTabDefinition {
  readonly heading: string
  readonly fields: readonly FieldDefinition[]
}

export interface EntityDefinition {
  readonly set: string
  readonly path: string
  readonly one: string
  readonly many: string
  readonly icon: 'people' | 'person' | 'money' | 'globe' | 'calendar' | 'box'
  /** Property that names a record to people. */
  readonly title: string
  readonly key: string
  readonly columns: readonly Column<Entity>[]
  readonly tabs: readonly FastTabDefinition[]
  readonly sort: string
}

const option = (value: string, label = value): Option => ({ value, label })
const blocked = [option('_x0020_', '(not blocked)'), option('Ship'), option('Invoice'), option('All')]
const types = [option('Company'), option('Person')]

const code = (length: number): FieldDefinition => ({ name: 'code', label: 'Code', maxlength: length, required: true })
const name = (maxlength: number, label = 'Name'): FieldDefinition => ({ name: 'displayName', label, maxlength })

const address: readonly FieldDefinition[] = [
  { name: 'country', label: 'Country/region code', maxlength: 10, lookup: 'countriesRegions' },
  { name: 'addressLine1', label: 'Address', maxlength: 100 },
  { name: 'addressLine2', label: 'Address 2', maxlength: 50 },
  { name: 'postalCode', label: 'Post code', maxlength: 20 },
  { name: 'city', label: 'City', maxlength: 30 },
  { name: 'state', label: 'County', maxlength: 30 },
]

const reach: readonly FieldDefinition[] = [
  { name: 'phoneNumber', label: 'Phone no.', type: 'tel', maxlength: 30 },
  { name: 'mobilePhoneNumber', label: 'Mobile phone no.', type: 'tel', maxlength: 30 },
  { name: 'faxNumber', label: 'Fax no.', maxlength: 30 },
  { name: 'email', label: 'E-mail', maxlength: 80 },
  { name: 'website', label: 'Home page', maxlength: 80 },
]

const number: FieldDefinition = {
  name: 'number',
  label: 'No.',
  maxlength: 20,
  hint: 'Blank: the next number of the series',
}
const salesperson: FieldDefinition = {
  name: 'salespersonCode',
  label: 'Salesperson code',
  maxlength: 20,
  lookup: 'salespeople',
}
const currency: FieldDefinition = {
  name: 'currencyCode',
  label: 'Currency code',
  maxlength: 10,
  lookup: 'currencies',
  hint: 'Blank: local currency',
}

export const customers: EntityDefinition = {
  set: 'customers',
  path: '/customers',
  one: 'Customer',
  many: 'Customers',
  icon: 'people',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  columns: [
    { key: 'number', label: 'No.', kind: 'id', sortable: true },
    { key: 'displayName', label: 'Name', sortable: true },
    { key: 'city', label: 'City', sortable: true },
    { key: 'country', label: 'Country' },
    { key: 'salespersonCode', label: 'Salesperson', sortable: true, hideNarrow: true },
    { key: 'currencyCode', label: 'Currency', sortable: true },
    { key: 'balance', label: 'Balance (LCY)', kind: 'decimal', format: (value) => money(value) },
    { key: 'balanceDue', label: 'Balance due (LCY)', kind: 'decimal', format: (value) => money(value) },
    { key: 'blocked', label: 'Blocked', format: (value) => (value === '_x0020_' ? '' : String(value)) },
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        number,
        { ...name(100), required: true },
        { name: 'displayName2', label: 'Name 2', maxlength: 50 },
        { name: 'blocked', label: 'Blocked', type: 'select', options: blocked },
        { name: 'privacyBlocked', label: 'Privacy blocked', type: 'checkbox' },
        salesperson,
        { name: 'creditLimit', label: 'Credit limit (LCY)', type: 'decimal', hint: '0: no limit' },
      ],
    },
    {
      heading: 'Address & contact',
      fields: [
        ...address,
        ...reach,
        { name: 'primaryContactNumber', label: 'Primary contact no.', maxlength: 20, existingOnly: true },
        { name: 'contactName', label: 'Contact name', maxlength: 100 },
      ],
    },
    {
      heading: 'Invoicing & payments',
      fields: [
        currency,
        { name: 'paymentTermsCode', label: 'Payment terms code', maxlength: 10, lookup: 'paymentTerms' },
        { name: 'taxRegistrationNumber', label: 'VAT registration no.', maxlength: 20 },
      ],
    },
    {
      heading: 'Shipping',
      fields: [
        { name: 'shipmentMethodCode', label: 'Shipment method code', maxlength: 10, lookup: 'shipmentMethods' },
        { name: 'shippingAgentCode', label: 'Shipping agent code', maxlength: 10 },
      ],
    },
  ],
}

export const contacts: EntityDefinition = {
  set: 'contacts',
  path: '/contacts',
  one: 'Contact',
  many: 'Contacts',
  icon: 'person',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  columns: [
    { key: 'number', label: 'No.', kind: 'id', sortable: true },
    { key: 'displayName', label: 'Name', sortable: true },
    { key: 'type', label: 'Type', sortable: true },
    { key: 'companyName', label: 'Company', sortable: true },
    { key: 'jobTitle', label: 'Job title', hideNarrow: true },
    { key: 'phoneNumber', label: 'Phone no.' },
    { key: 'email', label: 'E-mail' },
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        { ...number },
        { name: 'type', label: 'Type', type: 'select', options: types },
        { ...name(100), hint: 'For persons, first and last name follow' },
        { name: 'companyNumber', label: 'Company no.', maxlength: 20 },
        { name: 'companyName', label: 'Company name', readonly: true },
        { name: 'jobTitle', label: 'Job title', maxlength: 30 },
        salesperson,
        currency,
        { name: 'privacyBlocked', label: 'Privacy blocked', type: 'checkbox' },
      ],
    },
    { heading: 'Communication', fields: [...address, ...reach, { name: 'pager', label: 'Pager', maxlength: 30 }] },
  ],
}

const small = (
  set: string,
  path: string,
  one: string,
  many: string,
  icon: EntityDefinition['icon'],
  fields: readonly FieldDefinition[],
): EntityDefinition => ({
  set,
  path,
  one,
  many,
  icon,
  title: 'code',
  key: 'code',
  sort: 'code',
  columns: fields.map(({ name: key, label, type }) => ({
    key,
    label,
    sortable: true,
    ...(type === 'decimal' ? { kind: 'decimal' as const } : {}),
    ...(type === 'checkbox' ? { kind: 'boolean' as const } : {}),
  })),
  tabs: [{ heading: 'General', fields }],
})

export const entities: readonly EntityDefinition[] = [
  customers,
  contacts,
  small('currencies', '/currencies', 'Currency', 'Currencies', 'money', [
    code(10),
    name(30, 'Description'),
    { name: 'symbol', label: 'Symbol', maxlength: 10 },
    { name: 'amountDecimalPlaces', label: 'Decimal places', maxlength: 5 },
    { name: 'currentExchangeRate', label: 'LCY for 1 unit today', type: 'decimal', readonly: true, existingOnly: true },
  ]),
  small('paymentTerms', '/payment-terms', 'Payment term', 'Payment terms', 'calendar', [
    code(10),
    name(100, 'Description'),
    { name: 'dueDateCalculation', label: 'Due date calculation', maxlength: 32, hint: 'For example 30D or CM+15D' },
    { name: 'discountDateCalculation', label: 'Discount date calculation', maxlength: 32 },
    { name: 'discountPercent', label: 'Discount %', type: 'decimal' },
  ]),
  small('shipmentMethods', '/shipment-methods', 'Shipment method', 'Shipment methods', 'box', [
    code(10),
    name(100, 'Description'),
  ]),
  small('countriesRegions', '/countries', 'Country/region', 'Countries/regions', 'globe', [code(10), name(50)]),
  small('salespeople', '/salespeople', 'Salesperson', 'Salespeople', 'person', [
    code(20),
    name(50),
    { name: 'email', label: 'E-mail', maxlength: 80 },
    { name: 'phoneNumber', label: 'Phone no.', maxlength: 30 },
    { name: 'jobTitle', label: 'Job title', maxlength: 30 },
    { name: 'blocked', label: 'Blocked', type: 'checkbox' },
  ]),
]

const twoDecimals = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** An amount in local currency: two decimals, blank for what is no number. */
export const money = (value: unknown): string =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? twoDecimals.format(Number(value)) : ''

const noDecimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })

/** An amount where a glance is enough: a tile. */
export const roughMoney = (value: number): string => noDecimals.format(value)
