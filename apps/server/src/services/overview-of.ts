/** How a connection stands, a row a mapping, in the order in which they run. */
import { dependencyOrder, type ConnectionId } from '@koble/core'
import type { Store } from '@koble/store'
import { readLastLook, silentAfterMs } from '../worker/last-look.ts'
import { isoTime } from '../api/schemas/value.ts'
import type { Overview } from './services.ts'

export async function overviewOf(store: Store, connection: ConnectionId, now: number): Promise<Overview> {
  const [rows, standings, lastLook] = await Promise.all([
    store.mappings.list(connection),
    store.overview.mappings(connection),
    readLastLook(store, connection),
  ])
  const mappings = dependencyOrder(rows.map((row) => row.definition)).map((definition) => {
    const standing = standings.get(definition.name)
    return {
      mapping: definition.name,
      label: definition.label,
      enabled: definition.enabled,
      coupled: standing?.coupled ?? 0,
      conflicts: standing?.conflicts ?? 0,
      waiting: standing?.waiting ?? 0,
      skipped: standing?.skipped ?? 0,
      problems: (standing?.problems ?? 0) + (standing?.failed ?? 0) + (standing?.removals ?? 0),
      lastSuccess: isoTime(standing?.trouble ? standing.lastSuccess : later(standing?.lastSuccess ?? null, lastLook)),
      trouble: standing?.trouble?.error.message ?? null,
    }
  })
  return {
    mappings,
    worker: { running: lastLook !== null && now - lastLook < silentAfterMs, lastSeen: isoTime(lastLook) },
  }
}

/** A look that found nothing to do is a success too, of every mapping whose feed goes. */
const later = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)
