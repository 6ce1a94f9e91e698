/** A field that holds a code of another table and has no id beside it: an unknown code breaks the relation (erp-business-logic, section 6.1). */
import type { Draft, PropertyDefinition, WriteContext } from '@koble/odata-server'
import { relationError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { codeField } from './properties.ts'

interface RelatedCode {
  readonly column: string
  /** The field's caption, its table, and the table that has the codes. */
  readonly field: string
  readonly table: string
  readonly related: string
  readonly length?: number
  /** Runs after the code was assigned. */
  readonly after?: (draft: Draft, context: WriteContext) => void
}

export const relatedCode = ({ column, field, table, related, length = 20, after }: RelatedCode): PropertyDefinition =>
  codeField(length, {
    column,
    set: (draft, value, context) => {
      const code = typeof value === 'string' ? value : ''
      if (code === draft[column]) return
      if (code !== '' && context.data.lookup(related, ['code'], [code]) === undefined) {
        relationError(field, table, code, related)
      }
      draft[column] = code
      after?.(draft, context)
    },
  })

/** A general posting group; a new one brings its VAT group (erp-business-logic, sections 6.3 and 6.5). */
const generalGroup =
  (area: 'Bus' | 'Prod', field: string, related: string) =>
  (table: string): PropertyDefinition => {
    const column = `gen${area}PostingGroup`
    return relatedCode({
      column,
      field,
      table,
      related,
      after: (draft, { data }) => {
        const group = data.lookup(related, ['code'], [text(draft, column)])
        if (group?.['autoInsertDefault'] !== true) return
        draft[`vat${area}PostingGroup`] = text(group, `defaultVat${area}PostingGroup`)
      },
    })
  }

export const genBusPostingGroup = generalGroup('Bus', 'Gen. Bus. Posting Group', names.genBusPostingGroup)

export const genProdPostingGroup = generalGroup('Prod', 'Gen. Prod. Posting Group', names.genProdPostingGroup)

export const vatBusPostingGroup = (table: string): PropertyDefinition =>
  relatedCode({
    column: 'vatBusPostingGroup',
    field: 'VAT Bus. Posting Group',
    table,
    related: names.vatBusPostingGroup,
  })
