/** The port's effect methods: each one transaction under its fence. */
import type { EffectStore } from '@koble/core'
import { fenced } from '../sql/check-fence.ts'
import type { Db } from '../sql/db.ts'
import { closeConflicts } from './conflicts.ts'
import { findOpenEffects, findRecentWrites, markSent, settleEffects } from './effects.ts'
import { insertErrors } from './errors.ts'
import { setPending } from './pending.ts'
import { recordPlans } from './record-plans.ts'
import { writeCouplings } from './write-couplings.ts'

export const effectStore = (db: Db): EffectStore => ({
  recordPlans: (fence, records, errors, mark) =>
    fenced(db, fence, (tx) => recordPlans(tx, fence.connection, records, errors, mark)),

  markSent: (fence, effects, now) => fenced(db, fence, (tx) => markSent(tx, fence.connection, effects, now)),

  settle: (fence, page, mark) =>
    fenced(db, fence, async (tx) => {
      const { connection } = fence
      const removed = page.couplings.filter(({ change }) => change === 'remove')
      await settleEffects(tx, connection, page.settlements, mark.now)
      await writeCouplings(tx, connection, page.couplings, mark.now)
      await closeConflicts(
        tx,
        connection,
        removed.map(({ coupling }) => coupling.id),
        mark.now,
      )
      await setPending(tx, connection, page.pending)
      await insertErrors(tx, connection, page.errors, mark)
    }),

  findOpenEffects: (connection, filter) => findOpenEffects(db, connection, filter),
  findRecentWrites: (connection, couplings, since) => findRecentWrites(db, connection, couplings, since),

  reportErrors: (fence, errors, mark) => fenced(db, fence, (tx) => insertErrors(tx, fence.connection, errors, mark)),
})
