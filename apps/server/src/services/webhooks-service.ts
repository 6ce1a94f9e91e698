/** Nudges: matched to a system by the unguessable part of the address and the sender's mark, stored, then announced. */
import type { Clock } from '@koble/core'
import type { Nudge, Store, SystemRow } from '@koble/store'
import { sameSecret } from '../http/authorize.ts'
import { groupCommit } from './group-commit.ts'
import type { WebhooksService } from './services.ts'

export interface WebhooksParts {
  readonly store: Store
  readonly clock: Clock
  /** After it was stored. */
  readonly nudged: () => void
  readonly ignored: () => void
}

/** A full synchronization is answered by a webhook for each record that it wrote: what concerns a burst is asked and written once. */
const rememberedMs = 10_000

export function webhooksService({ store, clock, nudged, ignored }: WebhooksParts): WebhooksService {
  const add = groupCommit<Nudge>((page) => store.nudges.add(page))
  const known = new Map<string, { readonly system: SystemRow; readonly until: number }>()
  const systemOf = async (secret: string): Promise<SystemRow | null> => {
    const remembered = known.get(secret)
    if (remembered !== undefined && remembered.until > clock.now()) return remembered.system
    const system = await store.systems.findByWebhookSecret(secret)
    known.delete(secret)
    // Only secrets that are somebody's are remembered, so that guesses fill nothing.
    if (system !== null) known.set(secret, { system, until: clock.now() + rememberedMs })
    return system
  }
  return {
    async receive(secret, body, senderMark) {
      const system = await systemOf(secret)
      if (system === null || senderMark === null || !sameSecret(senderMark, markOf(secret))) {
        ignored()
        return false
      }
      await add(entitiesOf(system, body).map((entity) => ({ system: system.id, entity, receivedAt: clock.now() })))
      nudged()
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
