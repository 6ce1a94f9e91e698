/** Every customer and vendor has a company contact; without it no person could belong to it (erp-business-logic, section 6.4). */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { drawNumber, series } from './number-series.ts'
import { searchName, sharedFields } from './parties.ts'
import { text } from './setup.ts'

export function insertContactOf(draft: Draft, context: Pick<WriteContext, 'data' | 'newId'>): Row {
  const { data } = context
  const contact: Draft = {
    ...sharedFields(draft),
    id: context.newId(),
    type: text(draft, 'type'),
    companyName: text(draft, 'displayName'),
    searchName: searchName({}, text(draft, 'displayName')),
  }
  contact['number'] = drawNumber(
    data,
    series.contact,
    (number) => data.lookup(names.contact, ['number'], [number]) !== undefined,
  )
  contact['companyId'] = contact['id'] ?? null
  return insertRow(data, names.contact, contact)
}
