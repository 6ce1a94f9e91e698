/** Answers `EntityDefinitions…`; everything else is left to the kit. Definitions are read-only in this emulator, and say so. */
import type { Json, JsonObject, PathSegment, ReadContext } from '@koble/odata-server'
import { stringifyJson } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { Column } from '../schema/column.ts'
import { tables } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'
import { refuseWith } from '../security/access.ts'
import {
  allDefinitions,
  attributeDefinition,
  entityDefinition,
  keyDefinitions,
  manyToMany,
  manyToOne,
  metadataIdOf,
  metadataTypeOf,
  optionSet,
} from './definition.ts'
import { expandOf, filterBy, select, selectOf } from './metadata-query.ts'
import { textOf } from '../text-of.ts'

const others = ['GlobalOptionSetDefinitions', 'RelationshipDefinitions', 'ManagedPropertyDefinitions']

export function handleMetadata(segments: readonly PathSegment[], context: ReadContext): Response | undefined {
  const [first, ...rest] = segments
  if (first === undefined) return undefined
  if (others.includes(first.name)) refuseWith(errors.notEmulated(`'${first.name}'`))
  if (first.name !== 'EntityDefinitions') return undefined
  if (context.request.method !== 'GET') {
    if (context.request.method === 'PATCH') refuseWith(errors.wrongVerb('PATCH', 'EntityDefinitions'))
    refuseWith(errors.notEmulated('Changing definitions'))
  }
  const parameters = context.request.url.searchParams
  if (first.key === undefined)
    return list('EntityDefinitions', filterBy(allDefinitions(), parameters.get('$filter')), parameters, context)
  const schema = schemaOf(first.key)
  return rest.length === 0 ? entity(schema, parameters, context) : part(schema, rest, parameters, context)
}

function entity(schema: TableSchema, parameters: URLSearchParams, context: ReadContext): Response {
  const item = select(entityDefinition(schema), selectOf(parameters))
  return answer(
    `EntityDefinitions${projection(parameters)}/$entity`,
    { ...item, ...expanded(schema, parameters, context) },
    context,
  )
}

function expanded(schema: TableSchema, parameters: URLSearchParams, context: ReadContext): JsonObject {
  const result: Record<string, Json> = {}
  for (const [name, options] of expandOf(parameters.get('$expand'))) {
    result[name] = filterBy(collectionOf(schema, name, context), options.get('$filter')).map((item) =>
      select(item, selectOf(options)),
    )
  }
  return result
}

