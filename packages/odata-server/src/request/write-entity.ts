/** Insert, update and delete of entities through a set's rules. Everything runs inside the caller's transaction. */
import { emptyValue } from '../values/empty-value.ts'
import { raise } from '../model/problem.ts'
import { emptyGuid } from '../model/value.ts'
import { applyBody } from './body-properties.ts'
import { entityUrl } from './find-row.ts'
import { fixedValues, keyOf, setOf, typeName } from './model.ts'
import type { WriteContext } from '../model/context.ts'
import type { EntitySetDefinition, NavigationDefinition } from '../model/entity-set.ts'
import type { Draft, Row } from '../model/row.ts'
import type { JsonObject } from '../model/value.ts'
import type { BodyTarget, Child } from './body-properties.ts'
import type { RootModel } from './model.ts'

export interface Writer {
  readonly model: RootModel
  readonly context: WriteContext
}

/** The parent's column in the new row, for rows that are created under a parent. */
export interface Under {
  readonly column: string
  readonly parent: Row
}

export function notAllowed(method: string, set: EntitySetDefinition, model: RootModel): never {
  return raise({ kind: 'methodNotAllowed', method, set: set.name, entityType: typeName(model, set) })
}

/** `preset` are columns that the address already tells (the key of an upsert). */
export function insertEntity(
  writer: Writer,
  set: EntitySetDefinition,
  body: JsonObject,
  under?: Under,
  preset: Readonly<Draft> = {},
): Row {
  const { context, model } = writer
  const rules = set.insert ?? notAllowed('POST', set, model)
  set.access?.('insert', context)
  if (rules.instead !== undefined) return rules.instead(body, context, under?.parent)
  if (set.table === undefined) return notAllowed('POST', set, model)
  const draft: Draft = { ...fixedValues(set), ...preset, ...(under && { [under.column]: under.parent.id }) }
  rules.start?.(draft, context, body)
  const children = applyBody(body, bodyTarget(writer, set, draft, true))
  rules.before?.(draft, context, body)
  fillMissing(draft, set, model)
  const row = context.data.insert(set.table, draft)
  context.usage.rowsWritten += 1
  for (const child of children) insertChildren(writer, child, set, row)
  rules.after?.(row, context)
  return context.data.get(set.table, row.id) ?? row
}

function bodyTarget(writer: Writer, set: EntitySetDefinition, draft: Draft, inserting: boolean): BodyTarget {
  return { ...writer, set, draft, inserting, insertRelated: (related, body) => insertEntity(writer, related, body) }
}

function insertChildren(writer: Writer, child: Child, set: EntitySetDefinition, parent: Row): void {
  const { name, navigation } = child
  const target = setOf(writer.model, navigation.target)
  const column = navigation.targetColumn
  for (const item of child.items)
    insertEntity(writer, target, item, column === undefined ? undefined : { column, parent })
  for (const row of child.bound) relate(writer, { set, row: parent, navigation, name }, target, row, false)
}

/** A row becomes one of a parent's children, or ceases to be: through its own way back where it has one, so that the rules of that run. */
export function relate(
  writer: Writer,
  parent: {
    readonly set: EntitySetDefinition
    readonly row: Row
    readonly navigation: NavigationDefinition
    readonly name: string
  },
  set: EntitySetDefinition,
  child: Row,
  removing: boolean,
): void {
  const { context, model } = writer
  const column = parent.navigation.targetColumn
  if (column === undefined || set.table === undefined)
    return raise({ kind: 'notImplemented', what: `References of ${parent.name}` })
  const back = Object.entries(set.navigation ?? {}).find(
    ([, candidate]) =>
      candidate.column === column &&
      candidate.collection !== true &&
      candidate.readOnly !== true &&
      model.sets.get(candidate.target)?.table === parent.set.table,
  )
  if (back !== undefined) {
    const address = entityUrl(parent.row, parent.set, context)
    modifyEntity(writer, set, child, removing ? { [back[0]]: null } : { [`${back[0]}@odata.bind`]: address })
    return
  }
  if (set.modify === undefined) return notAllowed('PATCH', set, model)
  checkAccess('modify', writer, set, child)
  const nothing = model.dialect.nulls === 'empty' ? emptyGuid : null
  context.data.update(set.table, child.id, { [column]: removing ? nothing : parent.row.id })
}

/** Columns that nobody gave. */
function fillMissing(draft: Draft, set: EntitySetDefinition, model: RootModel): void {
  const columns = model.tables.get(set.table ?? '')?.columns ?? {}
  for (const [column, type] of Object.entries(columns))
    draft[column] ??= model.dialect.nulls === 'empty' ? emptyValue(type) : null
}

export function modifyEntity(writer: Writer, set: EntitySetDefinition, row: Row, body: JsonObject): Row {
  const { context, model } = writer
  const rules = set.modify ?? notAllowed('PATCH', set, model)
  checkAccess('modify', writer, set, row)
  if (rules.instead !== undefined) return rules.instead(row, body, context)
  if (set.table === undefined) return notAllowed('PATCH', set, model)
  const draft: Draft = { ...row }
  rules.start?.(draft, row, context, body)
  applyBody(body, bodyTarget(writer, set, draft, false))
  rules.before?.(draft, row, context, body)
  const changed = context.data.update(set.table, row.id, draft)
  context.usage.rowsWritten += 1
  rules.after?.(changed, row, context)
  return context.data.get(set.table, row.id) ?? changed
}

export function deleteEntity(writer: Writer, set: EntitySetDefinition, row: Row): void {
  const { context, model } = writer
  const rules = set.delete ?? notAllowed('DELETE', set, model)
  checkAccess('delete', writer, set, row)
  if (rules.instead !== undefined) return rules.instead(row, context)
  if (set.table === undefined) return notAllowed('DELETE', set, model)
  rules.before?.(row, context)
  // A rule may have removed the row itself (a cascade that comes back here).
  if (context.data.get(set.table, row.id) !== undefined) context.data.remove(set.table, row.id)
  context.usage.rowsWritten += 1
  rules.after?.(row, context)
}

/** A row that may be read but not written looks missing, unless the application refuses in its own words. */
export function checkAccess(operation: 'modify' | 'delete', writer: Writer, set: EntitySetDefinition, row: Row): void {
  const allowed = set.access?.(operation, writer.context) ?? true
  if (allowed === true || allowed(row)) return
  raise({
    kind: 'notFound',
    set: set.name,
    table: set.table ?? set.entityType,
    entityType: set.entityType,
    key: { [keyOf(set)[0] ?? 'id']: row.id },
    byAlternateKey: false,
  })
}
