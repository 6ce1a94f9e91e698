/** The global dimensions on documents, lines and entries: fields of their own over the row's dimension set (erp-business-logic, section 7.1). */
import type { PropertyDefinition } from '@koble/odata-server'
import { dimensionsOf, withDimension } from '../rules/dimension-sets.ts'
import { relationError } from '../rules/refusals.ts'
import { integer, setupRow, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { codeField } from './properties.ts'

/** `table` is the row's, for error texts. */
export const shortcutDimension = (place: 1 | 2, table: string): PropertyDefinition =>
  codeField(20, {
    get: (row, { data }) => {
      const code = text(setupRow(data), `shortcutDimension${place}Code`)
      return dimensionsOf(data, integer(row, 'dimensionSetId')).get(code) ?? ''
    },
    set: (draft, value, { data }) => {
      const written = typeof value === 'string' ? value : ''
      const code = text(setupRow(data), `shortcutDimension${place}Code`)
      const isKnown = data.lookup(names.dimensionValue, ['dimensionCode', 'code'], [code, written]) !== undefined
      if (written !== '' && !isKnown) {
        relationError(`Shortcut Dimension ${place} Code`, table, written, names.dimensionValue)
      }
      if (code !== '') draft['dimensionSetId'] = withDimension(data, integer(draft, 'dimensionSetId'), code, written)
    },
  })
