/** The properties of a body, in their order, onto a draft: parsed, checked, assigned. */
import { isList, isObject, jsonText } from '../values/json.ts'
import { emptyValue } from '../values/empty-value.ts'
import { readValue } from '../values/read-value.ts'
import { raise } from '../model/problem.ts'
import { columnOf, navigationOf, propertyOf, setOf, tableName, typeName } from './model.ts'
import { resolveReference } from './resolve-reference.ts'
import type { WriteContext } from '../model/context.ts'
import type { EntitySetDefinition, NavigationDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Draft, Row } from '../model/row.ts'
import type { Json, JsonObject, Scalar } from '../model/value.ts'
import type { RootModel } from './model.ts'

/** A child that the body brings along (deep insert). */
export interface Child {
  readonly name: string
  readonly navigation: NavigationDefinition
  readonly items: readonly JsonObject[]
  /** Rows that exist and become children. */
  readonly bound: readonly Row[]
}

export interface BodyTarget {
  readonly model: RootModel
  readonly set: EntitySetDefinition
  readonly context: WriteContext
  readonly draft: Draft
  readonly inserting: boolean
  /** Inserts a related row of a deep insert and answers it. */
  readonly insertRelated: (set: EntitySetDefinition, body: JsonObject) => Row
}

export function applyBody(body: JsonObject, target: BodyTarget): Child[] {
  const children: Child[] = []
  for (const [name, value] of Object.entries(body)) applyMember(name, value, target, children)
  return children
}

function applyMember(name: string, value: Json, target: BodyTarget, children: Child[]): void {
  const at = name.indexOf('@')
  if (at >= 0) return applyAnnotation(name.slice(0, at), name.slice(at + 1), value, target, children)
  const property = propertyOf(target.set, name)
  if (property !== undefined) return applyProperty(name, property, value, target)
  const navigation = navigationOf(target.set, name)
  if (navigation !== undefined) return applyNavigation(name, navigation, value, target, children)
  raise({ kind: 'unknownProperty', property: name, entityType: typeName(target.model, target.set), where: 'body' })
}

function applyAnnotation(name: string, annotation: string, value: Json, target: BodyTarget, children: Child[]): void {
  if (name === '') {
    if (annotation === 'odata.etag') target.context.remark('A tag in the body has no effect.')
    return
  }
  const { set, model } = target
  const navigation = navigationOf(set, name)
  if (annotation !== 'odata.bind') {
    if (navigation === undefined && propertyOf(set, name) === undefined)
      raise({ kind: 'undeclaredBinding', property: name, set: set.name, entityType: typeName(model, set) })
    return
  }
  if (navigation === undefined)
    return raise({ kind: 'undeclaredBinding', property: name, set: set.name, entityType: typeName(model, set) })
  if (navigation.readOnly === true) return readOnly(name, target)
  if (value === null && navigation.collection !== true) return bind(navigation, undefined, target)
  if (navigation.collection !== true) return bind(navigation, referred(name, navigation, value, target), target)
  if (!isList(value)) return raise({ kind: 'badBinding', property: name, value: jsonText(value), set: set.name })
  if (!target.inserting) return raise({ kind: 'notImplemented', what: `Binding a list to ${name}` })
  children.push({ name, navigation, items: [], bound: value.map((item) => referred(name, navigation, item, target)) })
}

/** The row that an address names. */
function referred(name: string, navigation: NavigationDefinition, address: Json, target: BodyTarget): Row {
  const { set, model, context } = target
  if (typeof address !== 'string')
    return raise({ kind: 'badBinding', property: name, value: jsonText(address), set: set.name })
  const reference = { target: setOf(model, navigation.target), others: navigation.alsoBinds, property: name, set }
  return resolveReference(address, { model, context, ...reference })
}

