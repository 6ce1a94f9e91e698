/** Option sets as the organization has them now: the schema's values at first, then what was added (`stringmap` rows). */
import type { Reader, Row } from '@koble/odata-server'
import type { Column } from '../schema/column.ts'

export interface OptionRow {
  readonly value: number
  readonly label: string
  readonly state?: number
}

/** Picklists may be changed by an administrator; state and status are fixed by the table. */
export function optionsOf(data: Reader, table: string, name: string, column: Column): readonly OptionRow[] {
  if (column.type !== 'Picklist') return column.options ?? []
  const rows = [...data.find('stringmap', { objecttypecode: table, attributename: name })]
  return rows.sort(byOrder).map((row) => ({ value: Number(row['attributevalue']), label: String(row['value']) }))
}

export const optionValues = (data: Reader, table: string, name: string, column: Column): readonly number[] =>
  optionsOf(data, table, name, column).map((option) => option.value)

const byOrder = (a: Row, b: Row): number => Number(a['displayorder']) - Number(b['displayorder'])
