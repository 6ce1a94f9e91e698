/** What the parts of the connector share: the client, the company, and how to ask for a collection. */
import type { Clock, Entity, Log } from '@koble/core'
import {
  asJson,
  printQuery,
  readCollection,
  type CollectionPage,
  type ODataClient,
  type Priority,
  type Query,
} from '@koble/odata-client'
import { pagesRoot, standardRoot, type Session } from './session.ts'
import { translating } from './vendor-error.ts'
import { wireTable } from './wire/wire-table.ts'

export interface Environment {
  readonly client: ODataClient
  readonly companyId: string
  readonly clock: Clock
  readonly log: Log
  readonly session: () => Promise<Session>
}

export const rootOf = (session: Session): string => (session.hasPages ? pagesRoot : standardRoot)

/** The set's path under the company, without its API root: what a batch part is addressed by. */
export function setPath(environment: Environment, entity: Entity, session: Session): string {
  const table = wireTable(entity)
  return companyPath(environment, session.hasPages ? table.set : (table.standardSet ?? table.set))
}

export const companyPath = (environment: Environment, set: string): string =>
  `companies(${environment.companyId})/${set}`

export interface PageRequest {
  /** From the API's root, or a link. */
  readonly path: string
  readonly query?: Query
  readonly maxPageSize?: number
  readonly priority?: Priority
  readonly signal?: AbortSignal | undefined
}

export const getPage = (environment: Environment, about: string, request: PageRequest): Promise<CollectionPage> =>
  translating(about, () =>
    environment.client.send(
      {
        method: 'GET',
        path: request.path + printQuery(request.query ?? {}),
        ...(request.maxPageSize === undefined
          ? {}
          : { headers: { prefer: `odata.maxpagesize=${request.maxPageSize}` } }),
        ...(request.priority === undefined ? {} : { priority: request.priority }),
        signal: request.signal,
      },
      (answer) => readCollection(asJson(answer), answer.status),
    ),
  )
