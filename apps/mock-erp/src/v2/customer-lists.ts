/** API v2.0 `customerContacts`, `customerSales` and `customerReturnReasons` (business-central-api.json). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { customerOf } from '../rules/business-relation.ts'
import { codeRules } from '../rules/code-records.ts'
import { contactDelete, contactModify } from '../rules/contacts.ts'
import { dialogError } from '../rules/refusals.ts'
import { amount, text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { email, phone } from '../sets/party-properties.ts'
import { codeField, computed, decimal, guid, idOf, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { canonical, sum } from '../values/decimal.ts'

/** The persons at customers. */
export const customerContacts: EntitySetDefinition = {
  name: 'customerContacts',
  entityType: 'customerContact',
  table: names.contact,
  where: (row, { data }) => row['type'] === 'Person' && customerOf(data, row) !== undefined,
  properties: {
    id: readOnly(systemId),
    email,
    firstName: text(30),
    lastName: text(30, { column: 'surname' }),
    professionalTitle: text(30, { column: 'jobTitle' }),
    customerId: guid({
      get: (row, { data }) => idOf(customerOf(data, row)),
      set: (draft, value, { data }) => {
        const customer = typeof value === 'string' ? data.get(names.customer, value) : undefined
        // A customer whose contact was deleted has no company that the person could belong to.
        const company = data.get(names.contact, textOf(customer ?? {}, 'contactId'))
        if (company === undefined) dialogError('Customer with provided id - does not exist')
        draft['companyId'] = idOf(company)
      },
    }),
    customerName: computed(text(100), (row, { data }) => textOf(customerOf(data, row) ?? {}, 'displayName')),
    primaryPhoneNumber: phone('phoneNumber', 'Phone No.', names.contact),
  },
  modify: {
    ...contactModify,
    before: (draft, row, context, body) => {
      // The contact's rules know the surname by its own name.
      const { lastName } = body
      contactModify.before?.(draft, row, context, lastName === undefined ? body : { ...body, surname: lastName })
    },
  },
  delete: contactDelete,
}

/** A query: sales without VAT by customer. */
export const customerSales: EntitySetDefinition = {
  name: 'customerSales',
  entityType: 'customerSale',
  key: ['customerId'],
  etags: false,
  rows: ({ data }) =>
    Array.from(data.scan(names.customer), (customer) => {
      const sales = Array.from(data.find(names.ledgerEntry, { customerId: customer.id }), (entry) =>
        amount(entry, 'salesLcy'),
      )
      return computedRow(customer.id, {
        customerId: customer.id,
        customerNumber: textOf(customer, 'number'),
        name: textOf(customer, 'displayName'),
        totalSalesAmount: canonical(sum(sales)),
        dateFilter: '0001-01-01',
      })
    }),
  properties: {
    customerId: readOnly(guid()),
    customerNumber: readOnly(codeField(20)),
    name: readOnly(text(100)),
    totalSalesAmount: readOnly(decimal()),
    dateFilter: readOnly({ type: 'Date' }),
  },
}

export const customerReturnReasons: EntitySetDefinition = {
  name: 'customerReturnReasons',
  entityType: 'customerReturnReason',
  table: names.reasonCode,
  properties: {
    id: systemId,
    code: codeField(10),
    description: text(100, { column: 'displayName' }),
    lastModifiedDateTime: lastModified,
  },
  ...codeRules(names.reasonCode),
}
