/** Rows as the JSON of entities: properties, annotations, expanded navigation. Truth: OData JSON Format 4.01, sections 4 to 8. */
import { raise } from '../model/problem.ts'
import { RawNumber } from '../model/value.ts'
import { runQuery } from '../query/run-query.ts'
import { entityUrl } from './find-row.ts'
import { linkedRow, linkedRows, navigationOf, propertyOf, setOf, typeName, valueOf } from './model.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition, NavigationDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Json, Scalar } from '../model/value.ts'
import type { ExpandItem, QueryOptions } from '../query/query-options.ts'
import type { RootModel } from './model.ts'
import type { Preferences } from './preferences.ts'

export interface Presenter {
  readonly model: RootModel
  readonly context: ReadContext
  readonly preferences: Preferences
}

/** Names in `$select` and `$expand` must be known before the first row is shown. */
export function checkNames(set: EntitySetDefinition, options: QueryOptions, model: RootModel): void {
  for (const name of options.select ?? []) {
    const head = name.split('/')[0] ?? name
    const property = propertyOf(set, head)
    if ((property === undefined || property.writeOnly === true) && navigationOf(set, head) === undefined)
      unknown(head, set, model)
  }
  for (const item of options.expand) {
    const navigation = navigationOf(set, item.name) ?? unknown(item.name, set, model)
    checkNames(setOf(model, navigation.target), item.options, model)
  }
}

function unknown(property: string, set: EntitySetDefinition, model: RootModel): never {
  return raise({ kind: 'unknownProperty', property, entityType: typeName(model, set), where: 'query' })
}

/** The properties shown, in the definition's order. */
function shownProperties(
  set: EntitySetDefinition,
  options: QueryOptions,
): readonly (readonly [string, PropertyDefinition])[] {
  const all = Object.entries(set.properties).filter(([, property]) => property.writeOnly !== true)
  const { select } = options
  if (select === undefined) return all.filter(([, property]) => property.hidden !== true)
  const always = set.alwaysSelected ?? []
  return all.filter(([name]) => select.includes(name) || always.includes(name))
}

export function presentRow(
  presenter: Presenter,
  set: EntitySetDefinition,
  row: Row,
  options: QueryOptions,
): Record<string, Json> {
  const { model, context } = presenter
  const entity: Record<string, Json> = {}
  if (set.etags !== false) entity['@odata.etag'] = model.dialect.etag(row, set, context)
  if (set.annotations !== undefined) Object.assign(entity, set.annotations(row, context))
  for (const [name, property] of shownProperties(set, options)) {
    addAnnotations(entity, presenter, set, row, name, property)
    entity[name] =
      property.json === undefined
        ? formatted(valueOf(row, name, property, context), property, presenter)
        : property.json(row, context)
  }
  for (const item of options.expand) expand(entity, presenter, set, row, item)
  return entity
}

function addAnnotations(
  entity: Record<string, Json>,
  presenter: Presenter,
  set: EntitySetDefinition,
  row: Row,
  name: string,
  property: PropertyDefinition,
): void {
  const { model, context, preferences } = presenter
  for (const [annotation, value] of Object.entries(property.annotations?.(row, context) ?? {}))
    entity[`${name}@${annotation}`] = value
  if (preferences.includeAnnotations === undefined) return
  Object.assign(entity, model.dialect.propertyAnnotations?.(row, name, property, set, context, preferences.includes))
}

function formatted(value: Scalar, property: PropertyDefinition, presenter: Pick<Presenter, 'model' | 'context'>): Json {
  const { dialect } = presenter.model
  return dialect.formatValue === undefined
    ? plainValue(value, property)
    : dialect.formatValue(value, property, presenter.context)
}

/** The default form: decimals keep their digits, `scale` pads them. */
function plainValue(value: Scalar, property: PropertyDefinition): Json {
  if (property.type !== 'Decimal' || value === null || typeof value === 'boolean') return value
  const text = String(value)
  if (property.scale === undefined) return new RawNumber(text)
  const [whole = '0', fraction = ''] = text.split('.')
  return new RawNumber(
    fraction.length >= property.scale || property.scale === 0
      ? text
      : `${whole}.${fraction.padEnd(property.scale, '0')}`,
  )
}

function expand(
  entity: Record<string, Json>,
  presenter: Presenter,
  set: EntitySetDefinition,
  row: Row,
  item: ExpandItem,
): void {
  const { model, context } = presenter
  const navigation = navigationOf(set, item.name)
  if (navigation === undefined) return
  const target = setOf(model, navigation.target)
  const show = (linked: Row): Json =>
    item.reference ? reference(presenter, target, linked) : presentRow(presenter, target, linked, item.options)
  if (navigation.collection !== true) {
    const linked = linkedRow(model, navigation, row, context)
    entity[item.name] = linked === undefined ? null : show(linked)
    return
  }
  const limit = Math.min(item.options.top ?? Infinity, model.dialect.page.maximum)
  const page = childRows(presenter, target, navigation, row, item.options, limit)
  if (item.options.count)
    entity[`${item.name}@odata.count`] = childRows(
      presenter,
      target,
      navigation,
      row,
      { ...item.options, skip: undefined },
      Infinity,
    ).rows.length
  entity[item.name] = page.rows.map(show)
}

function reference(presenter: Presenter, set: EntitySetDefinition, row: Row): Json {
  return { '@odata.id': entityUrl(row, set, presenter.context) }
}

function childRows(
  presenter: Pick<Presenter, 'model' | 'context'>,
  target: EntitySetDefinition,
  navigation: NavigationDefinition,
  row: Row,
  options: QueryOptions,
  limit: number,
): ReturnType<typeof runQuery> {
  const { model, context } = presenter
  return runQuery({
    model,
    set: target,
    context,
    filter: options.filter,
    orderby: options.orderby,
    limit,
    skip: options.skip ?? 0,
    ...childSource(model, navigation, row, target, context),
  })
}

/** Where a navigation's rows come from: an index on the target's column, or the computed list. */
export function childSource(
  model: RootModel,
  navigation: NavigationDefinition,
  row: Row,
  target: EntitySetDefinition,
  context: ReadContext,
): { under?: { column: string; value: string }; rows?: Iterable<Row> } {
  const indexed =
    navigation.rows === undefined &&
    navigation.targetColumn !== undefined &&
    target.table !== undefined &&
    target.rows === undefined
  if (indexed && navigation.targetColumn !== undefined)
    return { under: { column: navigation.targetColumn, value: row.id } }
  return { rows: linkedRows(model, navigation, row, context) }
}

/** What stands behind `$metadata#` for a set with these options: `(name,nav(name))`. */
export function contextShape(set: EntitySetDefinition, options: QueryOptions, model: RootModel): string {
  const parts = [...(options.select ?? [])]
  for (const item of options.expand) {
    const navigation = navigationOf(set, item.name)
    if (navigation !== undefined)
      parts.push(`${item.name}${contextShape(setOf(model, navigation.target), item.options, model) || '()'}`)
  }
  return parts.length === 0 ? '' : `(${parts.join(',')})`
}
