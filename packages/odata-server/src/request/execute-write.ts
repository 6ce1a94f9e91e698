/** POST, PATCH, PUT and DELETE of entities and properties, inside the caller's transaction. */
import { raise } from '../model/problem.ts'
import { checkWriteConditions, tagsOf } from './conditions.ts'
import { entityBody, optionsOf, presenterOf } from './execution.ts'
import { entityUrl, missing } from './find-row.ts'
import { columnOf, propertyOf } from './model.ts'
import { operate } from './operate.ts'
import { bodyObject } from './parse-body.ts'
import { preferencesOf } from './preferences.ts'
import { checkNames } from './present.ts'
import { writeStream } from './streams.ts'
import { writeReference } from './write-reference.ts'
import { deleteEntity, insertEntity, modifyEntity, notAllowed } from './write-entity.ts'
import type { WriteContext } from '../model/context.ts'
import type { WriteAnswer } from '../model/dialect.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Draft, Row } from '../model/row.ts'
import type { Json } from '../model/value.ts'
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
  const putModifies = model.dialect.putModifies !== false && set.modify !== undefined
  if (method === 'PATCH' || (method === 'PUT' && putModifies)) {
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
  const { set, row, name, property } = target
  if (property.stream !== undefined) return writeStream(execution, context, { set, row, stream: property.stream })
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
  const isMedia = target.property.type === 'Binary' && !/json/i.test(exchange.headers.get('content-type') ?? '')
  if (isMedia) return Buffer.from(exchange.body).toString('base64')
  const body = bodyObject(exchange, false)
  return body['value'] === undefined
    ? raise({ kind: 'malformedBody', message: 'The body must have a "value".' })
    : body['value']
}
