/** How a service is reached and signed in to, the same for every service behind Microsoft Entra or an emulator of its own. */
import { createODataClient, type ODataClient } from './client.ts'
import type { Governor, Priority } from './governor.ts'
import type { ClientClock, ClientLog, Fetch } from './ports.ts'
import { clientCredentials, fixedToken, type ClientCredentials, type TokenSource } from './token-source.ts'

export interface ApplicationCredentials {
  readonly clientId: string
  readonly clientSecret: string
  /** The directory's id or domain; `common` without it. */
  readonly tenant?: string
  /** `https://login.microsoftonline.com` unless given; an emulator gives its own tokens. */
  readonly authority?: string
  readonly scope?: string
}

export interface ServiceAccess {
  readonly fetch: Fetch
  readonly baseUrl: string
  readonly credentials: { readonly token: string } | ApplicationCredentials
  readonly clock: ClientClock
  readonly log: ClientLog
  /** Shared by all connections of one principal; one of its own when absent. */
  readonly governor?: Governor
  /** Of everything but what a person waits for; background when absent. */
  readonly priority?: Priority
  readonly readTimeoutMs?: number
  readonly writeTimeoutMs?: number
}

export interface ServiceRoot {
  /** Of the API, without a slash at the end. */
  readonly baseUrl: string
  /** Where the access names none. */
  readonly scope: string
  readonly governor: Governor
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
}

export function openService(access: ServiceAccess, root: ServiceRoot): ODataClient {
  const { fetch, clock, log, readTimeoutMs, writeTimeoutMs } = access
  return createODataClient({
    fetch,
    baseUrl: root.baseUrl,
    tokens: tokensOf(access, root.scope),
    clock,
    log,
    governor: access.governor ?? root.governor,
    priority: access.priority ?? 'background',
    ...(root.headers === undefined ? {} : { headers: root.headers }),
    ...(readTimeoutMs === undefined ? {} : { readTimeoutMs }),
    ...(writeTimeoutMs === undefined ? {} : { writeTimeoutMs }),
  })
}

const tokensOf = ({ credentials, fetch, clock }: ServiceAccess, scope: string): TokenSource =>
  'token' in credentials
    ? fixedToken(credentials.token)
    : clientCredentials({ credentials: grantOf(credentials, scope), fetch, clock })

function grantOf(credentials: ApplicationCredentials, scope: string): ClientCredentials {
  const authority = (credentials.authority ?? 'https://login.microsoftonline.com').replace(/\/+$/, '')
  return {
    tokenUrl: `${authority}/${credentials.tenant ?? 'common'}/oauth2/v2.0/token`,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    scope: credentials.scope ?? scope,
  }
}
