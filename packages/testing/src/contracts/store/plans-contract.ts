import type { RecordError } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { conflictOf, couplingOf, crm, effectOf, erp, insert, leased, mark, now, recordOf } from './store-under-test.ts'
import type { StoreUnderTest } from './store-under-test.ts'

export const plansContract = (opened: () => StoreUnderTest): void => {
  describe('recording plans', () => {
    it('refuses a second coupling of either record and changes nothing of it', async () => {
      const db = await leased(opened())
      await insert(db, couplingOf(1))
      const sameErp = couplingOf(1, { crmId: crm(2), state: 'creating', createdOn: 'crm' })
      const sameCrm = couplingOf(3, { crmId: crm(1) })
      const otherMapping = couplingOf(1, { mapping: 'contact' })
      const { refused } = await db.store.recordPlans(
        db.fence,
        [
          recordOf(sameErp, { effects: [effectOf(sameErp, { operation: 'create', tag: null })] }),
          recordOf(sameCrm, { conflict: conflictOf('x') }),
          recordOf(otherMapping),
        ],
        [],
        mark,
      )
      expect(refused).toEqual(new Set([0, 1]))
      expect(await db.store.findOpenEffects(db.connection, { limit: 10 })).toEqual([])
      expect(await db.store.readConflict(db.connection, sameCrm.id)).toBeNull()
      expect(await db.store.countCoupled(db.connection, 'contact')).toBe(1)
    })

    it('takes the first of two that clash within a page', async () => {
      const db = await leased(opened())
      const first = couplingOf(1, { state: 'creating', createdOn: 'crm' })
      const second = couplingOf(1, { crmId: crm(2), state: 'creating', createdOn: 'crm' })
      const { refused } = await db.store.recordPlans(db.fence, [recordOf(first), recordOf(second)], [], mark)
      expect([...refused]).toEqual([1])
      expect((await db.store.findCouplings(db.connection, 'customer', 'erp', [erp(1)])).map(({ id }) => id)).toEqual([
        first.id,
      ])
    })

    it('allows one open effect a record and side, until it is settled', async () => {
      const db = await leased(opened())
      const coupling = couplingOf(1)
      await insert(db, coupling)
      const first = effectOf(coupling)
      const otherSide = effectOf(coupling, { side: 'erp', entity: 'customers' })
      const update = { change: 'none' } as const
      await db.store.recordPlans(db.fence, [recordOf(coupling, { ...update, effects: [first, otherSide] })], [], mark)
      const second = recordOf(
        { ...coupling, crmName: 'not written' },
        { change: 'update', effects: [effectOf(coupling)] },
      )
      expect([...(await db.store.recordPlans(db.fence, [second], [], mark)).refused]).toEqual([0])
      expect((await db.store.readCouplings(db.connection, [coupling.id]))[0]?.crmName).toBe('Adatum')
      await db.store.settle(
        db.fence,
        {
          settlements: [{ effect: first.id, state: 'failed', error: null, left: {} }],
          couplings: [],
          pending: [],
          errors: [],
        },
        mark,
      )
      expect([...(await db.store.recordPlans(db.fence, [second], [], mark)).refused]).toEqual([])
    })

    it('keeps one open conflict a coupling, with a version that rises when its content changes', async () => {
      const db = await leased(opened())
      const coupling = couplingOf(1)
      const planned = (conflict: ReturnType<typeof conflictOf> | null) =>
        db.store.recordPlans(db.fence, [recordOf(coupling, { change: 'none', conflict })], [], mark)
      await insert(db, coupling)
      const first = (await planned(conflictOf('a'))).conflicts
      expect(first).toMatchObject([{ coupling: coupling.id, mapping: 'customer', version: 1, change: 'opened' }])
      expect((await planned(conflictOf('a'))).conflicts).toEqual([])
      const changed = (await planned(conflictOf('b'))).conflicts
      expect(changed).toEqual([{ ...first[0], version: 2, change: 'changed' }])
      expect(await db.store.readConflict(db.connection, coupling.id)).toEqual({
        id: first[0]?.id,
        coupling: coupling.id,
        mapping: 'customer',
        version: 2,
        conflict: conflictOf('b'),
        openedAt: now,
      })
      expect((await planned(null)).conflicts).toEqual([{ ...first[0], version: 2, change: 'closed' }])
      expect((await planned(null)).conflicts).toEqual([])
      expect(await db.store.readConflict(db.connection, coupling.id)).toBeNull()
      expect((await planned(conflictOf('b'))).conflicts).toMatchObject([{ change: 'opened' }])
    })

    it('closes the conflict of a coupling that is removed', async () => {
      const db = await leased(opened())
      const coupling = couplingOf(1)
      await db.store.recordPlans(db.fence, [recordOf(coupling, { conflict: conflictOf('a') })], [], mark)
      const { conflicts } = await db.store.recordPlans(db.fence, [recordOf(coupling, { change: 'remove' })], [], mark)
      expect(conflicts).toMatchObject([{ change: 'closed' }])
    })

    it('lists errors with their job, or none', async () => {
      const under = opened()
      const db = await leased(under)
      const job = await under.newJob(db.connection, 'full')
      const error: RecordError = {
        mapping: 'customer',
        side: 'erp',
        recordId: erp(1),
        recordName: "O'Hare",
        error: { kind: 'rejected', origin: 'koble', code: 'ambiguous-match', message: 'Two accounts match.' },
      }
      const alarm: RecordError = { ...error, mapping: null, side: null, recordId: null, recordName: null }
      await db.store.recordPlans(db.fence, [], [error], { job, now })
      await db.store.reportErrors(db.fence, [error, alarm], mark)
    })

    it('takes an empty page', async () => {
      const db = await leased(opened())
      expect(await db.store.recordPlans(db.fence, [], [], mark)).toEqual({ refused: new Set(), conflicts: [] })
      await db.store.markSent(db.fence, [], now)
      await db.store.settle(db.fence, { settlements: [], couplings: [], pending: [], errors: [] }, mark)
    })
  })
}
