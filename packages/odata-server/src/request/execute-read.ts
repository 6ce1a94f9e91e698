/** GET: documents, collections, entities, properties, references. */
import { raise } from '../model/problem.ts'
import { noOptions } from '../query/query-options.ts'
import { jsonText } from '../values/json.ts'
import { tagMatches, tagsOf } from './conditions.ts'
import { entityBody, optionsOf, presenterOf } from './execution.ts'
import { entityUrl, missing } from './find-row.ts'
import { metadataDocument } from './metadata.ts'
import { checkNames, presentRow } from './present.ts'
import { countDelta, readDelta } from './read-delta.ts'
import { readCount, readList } from './read-list.ts'
import { serviceDocument } from './service-document.ts'
import { readStream } from './streams.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'
import type { RootModel } from './model.ts'
import type { Presenter } from './present.ts'
import type { Target } from './target.ts'

export function executeRead(execution: Execution): Outcome {
  const { target, model, exchange, database, context } = execution
  const presenter = presenterOf(execution, context)
  switch (target.kind) {
    case 'service':
      return { status: 200, headers: {}, json: serviceDocument(model, context) }
    case 'metadata':
      return { status: 200, headers: { 'content-type': 'application/xml' }, text: metadataDocument(model) }
    case 'batch':
      return raise({ kind: 'methodNotAllowed', method: exchange.method, set: '$batch', entityType: '$batch' })
    case 'collection':
    case 'count': {
      const options = optionsOf(execution)
      const list = { presenter, set: target.set, parent: target.parent, options, exchange, database }
      if (options.deltaToken !== undefined)
        return target.kind === 'count' ? countDelta(list, options.deltaToken) : readDelta(list, options.deltaToken)
      return target.kind === 'count' ? readCount(list) : readList(list)
    }
    case 'entity':
      return readEntity(execution, presenter, target)
    case 'property':
      return readProperty(presenter, target)
    case 'references':
      return readReferences(presenter, target)
    case 'operation':
      return raise({ kind: 'internal', message: 'An operation was read.' })
  }
}

function readEntity(execution: Execution, presenter: Presenter, target: Extract<Target, { kind: 'entity' }>): Outcome {
  const { model, exchange, context } = execution
  const { set, row } = target
  const options = optionsOf(execution)
  checkNames(set, options, model)
  if (row === undefined) return target.key === undefined ? { status: 204, headers: {} } : missing(target.key, set)
  const none = tagsOf(exchange.headers.get('if-none-match'))
  const conditional = options.expand.length === 0 && presenter.preferences.includeAnnotations === undefined
  if (none !== undefined && conditional && tagMatches(none, row, set, model, context))
    return { status: 304, headers: { etag: model.dialect.etag(row, set, context) } }
  const match = tagsOf(exchange.headers.get('if-match'))
  if (match !== undefined && !tagMatches(match, row, set, model, context))
    return raise({ kind: 'conditionFailed', set: set.name })
  return {
    status: 200,
    headers: tagHeader(row, set, model, context),
    json: entityBody(presenter, target, row, options),
  }
}

function tagHeader(row: Row, set: EntitySetDefinition, model: RootModel, context: ReadContext): Record<string, string> {
  return model.dialect.etagHeader === true && set.etags !== false ? { etag: model.dialect.etag(row, set, context) } : {}
}

function readProperty(presenter: Presenter, target: Extract<Target, { kind: 'property' }>): Outcome {
  const { set, row, name, property, raw } = target
  const { context } = presenter
  if (property.stream !== undefined) return readStream(property.stream, row, context)
  const shown = presentRow(presenter, { ...set, etags: false }, row, { ...noOptions, select: [name] })[name] ?? null
  if (!raw)
    return shown === null
      ? { status: 204, headers: {} }
      : {
          status: 200,
          headers: {},
          json: {
            '@odata.context': `${context.serviceUrl}/$metadata#${context.scope.prefix}${set.name}(${row.id})/${name}`,
            value: shown,
          },
        }
  if (shown === null) return { status: 204, headers: {} }
  if (property.type === 'Binary')
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      bytes: Buffer.from(jsonText(shown), 'base64'),
    }
  return { status: 200, headers: { 'content-type': 'text/plain' }, text: jsonText(shown) }
}

function readReferences(presenter: Presenter, target: Extract<Target, { kind: 'references' }>): Outcome {
  const { context } = presenter
  if (target.parent.navigation.collection !== true || target.row !== undefined) {
    return target.row === undefined
      ? { status: 204, headers: {} }
      : {
          status: 200,
          headers: {},
          json: {
            '@odata.context': `${context.serviceUrl}/$metadata#$ref`,
            '@odata.id': entityUrl(target.row, target.set, context),
          },
        }
  }
  const page = presentRow(presenter, target.parent.set, target.parent.row, {
    ...noOptions,
    select: [],
    expand: [{ name: target.parent.name, reference: true, levels: 1, text: new Map(), options: noOptions }],
  })
  return {
    status: 200,
    headers: {},
    json: {
      '@odata.context': `${context.serviceUrl}/$metadata#Collection($ref)`,
      value: page[target.parent.name] ?? [],
    },
  }
}
