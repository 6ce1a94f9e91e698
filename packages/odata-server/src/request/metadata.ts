/** The metadata document (EDMX, CSDL 4.0) from the model. Truth: OData CSDL 4.0, sections 5 to 13. */
import { enumTypes, shownTypes, typeXml } from './metadata-types.ts'
import { tag } from './xml.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { OperationDefinition } from '../model/operation.ts'
import type { RootModel } from './model.ts'

export function metadataDocument(model: RootModel): string {
  const { namespace, alias } = model.root
  const sets = model.root.sets.filter((set) => set.hidden !== true)
  const types = shownTypes(model, sets)
  const schema = tag(
    'Schema',
    { Namespace: namespace, Alias: alias, xmlns: 'http://docs.oasis-open.org/odata/ns/edm' },
    [
      ...enumTypes(types),
      ...types.map((type) => typeXml(model, type)),
      ...operations(model, types),
      container(model, sets),
    ],
  )
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>${schema}</edmx:DataServices></edmx:Edmx>`
}

function operations(model: RootModel, types: readonly EntitySetDefinition[]): readonly string[] {
  const bound = types.flatMap((set) =>
    Object.entries(set.operations ?? {}).map(([name, operation]) => operationXml(model, name, operation, set)),
  )
  const unbound = Object.entries(model.root.operations ?? {}).map(([name, operation]) =>
    operationXml(model, name, operation, undefined),
  )
  return [...new Set([...bound, ...unbound])]
}

function operationXml(
  model: RootModel,
  name: string,
  operation: OperationDefinition,
  set: EntitySetDefinition | undefined,
): string {
  const parameters = Object.entries(operation.parameters ?? {}).map(([parameter, type]) =>
    tag('Parameter', { Name: parameter, Type: type }),
  )
  const returns = operation.returns ?? (operation.kind === 'function' ? 'Edm.String' : undefined)
  return tag(operation.kind === 'action' ? 'Action' : 'Function', { Name: name, IsBound: set && 'true' }, [
    ...(set === undefined ? [] : [bindingParameter(model, operation, set)]),
    ...parameters,
    ...(returns === undefined ? [] : [tag('ReturnType', { Type: returns })]),
  ])
}

function bindingParameter(model: RootModel, operation: OperationDefinition, set: EntitySetDefinition): string {
  const type = `${model.root.namespace}.${set.entityType}`
  const isCollection = operation.bound === 'collection'
  return tag('Parameter', {
    Name: 'bindingParameter',
    Type: isCollection ? `Collection(${type})` : type,
    Nullable: isCollection ? undefined : 'false',
  })
}

function container(model: RootModel, sets: readonly EntitySetDefinition[]): string {
  const imports = Object.entries(model.root.operations ?? {}).map(([name, { kind }]) => {
    const type = `${model.root.namespace}.${name}`
    return kind === 'action'
      ? tag('ActionImport', { Name: name, Action: type })
      : tag('FunctionImport', { Name: name, Function: type })
  })
  return tag('EntityContainer', { Name: model.root.container }, [
    ...sets.map((set) => setXml(model, set, sets)),
    ...imports,
  ])
}

function setXml(model: RootModel, set: EntitySetDefinition, sets: readonly EntitySetDefinition[]): string {
  const type = `${model.root.namespace}.${set.entityType}`
  const bindings = Object.entries(set.navigation ?? {})
    .filter(([, navigation]) => navigation.contained !== true && sets.some(({ name }) => name === navigation.target))
    .map(([name, navigation]) => tag('NavigationPropertyBinding', { Path: name, Target: navigation.target }))
  return set.singleton === true
    ? tag('Singleton', { Name: set.name, Type: type }, bindings)
    : tag('EntitySet', { Name: set.name, EntityType: type }, bindings)
}
