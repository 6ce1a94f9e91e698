/** Connections: made, changed, tested; their overview and review. Systems are shared by connections that use the same principal. */
import { randomBytes } from 'node:crypto'
import type { Clock, ConnectionId, NewId, Side, SystemId } from '@koble/core'
import { standardMappings } from '@koble/mappings'
import type { ConnectionRow, Store, SystemInput, SystemRow } from '@koble/store'
import { notFound, ProblemError } from '../http/problem.ts'
import type { Remotes } from '../remotes/remotes.ts'
import { systemSettings } from '../remotes/system-settings.ts'
import { overviewOf } from './overview-of.ts'
import { reviewOf } from './review-of.ts'
import type { Connection, ConnectionInput, ConnectionPatch, ConnectionsService, TestResult } from './services.ts'

export interface ConnectionsParts {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
  readonly newId: NewId
  /** Told after a connection was made, changed or removed. */
  readonly changed: (id: ConnectionId) => void
}

type SystemGiven = {
  kind: string
  baseUrl: string
  authority?: string | undefined
  credentials: { tenant: string; clientId: string; clientSecret: string }
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
      const company = await findCompany(remotes, input.erp)
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
      const { erp, crm } = await systemsOf(store, row)
      if (patch.erp) await updateSystem(parts, erp, patch.erp)
      if (patch.crm) await updateSystem(parts, crm, patch.crm)
      const company = patch.erp?.company === undefined ? {} : await changedCompany(parts, row, patch.erp.company)
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
      const { erp, crm } = await remotes.open((await read(id)).id)
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
      return reviewOf(store, await remotes.open(row.id))
    },
  }
}

async function systemsOf(store: Store, row: ConnectionRow): Promise<Record<Side, SystemRow>> {
  const [erp, crm] = await Promise.all([store.systems.get(row.erpSystem), store.systems.get(row.crmSystem)])
  if (erp === null || crm === null) throw notFound(`A system of connection ${row.name}`)
  return { erp, crm }
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

async function findCompany(remotes: Remotes, erp: ConnectionInput['erp']) {
  const companies = await remotes.companies({
    baseUrl: erp.baseUrl,
    authority: erp.authority ?? null,
    ...erp.credentials,
  })
  const wanted = erp.company.toLowerCase()
  const company = companies.find(({ id, name, displayName }) =>
    [id, name.toLowerCase(), displayName.toLowerCase()].includes(wanted),
  )
  if (company) return company
  const known = companies.map(({ name }) => `"${name}"`).join(', ') || 'none'
  throw new ProblemError(
    422,
    'company-not-found',
    `The ERP has no company "${erp.company}". It has: ${known}. Choose one of them.`,
  )
}

async function changedCompany(parts: ConnectionsParts, row: ConnectionRow, company: string) {
  const { erp } = await systemsOf(parts.store, row)
  const credentials = await parts.store.systems.readCredentials(erp.id)
  const { tenant, clientId, authority } = systemSettings(erp)
  const access = { tenant, clientId, clientSecret: credentials?.['clientSecret'] ?? '' }
  const found = await findCompany(parts.remotes, {
    kind: 'business-central',
    baseUrl: erp.baseUrl,
    authority: authority ?? undefined,
    company,
    credentials: access,
  })
  return { companyId: found.id, companyName: found.name }
}

const inputOf = (side: Side, given: SystemGiven): SystemInput => ({
  side,
  kind: given.kind,
  label: new URL(given.baseUrl).host,
  baseUrl: given.baseUrl.replace(/\/+$/, ''),
  settings: {
    tenant: given.credentials.tenant,
    clientId: given.credentials.clientId,
    authority: given.authority ?? null,
  },
  credentials: { clientSecret: given.credentials.clientSecret },
})

/** The system with this address and principal, or a new one; the credentials given last are kept. */
async function ensureSystem(parts: ConnectionsParts, side: Side, given: SystemGiven): Promise<SystemId> {
  const input = inputOf(side, given)
  const known = (await parts.store.systems.list()).find(
    (system) =>
      system.side === side &&
      system.baseUrl === input.baseUrl &&
      systemSettings(system).clientId === given.credentials.clientId,
  )
  if (known) return (await parts.store.systems.update(known.id, input, known.version, parts.clock.now())).id
  const id = parts.newId() as SystemId
  await parts.store.systems.create(
    id,
    { ...input, webhookSecret: randomBytes(32).toString('base64url') },
    parts.clock.now(),
  )
  return id
}

async function updateSystem(
  parts: ConnectionsParts,
  system: SystemRow,
  patch: Omit<NonNullable<ConnectionPatch['crm']>, 'kind'>,
): Promise<void> {
  const settings = systemSettings(system)
  await parts.store.systems.update(
    system.id,
    {
      side: system.side,
      kind: system.kind,
      label: patch.baseUrl === undefined ? system.label : new URL(patch.baseUrl).host,
      baseUrl: (patch.baseUrl ?? system.baseUrl).replace(/\/+$/, ''),
      settings: {
        ...settings,
        ...(patch.authority === undefined ? {} : { authority: patch.authority }),
        ...(patch.credentials && { tenant: patch.credentials.tenant, clientId: patch.credentials.clientId }),
      },
      ...(patch.credentials && { credentials: { clientSecret: patch.credentials.clientSecret } }),
    },
    system.version,
    parts.clock.now(),
  )
}

/** Webhooks of systems that no other connection uses. At a system that cannot be reached now they stay, and are ignored. */
async function removeRegistrations({ store, remotes }: ConnectionsParts, row: ConnectionRow): Promise<void> {
  const remote = await remotes.open(row.id).catch(() => null)
  if (remote === null) return
  for (const [system, port] of [
    [row.erpSystem, remote.erp],
    [row.crmSystem, remote.crm],
  ] as const)
    if ((await store.connections.listOfSystem(system)).length === 1) await port.removeAll().catch(() => undefined)
}
