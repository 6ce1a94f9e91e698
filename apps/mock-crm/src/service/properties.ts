/** A table's columns as the kit's properties and navigation properties (reference/dataverse-protocol.md, sections 4.2 and 4.3). */
import { raise } from '@koble/odata-server'
import type { Json, NavigationDefinition, PropertyDefinition, Row, Scalar, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { Column, Target } from '../schema/column.ts'
import { isLookup, propertyOf, tableOf } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'
import { demand, refuseWith } from '../security/access.ts'
import { associationNavigation } from './association-navigation.ts'
import { optionValues } from './options.ts'
import { edmTypeOf, isPolymorphic, kitColumns, typeColumn } from './stored-table.ts'

export const wholeSeconds = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z')

export function propertiesOf(schema: TableSchema): Record<string, PropertyDefinition> {
  const entries = Object.entries(schema.columns).map(
    ([name, column]) => [propertyOf(name, column), property(schema, name, column)] as const,
  )
  return Object.fromEntries(entries)
}

function property(schema: TableSchema, name: string, column: Column): PropertyDefinition {
  if (name === schema.primaryId) return { type: 'Guid', column: 'id', readOnly: 'afterInsert' }
  if (name === 'createdon') return stamp((row) => String(row['overriddencreatedon'] ?? row.createdAt))
  if (name === 'modifiedon') return stamp((row) => row.modifiedAt)
  return {
    type: edmTypeOf(column),
    column: kitColumns[name] ?? name,
    nullable: true,
    ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
    ...(column.type === 'Money' ? { scale: 4 } : {}),
    ...(column.writeOnly ? { writeOnly: true } : {}),
    ...(numbers.has(column.type) ? { parse: numberParser(schema, name, column) } : {}),
    ...accessOf(column),
    ...checkOf(schema, name, column),
  }
}

const numbers: ReadonlySet<Column['type']> = new Set([
  'Integer',
  'BigInt',
  'Decimal',
  'Double',
  'Money',
  'Picklist',
  'State',
  'Status',
])

/** A number is a JSON number; text with digits is refused as the service refuses it. */
function numberParser(schema: TableSchema, name: string, column: Column) {
  return (value: Json): Json =>
    typeof value === 'string'
      ? raise({
          kind: 'badValue',
          property: name,
          type: edmTypeOf(column),
          value,
          set: schema.setName,
          entityType: schema.name,
        })
      : value
}

/** Instants show whole seconds, and are compared as they show. */
const stamp = (read: (row: Row) => string): PropertyDefinition => ({
  type: 'DateTimeOffset',
  readOnly: true,
  get: (row) => wholeSeconds(read(row)).replace(/Z$/, '.000Z'),
})

function accessOf(column: Column): Pick<PropertyDefinition, 'readOnly'> {
  if (isLookup(column) || column.access === 'read') return { readOnly: true }
  return column.access === 'create' ? { readOnly: 'afterInsert' } : {}
}

type Check = (value: Scalar, context: WriteContext) => void

function checkOf(schema: TableSchema, name: string, column: Column): Pick<PropertyDefinition, 'set'> {
  if (column.access === 'read') return {}
  const checks: readonly Check[] = [
    ...(column.options === undefined ? [] : [optionCheck(schema, name, column)]),
    ...(column.required ? [requiredCheck(schema, name)] : []),
    ...rangeChecks(schema, name, column),
  ]
  if (checks.length === 0) return {}
  return {
    set: (draft, value, context) => {
      for (const check of checks) check(value, context)
      draft[name] = value
    },
  }
}

function optionCheck(schema: TableSchema, name: string, column: Column): Check {
  return (value, context) => {
    const accepted = optionValues(context.data, schema.name, name, column)
    if (value !== null && !accepted.includes(Number(value))) {
      refuseWith(errors.optionOutOfRange(Number(value), name, schema.name, accepted))
    }
  }
}

function requiredCheck(schema: TableSchema, name: string): Check {
  return (value) => {
    if (value === null) refuseWith(errors.required(name, schema.name))
  }
}

/** Money and decimals of the service reach to 100,000,000,000 (its documented largest range is narrower than the wire's). */
const widest = [-922_337_203_685_477, 922_337_203_685_477] as const

function rangeChecks(schema: TableSchema, name: string, column: Column): readonly Check[] {
  const isAmount = column.type === 'Money' || column.type === 'Decimal'
  const range = column.range ?? (isAmount ? widest : undefined)
  if (range === undefined) return []
  const refusal = isAmount ? errors.amountOutOfRange : errors.integerOutOfRange
  return [
    (value) => {
      if (value === null) return
      if (Number(value) < range[0] || Number(value) > range[1]) refuseWith(refusal(name, schema.name))
    },
  ]
}

export function navigationOf(schema: TableSchema): Record<string, NavigationDefinition> {
  const single = Object.entries(schema.columns).flatMap(([name, column]) => singles(name, column))
  const many = schema.collections.map(
    (collection) =>
      [
        collection.name,
        { target: tableOf(collection.table).setName, collection: true, targetColumn: collection.column },
      ] as const,
  )
  return { ...Object.fromEntries([...single, ...many]), ...associationNavigation(schema.name) }
}

/** One navigation property a name: an owner is a user or a team under one name, a customer's two kinds have one each. */
function singles(name: string, column: Column): (readonly [string, NavigationDefinition])[] {
  const names = new Map<string, Target[]>()
  for (const target of column.targets ?? []) {
    const navigation = target.navigation || name
    names.set(navigation, [...(names.get(navigation) ?? []), target])
  }
  return [...names].map(([navigation, targets]) => [navigation, single(name, column, targets)])
}

function single(name: string, column: Column, targets: readonly Target[]): NavigationDefinition {
  const [first, ...others] = targets.map((target) => tableOf(target.table).setName)
  return {
    target: first ?? '',
    ...(others.length === 0 ? {} : { alsoBinds: others }),
    column: kitColumns[name] ?? name,
    ...(column.access === 'read' ? { readOnly: true } : {}),
    bind: (draft, row, context) => {
      const table = row && tableHolding(row, targets, context)
      if (row !== undefined && table !== undefined) demand(tableOf(table), 'appendTo', row, context)
      draft[name] = row?.id ?? null
      if (isPolymorphic(column)) draft[typeColumn(name)] = table ?? null
    },
  }
}

const tableHolding = (row: Row, targets: readonly Target[], { data }: WriteContext): string | undefined =>
  targets.map((target) => target.table).find((table) => data.get(table, row.id) !== undefined)
