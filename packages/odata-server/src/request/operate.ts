/** Bound and unbound actions and functions. Truth: OData protocol 4.01, section 11.5. */
import { raise } from '../model/problem.ts'
import { noOptions, parseQuery } from '../query/query-options.ts'
import { checkWriteConditions } from './conditions.ts'
import { entityBody, presenterOf } from './execution.ts'
import { entityUrl } from './find-row.ts'
import { setOf, typeName } from './model.ts'
import { bodyObject } from './parse-body.ts'
import { parseParameters } from './path.ts'
import type { WriteContext } from '../model/context.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { OperationResult, ShownEntity } from '../model/operation.ts'
import type { JsonObject } from '../model/value.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'
import type { RootModel } from './model.ts'
import type { Presenter } from './present.ts'
import type { Target } from './target.ts'

export function operate(
  execution: Execution,
  context: WriteContext,
  target: Extract<Target, { kind: 'operation' }>,
): Outcome {
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
    checkWriteConditions(row, set, model, context, model.dialect.conditions.actionNeedsIfMatch === true)
  const result = operation.run({ row, set, parameters: operationParameters(execution, target), context })
  if (result === undefined) return { status: 204, headers: {} }
  const headers = { ...locationOf(result, model, context), ...result.headers }
  if (result.entity !== undefined) {
    const shown =
      model.sets.get(result.entity.set) ?? raise({ kind: 'internal', message: `There is no set ${result.entity.set}.` })
    return {
      status: result.status ?? 200,
      headers,
      json: shownEntity(presenterOf(execution, context), shown, result.entity),
      entityUrl: entityUrl(result.entity.row, shown, context),
    }
  }
  return result.body === undefined
    ? { status: result.status ?? 204, headers }
    : { status: result.status ?? 200, headers, json: result.body }
}

function shownEntity(presenter: Presenter, set: EntitySetDefinition, shown: ShownEntity): JsonObject {
  const options = shown.properties === undefined ? noOptions : { ...noOptions, select: shown.properties }
  const { '@odata.context': context = null, ...entity } = entityBody(
    presenter,
    { set, parent: undefined },
    shown.row,
    options,
    noOptions,
  )
  const type = shown.typed ? { '@odata.type': `#${typeName(presenter.model, set)}` } : {}
  return { '@odata.context': context, ...type, ...entity }
}

function locationOf(
  { made }: OperationResult,
  model: RootModel,
  context: WriteContext,
): Readonly<Record<string, string>> {
  if (made === undefined || model.dialect.operationLocation !== true) return {}
  return { Location: entityUrl(made.row, setOf(model, made.set), context) }
}

export function operationParameters(
  execution: Pick<Execution, 'exchange' | 'model'>,
  target: Extract<Target, { kind: 'operation' }>,
): JsonObject {
  const { exchange, model } = execution
  if (target.operation.kind === 'action') return bodyObject(exchange, true)
  return parseParameters(target.parameters ?? '', parseQuery(exchange.url.search, model.dialect).aliases)
}
