/** The main forms of accounts and contacts as data: tabs, sections, fields, web resources. */

export type FieldKind =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'memo'
  | 'money'
  | 'integer'
  | 'choice'
  | 'flag'
  | 'lookup'
  | 'shown'

export interface FieldDefinition {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly maxLength?: number
  readonly required?: boolean
  /** A lookup: what it may point to, and the navigation property that is written. */
  readonly lookup?: {
    readonly setName: string
    readonly table: string
    readonly nameColumn: string
    readonly navigation: string
  }
}

export interface SectionDefinition {
  readonly heading: string
  readonly fields: readonly FieldDefinition[]
}

export interface WebResourceDefinition {
  readonly name: string
  readonly label: string
  /** Height of the frame; it does not grow by itself. */
  readonly rows: number
}

export interface TabDefinition {
  readonly key: string
  readonly label: string
  readonly sections: readonly SectionDefinition[]
  readonly timeline?: boolean
  readonly related?: 'contacts'
}

/** A script that the form loads, and its function for the form's OnLoad. */
export interface LibraryDefinition {
  readonly webResource: string
  readonly onLoad: string
}

export interface FormDefinition {
  readonly table: 'account' | 'contact'
  readonly setName: 'accounts' | 'contacts'
  readonly label: string
  readonly nameColumn: string
  readonly typeCode: number
  readonly tabs: readonly TabDefinition[]
  readonly webResources: readonly WebResourceDefinition[]
  readonly libraries: readonly LibraryDefinition[]
}

const text = (name: string, label: string, maxLength: number): FieldDefinition => ({
  name,
  label,
  kind: 'text',
  maxLength,
})
const choice = (name: string, label: string): FieldDefinition => ({ name, label, kind: 'choice' })
const lookup = (
  name: string,
  label: string,
  target: readonly [setName: string, table: string, nameColumn: string],
  navigation = name,
): FieldDefinition => ({
  name,
  label,
  kind: 'lookup',
  lookup: { setName: target[0], table: target[1], nameColumn: target[2], navigation },
})

const users = ['systemusers', 'systemuser', 'fullname'] as const
const currencies = ['transactioncurrencies', 'transactioncurrency', 'currencyname'] as const
const accounts = ['accounts', 'account', 'name'] as const
const contacts = ['contacts', 'contact', 'fullname'] as const

const address: SectionDefinition = {
  heading: 'Address',
  fields: [
    text('address1_line1', 'Street 1', 250),
    text('address1_line2', 'Street 2', 250),
    text('address1_postalcode', 'Postal code', 20),
    text('address1_city', 'City', 80),
    text('address1_stateorprovince', 'State or province', 50),
    text('address1_country', 'Country or region', 80),
  ],
}

const history: SectionDefinition = {
  heading: 'Record',
  fields: [
    lookup('ownerid', 'Owner', users),
    { name: '_createdby_value', label: 'Created by', kind: 'shown' },
    { name: 'createdon', label: 'Created on', kind: 'shown' },
    { name: '_modifiedby_value', label: 'Modified by', kind: 'shown' },
    { name: 'modifiedon', label: 'Modified on', kind: 'shown' },
  ],
}

const accountForm: FormDefinition = {
  table: 'account',
  setName: 'accounts',
  label: 'Account',
  nameColumn: 'name',
  typeCode: 1,
  webResources: [{ name: 'koble_/fact-boxes.html', label: 'ERP facts', rows: 26 }],
  libraries: [{ webResource: 'koble_/form.js', onLoad: 'koble_onFormLoad' }],
  tabs: [
    {
      key: 'summary',
      label: 'Summary',
      sections: [
        {
          heading: 'Account information',
          fields: [
            { ...text('name', 'Account name', 160), required: true },
            text('accountnumber', 'Account number', 20),
            { name: 'telephone1', label: 'Main phone', kind: 'tel', maxLength: 50 },
            { name: 'fax', label: 'Fax', kind: 'tel', maxLength: 50 },
            { name: 'emailaddress1', label: 'E-mail', kind: 'email', maxLength: 100 },
            { name: 'websiteurl', label: 'Website', kind: 'url', maxLength: 200 },
            choice('customertypecode', 'Relationship type'),
            lookup('primarycontactid', 'Primary contact', contacts),
            lookup('parentaccountid', 'Parent account', accounts),
            text('address1_primarycontactname', 'Contact name in address', 100),
          ],
        },
        address,
      ],
    },
    {
      key: 'details',
      label: 'Details',
      sections: [
        {
          heading: 'Billing',
          fields: [
            lookup('transactioncurrencyid', 'Currency', currencies),
            { name: 'creditlimit', label: 'Credit limit', kind: 'money' },
            { name: 'creditonhold', label: 'Credit hold', kind: 'flag' },
            choice('paymenttermscode', 'Payment terms'),
            choice('address1_freighttermscode', 'Freight terms'),
            choice('address1_shippingmethodcode', 'Shipping method'),
          ],
        },
        {
          heading: 'Company profile',
          fields: [
            choice('industrycode', 'Industry'),
            choice('ownershipcode', 'Ownership'),
            { name: 'numberofemployees', label: 'Number of employees', kind: 'integer' },
            { name: 'revenue', label: 'Annual revenue', kind: 'money' },
            { name: 'description', label: 'Description', kind: 'memo', maxLength: 2000 },
          ],
        },
        history,
      ],
    },
    { key: 'contacts', label: 'Contacts', sections: [], related: 'contacts' },
    { key: 'timeline', label: 'Timeline', sections: [], timeline: true },
  ],
}

const contactForm: FormDefinition = {
  table: 'contact',
  setName: 'contacts',
  label: 'Contact',
  nameColumn: 'fullname',
  typeCode: 2,
  webResources: [],
  libraries: [],
  tabs: [
    {
      key: 'summary',
      label: 'Summary',
      sections: [
        {
          heading: 'Contact information',
          fields: [
            text('firstname', 'First name', 50),
            { ...text('lastname', 'Last name', 50), required: true },
            text('jobtitle', 'Job title', 100),
            lookup('parentcustomerid', 'Account', accounts, 'parentcustomerid_account'),
            { name: 'emailaddress1', label: 'E-mail', kind: 'email', maxLength: 100 },
            { name: 'telephone1', label: 'Business phone', kind: 'tel', maxLength: 50 },
            { name: 'mobilephone', label: 'Mobile phone', kind: 'tel', maxLength: 50 },
            { name: 'fax', label: 'Fax', kind: 'tel', maxLength: 50 },
          ],
        },
        address,
      ],
    },
    {
      key: 'details',
      label: 'Details',
      sections: [
        {
          heading: 'Personal',
          fields: [
            choice('preferredcontactmethodcode', 'Preferred method of contact'),
            lookup('transactioncurrencyid', 'Currency', currencies),
            { name: 'description', label: 'Description', kind: 'memo', maxLength: 2000 },
          ],
        },
        history,
      ],
    },
    { key: 'timeline', label: 'Timeline', sections: [], timeline: true },
  ],
}

export const formDefinitions = { accounts: accountForm, contacts: contactForm } as const

export const fieldsOf = (form: FormDefinition): readonly FieldDefinition[] =>
  form.tabs.flatMap((tab) => tab.sections.flatMap((section) => section.fields))

/** The property that is read for a field. */
export const propertyOf = (field: FieldDefinition): string =>
  field.kind === 'lookup' ? `_${field.name}_value` : field.name
