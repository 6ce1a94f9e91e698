/** Entity and enumeration types of the metadata document. Truth: OData CSDL 4.0, sections 6 to 10. */
import { columnOf, keyOf, setOf } from './model.ts'
import { tag } from './xml.ts'
import type { EntitySetDefinition, NavigationDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { RootModel } from './model.ts'

/**
 * One definition for each type that the sets show, those reached by navigation alone included. Sets of the same type together tell its
 * properties, navigation and operations.
 */
export function shownTypes(model: RootModel, sets: readonly EntitySetDefinition[]): readonly EntitySetDefinition[] {
  const types = new Map<string, EntitySetDefinition>()
  const seen = new Set<EntitySetDefinition>()
  const add = (set: EntitySetDefinition): void => {
    if (seen.has(set)) return
    seen.add(set)
    const known = types.get(set.entityType)
    types.set(set.entityType, known === undefined ? set : united(known, set))
    for (const { target } of Object.values(set.navigation ?? {})) add(setOf(model, target))
  }
  for (const set of sets) add(set)
  return [...types.values()]
}

function united(first: EntitySetDefinition, second: EntitySetDefinition): EntitySetDefinition {
  return {
    ...first,
    ...(second.singleton !== true && { singleton: false }),
    properties: { ...second.properties, ...first.properties },
    navigation: { ...second.navigation, ...first.navigation },
    operations: { ...second.operations, ...first.operations },
  }
}

/** Properties that name one enumeration together tell its members. */
export function enumTypes(types: readonly EntitySetDefinition[]): readonly string[] {
  const found = new Map<string, Set<string | number>>()
  for (const type of types) {
    for (const { enumType, members } of Object.values(type.properties)) {
      if (enumType === undefined || members === undefined) continue
      found.set(enumType, new Set([...(found.get(enumType) ?? []), ...members]))
    }
  }
  return [...found].map(([name, members]) =>
    tag(
      'EnumType',
      { Name: name },
      [...members].map((member, at) => tag('Member', { Name: identifier(String(member)), Value: String(at) })),
    ),
  )
}

/** Characters that an identifier may not have stand as `_xHHHH_`. */
function identifier(text: string): string {
  const encoded = text.replace(/[^A-Za-z0-9_]/g, code)
  return /^[0-9]/.test(encoded) ? `${code(encoded.charAt(0))}${encoded.slice(1)}` : encoded
}

function code(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).padStart(4, '0')}_`
}

export function typeXml(model: RootModel, set: EntitySetDefinition): string {
  const keys = set.singleton === true ? [] : keyOf(set)
  const key = tag(
    'Key',
    {},
    keys.map((name) => tag('PropertyRef', { Name: name })),
  )
  const properties = Object.entries(set.properties).map(([name, property]) =>
    propertyXml(model, name, property, keys.includes(name)),
  )
  const navigation = Object.entries(set.navigation ?? {}).map(([name, each]) => navigationXml(model, set, name, each))
  return tag('EntityType', { Name: set.entityType }, [...(keys.length > 0 ? [key] : []), ...properties, ...navigation])
}

function propertyXml(model: RootModel, name: string, property: PropertyDefinition, isKey: boolean): string {
  const isEnum = property.enumType !== undefined && property.members !== undefined
  const isNullable = !isKey && (property.nullable === true || model.dialect.nulls !== 'empty')
  const hasLength = property.type === 'String' && !isEnum && property.maxLength !== undefined
  return tag('Property', {
    Name: name,
    Type: isEnum ? `${model.root.namespace}.${property.enumType}` : `Edm.${property.type}`,
    Nullable: isNullable ? undefined : 'false',
    MaxLength: hasLength ? String(property.maxLength) : undefined,
    // Instants are kept to the millisecond.
    Precision: property.type === 'DateTimeOffset' ? '3' : undefined,
    Scale: property.type === 'Decimal' ? String(property.scale ?? 'variable') : undefined,
  })
}

function navigationXml(
  model: RootModel,
  set: EntitySetDefinition,
  name: string,
  navigation: NavigationDefinition,
): string {
  const target = setOf(model, navigation.target)
  const type = `${model.root.namespace}.${target.entityType}`
  return tag(
    'NavigationProperty',
    {
      Name: name,
      Type: navigation.collection === true ? `Collection(${type})` : type,
      Partner: navigation.partner ?? partnerOf(model, set, navigation),
      ContainsTarget: navigation.contained === true ? 'true' : undefined,
    },
    constraint(set, target, navigation),
  )
}

/** The way back when a column tells it: the one navigation of the target that goes by the same column. */
function partnerOf(model: RootModel, set: EntitySetDefinition, navigation: NavigationDefinition): string | undefined {
  const target = setOf(model, navigation.target)
  const back = ways(target, set.name, navigation)
  const there = ways(set, target.name, back[0]?.[1] ?? {})
  return back.length === 1 && there.length === 1 && there[0]?.[1] === navigation ? back[0]?.[0] : undefined
}

/** Navigation of a set to another by the column that `opposite` goes by from its side. */
function ways(
  set: EntitySetDefinition,
  target: string,
  opposite: Pick<NavigationDefinition, 'column' | 'targetColumn'>,
): readonly (readonly [string, NavigationDefinition])[] {
  return Object.entries(set.navigation ?? {}).filter(
    ([, each]) =>
      each.target === target &&
      each.rows === undefined &&
      ((each.column !== undefined && each.column === opposite.targetColumn) ||
        (each.targetColumn !== undefined && each.targetColumn === opposite.column)),
  )
}

/** The property that shows the column which holds the target's key, where there is one. */
function constraint(set: EntitySetDefinition, target: EntitySetDefinition, navigation: NavigationDefinition): string[] {
  const [key, ...more] = keyOf(target)
  const keyProperty = target.properties[key ?? '']
  const goesById = navigation.column !== undefined && navigation.collection !== true && navigation.rows === undefined
  if (!goesById || key === undefined || keyProperty === undefined || more.length > 0) return []
  if (columnOf(key, keyProperty) !== 'id') return []
  const holder = Object.entries(set.properties).find(
    ([name, property]) =>
      property.get === undefined &&
      property.type === keyProperty.type &&
      columnOf(name, property) === navigation.column,
  )
  return holder === undefined ? [] : [tag('ReferentialConstraint', { Property: holder[0], ReferencedProperty: key })]
}
