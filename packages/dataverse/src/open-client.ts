/** The HTTP client for one organization, with Dataverse's limits (reference/dataverse-protocol.md, section 12). */
import type { Clock, Log } from '@koble/core'
import {
  clientCredentials,
  createGovernor,
  createODataClient,
  fixedToken,
  type ClientCredentials,
  type Fetch,
  type Governor,
  type GovernorLimits,
  type ODataClient,
  type Priority,
} from '@koble/odata-client'

export interface DataverseAccess {
  readonly fetch: Fetch
  /** The organization: `https://contoso.crm4.dynamics.com`, with or without `/api/data/v9.2`. */
  readonly baseUrl: string
  readonly credentials:
    | { readonly token: string }
    | {
        readonly clientId: string
        readonly clientSecret: string
        /** The directory's id or domain; `common` without it. */
        readonly tenant?: string
        /** `https://login.microsoftonline.com` unless given; an emulator gives its own tokens. */
        readonly authority?: string
        readonly scope?: string
      }
  readonly clock: Clock
  readonly log: Log
  /** Shared by all connections of one principal; one of its own when absent. */
  readonly governor?: Governor
  /** Of everything but what a person waits for; background when absent. */
  readonly priority?: Priority
  readonly readTimeoutMs?: number
  readonly writeTimeoutMs?: number
}

/** 52 may run at once, but 1,200 s in 300 s are four on average: eight short ones stay under both. */
export const dataverseLimits: GovernorLimits = { windowMs: 300_000, requests: 6_000, busyMs: 1_200_000, running: 8 }

/** A write that was sent may still be carried out this long after its time-out. */
export const longestWriteMs = 600_000

export const dataverseGovernor = (clock: Clock): Governor => createGovernor({ limits: dataverseLimits, clock })

/** The Web API's service root, without a slash at the end. */
export function serviceRoot(baseUrl: string): string {
  const trimmed = baseUrl.replace(/\/+$/, '')
  return /\/api\/data\/v\d+\.\d+$/.test(trimmed) ? trimmed : `${trimmed}/api/data/v9.2`
}

export function openClient(access: DataverseAccess): ODataClient {
  const { fetch, clock, log, credentials } = access
  const tokens =
    'token' in credentials
      ? fixedToken(credentials.token)
      : clientCredentials({ credentials: grantOf(credentials, access.baseUrl), fetch, clock })
  return createODataClient({
    fetch,
    baseUrl: serviceRoot(access.baseUrl),
    tokens,
    clock,
    log,
    governor: access.governor ?? dataverseGovernor(clock),
    headers: { 'odata-maxversion': '4.0', 'odata-version': '4.0' },
    priority: access.priority ?? 'background',
    ...(access.readTimeoutMs === undefined ? {} : { readTimeoutMs: access.readTimeoutMs }),
    ...(access.writeTimeoutMs === undefined ? {} : { writeTimeoutMs: access.writeTimeoutMs }),
  })
}

function grantOf(
  credentials: {
    readonly clientId: string
    readonly clientSecret: string
    readonly tenant?: string
    readonly authority?: string
    readonly scope?: string
  },
  baseUrl: string,
): ClientCredentials {
  const authority = (credentials.authority ?? 'https://login.microsoftonline.com').replace(/\/+$/, '')
  return {
    tokenUrl: `${authority}/${credentials.tenant ?? 'common'}/oauth2/v2.0/token`,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    scope: credentials.scope ?? `${new URL(baseUrl).origin}/.default`,
  }
}
