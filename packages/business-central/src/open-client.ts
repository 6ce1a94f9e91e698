/** The HTTP client for one environment, with Business Central's limits (reference/business-central-protocol.md, section 11). */
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

export interface BusinessCentralAccess {
  readonly fetch: Fetch
  /** The environment: `https://api.businesscentral.dynamics.com/v2.0/{tenant}/{environment}`. */
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
  /** Of everything but live facts; background when absent. */
  readonly priority?: Priority
  readonly readTimeoutMs?: number
  readonly writeTimeoutMs?: number
}

export const businessCentralLimits: GovernorLimits = { windowMs: 300_000, requests: 6_000, running: 5 }

/** A write that was sent may still be carried out this long after its time-out: the longest that an operation may run. */
export const longestWriteMs = 600_000

export const businessCentralGovernor = (clock: Clock): Governor =>
  createGovernor({ limits: businessCentralLimits, clock })

const defaultScope = 'https://api.businesscentral.dynamics.com/.default'

export function openClient(access: BusinessCentralAccess): ODataClient {
  const { fetch, clock, log, credentials } = access
  const tokens =
    'token' in credentials
      ? fixedToken(credentials.token)
      : clientCredentials({ credentials: grantOf(credentials), fetch, clock })
  return createODataClient({
    fetch,
    baseUrl: `${access.baseUrl.replace(/\/+$/, '')}/api`,
    tokens,
    clock,
    log,
    governor: access.governor ?? businessCentralGovernor(clock),
    priority: access.priority ?? 'background',
    ...(access.readTimeoutMs === undefined ? {} : { readTimeoutMs: access.readTimeoutMs }),
    ...(access.writeTimeoutMs === undefined ? {} : { writeTimeoutMs: access.writeTimeoutMs }),
  })
}

function grantOf(credentials: {
  readonly clientId: string
  readonly clientSecret: string
  readonly tenant?: string
  readonly authority?: string
  readonly scope?: string
}): ClientCredentials {
  const authority = (credentials.authority ?? 'https://login.microsoftonline.com').replace(/\/+$/, '')
  return {
    tokenUrl: `${authority}/${credentials.tenant ?? 'common'}/oauth2/v2.0/token`,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    scope: credentials.scope ?? defaultScope,
  }
}
