/** Koble's own `customers` page (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { customerDelete, customerInsert, customerModify } from '../rules/customers.ts'
import { customerFigures } from '../sets/figures-of.ts'
import { codePair, salesperson } from '../sets/party-properties.ts'
import { bool, choice, codeField, computed, decimal, systemFields, systemId, text } from '../sets/properties.ts'
import { relatedCode } from '../sets/related-code.ts'
import { templateCode } from '../sets/template-code.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { addressOf, contactsOf, groupsOf, numberPair, pairOf, termsOf } from './party-properties.ts'

export const customers: EntitySetDefinition = {
  name: 'customers',
  entityType: 'customer',
  table: names.customer,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    displayName2: text(50),
    type: choice('contactType', members.contactType),
    ...addressOf(names.customer),
    ...pairOf('salesperson', 'Code', salesperson(names.customer)),
    ...termsOf(),
    ...pairOf('billToCustomer', 'Number', numberPair(names.customer, 'billToId')),
    ...pairOf('customerPriceGroup', 'Code', codePair(names.customerPriceGroup, 'customerPriceGroup')),
    customerDiscountGroupCode: relatedCode({
      column: 'customerDiscountGroup',
      field: 'Customer Disc. Group',
      table: names.customer,
      related: names.customerDiscountGroup,
    }),
    invoiceDiscountCode: codeField(20),
    allowLineDiscount: bool({
      get: (row) => row['noLineDiscount'] !== true,
      set: (draft, value) => {
        draft['noLineDiscount'] = value !== true
      },
    }),
    ...groupsOf(names.customer),
    creditLimit: decimal(),
    blocked: choice('customerBlocked', members.customerBlocked),
    ...contactsOf('customer'),
    balance: computed(decimal(), (row, context) => customerFigures(row, context).balance),
    balanceDue: computed(decimal(), (row, context) => customerFigures(row, context).balanceDue),
    templateCode,
    ...systemFields,
  },
  insert: customerInsert,
  modify: customerModify,
  delete: customerDelete,
}
