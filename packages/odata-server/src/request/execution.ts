/** One request with all that carrying it out needs, and what reading and writing share. */
import { parseQuery } from '../query/query-options.ts'
import { preferencesOf } from './preferences.ts'
import { contextShape, presentRow } from './present.ts'
import { addressBelow } from './find-row.ts'
import { contextName } from './read-list.ts'
import type { ReadContext } from '../model/context.ts'
import type { Database } from '../model/database.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { JsonObject } from '../model/value.ts'
import type { QueryOptions } from '../query/query-options.ts'
import type { Exchange } from './exchange.ts'
import type { RootModel } from './model.ts'
import type { Presenter } from './present.ts'
import type { Target } from './target.ts'

export interface Execution {
  readonly model: RootModel
  readonly exchange: Exchange
  readonly context: ReadContext
  readonly database: Database
  readonly target: Target
}

export function presenterOf(execution: Execution, context: ReadContext): Presenter {
  return { model: execution.model, context, preferences: preferencesOf(execution.exchange.headers) }
}

export function optionsOf(execution: Execution): QueryOptions {
  return parseQuery(execution.exchange.url.search, execution.model.dialect)
}

export function entityBody(
  presenter: Presenter,
  target: { readonly set: EntitySetDefinition; readonly parent: Extract<Target, { kind: 'entity' }>['parent'] },
  row: Row,
  options: QueryOptions,
  /** What the context names, when not all that is shown. */
  named: QueryOptions = options,
): JsonObject {
  const { set, parent } = target
  const suffix = set.singleton === true ? '' : '/$entity'
  const name = contextName({ presenter, set, parent })
  return {
    '@odata.context': `${presenter.context.serviceUrl}/$metadata#${name}${contextShape(set, named, presenter.model)}${suffix}`,
    ...presentRow(presenter, set, row, options, addressBelow(presenter.context, parent, row, set)),
  }
}
