/** The one place where stored connections meet the connectors. Each is opened once and kept until its settings change. */
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
import type { Governor } from '@koble/odata-client'
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
  open(connection: ConnectionId): Promise<Remote>
  /** The companies of an ERP system, with credentials that need not be stored yet. */
  companies(access: {
    baseUrl: string
    authority: string | null
    tenant: string
    clientId: string
    clientSecret: string
  }): Promise<readonly Company[]>
  forget(connection: ConnectionId): void
}

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly fetch: typeof fetch
  readonly newId: NewId
}

export function openRemotes(parts: Parts): Remotes {
  const opened = new Map<ConnectionId, { key: string; remote: Remote }>()
  // Budgets belong to the system's principal: all its connections share one governor.
  const governors = new Map<SystemId, Governor>()
  const governorOf = (system: SystemRow, make: (clock: Clock) => Governor): Governor => {
    const governor = governors.get(system.id) ?? make(parts.clock)
    governors.set(system.id, governor)
    return governor
  }

  return {
    async open(id) {
      const row = await parts.store.connections.get(id)
      if (row === null) throw notFound(`Connection ${id}`)
      const [erpSystem, crmSystem] = await Promise.all([
        parts.store.systems.get(row.erpSystem),
        parts.store.systems.get(row.crmSystem),
      ])
      if (erpSystem === null || crmSystem === null) throw notFound(`A system of connection ${row.name}`)
      const key = `${row.version} ${erpSystem.version} ${crmSystem.version}`
      const known = opened.get(id)
      if (known?.key === key) return known.remote
      const erpAccess = {
        ...(await accessTo(parts, erpSystem)),
        governor: governorOf(erpSystem, businessCentralGovernor),
      }
      const crmAccess = { ...(await accessTo(parts, crmSystem)), governor: governorOf(crmSystem, dataverseGovernor) }
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
      opened.set(id, { key, remote })
      return remote
    },

    companies: ({ baseUrl, authority, ...credentials }) =>
      listCompanies({
        fetch: parts.fetch,
        clock: parts.clock,
        log: parts.log,
        baseUrl,
        credentials: { ...credentials, ...(authority === null ? {} : { authority }) },
      }),

    forget: (id) => void opened.delete(id),
  }
}

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
