/** The widget's sign-in, over the CRM of the connection. */
import type { Clock, ConnectionId } from '@koble/core'
import type { Store } from '@koble/store'
import type { WidgetAccess } from '../api/widget-api.ts'
import type { Remotes } from '../remotes/remotes.ts'
import type { ChallengeRows, WidgetTokens } from '../widget/widget-tokens.ts'

export function widgetAccess(parts: {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
  readonly tokens: WidgetTokens
}): WidgetAccess {
  const { store, remotes, tokens } = parts
  return {
    tokens,

    async connectionOfOrigin(origin) {
      const systems = (await store.systems.list()).filter(
        (system) => system.side === 'crm' && new URL(system.baseUrl).origin === origin,
      )
      for (const system of systems) {
        const found = (await store.connections.listOfSystem(system.id)).find(({ enabled }) => enabled)
        if (found) return found.id
      }
      return null
    },

    async challengeRows(connection): Promise<ChallengeRows> {
      const { crm } = await remotes.open(connection as ConnectionId, 'interactive')
      return {
        async read(id) {
          const row = await crm.readChallenge(id)
          // Who touched a row after its writer may have changed what it proves.
          const touched = row !== null && row.modifiedBy !== null && row.modifiedBy !== row.createdBy
          return row === null || touched
            ? null
            : {
                nonce: row.nonce,
                origin: row.origin,
                createdBy: row.createdBy,
                onBehalf: row.onBehalf,
                createdAt: row.createdOn,
              }
        },
        remove: (id) => crm.deleteChallenge(id),
      }
    },
  }
}
