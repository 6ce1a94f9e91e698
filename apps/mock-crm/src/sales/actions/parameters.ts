/** What the sales actions take: a row by its id or its address, a reason, a set of columns (reference/dataverse-protocol.md, section 13). */
import { isObject, RawNumber, type Json, type JsonObject, type Row, type WriteContext } from '@koble/odata-server'
import { errors } from '../../crm-error.ts'
import { propertyOf, tableOf } from '../../schema/tables.ts'
import { demand, refuseWith } from '../../security/access.ts'

export const missingParameter = (name: string): never =>
  refuseWith(errors.badRequest(`The parameter '${name}' is missing or is not of the expected type.`))

export function objectParameter(parameters: JsonObject, name: string): JsonObject {
  const value = parameters[name]
  return isObject(value) ? value : missingParameter(name)
}

/** The row that a parameter names by its id; the caller may read it. */
export function rowParameter(parameters: JsonObject, name: string, table: string, context: WriteContext): Row {
  const id = parameters[name]
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return missingParameter(name)
  const row = context.data.get(table, id.toLowerCase()) ?? refuseWith(errors.rowMissing(table, id))
  demand(tableOf(table), 'read', row, context)
  return row
}

export function integerParameter(parameters: JsonObject, name: string): number | undefined {
  const value = parameters[name]
  if (value === undefined || value === null) return undefined
  const number = value instanceof RawNumber ? Number(value.text) : value
  return typeof number === 'number' && Number.isInteger(number) ? number : missingParameter(name)
}

export function textParameter(parameters: JsonObject, name: string): string | null {
  const value = parameters[name] ?? null
  return value === null || typeof value === 'string' ? value : missingParameter(name)
}

/** The properties of a `ColumnSet`; undefined for all columns. */
export function columnSet(parameters: JsonObject, table: string): readonly string[] | undefined {
  const set = parameters['ColumnSet']
  if (set === undefined || set === null) return undefined
  if (!isObject(set)) return missingParameter('ColumnSet')
  if (set['AllColumns'] === true) return undefined
  const columns: Json = set['Columns'] ?? []
  if (!Array.isArray(columns)) return missingParameter('ColumnSet')
  return columns.map((name) => propertyOfColumn(String(name), table))
}

function propertyOfColumn(name: string, table: string): string {
  const column = tableOf(table).columns[name]
  return column === undefined ? refuseWith(errors.propertyMissing(name, table)) : propertyOf(name, column)
}
