/** Mappings of the demo tables: a currency that is waited for, a primary contact that follows later. */
import { resolveMapping } from '@koble/core'
import type { FieldMapping, ResolvedMapping, TableMapping } from '@koble/core'
import { demoEntities } from './demo-entities.ts'

const both = (name: string, crm = name, more: Partial<FieldMapping> = {}): FieldMapping => ({
  name,
  erp: name,
  crm,
  direction: 'both',
  ...more,
})

const refersTo = (mapping: string, whenUncoupled: 'wait' | 'later'): Partial<FieldMapping> => ({
  reference: { mapping, whenUncoupled },
})

const table = (name: string, erp: string, crm: string, fields: readonly FieldMapping[]): TableMapping => ({
  name,
  label: name,
  erp,
  crm,
  direction: 'both',
  enabled: true,
  onlyCoupled: false,
  erpFilter: [],
  crmFilter: [],
  onUpdateConflict: 'ask',
  onDeletion: 'ask',
  onLeaving: 'rest',
  firstAgreement: 'ask',
  match: [{ fields: [{ field: 'name', ignoreCase: true }] }],
  dependsOn: [],
  fields,
})

export const currencyMapping = table('currency', 'currencies', 'transactioncurrency', [both('name')])
export const customerMapping = table('customer', 'customers', 'account', [
  both('name'),
  both('phone'),
  both('currencyId', 'transactioncurrencyid', refersTo('currency', 'wait')),
  both('contactId', 'primarycontactid', refersTo('person', 'later')),
])
export const personMapping = table('person', 'people', 'contact', [
  both('name'),
  both('customerId', 'parentcustomerid', refersTo('customer', 'wait')),
])

/** Given dependents first, so that the order is the engine's doing. */
export const demoMappings = (policy: Partial<TableMapping> = {}): readonly ResolvedMapping[] =>
  [personMapping, customerMapping, currencyMapping].map((mapping) =>
    resolveMapping({ ...mapping, ...(mapping.name === 'customer' ? policy : {}) }, demoEntities),
  )
