/** What both pages of opportunities show of the contact (erp-business-logic, section 6.4). */
import type { PropertyDefinition, Reader, Row } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import type { Pair } from './pair.ts'
import { codePair } from './party-properties.ts'
import { computed, text } from './properties.ts'

export const opportunityContact: Pair = {
  table: names.contact,
  keyColumn: 'number',
  length: 20,
  column: 'contactId',
  holds: 'id',
}

export const opportunitySalesperson: Pair = { ...codePair(names.salesperson, 'salespersonCode'), length: 20 }

export const contactOf = (row: Row, data: Reader): Row | undefined => data.get(names.contact, textOf(row, 'contactId'))

export const companyOf = (row: Row, data: Reader): Row | undefined =>
  data.get(names.contact, textOf(row, 'contactCompanyId'))

export const contactName: PropertyDefinition = computed(text(100), (row, { data }) =>
  textOf(contactOf(row, data) ?? {}, 'displayName'),
)

export const contactCompanyName: PropertyDefinition = computed(text(100), (row, { data }) =>
  textOf(companyOf(row, data) ?? {}, 'displayName'),
)
