/** Annotations that `Prefer: odata.include-annotations` asks for: formatted values and what a lookup points to (reference/dataverse-protocol.md, section 4.3). */
import type { EntitySetDefinition, JsonObject, PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { baseCurrencyId } from '../rules/system-columns.ts'
import type { Column } from '../schema/column.ts'
import { isLookup, propertyOf, tables } from '../schema/tables.ts'
import { formattedAmount, formattedInstant, formattedNumber } from './formats.ts'
import { optionsOf } from './options.ts'
import { isPolymorphic, kitColumns, typeColumn } from './stored-table.ts'

const formatted = 'OData.Community.Display.V1.FormattedValue'
const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname'
const lookupNavigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty'

/** JSON property name to column name, a table each. */
const columnsByProperty: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  [...tables.values()].map((schema) => [
    schema.name,
    new Map(Object.entries(schema.columns).map(([name, column]) => [propertyOf(name, column), name])),
  ]),
)

export function propertyAnnotations(
  row: Row,
  propertyName: string,
  _property: PropertyDefinition,
  set: EntitySetDefinition,
  context: ReadContext,
  includes: (annotation: string) => boolean,
): JsonObject {
  const name = columnsByProperty.get(set.entityType)?.get(propertyName)
  const column = name === undefined ? undefined : tables.get(set.entityType)?.columns[name]
  if (name === undefined || column === undefined) return {}
  const found = isLookup(column)
    ? lookupAnnotations(row, name, column, context)
    : valueAnnotation(row, set.entityType, name, column, context)
  return Object.fromEntries(
    Object.entries(found)
      .filter(([annotation]) => includes(annotation))
      .map(([annotation, value]) => [`${propertyName}@${annotation}`, value]),
  )
}

function lookupAnnotations(row: Row, name: string, column: Column, context: ReadContext): JsonObject {
  const id = row[kitColumns[name] ?? name]
  if (typeof id !== 'string') return {}
  const type = isPolymorphic(column) ? row[typeColumn(name)] : null
  const target = column.targets?.find((candidate) => candidate.table === type) ?? column.targets?.[0]
  const schema = tables.get(target?.table ?? '')
  const other = schema && context.data.get(schema.name, id)
  const label = other && schema ? other[schema.primaryName] : null
  return {
    ...(typeof label === 'string' ? { [formatted]: label } : {}),
    [lookupNavigation]: target?.navigation || name,
    [lookupTable]: target?.table ?? '',
  }
}

function valueAnnotation(row: Row, table: string, name: string, column: Column, context: ReadContext): JsonObject {
  const text = formattedValue(row, table, name, column, context)
  return text === undefined ? {} : { [formatted]: text }
}

function formattedValue(
  row: Row,
  table: string,
  name: string,
  column: Column,
  context: ReadContext,
): string | undefined {
  const value = valueOf(row, name)
  if (value == null) return undefined
  if (column.options !== undefined) return optionLabel(Number(value), table, name, column, context)
  if (column.type === 'Money') return amountInCurrency(String(value), name, row, context)
  if (column.type === 'Boolean') return value === true ? 'Yes' : 'No'
  if (column.type === 'DateTime') return formattedInstant(String(value), column.dateOnly === true)
  if (['Integer', 'BigInt', 'Decimal', 'Double'].includes(column.type)) return formattedNumber(String(value))
  return undefined
}

function valueOf(row: Row, name: string) {
  if (name === 'createdon') return row['overriddencreatedon'] ?? row.createdAt
  if (name === 'modifiedon') return row.modifiedAt
  return row[kitColumns[name] ?? name]
}

const optionLabel = (value: number, table: string, name: string, column: Column, context: ReadContext) =>
  optionsOf(context.data, table, name, column).find((option) => option.value === value)?.label

/** Twins are in the organization's base currency, other amounts in the row's. */
function amountInCurrency(value: string, name: string, row: Row, context: ReadContext): string {
  const id = name.endsWith('_base') ? baseCurrencyId(context.data) : row['transactioncurrencyid']
  const currency = context.data.get('transactioncurrency', String(id ?? ''))
  const precision = Number(currency?.['currencyprecision'] ?? 2)
  return formattedAmount(value, String(currency?.['currencysymbol'] ?? ''), precision)
}

/** Counts of a list, where the request asks for annotations. */
export function listAnnotations(
  list: { readonly count: number | undefined; readonly capped: boolean },
  context: ReadContext,
): JsonObject {
  const wanted = /odata\.include-annotations="?([^"]*)"?/.exec(context.request.headers.get('prefer') ?? '')?.[1]
  if (wanted === undefined) return {}
  const found = {
    'Microsoft.Dynamics.CRM.totalrecordcount': list.count ?? -1,
    'Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': list.capped,
  }
  const includes = (name: string): boolean =>
    wanted
      .split(',')
      .some((pattern) => pattern.trim() === '*' || pattern.trim() === name || matches(pattern.trim(), name))
  return Object.fromEntries(
    Object.entries(found)
      .filter(([name]) => includes(name))
      .map(([name, value]) => [`@${name}`, value]),
  )
}

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))
