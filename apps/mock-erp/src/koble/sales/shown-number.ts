/** The number of a record that a row names by its id. */
import type { PropertyDefinition } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { codeField, computed } from '../../sets/properties.ts'

export const numberOf = (table: string, column: string): PropertyDefinition =>
  computed(codeField(20), (row, { data }) => text(data.get(table, text(row, column)) ?? {}, 'number'))
