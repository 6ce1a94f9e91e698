/**
 * `customerId eq …` and `vendorId eq …` on contacts name a party whose contact, or whose contact's persons, are wanted: read through the index of
 * companies instead of asking every contact.
 */
import { emptyGuid, type FilterExpression, type ReadContext } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'

type Comparison = Extract<FilterExpression, { kind: 'binary' }>

/** No contact belongs to this company. */
const NOBODY = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const PARTIES: Readonly<Record<string, string>> = { customerId: names.customer, vendorId: names.vendor }

export function byCompany(comparison: Comparison, context: ReadContext): Comparison {
  const { left, right, operator } = comparison
  const table = operator === 'eq' && left.kind === 'path' ? PARTIES[left.path.join('/')] : undefined
  if (table === undefined || right.kind !== 'literal' || typeof right.value !== 'string' || right.value === emptyGuid)
    return comparison
  const contactId = text(context.data.get(table, right.value) ?? {}, 'contactId')
  const value = contactId === '' || contactId === emptyGuid ? NOBODY : contactId
  return { ...comparison, left: { kind: 'path', path: ['companyId'] }, right: { ...right, value } }
}
