/** The HTTP client for one environment, with Business Central's limits (reference/business-central-protocol.md, section 11). */
import type { Clock, Log } from '@koble/core'
import {
  createGovernor,
  openService,
  type Governor,
  type GovernorLimits,
  type ODataClient,
  type ServiceAccess,
} from '@koble/odata-client'

export interface BusinessCentralAccess extends ServiceAccess {
  /** The environment: `https://api.businesscentral.dynamics.com/v2.0/{tenant}/{environment}`. */
  readonly baseUrl: string
  readonly clock: Clock
  readonly log: Log
}

export const businessCentralLimits: GovernorLimits = { windowMs: 300_000, requests: 6_000, running: 5 }

/** A write that was sent may still be carried out this long after its time-out: the longest that an operation may run. */
export const longestWriteMs = 600_000

export const businessCentralGovernor = (clock: Clock): Governor =>
  createGovernor({ limits: businessCentralLimits, clock })

export const openClient = (access: BusinessCentralAccess): ODataClient =>
  openService(access, {
    baseUrl: `${access.baseUrl.replace(/\/+$/, '')}/api`,
    scope: 'https://api.businesscentral.dynamics.com/.default',
    governor: businessCentralGovernor(access.clock),
  })
