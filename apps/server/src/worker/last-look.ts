/** When a worker last went through a connection without an error: the heartbeat that the overview shows, whichever process beats. */
import type { Clock, ConnectionId } from '@koble/core'
import type { Store } from '@koble/store'

/** Looks come every few seconds; a connection that was not looked at for this long has no worker, or one that cannot get through. */
export const silentAfterMs = 60_000
const noteEveryMs = 10_000

const name = 'lastLook'

export function lastLookKeeper(store: Store, clock: Clock): { note(connection: ConnectionId): Promise<void> } {
  const noted = new Map<ConnectionId, number>()
  return {
    async note(connection) {
      const now = clock.now()
      if (now - (noted.get(connection) ?? 0) < noteEveryMs) return
      noted.set(connection, now)
      // A beat that is not noted is one missed; the next comes in seconds.
      await store.settings.put(connection, name, now, now).catch(() => undefined)
    },
  }
}

export async function readLastLook(store: Store, connection: ConnectionId): Promise<number | null> {
  const at = await store.settings.read(connection, name)
  return typeof at === 'number' ? at : null
}
