/** What a path addresses, segment by segment. Truth: OData URL conventions 4.01, section 4. */
import { raise } from '../model/problem.ts'
import { entityKey, missing, rowByKey } from './find-row.ts'
import { linkedRow, navigationOf, propertyOf, rowsOf, setOf, visibility } from './model.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition, NavigationDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { OperationDefinition } from '../model/operation.ts'
import type { Row } from '../model/row.ts'
import type { PathSegment } from '../model/service-root.ts'
import type { EntityKey } from './find-row.ts'
import type { RootModel } from './model.ts'

/** The row that a collection or entity was reached from. */
export interface Parent {
  readonly set: EntitySetDefinition
  readonly row: Row
  readonly navigation: NavigationDefinition
  readonly name: string
}

export type Target =
  | { readonly kind: 'service' | 'metadata' | 'batch' }
  | { readonly kind: 'collection'; readonly set: EntitySetDefinition; readonly parent: Parent | undefined }
  | { readonly kind: 'count'; readonly set: EntitySetDefinition; readonly parent: Parent | undefined }
  /** `row` is undefined when the key names none; `key` is undefined for singletons and single navigation. */
  | {
      readonly kind: 'entity'
      readonly set: EntitySetDefinition
      readonly row: Row | undefined
      readonly key: EntityKey | undefined
      readonly parent: Parent | undefined
    }
  | {
      readonly kind: 'property'
      readonly set: EntitySetDefinition
      readonly row: Row
      readonly name: string
      readonly property: PropertyDefinition
      readonly raw: boolean
    }
  | {
      readonly kind: 'references'
      readonly set: EntitySetDefinition
      readonly parent: Parent
      readonly row: Row | undefined
    }
  | {
      readonly kind: 'operation'
      readonly name: string
      readonly operation: OperationDefinition
      readonly set: EntitySetDefinition | undefined
      readonly row: Row | undefined
      readonly parameters: string | undefined
    }

export function resolveTarget(segments: readonly PathSegment[], model: RootModel, context: ReadContext): Target {
  const [first, ...rest] = segments
  if (first === undefined) return { kind: 'service' }
  if (first.name === '$metadata' && rest.length === 0) return { kind: 'metadata' }
  if (first.name === '$batch' && first.key === undefined && rest.length === 0) return { kind: 'batch' }
  const set = model.sets.get(first.name)
  if (set === undefined) return unboundOperation(first, rest, model)
  if (set.singleton === true) return walk(singletonTarget(set, context), rest, model, context)
  if (first.key === undefined || first.key.trim() === '')
    return walk({ kind: 'collection', set, parent: undefined }, rest, model, context)
  return walk(entityTarget(first.key, set, undefined, model, context), rest, model, context)
}

function unboundOperation(segment: PathSegment, rest: readonly PathSegment[], model: RootModel): Target {
  const found = findOperation(segment.name, model.root.operations, undefined, model)
  if (found === undefined || rest.length > 0) return raise({ kind: 'unknownSegment', segment: segment.name })
  return { kind: 'operation', ...found, set: undefined, row: undefined, parameters: segment.key }
}

function findOperation(
  text: string,
  operations: Readonly<Record<string, OperationDefinition>> | undefined,
  bound: 'entity' | 'collection' | undefined,
  model: RootModel,
): { name: string; operation: OperationDefinition } | undefined {
  const { namespace } = model.root
  const fold = (name: string): string => (model.dialect.ignoreOperationCase === true ? name.toLowerCase() : name)
  const name = fold(text).startsWith(`${fold(namespace)}.`) ? text.slice(namespace.length + 1) : text
  const found = Object.entries(operations ?? {}).find(
    ([key, operation]) => fold(key) === fold(name) && operation.bound === bound,
  )
  return found === undefined ? undefined : { name: found[0], operation: found[1] }
}

function singletonTarget(set: EntitySetDefinition, context: ReadContext): Target {
  const visible = visibility(set, context)
  const row = [...rowsOf(set, context)].find((each) => visible === undefined || visible(each))
  return { kind: 'entity', set, row, key: undefined, parent: undefined }
}

function entityTarget(
  text: string,
  set: EntitySetDefinition,
  parent: Parent | undefined,
  model: RootModel,
  context: ReadContext,
): Target {
  const key = entityKey(text, set, model)
  const among = set.table === undefined ? parent?.navigation.rows?.(parent.row, context) : undefined
  const row = rowByKey(key, set, context, among)
  if (row !== undefined && parent !== undefined && !isChild(row, parent, model, context))
    return { kind: 'entity', set, row: undefined, key, parent }
  return { kind: 'entity', set, row, key, parent }
}

