/** POST, PATCH, PUT, DELETE and operations, inside the caller's transaction. */
import { emptyGuid } from '../model/value.ts'
import { raise } from '../model/problem.ts'
import { noOptions, parseQuery } from '../query/query-options.ts'
import { checkWriteConditions, tagsOf } from './conditions.ts'
import { entityBody, optionsOf, presenterOf } from './execution.ts'
import { entityUrl, missing } from './find-row.ts'
import { columnOf, propertyOf, typeName } from './model.ts'
import { bodyObject } from './parse-body.ts'
import { parseParameters } from './path.ts'
import { preferencesOf } from './preferences.ts'
import { checkNames } from './present.ts'
import { resolveReference } from './resolve-reference.ts'
import { deleteEntity, insertEntity, modifyEntity, notAllowed } from './write-entity.ts'
import type { WriteContext } from '../model/context.ts'
import type { WriteAnswer } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Draft, Row } from '../model/row.ts'
import type { Json, JsonObject } from '../model/value.ts'
import type { QueryOptions } from '../query/query-options.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'
import type { Under } from './write-entity.ts'

export function executeWrite(execution: Execution, context: WriteContext): Outcome {
  const { target, model, exchange } = execution
  switch (target.kind) {
    case 'collection':
      return exchange.method === 'POST'
        ? post(execution, context, target)
        : notAllowed(exchange.method, target.set, model)
    case 'entity':
      return writeEntity(execution, context, target)
    case 'property':
      return writeProperty(execution, context, target)
    case 'references':
      return writeReference(execution, context, target)
    case 'operation':
      return operate(execution, context, target)
    case 'count':
      return notAllowed(exchange.method, target.set, model)
    case 'service':
    case 'metadata':
    case 'batch':
      return raise({
        kind: 'methodNotAllowed',
        method: exchange.method,
        set: `$${target.kind}`,
        entityType: `$${target.kind}`,
      })
  }
}

function post(execution: Execution, context: WriteContext, target: Extract<Target, { kind: 'collection' }>): Outcome {
  const { model } = execution
  const { set, parent } = target
  if (set.insert === undefined) return notAllowed('POST', set, model)
  const options = optionsOf(execution)
  checkNames(set, options, model)
  const column = parent?.navigation.targetColumn
  const under: Under | undefined =
    parent === undefined || column === undefined ? undefined : { column, parent: parent.row }
  const row = insertEntity({ model, context }, set, bodyObject(execution.exchange, false), under)
  return answerWrite(execution, context, { set, row, created: true, options })
}

interface Written {
  readonly set: EntitySetDefinition
  readonly row: Row
  readonly created: boolean
  readonly options: QueryOptions
}

function answerWrite(execution: Execution, context: WriteContext, written: Written): Outcome {
  const { model, exchange } = execution
  const { set, row, created, options } = written
  const method =
    exchange.method === 'POST' || exchange.method === 'PUT' || exchange.method === 'DELETE' ? exchange.method : 'PATCH'
  const address = entityUrl(row, set, context)
  const answer = model.dialect.writeAnswer({
    method,
    created,
    preferReturn: preferencesOf(exchange.headers).return,
    entityUrl: address,
    requestUrl: `${exchange.url.origin}${exchange.url.pathname}`,
    etag: set.etags === false ? undefined : model.dialect.etag(row, set, context),
    request: exchange,
  })
  return { ...withBody(execution, context, answer, set, row, options), entityUrl: address }
}

function withBody(
  execution: Execution,
  context: WriteContext,
  answer: WriteAnswer,
  set: EntitySetDefinition,
  row: Row,
  options: QueryOptions,
): Outcome {
  const { status, headers } = answer
  if (!answer.representation) return { status, headers }
  return {
    status,
    headers,
    json: entityBody(presenterOf(execution, context), { set, parent: undefined }, row, options),
  }
}

function writeEntity(
  execution: Execution,
  context: WriteContext,
  target: Extract<Target, { kind: 'entity' }>,
): Outcome {
  const { model, exchange } = execution
  const { set, row } = target
  const { conditions } = model.dialect
  const { method } = exchange
  if (method === 'PATCH' || (method === 'PUT' && set.modify !== undefined)) {
    if (set.modify === undefined && (row !== undefined || set.insert === undefined))
      return notAllowed(method, set, model)
    if (row === undefined) return upsert(execution, context, target)
    checkWriteConditions(row, set, model, context, conditions.patchNeedsIfMatch)
    const options = optionsOf(execution)
    checkNames(set, options, model)
    const changed = modifyEntity({ model, context }, set, row, bodyObject(exchange, false))
    return answerWrite(execution, context, { set, row: changed, created: false, options })
  }
  if (method !== 'DELETE' || set.delete === undefined) return notAllowed(method, set, model)
  if (row === undefined)
    return target.key === undefined ? raise({ kind: 'unknownSegment', segment: set.name }) : missing(target.key, set)
  checkWriteConditions(row, set, model, context, conditions.deleteNeedsIfMatch)
  deleteEntity({ model, context }, set, row)
  return { status: 204, headers: {} }
}

/** PATCH of a key that names nothing: created where the dialect upserts and no `If-Match` forbids it. */
function upsert(execution: Execution, context: WriteContext, target: Extract<Target, { kind: 'entity' }>): Outcome {
  const { model, exchange } = execution
  const { set, key } = target
  if (key === undefined) return raise({ kind: 'unknownSegment', segment: set.name })
  const forbids = tagsOf(exchange.headers.get('if-match')) !== undefined
  if (!model.dialect.conditions.upsert || forbids || set.insert === undefined || set.table === undefined)
    return missing(key, set)
  // A row that exists but may not be read is not created again.
  const preset: Draft = {}
  for (const [name, value] of key.values) {
    const property = propertyOf(set, name)
    if (property !== undefined) preset[columnOf(name, property)] = value
  }
  const options = optionsOf(execution)
  checkNames(set, options, model)
  const row = insertEntity({ model, context }, set, bodyObject(exchange, false), undefined, preset)
  return answerWrite(execution, context, { set, row, created: true, options })
}

