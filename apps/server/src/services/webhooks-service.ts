/** Nudges: matched to a system by the unguessable part of the address and the sender's mark, stored, then announced. */
import type { Clock, SystemId } from '@koble/core'
import type { Store, SystemRow } from '@koble/store'
import { sameSecret } from '../http/authorize.ts'
import type { WebhooksService } from './services.ts'

export interface WebhooksParts {
  readonly store: Store
  readonly clock: Clock
  readonly nudged: (system: SystemId) => void
  readonly ignored: () => void
}

export function webhooksService({ store, clock, nudged, ignored }: WebhooksParts): WebhooksService {
  return {
    async receive(secret, body, senderMark) {
      const system = await store.systems.findByWebhookSecret(secret)
      if (system === null || senderMark === null || !sameSecret(senderMark, markOf(secret))) {
        ignored()
        return false
      }
      await store.nudges.add(
        entitiesOf(system, body).map((entity) => ({ system: system.id, entity, receivedAt: clock.now() })),
      )
      nudged(system.id)
      return true
    },
  }
}

/** What the sender is told to send along: derived from the address's secret, so that nothing more has to be kept. */
export const markOf = (secret: string): string => `koble-${secret.slice(0, 16)}`

/** Which tables moved, as the sender names them; null: any may have. */
function entitiesOf(system: SystemRow, body: unknown): (string | null)[] {
  const names = system.kind === 'business-central' ? resourcesOf(body) : [textAt(body, 'PrimaryEntityName')]
  const known = [...new Set(names.flatMap((name) => (name === null ? [] : [name])))]
  return known.length === 0 ? [null] : known.slice(0, 100)
}

function textAt(body: unknown, key: string): string | null {
  const value = (body as Record<string, unknown> | null)?.[key]
  return typeof value === 'string' ? value : null
}

function resourcesOf(body: unknown): (string | null)[] {
  const entries = (body as { value?: unknown } | null)?.value
  if (!Array.isArray(entries)) return []
  return entries.map((entry: unknown) => /\/(\w+)(?:\(|\?|$)[^/]*$/.exec(textAt(entry, 'resource') ?? '')?.[1] ?? null)
}
