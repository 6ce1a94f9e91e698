/** Bound and unbound actions and functions. Truth: OData protocol 4.01, section 11.5. */
import { raise } from '../model/problem.ts'
import { noOptions, parseQuery } from '../query/query-options.ts'
import { checkWriteConditions } from './conditions.ts'
import { entityBody, presenterOf } from './execution.ts'
import { entityUrl } from './find-row.ts'
import { typeName } from './model.ts'
import { bodyObject } from './parse-body.ts'
import { parseParameters } from './path.ts'
import type { WriteContext } from '../model/context.ts'
import type { JsonObject } from '../model/value.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'
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
