/** Records that waited for a partner of another go by themselves once it is coupled, and so may those that waited for them. */
import type { Coupling, RecordRef } from '../ports/store.ts'
import type { RecordId } from '../values/ids.ts'
import { automatic } from './candidate.ts'
import { settingsOf } from './context.ts'
import type { Run } from './context.ts'
import { lookAtRecords, orderedMappings } from './look-again.ts'
import { refsOf } from './settle-page.ts'

export const releaseWaiting = async (run: Run, newlyCoupled: readonly Coupling[]): Promise<void> => {
  const { store, connection } = run.context
  let coupled = newlyCoupled
  while (coupled.length > 0) {
    const waiting = await store.findWaiting(connection, refsOf(coupled))
    if (waiting.length === 0) return
    coupled = await lookAtRecords(run, waiting, automatic)
  }
}

/** After a start: whoever waits for something that was coupled when the work stopped. Page by page. */
export const sweepWaiting = async (run: Run): Promise<void> => {
  const { store, connection } = run.context
  const limit = settingsOf(run.context).pageSize
  for (const mapping of orderedMappings(run.context)) {
    let after: RecordRef | null = null
    for (;;) {
      run.signal.throwIfAborted()
      const page = await store.readPending(connection, { mapping: mapping.name, reason: 'waiting', after, limit })
      const last = page.at(-1)
      if (last === undefined) break
      const links = page.flatMap((pending) => pending.missing)
      const found = await store.findLinks(
        connection,
        links.map((link) => ({ mapping: link.mapping, side: link.side, ids: [link.id] })),
      )
      const isThere = (link: { mapping: string; side: 'erp' | 'crm'; id: RecordId }): boolean => {
        const partners = found.get(link.mapping)
        return (link.side === 'erp' ? partners?.toCrm : partners?.toErp)?.has(link.id) ?? false
      }
      const released = page
        .filter((pending) => pending.missing.some(isThere))
        .map(({ side, recordId }) => ({ mapping: mapping.name, side, id: recordId }))
      await releaseWaiting(run, await lookAtRecords(run, released, automatic))
      after = { mapping: last.mapping, side: last.side, id: last.recordId }
    }
  }
}
