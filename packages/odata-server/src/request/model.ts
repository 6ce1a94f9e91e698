/** A service root with its sets by name, and how rows are reached and shown through them. */
import { emptyGuid } from '../model/value.ts'
import { raise } from '../model/problem.ts'
import { columnType } from '../storage/table-store.ts'
import type { ReadContext } from '../model/context.ts'
import type { Dialect } from '../model/dialect.ts'
import type { EntitySetDefinition, NavigationDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Draft, Row } from '../model/row.ts'
import type { ServiceRootDefinition } from '../model/service-root.ts'
import type { TableDefinition } from '../model/table.ts'
import type { Scalar } from '../model/value.ts'

export interface RootModel {
  readonly root: ServiceRootDefinition
  readonly dialect: Dialect
  readonly sets: ReadonlyMap<string, EntitySetDefinition>
  readonly tables: ReadonlyMap<string, TableDefinition>
}

export function rootModel(root: ServiceRootDefinition, tables: readonly TableDefinition[]): RootModel {
  const model = {
    root,
    dialect: root.dialect,
    sets: new Map(root.sets.map((set) => [set.name, set])),
    tables: new Map(tables.map((table) => [table.name, table])),
  }
  for (const set of root.sets) checkSet(model, set)
  return model
}

/** A wrong definition is a bug of the application: said at the start. */
function checkSet(model: RootModel, set: EntitySetDefinition): void {
  if (set.table !== undefined && !model.tables.has(set.table))
    throw new Error(`Set ${set.name}: there is no table ${set.table}.`)
  const table = model.tables.get(set.table ?? '')
  for (const column of [...Object.keys(set.fixed ?? {}), ...(set.order ?? [])]) {
    if (table === undefined || columnType(table, column) === undefined)
      throw new Error(`Set ${set.name}: ${column} is no column of ${set.table ?? 'a table'}.`)
  }
  if (set.table === undefined && set.rows === undefined) throw new Error(`Set ${set.name} needs a table or rows.`)
  for (const [name, navigation] of Object.entries(set.navigation ?? {})) {
    if (!model.sets.has(navigation.target))
      throw new Error(`Set ${set.name}: ${name} leads to ${navigation.target}, which is no set of this root.`)
    const { partner } = navigation
    if (partner !== undefined && navigationOf(setOf(model, navigation.target), partner) === undefined)
      throw new Error(`Set ${set.name}: the partner of ${name} is ${partner}, which is no navigation of its target.`)
  }
  for (const [name, property] of Object.entries(set.properties)) {
    if ((property.type === 'Stream') !== (property.stream !== undefined))
      throw new Error(`Set ${set.name}: ${name} must have both the type Stream and a stream, or neither.`)
  }
  for (const name of [...(set.key ?? []), ...(set.alternateKeys ?? []).flat()]) {
    if (!Object.hasOwn(set.properties, name))
      throw new Error(`Set ${set.name}: its key names ${name}, which is no property.`)
  }
}

export function setOf(model: RootModel, name: string): EntitySetDefinition {
  return model.sets.get(name) ?? raise({ kind: 'unknownSegment', segment: name })
}

export function propertyOf(set: EntitySetDefinition, name: string): PropertyDefinition | undefined {
  return Object.hasOwn(set.properties, name) ? set.properties[name] : undefined
}

export function navigationOf(set: EntitySetDefinition, name: string): NavigationDefinition | undefined {
  return set.navigation !== undefined && Object.hasOwn(set.navigation, name) ? set.navigation[name] : undefined
}

export function columnOf(name: string, property: PropertyDefinition): string {
  return property.column ?? name
}

/** The value that the set shows for a property. */
export function valueOf(row: Row, name: string, property: PropertyDefinition, context: ReadContext): Scalar {
  return property.get === undefined ? (row[columnOf(name, property)] ?? null) : property.get(row, context)
}

/** Names of the key properties: those given, else the property that shows the row's id. */
export function keyOf(set: EntitySetDefinition): readonly string[] {
  if (set.key !== undefined) return set.key
  const found = Object.entries(set.properties).find(([name, property]) => columnOf(name, property) === 'id')
  return found === undefined ? [] : [found[0]]
}

export function tableName(set: EntitySetDefinition): string {
  return set.table ?? set.entityType
}

/** The columns that a set fixes, each with the values that its rows may have. */
export function fixedColumns(
  set: EntitySetDefinition,
): readonly (readonly [column: string, values: readonly Scalar[]])[] {
  return Object.entries(set.fixed ?? {}).map(([column, value]) => [column, isScalar(value) ? [value] : value] as const)
}

function isScalar(value: Scalar | readonly Scalar[]): value is Scalar {
  return typeof value !== 'object' || value === null
}

/** What an insert through this set gives the columns that it fixes to one value. */
export function fixedValues(set: EntitySetDefinition): Draft {
  const single = fixedColumns(set).filter(([, values]) => values.length === 1)
  return Object.fromEntries(single.map(([column, [value = null]]) => [column, value]))
}

/** Whether the row belongs to the set and this principal may read it. */
export function visibility(set: EntitySetDefinition, context: ReadContext): ((row: Row) => boolean) | undefined {
  const access = set.access?.('read', context) ?? true
  const { where } = set
  const fixed = fixedColumns(set)
  if (where === undefined && fixed.length === 0) return access === true ? undefined : access
  return (row) =>
    fixed.every(([column, values]) => values.includes(row[column] ?? null)) &&
    (where === undefined || where(row, context)) &&
    (access === true || access(row))
}

/** All rows of a set that are visible, in the table's order. */
export function rowsOf(set: EntitySetDefinition, context: ReadContext): Iterable<Row> {
  if (set.rows !== undefined) return set.rows(context)
  return context.data.scan(set.table ?? '')
}

/** Rows that a navigation leads to, visible or not. */
export function linkedRows(
  model: RootModel,
  navigation: NavigationDefinition,
  row: Row,
  context: ReadContext,
): Iterable<Row> {
  if (navigation.rows !== undefined) return navigation.rows(row, context)
  const target = setOf(model, navigation.target)
  if (navigation.targetColumn !== undefined)
    return target.table === undefined
      ? matching(target.rows?.(context) ?? [], navigation.targetColumn, row.id)
      : context.data.find(target.table, { [navigation.targetColumn]: row.id })
  const id = navigation.column === undefined ? null : (row[navigation.column] ?? null)
  if (typeof id !== 'string' || id === emptyGuid || id === '') return []
  const found = target.table === undefined ? undefined : context.data.get(target.table, id)
  return found === undefined ? [] : [found]
}

function matching(rows: Iterable<Row>, column: string, value: string): Row[] {
  return [...rows].filter((row) => row[column] === value)
}

/** The one visible row behind a single-valued navigation. */
export function linkedRow(
  model: RootModel,
  navigation: NavigationDefinition,
  row: Row,
  context: ReadContext,
): Row | undefined {
  const visible = visibility(setOf(model, navigation.target), context)
  for (const found of linkedRows(model, navigation, row, context))
    if (visible === undefined || visible(found)) return found
  return undefined
}

export function typeName(model: RootModel, set: EntitySetDefinition): string {
  return `${model.root.namespace}.${set.entityType}`
}
