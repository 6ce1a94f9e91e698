/** Inserts that the ERP makes itself: like one over the API, a row holds no nulls, missing columns are empty. */
import { emptyGuid, type Draft, type EdmType, type Row, type Scalar, type Transaction } from '@koble/odata-server'
import { tables } from './tables.ts'

const EMPTY: Readonly<Partial<Record<EdmType, Scalar>>> = {
  Guid: emptyGuid,
  String: '',
  Boolean: false,
  Int32: 0,
  Int64: 0,
  Decimal: '0',
  Date: '0001-01-01',
  DateTimeOffset: '0001-01-01T00:00:00.000Z',
}

const emptyRows = new Map(
  tables.map(({ name, columns }) => [
    name,
    Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, EMPTY[type] ?? null])),
  ]),
)

/** Every column of a table with its empty value. */
export const emptyRow = (table: string): Readonly<Draft> => emptyRows.get(table) ?? {}

export function insertRow(data: Transaction, table: string, draft: Readonly<Draft>): Row {
  const row: Draft = { ...emptyRow(table) }
  for (const [column, value] of Object.entries(draft)) if (value !== null || !(column in row)) row[column] = value
  return data.insert(table, row)
}
