/** Keeps the webhook registrations of every enabled connection there and renewed. Without them polling goes on alone. */
import { isKobleError, type Clock, type ConnectionId, type Log } from '@koble/core'
import { allEntities } from '../remotes/entities.ts'
import type { Remotes } from '../remotes/remotes.ts'
import type { Store } from '@koble/store'
import { markOf } from '../services/webhooks-service.ts'

const lookEveryMs = 60_000
const renewAheadMs = 6 * 3_600_000
const atLeastEveryMs = 12 * 3_600_000

export interface SubscriptionKeeper {
  /** Looks at once: a connection was made or changed. */
  changed(connection: ConnectionId): void
  stop(): Promise<void>
}

export function startSubscriptionKeeper(parts: {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
  readonly log: Log
  readonly publicUrl: string
}): SubscriptionKeeper {
  const { store, remotes, clock, log, publicUrl } = parts
  const stopping = new AbortController()
  const dueAt = new Map<ConnectionId, number>()
  let wake = new AbortController()

  const ensure = async (connection: ConnectionId): Promise<void> => {
    const { erp, crm, erpSystem, crmSystem } = await remotes.open(connection)
    const mappings = (await store.mappings.list(connection))
      .map(({ definition }) => definition)
      .filter(({ enabled }) => enabled)
    const renewals = await Promise.all(
      [
        { side: 'erp' as const, port: erp, system: erpSystem, path: 'business-central' },
        { side: 'crm' as const, port: crm, system: crmSystem, path: 'dataverse' },
      ].map(async ({ side, port, system, path }) => {
        const secret = await store.systems.readWebhookSecret(system.id)
        if (secret === null) return null
        const names = new Set(mappings.map((mapping) => mapping[side]))
        const entities = allEntities.filter((entity) => entity.side === side && names.has(entity.name))
        return (
          await port.ensure(
            { entities, url: `${publicUrl}/api/webhooks/${path}/${secret}`, secret: markOf(secret) },
            stopping.signal,
          )
        ).renewBefore
      }),
    )
    const renewBefore = Math.min(...renewals.map((at) => at ?? Number.POSITIVE_INFINITY))
    dueAt.set(connection, Math.min(clock.now() + atLeastEveryMs, renewBefore - renewAheadMs))
  }

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      for (const { id } of await store.connections.listEnabled().catch(() => [])) {
        if ((dueAt.get(id) ?? 0) > clock.now()) continue
        dueAt.set(id, clock.now() + lookEveryMs)
        await ensure(id).catch((error: unknown) => {
          if (!stopping.signal.aborted)
            log.warn('subscriptions.notEnsured', {
              connection: id,
              code: isKobleError(error) ? error.detail.code : 'unknown',
              message: error instanceof Error ? error.message : String(error),
            })
        })
      }
      wake = new AbortController()
      await clock.sleep(lookEveryMs, AbortSignal.any([stopping.signal, wake.signal])).catch(() => undefined)
    }
  }
  const running = loop()

  return {
    changed(connection) {
      dueAt.delete(connection)
      wake.abort()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
