/**
 * Keeps what Koble has in the remote systems of every enabled connection there and up to date: webhook registrations and the widget's files.
 * Without the registrations polling goes on alone.
 */
import { isKobleError, type Clock, type ConnectionId, type Entity, type Log, type Side } from '@koble/core'
import type { ConnectionRow, Store, SystemRow } from '@koble/store'
import { allEntities } from '../remotes/entities.ts'
import type { Remote, Remotes } from '../remotes/remotes.ts'
import { markOf } from '../services/webhooks-service.ts'
import { widgetFiles } from './widget-files.ts'

const lookEveryMs = 60_000
const renewAheadMs = 6 * 3_600_000
const atLeastEveryMs = 12 * 3_600_000
const paths: Readonly<Record<Side, string>> = { erp: 'business-central', crm: 'dataverse' }

export interface ConnectionKeeper {
  /** Looks at once: a connection was made, changed or removed. */
  changed(connection: ConnectionId): void
  stop(): Promise<void>
}

interface Kept {
  readonly dueAt: number
  /** What it was kept for; another process may have changed it since. */
  readonly version: string
}

export function startConnectionKeeper(parts: {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
  readonly log: Log
  readonly publicUrl: string
}): ConnectionKeeper {
  const { store, remotes, clock, log, publicUrl } = parts
  const stopping = new AbortController()
  const kept = new Map<ConnectionId, Kept>()
  let wake = new AbortController()

  /** One registration serves all connections that share it: an organization's, and a company's in the ERP. */
  const entitiesFor = async (side: Side, row: ConnectionRow): Promise<readonly Entity[]> => {
    const ofSystem = await store.connections.listOfSystem(side === 'erp' ? row.erpSystem : row.crmSystem)
    const sharing = ofSystem.filter(
      ({ enabled, companyId }) => enabled && (side === 'crm' || companyId === row.companyId),
    )
    const mappings = await Promise.all(sharing.map(({ id }) => store.mappings.list(id)))
    const names = new Set(mappings.flat().flatMap(({ definition }) => (definition.enabled ? [definition[side]] : [])))
    return allEntities.filter((entity) => entity.side === side && names.has(entity.name))
  }

  const ensureSide = async (side: Side, remote: Remote, system: SystemRow): Promise<number> => {
    const secret = await store.systems.readWebhookSecret(system.id)
    if (secret === null) return Number.POSITIVE_INFINITY
    const url = `${publicUrl}/api/webhooks/${paths[side]}/${secret}`
    const wanted = { entities: await entitiesFor(side, remote.row), url, secret: markOf(secret) }
    return (await remote[side].ensure(wanted, stopping.signal)).renewBefore ?? Number.POSITIVE_INFINITY
  }

  const ensure = async (remote: Remote): Promise<number> => {
    const renewals = await Promise.all([
      ensureSide('erp', remote, remote.erpSystem),
      ensureSide('crm', remote, remote.crmSystem),
    ])
    await remote.crm.ensureWebResources(await widgetFiles(publicUrl), stopping.signal)
    return Math.min(clock.now() + atLeastEveryMs, Math.min(...renewals) - renewAheadMs)
  }

  const keep = async (id: ConnectionId): Promise<void> => {
    try {
      const remote = await remotes.open(id, 'background')
      const version = await versionOf(store, remote)
      const before = kept.get(id)
      if (before !== undefined && before.version === version && before.dueAt > clock.now()) return
      kept.set(id, { dueAt: clock.now() + lookEveryMs, version })
      kept.set(id, { dueAt: await ensure(remote), version })
    } catch (error) {
      if (!stopping.signal.aborted) logFailure(log, id, error)
    }
  }

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      for (const { id } of await store.connections.listEnabled().catch(() => [])) await keep(id)
      await clock.sleep(lookEveryMs, AbortSignal.any([stopping.signal, wake.signal])).catch(() => undefined)
    }
  }
  const running = loop()

  return {
    changed(connection) {
      kept.delete(connection)
      wake.abort()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function versionOf(store: Store, { row, erpSystem, crmSystem }: Remote): Promise<string> {
  const mappings = (await store.mappings.list(row.id)).map(({ name, version }) => `${name} ${version}`)
  return [row.version, erpSystem.version, crmSystem.version, ...mappings].join(' ')
}

const logFailure = (log: Log, connection: ConnectionId, error: unknown): void =>
  log.warn('connection.notKept', {
    connection,
    code: isKobleError(error) ? error.detail.code : 'unknown',
    message: error instanceof Error ? error.message : String(error),
  })
