/** Three tables a side, small enough to read in a failing test: currencies, customers and people who refer to each other. */
import { code, entity, nullable, reference, text } from '@koble/core'
import type { Entity } from '@koble/core'

const erpTable = (name: string, fields: Entity['fields']): Entity =>
  entity('erp', name, { label: name, nameField: 'name' }, fields)
const crmTable = (name: string, fields: Entity['fields']): Entity =>
  entity('crm', name, { label: name, nameField: 'name', key: `${name}id` }, fields)

export const currencies = erpTable('currencies', { name: nullable(code(10)) })
export const customers = erpTable('customers', {
  name: nullable(text(20)),
  phone: nullable(text(20)),
  group: nullable(text(10)),
  currencyId: reference('currencies'),
  contactId: reference('people'),
})
export const people = erpTable('people', { name: nullable(text(20)), customerId: reference('customers') })

export const transactioncurrency = crmTable('transactioncurrency', { name: nullable(text(10)) })
export const account = crmTable('account', {
  name: nullable(text(20)),
  phone: nullable(text(8)),
  group: nullable(text(10)),
  transactioncurrencyid: reference('transactioncurrency'),
  primarycontactid: reference('contact'),
})
export const contact = crmTable('contact', { name: nullable(text(20)), parentcustomerid: reference('account') })

export const demoEntities: readonly Entity[] = [currencies, customers, people, transactioncurrency, account, contact]
