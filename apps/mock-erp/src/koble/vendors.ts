/** Koble's own `vendors` page (docs/koble-api-pages.md). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { vendorFigures } from '../ledger/vendor-figures.ts'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf, workDate } from '../rules/setup.ts'
import { vendorDelete, vendorInsert, vendorModify } from '../rules/vendors.ts'
import { codePair } from '../sets/party-properties.ts'
import { choice, codeField, computed, decimal, systemFields, systemId, text } from '../sets/properties.ts'
import { templateCode } from '../sets/template-code.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { addressOf, contactsOf, groupsOf, numberPair, pairOf, termsOf } from './party-properties.ts'

const figure = (name: 'balance' | 'balanceDue'): PropertyDefinition =>
  computed(decimal(), (row, { data, clock }) => vendorFigures(data, row.id, workDate(clock))[name])

export const vendors: EntitySetDefinition = {
  name: 'vendors',
  entityType: 'vendor',
  table: names.vendor,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    displayName2: text(50),
    ...addressOf(names.vendor),
    // The party columns call the code of the salesperson or purchaser alike.
    ...pairOf('purchaser', 'Code', { ...codePair(names.salesperson, 'salespersonCode'), length: 20 }),
    ...termsOf(),
    ...pairOf('payToVendor', 'Number', numberPair(names.vendor, 'payToId')),
    ourAccountNumber: text(20),
    ...groupsOf(names.vendor),
    blocked: choice('vendorBlocked', members.vendorBlocked),
    ...contactsOf('vendor'),
    balance: figure('balance'),
    balanceDue: figure('balanceDue'),
    templateCode,
    ...systemFields,
  },
  insert: {
    ...vendorInsert,
    before: (draft, context, body) => {
      if (textOf(draft, 'displayName') === '') dialogError('A "displayName" must be provided.')
      vendorInsert.before?.(draft, context, body)
    },
  },
  modify: {
    ...vendorModify,
    before: (draft, row, context, body) => {
      if (textOf(draft, 'displayName') === '') dialogError('The blank "displayName" is not allowed.')
      vendorModify.before?.(draft, row, context, body)
    },
  },
  delete: vendorDelete,
}
