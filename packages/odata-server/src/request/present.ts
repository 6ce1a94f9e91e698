/** Rows as the JSON of entities: properties, annotations, expanded navigation. Truth: OData JSON Format 4.01, sections 4 to 8. */
import { raise } from '../model/problem.ts'
import { RawNumber } from '../model/value.ts'
import { isObject } from '../values/json.ts'
import { childCount, childRows } from './child-rows.ts'
import { entityUrl, keyText } from './find-row.ts'
import { linkedRow, navigationOf, propertyOf, setOf, typeName, valueOf } from './model.ts'
import { streamLinks } from './streams.ts'
import { nextState, skipText } from './tokens.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Json, Scalar } from '../model/value.ts'
import type { ExpandItem, QueryOptions } from '../query/query-options.ts'
import type { RowPage } from '../query/run-query.ts'
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
  /** Where the row was reached, when not at its set: links of streams begin with it. */
  address?: string,
): Record<string, Json> {
  const { model, context } = presenter
  const entity: Record<string, Json> = {}
  if (set.etags !== false) entity['@odata.etag'] = model.dialect.etag(row, set, context)
  if (set.annotations !== undefined) Object.assign(entity, set.annotations(row, context))
  for (const [name, property] of shownProperties(set, options)) {
    addAnnotations(entity, presenter, set, row, name, property)
    if (property.stream !== undefined) {
      Object.assign(entity, streamLinks(name, property.stream, row, address ?? entityUrl(row, set, context), context))
      continue
    }
    entity[name] =
      property.json === undefined
        ? formatted(valueOf(row, name, property, context), property, presenter)
        : property.json(row, context)
  }
  for (const item of options.expand) expand(entity, presenter, set, row, item, address)
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

/** A row that `$apply` made: paths that were grouped by become objects in objects. */
export function presentOpenRow(
  presenter: Presenter,
  set: EntitySetDefinition,
  row: Row,
  options: QueryOptions,
): Record<string, Json> {
  const entity: Record<string, Json> = {}
  for (const [name, property] of shownProperties(set, options)) {
    const path = name.split('/')
    let place = entity
    for (const step of path.slice(0, -1)) {
      const inner: Record<string, Json> = { ...(isObject(place[step]) && place[step]) }
      place[step] = inner
      place = inner
    }
    place[path.at(-1) ?? name] = formatted(valueOf(row, name, property, presenter.context), property, presenter)
  }
  return entity
}

function expand(
  entity: Record<string, Json>,
  presenter: Presenter,
  set: EntitySetDefinition,
  row: Row,
  item: ExpandItem,
  address: string | undefined,
): void {
  const { model, context } = presenter
  const navigation = navigationOf(set, item.name)
  if (navigation === undefined) return
  const target = setOf(model, navigation.target)
  const options = levelled(item, target)
  const below = navigation.contained === true ? `${address ?? entityUrl(row, set, context)}/${item.name}` : undefined
  const show = (linked: Row): Json =>
    item.reference
      ? reference(presenter, target, linked)
      : presentRow(
          presenter,
          target,
          linked,
          options,
          below && navigation.collection === true ? `${below}(${keyText(linked, target, context)})` : below,
        )
  if (navigation.collection !== true) {
    const linked = linkedRow(model, navigation, row, context)
    entity[item.name] = linked === undefined ? null : show(linked)
    return
  }
  const { top = Infinity } = item.options
  const limit = item.reference ? top : Math.min(top, model.dialect.page.maximum)
  const page = childRows(presenter, target, navigation, row, item.options, limit)
  if (item.options.count)
    entity[`${item.name}@odata.count`] = childCount(presenter, target, navigation, row, item.options)
  entity[item.name] = page.rows.map(show)
  const goesOn = page.more && (top === Infinity || (model.dialect.page.linkWithTop && top > limit))
  if (goesOn)
    entity[`${item.name}@odata.nextLink`] = childLink(
      `${address ?? entityUrl(row, set, context)}/${item.name}`,
      item,
      page,
      presenter,
    )
}

/** Where the rest of an expanded collection is: its own address with the options of the expansion. */
function childLink(address: string, item: ExpandItem, page: RowPage, { model, context }: Presenter): string {
  const options = new Map([...item.text].filter(([name]) => name !== '$levels'))
  const deeper = item.levels > 1 ? `${item.name}($levels=${item.levels - 1})` : undefined
  if (deeper !== undefined) options.set('$expand', [item.text.get('$expand'), deeper].filter(Boolean).join(','))
  const token = skipText(nextState(page, undefined), model.dialect, context.request)
  const query = [...options].map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join('')
  return `${address}?${query}${model.dialect.skipPrefix ?? ''}$skiptoken=${encodeURIComponent(token)}`
}

/** With `$levels` a target is shown with the same navigation of its own, where it has it. */
function levelled(item: ExpandItem, target: EntitySetDefinition): QueryOptions {
  if (item.levels < 2 || navigationOf(target, item.name) === undefined) return item.options
  return { ...item.options, expand: [...item.options.expand, { ...item, levels: item.levels - 1 }] }
}

function reference(presenter: Presenter, set: EntitySetDefinition, row: Row): Json {
  return { '@odata.id': entityUrl(row, set, presenter.context) }
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
