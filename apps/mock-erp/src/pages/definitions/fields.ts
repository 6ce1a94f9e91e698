/** Fields that several cards have, and short ways to write one. */
import type { Option } from '@koble/ui'
import { decodeMember } from '../../values/enum-name.ts'
import type { FieldDefinition, Lookup } from './definition.ts'

type More = Partial<FieldDefinition>

export const codes = (set: string): Lookup => ({ set, key: 'code', title: 'displayName' })
export const numbers = (set: string): Lookup => ({ set, key: 'number', title: 'displayName' })

/** A member of an enumeration with what people read; the blank one says what it means. */
const option = (value: string, blank: string): Option => ({ value, label: decodeMember(value).trim() || blank })

export const choice = (name: string, label: string, members: readonly string[], more: More = {}): FieldDefinition => ({
  name,
  label,
  type: 'select',
  options: members.map((member) => option(member, '(none)')),
  ...more,
})

export const text = (name: string, label: string, maxlength: number, more: More = {}): FieldDefinition => ({
  name,
  label,
  maxlength,
  ...more,
})

export const codeOf = (name: string, label: string, set: string, more: More = {}): FieldDefinition => ({
  name,
  label,
  maxlength: 20,
  lookup: codes(set),
  ...more,
})

export const numberOf = (name: string, label: string, set: string, more: More = {}): FieldDefinition => ({
  name,
  label,
  maxlength: 20,
  lookup: numbers(set),
  ...more,
})

export const decimal = (name: string, label: string, more: More = {}): FieldDefinition => ({
  name,
  label,
  type: 'decimal',
  ...more,
})

export const date = (name: string, label: string, more: More = {}): FieldDefinition => ({
  name,
  label,
  type: 'date',
  ...more,
})

export const flag = (name: string, label: string, more: More = {}): FieldDefinition => ({
  name,
  label,
  type: 'checkbox',
  ...more,
})

export const shown = (name: string, label: string, more: More = {}): FieldDefinition => ({
  name,
  label,
  readonly: true,
  existingOnly: true,
  ...more,
})

/** A figure of a line. */
export const figure = (name: string, label: string, more: More = {}): FieldDefinition =>
  shown(name, label, { type: 'decimal', width: 9, ...more })

export const amount = (name: string, label: string, more: More = {}): FieldDefinition =>
  figure(name, label, { isAmount: true, ...more })

export const code = (maxlength: number): FieldDefinition => text('code', 'Code', maxlength, { required: true })
export const name = (maxlength: number, label = 'Name'): FieldDefinition => text('displayName', label, maxlength)

export const number = text('number', 'No.', 20, { hint: 'Blank: the next number of the series' })

/** Templates fill what a new record leaves out; the set has no list of them. */
export const template = text('templateCode', 'Template code', 20, {
  newOnly: true,
  hint: 'Blank: the template of the setup',
})

export const address: readonly FieldDefinition[] = [
  codeOf('country', 'Country/region code', 'countriesRegions', { maxlength: 10 }),
  text('addressLine1', 'Address', 100),
  text('addressLine2', 'Address 2', 50),
  text('postalCode', 'Post code', 20),
  text('city', 'City', 30),
  text('state', 'County', 30),
]

export const reach: readonly FieldDefinition[] = [
  text('phoneNumber', 'Phone no.', 30, { type: 'tel' }),
  text('mobilePhoneNumber', 'Mobile phone no.', 30, { type: 'tel' }),
  text('faxNumber', 'Fax no.', 30),
  text('email', 'E-mail', 80),
  text('website', 'Home page', 80),
]

/** The address of a document's party: `sellTo`, `billTo`, `shipTo`, `buyFrom`. The country clears the rest, so it stands first. */
export const partyAddress = (prefix: string, more: More = {}): readonly FieldDefinition[] => [
  codeOf(`${prefix}Country`, 'Country/region code', 'countriesRegions', { maxlength: 10, ...more }),
  text(`${prefix}AddressLine1`, 'Address', 100, more),
  text(`${prefix}AddressLine2`, 'Address 2', 50, more),
  text(`${prefix}PostCode`, 'Post code', 20, more),
  text(`${prefix}City`, 'City', 30, more),
  text(`${prefix}State`, 'County', 30, more),
]

export const salesperson = codeOf('salespersonCode', 'Salesperson code', 'salespeople')
export const currency = codeOf('currencyCode', 'Currency code', 'currencies', {
  maxlength: 10,
  hint: 'Blank: local currency',
})
export const paymentTerms = codeOf('paymentTermsCode', 'Payment terms code', 'paymentTerms', { maxlength: 10 })
export const paymentMethod = codeOf('paymentMethodCode', 'Payment method code', 'v2.0/paymentMethods', {
  maxlength: 10,
})
export const shipmentMethod = codeOf('shipmentMethodCode', 'Shipment method code', 'shipmentMethods', {
  maxlength: 10,
})
export const shippingAgent = codeOf('shippingAgentCode', 'Shipping agent code', 'shippingAgents', { maxlength: 10 })
export const location = codeOf('locationCode', 'Location code', 'v2.0/locations', { maxlength: 10 })
