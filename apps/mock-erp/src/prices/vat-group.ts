/** VAT Bus. Posting Gr. (Price): for which customers a price includes VAT. Without one, that of the sales setup (erp-business-logic, sections 1.2 and 6.5). */
import type { Draft, PropertyDefinition, Reader } from '@koble/odata-server'
import { relationError } from '../rules/refusals.ts'
import { salesSetup, text } from '../rules/setup.ts'
import { bool, codeField } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

const COLUMN = 'vatBusPostingGroupPrice'
export const VAT_GROUP_CAPTION = 'VAT Bus. Posting Gr. (Price)'

export const priceVatGroup = (table: string): PropertyDefinition =>
  codeField(20, {
    column: COLUMN,
    set: (draft, value, { data }) => {
      const code = typeof value === 'string' ? value : ''
      if (code !== '' && data.lookup(names.vatBusPostingGroup, ['code'], [code]) === undefined) {
        relationError(VAT_GROUP_CAPTION, table, code, names.vatBusPostingGroup)
      }
      draft[COLUMN] = code
    },
  })

export const includesTax: PropertyDefinition = bool({
  set: (draft, value, { data }) => {
    draft['priceIncludesTax'] = value
    if (value === true) fillVatGroup(draft, data)
  },
})

export function fillVatGroup(draft: Draft, data: Reader): void {
  if (text(draft, COLUMN) === '') draft[COLUMN] = text(salesSetup(data), COLUMN)
}
