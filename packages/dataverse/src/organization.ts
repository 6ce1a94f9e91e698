/** What the parts of the connector share: the client, who Koble is in the organization, and how to ask for a collection. */
import { KobleError, type Clock, type Log, type NewId } from '@koble/core'
import {
  asJson,
  printQuery,
  readCollection,
  textOf,
  type CollectionPage,
  type ODataClient,
  type Priority,
  type Query,
} from '@koble/odata-client'
import { translating } from './vendor-error.ts'
import { annotations } from './wire/read-record.ts'

export interface Organization {
  readonly client: ODataClient
  readonly clock: Clock
  readonly log: Log
  readonly newId: NewId
  /** Koble's own user, lower case. Asked once; a failure is not remembered. */
  readonly userId: () => Promise<string>
}

export function userReader(client: ODataClient): () => Promise<string> {
  let known: Promise<string> | null = null
  return () => {
    known ??= whoAmI(client).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
}

export const whoAmI = (client: ODataClient, signal?: AbortSignal): Promise<string> =>
  translating('Signing in', async () => {
    const id = textOf(await client.send({ method: 'GET', path: 'WhoAmI', signal }, asJson), 'UserId')
    if (id !== undefined) return id.toLowerCase()
    throw new KobleError({
      kind: 'misconfigured',
      origin: 'crm',
      code: 'crm-table-missing',
      message: 'Signing in: the service does not say who Koble is. Check the address of the organization.',
    })
  })

export interface PageRequest {
  /** A set, or a link. */
  readonly path: string
  readonly query?: Query
  readonly maxPageSize?: number
  readonly prefer?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly priority?: Priority
  readonly signal?: AbortSignal | undefined
}

export const preferences = (request: PageRequest): string =>
  [
    annotations,
    ...(request.maxPageSize === undefined ? [] : [`odata.maxpagesize=${Math.min(5_000, request.maxPageSize)}`]),
    ...(request.prefer ?? []),
  ].join(',')

/** Throws an ODataError, so that a caller can tell an expired link from a failure. */
export const fetchPage = (organization: Organization, request: PageRequest): Promise<CollectionPage> =>
  organization.client.send(
    {
      method: 'GET',
      path: request.path + printQuery(request.query ?? {}),
      headers: { prefer: preferences(request), ...request.headers },
      ...(request.priority === undefined ? {} : { priority: request.priority }),
      signal: request.signal,
    },
    (answer) => readCollection(asJson(answer), answer.status),
  )

export const getPage = (organization: Organization, about: string, request: PageRequest): Promise<CollectionPage> =>
  translating(about, () => fetchPage(organization, request))
