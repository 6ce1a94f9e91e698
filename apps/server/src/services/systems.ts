/** The remote systems behind a connection: found by address and principal, made, changed. Connections of one principal share them. */
import { randomBytes } from 'node:crypto'
import type { Clock, NewId, Side, SystemId } from '@koble/core'
import type { ConnectionRow, Store, SystemInput, SystemRow } from '@koble/store'
import { notFound } from '../http/problem.ts'
import type { SystemAccess } from '../remotes/remotes.ts'
import { systemSettings } from '../remotes/system-settings.ts'
import type { ConnectionPatch } from './services.ts'

export interface SystemGiven {
  readonly kind: string
  readonly baseUrl: string
  readonly authority?: string | undefined
  readonly credentials: { readonly tenant: string; readonly clientId: string; readonly clientSecret: string }
}

export type SystemPatch = Omit<NonNullable<ConnectionPatch['crm']>, 'kind'>

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
}

export async function systemsOf(store: Store, row: ConnectionRow): Promise<Record<Side, SystemRow>> {
  const [erp, crm] = await Promise.all([store.systems.get(row.erpSystem), store.systems.get(row.crmSystem)])
  if (erp === null || crm === null) throw notFound(`A system of connection ${row.name}`)
  return { erp, crm }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

export const accessGiven = ({ baseUrl, authority, credentials }: SystemGiven): SystemAccess => ({
  baseUrl: withoutSlash(baseUrl),
  authority: authority ?? null,
  ...credentials,
})

/** As the system would be reached after the change. */
export async function accessAfter(store: Store, system: SystemRow, patch: SystemPatch): Promise<SystemAccess> {
  const { tenant, clientId, authority } = systemSettings(system)
  const clientSecret = (await store.systems.readCredentials(system.id))?.['clientSecret'] ?? ''
  return {
    baseUrl: withoutSlash(patch.baseUrl ?? system.baseUrl),
    authority: patch.authority ?? authority,
    ...(patch.credentials ?? { tenant, clientId, clientSecret }),
  }
}

const inputOf = (side: Side, kind: string, access: SystemAccess): SystemInput => ({
  side,
  kind,
  label: new URL(access.baseUrl).host,
  baseUrl: access.baseUrl,
  settings: { tenant: access.tenant, clientId: access.clientId, authority: access.authority },
  credentials: { clientSecret: access.clientSecret },
})

/** The system with this address and principal, or a new one; the credentials given last are kept. */
export async function ensureSystem(parts: Parts, side: Side, given: SystemGiven): Promise<SystemId> {
  const { store, clock } = parts
  const input = inputOf(side, given.kind, accessGiven(given))
  const known = (await store.systems.list()).find(
    (system) =>
      system.side === side &&
      system.baseUrl === input.baseUrl &&
      systemSettings(system).clientId === given.credentials.clientId,
  )
  if (known) return (await store.systems.update(known.id, input, known.version, clock.now())).id
  const id = parts.newId() as SystemId
  await store.systems.create(id, { ...input, webhookSecret: randomBytes(32).toString('base64url') }, clock.now())
  return id
}

/** The change holds for every connection of the system. */
export async function updateSystem({ store, clock }: Parts, system: SystemRow, access: SystemAccess): Promise<void> {
  await store.systems.update(system.id, inputOf(system.side, system.kind, access), system.version, clock.now())
}
