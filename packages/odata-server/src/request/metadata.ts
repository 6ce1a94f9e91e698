/** The metadata document (EDMX, CSDL 4.0) from the model. Truth: OData CSDL XML 4.01. */
import { keyOf, setOf } from './model.ts'
import type { EntitySetDefinition, NavigationDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { OperationDefinition } from '../model/operation.ts'
import type { RootModel } from './model.ts'

export function metadataDocument(model: RootModel): string {
  const { root } = model
  const sets = root.sets.filter((set) => set.hidden !== true)
  const types = new Map(sets.map((set) => [set.entityType, set]))
  const schema = [
    ...enumTypes(sets),
    ...[...types.values()].map((set) => entityType(model, set)),
    ...operations(model, sets),
    container(model, sets),
  ].join('')
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="${escaped(root.namespace)}" xmlns="http://docs.oasis-open.org/odata/ns/edm">${schema}</Schema></edmx:DataServices></edmx:Edmx>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function enumTypes(sets: readonly EntitySetDefinition[]): string[] {
  const found = new Map<string, readonly (string | number)[]>()
  for (const set of sets) {
    for (const property of Object.values(set.properties))
      if (property.enumType !== undefined && property.members !== undefined)
        found.set(property.enumType, property.members)
  }
  return [...found].map(
    ([name, members]) =>
      `<EnumType Name="${escaped(name)}">${members.map((member, at) => `<Member Name="${escaped(String(member))}" Value="${at}"/>`).join('')}</EnumType>`,
  )
}

function entityType(model: RootModel, set: EntitySetDefinition): string {
  const keys = keyOf(set)
  const key =
    keys.length === 0 || set.singleton === true
      ? ''
      : `<Key>${keys.map((name) => `<PropertyRef Name="${escaped(name)}"/>`).join('')}</Key>`
  const properties = Object.entries(set.properties).map(([name, property]) =>
    propertyXml(model, name, property, keys.includes(name)),
  )
  const navigation = Object.entries(set.navigation ?? {}).map(([name, each]) => navigationXml(model, name, each))
  return `<EntityType Name="${escaped(set.entityType)}">${key}${properties.join('')}${navigation.join('')}</EntityType>`
}

function propertyXml(model: RootModel, name: string, property: PropertyDefinition, isKey: boolean): string {
  const type =
    property.enumType !== undefined && property.members !== undefined
      ? `${model.root.namespace}.${property.enumType}`
      : `Edm.${property.type}`
  const length =
    property.maxLength !== undefined && property.type === 'String' ? ` MaxLength="${property.maxLength}"` : ''
  const scale =
    property.type === 'Decimal' ? ` Scale="${property.scale === undefined ? 'Variable' : String(property.scale)}"` : ''
  const nullable = isKey || (property.nullable !== true && model.dialect.nulls === 'empty') ? ' Nullable="false"' : ''
  return `<Property Name="${escaped(name)}" Type="${escaped(type)}"${nullable}${length}${scale}/>`
}

function navigationXml(model: RootModel, name: string, navigation: NavigationDefinition): string {
  const target = `${model.root.namespace}.${setOf(model, navigation.target).entityType}`
  const type = navigation.collection === true ? `Collection(${target})` : target
  const partner = navigation.partner === undefined ? '' : ` Partner="${escaped(navigation.partner)}"`
  return `<NavigationProperty Name="${escaped(name)}" Type="${escaped(type)}"${partner}${navigation.contained === true ? ' ContainsTarget="true"' : ''}/>`
}

function operations(model: RootModel, sets: readonly EntitySetDefinition[]): string[] {
  const bound = sets.flatMap((set) =>
    Object.entries(set.operations ?? {}).map(([name, operation]) => operationXml(model, name, operation, set)),
  )
  return [
    ...new Set([
      ...bound,
      ...Object.entries(model.root.operations ?? {}).map(([name, operation]) =>
        operationXml(model, name, operation, undefined),
      ),
    ]),
  ]
}

function operationXml(
  model: RootModel,
  name: string,
  operation: OperationDefinition,
  set: EntitySetDefinition | undefined,
): string {
  const tag = operation.kind === 'action' ? 'Action' : 'Function'
  const type = set === undefined ? '' : `${model.root.namespace}.${set.entityType}`
  const binding =
    set === undefined
      ? ''
      : `<Parameter Name="bindingParameter" Type="${escaped(operation.bound === 'collection' ? `Collection(${type})` : type)}"/>`
  const parameters = Object.entries(operation.parameters ?? {}).map(
    ([parameter, edm]) => `<Parameter Name="${escaped(parameter)}" Type="${escaped(edm)}"/>`,
  )
  const returns = operation.returns ?? (operation.kind === 'function' ? 'Edm.String' : undefined)
  return `<${tag} Name="${escaped(name)}"${set === undefined ? '' : ' IsBound="true"'}>${binding}${parameters.join('')}${returns === undefined ? '' : `<ReturnType Type="${escaped(returns)}"/>`}</${tag}>`
}

function container(model: RootModel, sets: readonly EntitySetDefinition[]): string {
  const { namespace } = model.root
  const entries = sets.map((set) =>
    set.singleton === true
      ? `<Singleton Name="${escaped(set.name)}" Type="${escaped(`${namespace}.${set.entityType}`)}"/>`
      : setXml(model, set, sets),
  )
  const imports = Object.entries(model.root.operations ?? {}).map(([name, operation]) => {
    const tag = operation.kind === 'action' ? 'Action' : 'Function'
    return `<${tag}Import Name="${escaped(name)}" ${tag}="${escaped(`${namespace}.${name}`)}"/>`
  })
  return `<EntityContainer Name="${escaped(model.root.container)}">${entries.join('')}${imports.join('')}</EntityContainer>`
}

function setXml(model: RootModel, set: EntitySetDefinition, sets: readonly EntitySetDefinition[]): string {
  const bindings = Object.entries(set.navigation ?? {})
    .filter(([, navigation]) => navigation.contained !== true && sets.some((each) => each.name === navigation.target))
    .map(
      ([name, navigation]) =>
        `<NavigationPropertyBinding Path="${escaped(name)}" Target="${escaped(navigation.target)}"/>`,
    )
  return `<EntitySet Name="${escaped(set.name)}" EntityType="${escaped(`${model.root.namespace}.${set.entityType}`)}">${bindings.join('')}</EntitySet>`
}
