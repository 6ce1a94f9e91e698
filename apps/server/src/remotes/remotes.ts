/** The one place where stored connections meet the connectors. Each is opened once a priority and kept until its settings change. */
import {
  connectBusinessCentral,
  listCompanies,
  businessCentralGovernor,
  type BusinessCentral,
  type BusinessCentralAccess,
  type Company,
} from '@koble/business-central'
import type { Clock, ConnectionId, Log, NewId, SystemId } from '@koble/core'
import { connectDataverse, dataverseGovernor, type Dataverse, type DataverseAccess } from '@koble/dataverse'
import type { Governor, Priority } from '@koble/odata-client'
import type { ConnectionRow, Store, SystemRow } from '@koble/store'
import { notFound, ProblemError } from '../http/problem.ts'
import { systemSettings } from './system-settings.ts'

export interface Remote {
  readonly row: ConnectionRow
  readonly erpSystem: SystemRow
  readonly crmSystem: SystemRow
  readonly erp: BusinessCentral
  readonly crm: Dataverse
}

export interface Remotes {
  /** `interactive` for what a person waits for: ahead of everything else in the system's budget, and given up sooner. */
  open(connection: ConnectionId, priority: Priority): Promise<Remote>
  /** The companies of an ERP system, with credentials that need not be stored yet. */
  companies(access: SystemAccess): Promise<readonly Company[]>
  /** Throws unless the CRM takes these credentials, which need not be stored yet. */
  signInToCrm(access: SystemAccess): Promise<void>
  forget(connection: ConnectionId): void
}

export interface SystemAccess {
  readonly baseUrl: string
  readonly authority: string | null
  readonly tenant: string
  readonly clientId: string
  readonly clientSecret: string
}

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly fetch: typeof fetch
  readonly newId: NewId
}

export function openRemotes(parts: Parts): Remotes {
  const opened: Readonly<Record<Priority, Map<ConnectionId, { key: string; remote: Remote }>>> = {
    interactive: new Map(),
    background: new Map(),
  }
  // Budgets belong to the system's principal: all its connections share one governor.
  const governors = new Map<SystemId, Governor>()
  const governorOf = (system: SystemRow, make: (clock: Clock) => Governor): Governor => {
    const governor = governors.get(system.id) ?? make(parts.clock)
    governors.set(system.id, governor)
    return governor
  }

  return {
    async open(id, priority) {
      const row = await parts.store.connections.get(id)
      if (row === null) throw notFound(`Connection ${id}`)
      const [erpSystem, crmSystem] = await Promise.all([
        parts.store.systems.get(row.erpSystem),
        parts.store.systems.get(row.crmSystem),
      ])
      if (erpSystem === null || crmSystem === null) throw notFound(`A system of connection ${row.name}`)
      const key = `${row.version} ${erpSystem.version} ${crmSystem.version}`
      const known = opened[priority].get(id)
      if (known?.key === key) return known.remote
      const erpAccess = {
        ...(await accessTo(parts, erpSystem)),
        governor: governorOf(erpSystem, businessCentralGovernor),
        priority,
      }
      const crmAccess = {
        ...(await accessTo(parts, crmSystem)),
        governor: governorOf(crmSystem, dataverseGovernor),
        priority,
      }
      const remote = {
        row,
        erpSystem,
        crmSystem,
        erp: connectBusinessCentral({
          ...erpAccess,
          companyId: row.companyId ?? '',
          ...(row.companyName === null ? {} : { companyName: row.companyName }),
        }),
        crm: connectDataverse({ ...crmAccess, newId: parts.newId }),
      }
      opened[priority].set(id, { key, remote })
      return remote
    },

    companies: (access) => listCompanies(given(parts, access)),

    async signInToCrm(access) {
      await connectDataverse({ ...given(parts, access), newId: parts.newId }).readUserId()
    },

    forget(id) {
      opened.interactive.delete(id)
      opened.background.delete(id)
    },
  }
}

const given = (
  { fetch, clock, log }: Parts,
  { baseUrl, authority, ...credentials }: SystemAccess,
): BusinessCentralAccess & DataverseAccess => ({
  fetch,
  clock,
  log,
  baseUrl,
  priority: 'interactive',
  credentials: { ...credentials, ...(authority === null ? {} : { authority }) },
})

async function accessTo(parts: Parts, system: SystemRow): Promise<BusinessCentralAccess & DataverseAccess> {
  const secret = (await parts.store.systems.readCredentials(system.id))?.['clientSecret']
  const { tenant, clientId, authority } = systemSettings(system)
  if (secret === undefined)
    throw new ProblemError(
      422,
      'credentials-missing',
      `The system ${system.label} has no client secret. Enter it on the connection's page.`,
    )
  return {
    fetch: parts.fetch,
    clock: parts.clock,
    log: parts.log.with({ system: system.id }),
    baseUrl: system.baseUrl,
    credentials: { tenant, clientId, clientSecret: secret, ...(authority === null ? {} : { authority }) },
  }
}
