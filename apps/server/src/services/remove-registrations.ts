/** Takes Koble's webhooks out of the systems of a connection that goes, as far as no other connection needs them. */
import type { Log } from '@koble/core'
import type { ConnectionRow, Store } from '@koble/store'
import type { Remotes } from '../remotes/remotes.ts'

interface Parts {
  readonly store: Store
  readonly remotes: Remotes
  readonly log: Log
}

/** The ERP registers by company, the CRM once an organization. At a system that cannot be reached they stay, and are ignored when they call. */
export async function removeRegistrations({ store, remotes, log }: Parts, row: ConnectionRow): Promise<void> {
  const remote = await remotes.open(row.id, 'interactive').catch(() => null)
  if (remote === null) return
  const others = async (system: ConnectionRow['erpSystem']): Promise<ConnectionRow[]> =>
    (await store.connections.listOfSystem(system)).filter(({ id }) => id !== row.id)
  const erpNeeded = (await others(row.erpSystem)).some(({ companyId }) => companyId === row.companyId)
  const crmNeeded = (await others(row.crmSystem)).length > 0
  const quietly = async (side: string, remove: () => Promise<void>): Promise<void> =>
    remove().catch((error: unknown) =>
      log.warn('webhooks.notRemoved', {
        connection: row.id,
        side,
        message: error instanceof Error ? error.message : String(error),
      }),
    )
  if (!erpNeeded) await quietly('erp', () => remote.erp.removeAll())
  if (!crmNeeded) await quietly('crm', () => remote.crm.removeAll())
}
