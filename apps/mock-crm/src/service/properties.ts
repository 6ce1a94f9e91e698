/** A table's columns as the kit's properties and navigation properties (reference/dataverse-protocol.md, sections 4.2 and 4.3). */
import { raise } from '@koble/odata-server'
import type {
  Draft,
  Json,
  NavigationDefinition,
  PropertyDefinition,
  Row,
  Scalar,
  WriteContext,
} from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { Column, Target } from '../schema/column.ts'
import { isLookup, propertyOf, tableOf } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'
import { demand, refuseWith } from '../security/access.ts'
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

function checkOf(schema: TableSchema, name: string, column: Column): Pick<PropertyDefinition, 'set'> {
  if (column.access === 'read') return {}
  if (column.options !== undefined) return { set: optionSetter(schema, name, column) }
  if (column.required) return { set: requiredSetter(schema, name) }
  if (column.type === 'Money' || column.type === 'Decimal') return { set: amountSetter(schema, name) }
  return {}
}

function optionSetter(schema: TableSchema, name: string, column: Column) {
  return (draft: Draft, value: Scalar, context: WriteContext): void => {
    const accepted = optionValues(context.data, schema.name, name, column)
    if (value !== null && !accepted.includes(Number(value))) {
      refuseWith(errors.optionOutOfRange(Number(value), name, schema.name, accepted))
    }
    draft[name] = value
  }
}

function requiredSetter(schema: TableSchema, name: string) {
  return (draft: Draft, value: Scalar): void => {
    if (value === null) refuseWith(errors.required(name, schema.name))
    draft[name] = value
  }
}

/** Money and decimals of the service reach to 100,000,000,000 (its documented largest range is narrower than the wire's). */
function amountSetter(schema: TableSchema, name: string) {
  return (draft: Draft, value: Scalar): void => {
    if (value !== null && Math.abs(Number(value)) > 922_337_203_685_477) {
      refuseWith(errors.numberOutOfRange(name, schema.name))
    }
    draft[name] = value
  }
}

export function navigationOf(schema: TableSchema): Record<string, NavigationDefinition> {
  const single = Object.entries(schema.columns).flatMap(([name, column]) => singles(schema, name, column))
  const many = schema.collections.map(
    (collection) =>
      [
        collection.name,
        { target: tableOf(collection.table).setName, collection: true, targetColumn: collection.column },
      ] as const,
  )
  return { ...Object.fromEntries([...single, ...many]), ...(schema.name === 'systemuser' ? userNavigation : {}) }
}

/** Users and roles meet in an intersect table; the collection is read through it. */
const userNavigation: Record<string, NavigationDefinition> = {
  systemuserroles_association: {
    target: 'roles',
    collection: true,
    readOnly: true,
    rows: (row, context) =>
      [...context.data.find('systemuserroles', { systemuserid: row.id })].flatMap(
        (link) => context.data.get('role', String(link['roleid'])) ?? [],
      ),
  },
}

function singles(schema: TableSchema, name: string, column: Column): (readonly [string, NavigationDefinition])[] {
  const targets = column.targets ?? []
  return targets
    .filter((target, index) => targets.findIndex((other) => other.navigation === target.navigation) === index)
    .map((target) => [target.navigation || name, single(schema, name, column, target)] as const)
}

function single(schema: TableSchema, name: string, column: Column, target: Target): NavigationDefinition {
  return {
    target: tableOf(target.table).setName,
    column: kitColumns[name] ?? name,
    ...(column.access === 'read' ? { readOnly: true } : {}),
    bind: (draft, row, context) => {
      if (row !== undefined) demand(tableOf(target.table), 'appendTo', row, context)
      draft[name] = row?.id ?? null
      if (isPolymorphic(column)) draft[typeColumn(name)] = row === undefined ? null : target.table
    },
  }
}
