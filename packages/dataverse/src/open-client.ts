/** The HTTP client for one organization, with Dataverse's limits (reference/dataverse-protocol.md, section 12). */
import type { Clock, Log } from '@koble/core'
import {
  createGovernor,
  openService,
  type Governor,
  type GovernorLimits,
  type ODataClient,
  type ServiceAccess,
} from '@koble/odata-client'

export interface DataverseAccess extends ServiceAccess {
  /** The organization: `https://contoso.crm4.dynamics.com`, with or without `/api/data/v9.2`. */
  readonly baseUrl: string
  readonly clock: Clock
  readonly log: Log
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

export const openClient = (access: DataverseAccess): ODataClient =>
  openService(access, {
    baseUrl: serviceRoot(access.baseUrl),
    scope: `${new URL(access.baseUrl).origin}/.default`,
    governor: dataverseGovernor(access.clock),
    headers: { 'odata-maxversion': '4.0', 'odata-version': '4.0' },
  })