function bind(
  navigation: NavigationDefinition,
  row: Row | undefined,
  target: Pick<BodyTarget, 'draft' | 'context' | 'model'>,
): void {
  if (navigation.bind !== undefined) return navigation.bind(target.draft, row, target.context)
  if (navigation.column === undefined)
    return raise({ kind: 'notImplemented', what: `Binding through ${navigation.target}` })
  target.draft[navigation.column] = row?.id ?? (target.model.dialect.nulls === 'empty' ? emptyValue('Guid') : null)
}

function readOnly(name: string, target: BodyTarget): void {
  if (target.model.dialect.readOnly === 'refuse')
    raise({ kind: 'readOnlyProperty', property: name, entityType: typeName(target.model, target.set) })
}

function applyNavigation(
  name: string,
  navigation: NavigationDefinition,
  value: Json,
  target: BodyTarget,
  children: Child[],
): void {
  const { set, model } = target
  const wrong = (): never =>
    raise({
      kind: 'badValue',
      property: name,
      type: navigation.target,
      value,
      set: set.name,
      entityType: typeName(model, set),
    })
  if (navigation.collection === true) {
    if (!isList(value) || !value.every(isObject)) return wrong()
    if (!target.inserting) return raise({ kind: 'notImplemented', what: `Changing ${name} together with its parent` })
    children.push({ name, navigation, items: value.filter(isObject), bound: [] })
    return
  }
  if (navigation.readOnly === true) return readOnly(name, target)
  if (value === null) return bind(navigation, undefined, target)
  if (!isObject(value)) return wrong()
  const address = value['@odata.id']
  if (typeof address === 'string') return bind(navigation, referred(name, navigation, address, target), target)
  if (!target.inserting) return raise({ kind: 'notImplemented', what: `Changing ${name} together with its parent` })
  bind(navigation, target.insertRelated(setOf(model, navigation.target), value), target)
}

function applyProperty(name: string, property: PropertyDefinition, raw: Json, target: BodyTarget): void {
  const isReadOnly =
    property.readOnly === true ||
    property.stream !== undefined ||
    (property.readOnly === 'afterInsert' && !target.inserting) ||
    (property.get !== undefined && property.set === undefined && property.column === undefined)
  if (isReadOnly) return readOnly(name, target)
  const parsed = property.parse === undefined ? raw : property.parse(raw, target.context)
  const value = checked(name, property, parsed, target)
  if (property.set !== undefined) property.set(target.draft, value, target.context)
  else target.draft[columnOf(name, property)] = value
}

function checked(name: string, property: PropertyDefinition, raw: Json, target: BodyTarget): Scalar {
  const { set, model } = target
  const place = { set: set.name, entityType: typeName(model, set) }
  const value = readValue(raw, property.type)
  if (value === undefined)
    return property.members !== undefined
      ? raise({ kind: 'notAnOption', property: name, value: raw, members: property.members, table: tableName(set) })
      : raise({ kind: 'badValue', property: name, type: property.type, value: raw, ...place })
  if (value === null) return ofNull(name, property, target)
  if (value === '' && model.dialect.emptyText === 'null' && property.type === 'String') return null
  if (property.members !== undefined && (typeof value === 'boolean' || !property.members.includes(value)))
    return raise({ kind: 'notAnOption', property: name, value: raw, members: property.members, table: tableName(set) })
  if (property.maxLength !== undefined && typeof value === 'string' && value.length > property.maxLength)
    return raise({
      kind: 'tooLong',
      property: name,
      value,
      maxLength: property.maxLength,
      table: tableName(set),
      entityType: set.entityType,
    })
  return value
}

function ofNull(name: string, property: PropertyDefinition, target: BodyTarget): Scalar {
  const { set, model } = target
  const { nulls, nullInBody = nulls } = model.dialect
  if (nullInBody === 'keep' || property.nullable === true) return null
  if (nullInBody === 'empty') return property.members?.[0] ?? emptyValue(property.type)
  return raise({
    kind: 'badValue',
    property: name,
    type: property.type,
    value: null,
    set: set.name,
    entityType: typeName(model, set),
  })
}