function writeProperty(
  execution: Execution,
  context: WriteContext,
  target: Extract<Target, { kind: 'property' }>,
): Outcome {
  const { model, exchange } = execution
  const { set, row, name } = target
  checkWriteConditions(row, set, model, context, model.dialect.conditions.patchNeedsIfMatch)
  const body = propertyBody(execution, target)
  if (body === undefined) return notAllowed(exchange.method, set, model)
  modifyEntity({ model, context }, set, row, { [name]: body })
  return { status: 204, headers: {} }
}

function propertyBody(execution: Execution, target: Extract<Target, { kind: 'property' }>): Json | undefined {
  const { exchange } = execution
  if (exchange.method === 'DELETE') return null
  if (exchange.method !== 'PUT' && exchange.method !== 'PATCH') return undefined
  const isMedia =
    target.property.type === 'Stream' ||
    (target.property.type === 'Binary' && !/json/i.test(exchange.headers.get('content-type') ?? ''))
  if (isMedia) return Buffer.from(exchange.body).toString('base64')
  const body = bodyObject(exchange, false)
  return body['value'] === undefined
    ? raise({ kind: 'malformedBody', message: 'The body must have a "value".' })
    : body['value']
}

function writeReference(
  execution: Execution,
  context: WriteContext,
  target: Extract<Target, { kind: 'references' }>,
): Outcome {
  const { model, exchange } = execution
  const { parent, set } = target
  const writer = { model, context }
  const { navigation } = parent
  if (navigation.collection !== true) {
    if (exchange.method === 'DELETE') modifyEntity(writer, parent.set, parent.row, { [parent.name]: null })
    else if (exchange.method === 'PUT')
      modifyEntity(writer, parent.set, parent.row, {
        [`${parent.name}@odata.bind`]: addressOf(bodyObject(exchange, false)),
      })
    else return notAllowed(exchange.method, parent.set, model)
    return { status: 204, headers: {} }
  }
  const column = navigation.targetColumn
  if (column === undefined || set.table === undefined)
    return raise({ kind: 'notImplemented', what: `References of ${parent.name}` })
  const removing = exchange.method === 'DELETE'
  if (!removing && exchange.method !== 'POST') return notAllowed(exchange.method, parent.set, model)
  const address = removing
    ? (new URLSearchParams(exchange.url.search).get('$id') ?? '')
    : addressOf(bodyObject(exchange, false))
  const child =
    target.row ?? resolveReference(address, { model, context, target: set, property: parent.name, set: parent.set })
  const back = Object.entries(set.navigation ?? {}).find(
    ([, candidate]) =>
      candidate.column === column &&
      candidate.collection !== true &&
      candidate.readOnly !== true &&
      model.sets.get(candidate.target)?.table === parent.set.table,
  )
  if (back === undefined)
    context.data.update(set.table, child.id, {
      [column]: removing ? (model.dialect.nulls === 'empty' ? emptyGuid : null) : parent.row.id,
    })
  else
    modifyEntity(
      writer,
      set,
      child,
      removing ? { [back[0]]: null } : { [`${back[0]}@odata.bind`]: entityUrl(parent.row, parent.set, context) },
    )
  return { status: 204, headers: {} }
}

function addressOf(body: JsonObject): string {
  const address = body['@odata.id']
  return typeof address === 'string'
    ? address
    : raise({ kind: 'malformedBody', message: 'The body must have "@odata.id".' })
}

function operate(execution: Execution, context: WriteContext, target: Extract<Target, { kind: 'operation' }>): Outcome {
  const { model, exchange } = execution
  const { operation, set, row } = target
  const wanted = operation.kind === 'action' ? 'POST' : 'GET'
  if (exchange.method !== wanted)
    return raise({
      kind: 'methodNotAllowed',
      method: exchange.method,
      set: target.name,
      entityType: set === undefined ? target.name : typeName(model, set),
    })
  if (row !== undefined && set !== undefined && operation.kind === 'action')
    checkWriteConditions(row, set, model, context, false)
  const result = operation.run({ row, set, parameters: operationParameters(execution, target), context })
  if (result === undefined) return { status: 204, headers: {} }
  const headers = result.headers ?? {}
  if (result.entity !== undefined) {
    const shown =
      model.sets.get(result.entity.set) ?? raise({ kind: 'internal', message: `There is no set ${result.entity.set}.` })
    return {
      status: result.status ?? 200,
      headers,
      json: entityBody(
        presenterOf(execution, context),
        { set: shown, parent: undefined },
        result.entity.row,
        noOptions,
      ),
      entityUrl: entityUrl(result.entity.row, shown, context),
    }
  }
  return result.body === undefined
    ? { status: result.status ?? 204, headers }
    : { status: result.status ?? 200, headers, json: result.body }
}

export function operationParameters(
  execution: Pick<Execution, 'exchange' | 'model'>,
  target: Extract<Target, { kind: 'operation' }>,
): JsonObject {
  const { exchange, model } = execution
  if (target.operation.kind === 'action') return bodyObject(exchange, true)
  return parseParameters(target.parameters ?? '', parseQuery(exchange.url.search, model.dialect).aliases)
}