function collectionOf(schema: TableSchema, name: string, context: ReadContext): readonly JsonObject[] {
  if (name === 'Attributes') return attributes(schema)
  if (name === 'Keys') return keyDefinitions(schema)
  if (name === 'ManyToOneRelationships') return manyToOne(schema)
  if (name === 'OneToManyRelationships') {
    return [...tables.values()].flatMap(manyToOne).filter((relation) => relation['ReferencedEntity'] === schema.name)
  }
  if (name === 'ManyToManyRelationships') return manyToMany(schema)
  context.remark(`metadata '${name}' is not emulated`)
  return refuseWith(
    errors.badRequest(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.EntityMetadata'.`),
  )
}

const attributes = (schema: TableSchema): readonly JsonObject[] =>
  Object.entries(schema.columns).map(([name, column]) => attributeDefinition(schema, name, column))

/** `EntityDefinitions(…)/Attributes[(…)][/cast]`, `/Keys[(…)]` and the relationships. */
function part(
  schema: TableSchema,
  rest: readonly PathSegment[],
  parameters: URLSearchParams,
  context: ReadContext,
): Response {
  const [collection, cast, ...tail] = rest
  if (collection === undefined || tail.length > 0) return refuseWith(errors.segmentMissing(tail[0]?.name ?? ''))
  if (collection.name === 'Attributes' && collection.key !== undefined) {
    return attribute(schema, keyValue(collection.key), cast?.name, parameters, context)
  }
  const items = collectionOf(schema, collection.name, context)
  const wanted = cast === undefined ? items : ofType(schema, items, cast.name, parameters, context)
  if (collection.key === undefined)
    return list(collection.name, filterBy(wanted, parameters.get('$filter')), parameters, context)
  const key = keyValue(collection.key)
  const found = items.find(
    (item) => item['LogicalName'] === key || item['SchemaName'] === key || item['MetadataId'] === key,
  )
  if (found === undefined) return refuseWith(errors.rowMissing(collection.name, key))
  return answer(`${collection.name}${projection(parameters)}/$entity`, select(found, selectOf(parameters)), context)
}

function ofType(
  schema: TableSchema,
  items: readonly JsonObject[],
  type: string,
  parameters: URLSearchParams,
  context: ReadContext,
): readonly JsonObject[] {
  const wanted = items.filter((item) => item['@odata.type'] === `#${type}`)
  return wanted.map((item) => {
    const name = textOf(item['LogicalName'])
    const column = schema.columns[name]
    return column ? { ...item, ...optionSets(schema, name, column, parameters, context) } : item
  })
}

function attribute(
  schema: TableSchema,
  key: string,
  cast: string | undefined,
  parameters: URLSearchParams,
  context: ReadContext,
): Response {
  const found = Object.entries(schema.columns).find(([name]) => name === key || metadataIdOf(schema.name, name) === key)
  if (found === undefined) return refuseWith(errors.rowMissing('attribute', key))
  const [name, column] = found
  if (cast !== undefined && cast !== `Microsoft.Dynamics.CRM.${metadataTypeOf(column)}`) {
    return refuseWith(errors.badRequest(`The attribute '${name}' is not of the type '${cast}'.`))
  }
  const item = select(attributeDefinition(schema, name, column), selectOf(parameters))
  const sets = cast === undefined ? {} : optionSets(schema, name, column, parameters, context)
  return answer(`EntityDefinitions('${schema.name}')/Attributes/${cast ?? ''}/$entity`, { ...item, ...sets }, context)
}

/** Options come only when they are expanded on the cast type. */
function optionSets(
  schema: TableSchema,
  name: string,
  column: Column,
  parameters: URLSearchParams,
  context: ReadContext,
): JsonObject {
  if (column.options === undefined) return {}
  const result: Record<string, Json> = {}
  for (const [part, options] of expandOf(parameters.get('$expand'))) {
    if (part === 'OptionSet')
      result['OptionSet'] = select(optionSet(context.data, schema, name, column), selectOf(options))
    if (part === 'GlobalOptionSet') result['GlobalOptionSet'] = null
  }
  return result
}

function list(name: string, items: readonly JsonObject[], parameters: URLSearchParams, context: ReadContext): Response {
  const expand = parameters.get('$expand')
  const value = items.map((item) => {
    const schema = name === 'EntityDefinitions' && expand !== null ? tables.get(textOf(item['LogicalName'])) : undefined
    return { ...select(item, selectOf(parameters)), ...(schema ? expanded(schema, parameters, context) : {}) }
  })
  return answer(`${name}${projection(parameters)}`, { value }, context)
}

function schemaOf(key: string): TableSchema {
  const wanted = keyValue(key)
  const schema = tables.get(wanted) ?? [...tables.values()].find((candidate) => metadataIdOf(candidate.name) === wanted)
  return schema ?? refuseWith(errors.rowMissing('entity', wanted))
}

const keyValue = (key: string): string => /^(?:LogicalName|MetadataId)?=?'?([^']*)'?$/.exec(key)?.[1] ?? key

const projection = (parameters: URLSearchParams): string => {
  const names = selectOf(parameters)
  return names === undefined ? '' : `(${names.join(',')})`
}

function answer(contextName: string, body: JsonObject, context: ReadContext): Response {
  const json = stringifyJson({ '@odata.context': `${context.serviceUrl}/$metadata#${contextName}`, ...body })
  return new Response(json, {
    headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' },
  })
}
