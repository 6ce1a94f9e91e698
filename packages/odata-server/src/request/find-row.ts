/** The row that a key in a URL names. */
import { raise } from '../model/problem.ts'
import { guidPattern, readValue } from '../values/read-value.ts'
import { parseKey } from './path.ts'
import { columnOf, fixedValues, keyOf, propertyOf, rowsOf, tableName, typeName, valueOf, visibility } from './model.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition, NavigationDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { RootModel } from './model.ts'

/** A key as it was written, with its values in stored form. */
export interface EntityKey {
  readonly text: string
  readonly values: ReadonlyMap<string, Scalar>
  readonly alternate: boolean
}

export function entityKey(text: string, set: EntitySetDefinition, model: RootModel): EntityKey {
  const entityType = typeName(model, set)
  const parsed = parseKey(text, entityType)
  const primary = keyOf(set)
  if (parsed.kind === 'single') {
    const name = primary[0]
    if (name === undefined || primary.length > 1) return raise({ kind: 'notAKey', entityType, names: [] })
    return { text, values: new Map([[name, storedKey(name, parsed.value, set, text, entityType)]]), alternate: false }
  }
  const names = [...parsed.values.keys()]
  const isPrimary = sameNames(names, primary)
  if (!isPrimary && !(set.alternateKeys ?? []).some((key) => sameNames(names, key)))
    return raise({ kind: 'notAKey', entityType, names })
  return {
    text,
    values: new Map([...parsed.values].map(([name, value]) => [name, storedKey(name, value, set, text, entityType)])),
    alternate: !isPrimary,
  }
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name) => right.includes(name))
}

function storedKey(name: string, value: Scalar, set: EntitySetDefinition, text: string, entityType: string): Scalar {
  const property = propertyOf(set, name)
  if (property === undefined) return raise({ kind: 'notAKey', entityType, names: [name] })
  const adapted = property.filterValue === undefined ? value : property.filterValue(value)
  const stored = readValue(adapted, property.type)
  if (stored !== undefined && stored !== null) return stored
  const message =
    property.type === 'Guid' && typeof value === 'string' && !guidPattern.test(value)
      ? `')' or ',' expected at position 0 in (${text}).`
      : `The key '${text}' is not of type Edm.${property.type}.`
  return raise({ kind: 'badKey', key: text, entityType, message })
}

/** The row, or undefined when there is none that this principal may read. `among`: the rows of a parent, where they are computed from it. */
export function rowByKey(
  key: EntityKey,
  set: EntitySetDefinition,
  context: ReadContext,
  among?: Iterable<Row>,
): Row | undefined {
  const visible = visibility(set, context)
  for (const row of candidates(key, set, context, among)) {
    context.usage.rowsRead += 1
    if (visible === undefined || visible(row)) return row
  }
  return undefined
}

function candidates(
  key: EntityKey,
  set: EntitySetDefinition,
  context: ReadContext,
  among: Iterable<Row> | undefined,
): Iterable<Row> {
  const entries = [...key.values]
  const columns = entries.map(([name]) => ({ name, property: propertyOf(set, name) }))
  const plain =
    set.table !== undefined &&
    set.rows === undefined &&
    columns.every(({ property }) => property !== undefined && property.get === undefined)
  if (!plain || set.table === undefined) {
    return [...(among ?? rowsOf(set, context))].filter((row) =>
      columns.every(
        ({ name, property }, at) =>
          property !== undefined && valueOf(row, name, property, context) === entries[at]?.[1],
      ),
    )
  }
  const match = Object.fromEntries([
    ...Object.entries(fixedValues(set)),
    ...columns.map(({ name, property }, at): [string, Scalar] => [
      property === undefined ? name : columnOf(name, property),
      entries[at]?.[1] ?? null,
    ]),
  ])
  const id = match['id']
  if (typeof id === 'string' && columns.length === 1) {
    const row = context.data.get(set.table, id)
    return row === undefined ? [] : [row]
  }
  return context.data.find(set.table, match)
}

export function missing(key: EntityKey, set: EntitySetDefinition): never {
  return raise({
    kind: 'notFound',
    set: set.name,
    table: tableName(set),
    entityType: set.entityType,
    key: Object.fromEntries([...key.values].map(([name, value]) => [name, String(value)])),
    byAlternateKey: key.alternate,
  })
}

/** What stands between the parentheses of the row's address. */
export function keyText(row: Row, set: EntitySetDefinition, context: ReadContext): string {
  const names = keyOf(set)
  const part = (name: string): string => {
    const property = propertyOf(set, name)
    const value = property === undefined ? null : valueOf(row, name, property, context)
    return property?.type === 'String' ? `'${encodeURIComponent(String(value).replaceAll("'", "''"))}'` : String(value)
  }
  const only = names[0]
  return names.length === 1 && only !== undefined ? part(only) : names.map((name) => `${name}=${part(name)}`).join(',')
}

export function entityUrl(row: Row, set: EntitySetDefinition, context: ReadContext): string {
  const place = `${context.serviceUrl}/${context.scope.prefix}${set.name}`
  return set.singleton === true ? place : `${place}(${keyText(row, set, context)})`
}

/** The request's own address of a row below a parent that contains it: `items(…)/picture`, `orders(…)/lines(…)`. Undefined: the row has one of its own. */
export function addressBelow(
  context: ReadContext,
  parent: { readonly navigation: NavigationDefinition; readonly name: string } | undefined,
  row: Row,
  set: EntitySetDefinition,
): string | undefined {
  if (parent?.navigation.contained !== true) return undefined
  const { url } = context.request
  const path = `${url.origin}${url.pathname.replace(/\/$/, '')}`
  const last = path.slice(path.lastIndexOf('/') + 1)
  return parent.navigation.collection === true && last === parent.name ? `${path}(${keyText(row, set, context)})` : path
}