function isChild(row: Row, parent: Parent, model: RootModel, context: ReadContext): boolean {
  const { navigation } = parent
  if (navigation.targetColumn !== undefined && navigation.rows === undefined)
    return row[navigation.targetColumn] === parent.row.id
  for (const linked of navigation.rows?.(parent.row, context) ?? []) if (linked.id === row.id) return true
  return navigation.rows === undefined && linkedRow(model, navigation, parent.row, context)?.id === row.id
}

function walk(target: Target, segments: readonly PathSegment[], model: RootModel, context: ReadContext): Target {
  const [next, ...rest] = segments
  if (next === undefined) return target
  if (target.kind === 'collection') return walkCollection(target, next, rest, model, context)
  if (target.kind === 'entity') return walkEntity(target, next, rest, model, context)
  return raise({ kind: 'unknownSegment', segment: next.name })
}

function walkCollection(
  target: Extract<Target, { kind: 'collection' }>,
  next: PathSegment,
  rest: readonly PathSegment[],
  model: RootModel,
  context: ReadContext,
): Target {
  const { set, parent } = target
  if (next.name === '$count' && rest.length === 0) return { kind: 'count', set, parent }
  if (next.name === '$ref' && parent !== undefined && rest.length === 0)
    return { kind: 'references', set, parent, row: undefined }
  const operation = findOperation(next.name, set.operations, 'collection', model)
  if (operation !== undefined && rest.length === 0)
    return { kind: 'operation', ...operation, set, row: undefined, parameters: next.key }
  return isCast(next.name, set, model)
    ? walk(target, rest, model, context)
    : raise({ kind: 'unknownSegment', segment: next.name })
}

/** A cast to the set's own type changes nothing. */
function isCast(name: string, set: EntitySetDefinition, model: RootModel): boolean {
  return name === `${model.root.namespace}.${set.entityType}`
}

function walkEntity(
  target: Extract<Target, { kind: 'entity' }>,
  next: PathSegment,
  rest: readonly PathSegment[],
  model: RootModel,
  context: ReadContext,
): Target {
  const { set, row, parent } = target
  if (row === undefined) {
    // Names are checked before rows: a wrong segment is wrong even below a missing row.
    if (!isKnownBelow(next.name, set, model)) return raise({ kind: 'unknownSegment', segment: next.name })
    return target.key === undefined ? raise({ kind: 'unknownSegment', segment: next.name }) : missing(target.key, set)
  }
  if (next.name === '$ref' && parent !== undefined && rest.length === 0) return { kind: 'references', set, parent, row }
  const operation = findOperation(next.name, set.operations, 'entity', model)
  if (operation !== undefined && rest.length === 0)
    return { kind: 'operation', ...operation, set, row, parameters: next.key }
  const property = propertyOf(set, next.name)
  if (property !== undefined && next.key === undefined) return propertyTarget(set, row, next.name, property, rest)
  const navigation = navigationOf(set, next.name)
  if (navigation === undefined)
    return isCast(next.name, set, model)
      ? walk(target, rest, model, context)
      : raise({ kind: 'unknownSegment', segment: next.name })
  const below = { set, row, navigation, name: next.name }
  const linkedSet = setOf(model, navigation.target)
  if (navigation.collection === true) {
    const inner: Target =
      next.key === undefined || next.key.trim() === ''
        ? { kind: 'collection', set: linkedSet, parent: below }
        : entityTarget(next.key, linkedSet, below, model, context)
    return walk(inner, rest, model, context)
  }
  const linked = linkedRow(model, navigation, row, context)
  if (next.key !== undefined && next.key.trim() !== '') checkOnlyKey(next.key, linkedSet, linked, model, context)
  if (rest[0]?.name === '$ref' && rest.length === 1)
    return { kind: 'references', set: linkedSet, parent: below, row: linked }
  return walk({ kind: 'entity', set: linkedSet, row: linked, key: undefined, parent: below }, rest, model, context)
}

/** A single-valued navigation needs no key; one that is given must name the row that is there. */
function checkOnlyKey(
  text: string,
  set: EntitySetDefinition,
  row: Row | undefined,
  model: RootModel,
  context: ReadContext,
): void {
  const key = entityKey(text, set, model)
  if (row === undefined || rowByKey(key, set, context)?.id !== row.id) missing(key, set)
}

function isKnownBelow(name: string, set: EntitySetDefinition, model: RootModel): boolean {
  return (
    propertyOf(set, name) !== undefined ||
    navigationOf(set, name) !== undefined ||
    name === '$ref' ||
    findOperation(name, set.operations, 'entity', model) !== undefined ||
    isCast(name, set, model)
  )
}

function propertyTarget(
  set: EntitySetDefinition,
  row: Row,
  name: string,
  property: PropertyDefinition,
  rest: readonly PathSegment[],
): Target {
  const [next] = rest
  if (next === undefined) return { kind: 'property', set, row, name, property, raw: false }
  return next.name === '$value' && rest.length === 1
    ? { kind: 'property', set, row, name, property, raw: true }
    : raise({ kind: 'unknownSegment', segment: next.name })
}
