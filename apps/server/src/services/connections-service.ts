/** Connections: made, changed, tested; their overview and review. What is given is tried on the remote systems before it is stored. */
import type { Clock, ConnectionId, Log, NewId, Side } from '@koble/core'
import { standardMappings } from '@koble/mappings'
import type { ConnectionRow, Store, SystemRow } from '@koble/store'
import { notFound, ProblemError } from '../http/problem.ts'
import type { Remotes } from '../remotes/remotes.ts'
import { systemSettings } from '../remotes/system-settings.ts'
import { overviewOf } from './overview-of.ts'
import { removeRegistrations } from './remove-registrations.ts'
import { reviewOf } from './review-of.ts'
import type { Connection, ConnectionPatch, ConnectionsService, TestResult } from './services.ts'
import { accessAfter, accessGiven, ensureSystem, systemsOf, updateSystem } from './systems.ts'
import { findCompany, verifyCrm } from './verify-systems.ts'

export interface ConnectionsParts {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
  readonly log: Log
  readonly newId: NewId
  /** Told after a connection was made, changed or removed. */
  readonly changed: (id: ConnectionId) => void
}

export function connectionsService(parts: ConnectionsParts): ConnectionsService {
  const { store, remotes, clock } = parts
  const show = async (row: ConnectionRow): Promise<Connection> => showConnection(row, await systemsOf(store, row))
  const read = async (id: string): Promise<ConnectionRow> => {
    const row = await store.connections.get(id as ConnectionId)
    if (row === null) throw notFound(`Connection ${id}`)
    return row
  }

  return {
    async list(page) {
      const { items, next } = await store.connections.list(page)
      return { items: await Promise.all(items.map(show)), next }
    },

    get: async (id) => show(await read(id)),

    async create(input) {
      const company = await findCompany(remotes, accessGiven(input.erp), input.erp.company)
      await verifyCrm(remotes, accessGiven(input.crm))
      const erpSystem = await ensureSystem(parts, 'erp', input.erp)
      const crmSystem = await ensureSystem(parts, 'crm', input.crm)
      const id = parts.newId() as ConnectionId
      const given = {
        name: input.name,
        erpSystem,
        crmSystem,
        companyId: company.id,
        companyName: company.name,
        enabled: input.enabled,
        settings: {},
      }
      const row = await store.connections.create(id, given, clock.now())
      await store.mappings.addAll(id, standardMappings, { by: 'Koble', now: clock.now() })
      parts.changed(id)
      return show(row)
    },

    async update(id, patch) {
      const row = await read(id)
      const systems = await systemsOf(store, row)
      const company = await changeErp(parts, row, systems.erp, patch.erp)
      if (patch.crm !== undefined) {
        const access = await accessAfter(store, systems.crm, patch.crm)
        await verifyCrm(remotes, access)
        await updateSystem(parts, systems.crm, access)
      }
      const rest = {
        ...(patch.name === undefined ? {} : { name: patch.name }),
        ...(patch.enabled === undefined ? {} : { enabled: patch.enabled }),
        ...company,
      }
      const changed = await store.connections.update(row.id, rest, row.version, clock.now())
      parts.changed(row.id)
      return show(changed)
    },

    async remove(id) {
      const row = await read(id)
      await removeRegistrations(parts, row)
      await store.connections.remove(row.id)
      remotes.forget(row.id)
      for (const system of [row.erpSystem, row.crmSystem])
        if ((await store.connections.listOfSystem(system)).length === 0) await store.systems.remove(system)
      parts.changed(row.id)
    },

    async test(id) {
      const { erp, crm } = await remotes.open((await read(id)).id, 'interactive')
      const [erpChecks, crmChecks] = await Promise.all([erp.check(), crm.check()])
      const checks: TestResult['checks'] = [
        ...erpChecks.map((check) => ({ side: 'erp' as const, ...check })),
        ...crmChecks.map((check) => ({ side: 'crm' as const, ...check })),
      ]
      return { ok: checks.every((check) => check.ok), checks }
    },

    overview: async (id) => overviewOf(store, (await read(id)).id, clock.now()),
    review: async (id) => {
      const row = await read(id)
      return reviewOf(store, await remotes.open(row.id, 'interactive'))
    },
  }
}

/** The company as it is from now on; nothing when the ERP's part of the connection stays. Tried first, then stored. */
async function changeErp(
  parts: ConnectionsParts,
  row: ConnectionRow,
  system: SystemRow,
  patch: ConnectionPatch['erp'],
): Promise<{ companyId: string; companyName: string } | undefined> {
  if (patch === undefined) return undefined
  const access = await accessAfter(parts.store, system, patch)
  const company = await findCompany(parts.remotes, access, patch.company ?? row.companyId ?? '')
  if (company.id !== row.companyId) await requireNoCouplings(parts.store, row)
  await updateSystem(parts, system, access)
  return { companyId: company.id, companyName: company.name }
}

/** To couplings of one company the records of another look deleted. */
async function requireNoCouplings(store: Store, row: ConnectionRow): Promise<void> {
  if ((await store.couplings.list(row.id, { limit: 1 })).items.length === 0) return
  throw new ProblemError(
    422,
    'company-fixed',
    `The connection "${row.name}" has couplings with records of ${row.companyName ?? 'its company'}, so it keeps that company. Make another connection for the other one.`,
  )
}

function showConnection(row: ConnectionRow, { erp, crm }: Record<Side, SystemRow>): Connection {
  const shown = (system: SystemRow) => ({ kind: system.kind, baseUrl: system.baseUrl, ...systemSettings(system) })
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    erp: { ...shown(erp), company: row.companyName ?? row.companyId ?? '' },
    crm: shown(crm),
    createdAt: new Date(row.createdAt).toISOString(),
  }
}
