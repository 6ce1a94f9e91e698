import type { RecordId } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { couplingOf, crm, erp, insert, leased, mark, pendingOf, recordOf, uncoupledOf } from './store-under-test.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const all = { mapping: 'customer', after: null, limit: 100 } as const

export const pendingContract = (opened: () => StoreUnderTest): void => {
  describe('pending records', () => {
    it('are one a record, replaced and taken off by the next plan', async () => {
      const db = await leased(opened())
      const record = (change: object) => uncoupledOf('erp', erp(1), pendingOf('erp', erp(1), change))
      await db.store.recordPlans(db.fence, [record({}), record({ reason: 'problem', missing: [] })], [], mark)
      expect(await db.store.readPending(db.connection, { ...all, reason: 'waiting' })).toEqual([])
      expect(await db.store.readPending(db.connection, { ...all, reason: 'problem' })).toEqual([
        pendingOf('erp', erp(1), { reason: 'problem', missing: [] }),
      ])
      await db.store.recordPlans(db.fence, [uncoupledOf('erp', erp(1), null)], [], mark)
      expect(await db.store.countPending(db.connection, 'customer', 'problem')).toBe(0)
    })

    it('of both records of a coupling go when its pair is planned', async () => {
      const db = await leased(opened())
      const entries = [
        uncoupledOf('erp', erp(1), pendingOf('erp', erp(1))),
        uncoupledOf('crm', crm(1), pendingOf('crm', crm(1))),
      ]
      await db.store.recordPlans(db.fence, [...entries, uncoupledOf('crm', crm(2), pendingOf('crm', crm(2)))], [], mark)
      await db.store.recordPlans(db.fence, [recordOf(couplingOf(1))], [], mark)
      expect(
        (await db.store.readPending(db.connection, { ...all, reason: 'waiting' })).map(({ recordId }) => recordId),
      ).toEqual([crm(2)])
    })

    it('are found by what they wait for, each once, and stay until planned', async () => {
      const db = await leased(opened())
      const missing = (number: number) =>
        ({ field: 'currency', mapping: 'currency', side: 'erp', id: erp(number), whenUncoupled: 'wait' }) as const
      await db.store.recordPlans(
        db.fence,
        [
          uncoupledOf('erp', erp(1), pendingOf('erp', erp(1), { missing: [missing(900), missing(901)] })),
          uncoupledOf('crm', crm(2), pendingOf('crm', crm(2), { missing: [missing(901)] })),
        ],
        [],
        mark,
      )
      const coupled = [900, 901, 902].map((number) => ({
        mapping: 'currency',
        side: 'erp' as const,
        id: erp(number) as RecordId,
      }))
      const found = await db.store.findWaiting(db.connection, coupled)
      expect(found.toSorted((a, b) => (a.side < b.side ? 1 : -1))).toEqual([
        { mapping: 'customer', side: 'erp', id: erp(1) },
        { mapping: 'customer', side: 'crm', id: crm(2) },
      ])
      expect(await db.store.findWaiting(db.connection, coupled.slice(0, 1))).toHaveLength(1)
      expect(await db.store.findWaiting(db.connection, [{ mapping: 'currency', side: 'crm', id: erp(900) }])).toEqual(
        [],
      )
      expect(await db.store.findWaiting(db.connection, [])).toEqual([])
    })

    it('are read page after page and counted by reason', async () => {
      const db = await leased(opened())
      const removal = { reason: 'removal', missing: [] } as const
      const entries = [1, 2, 3].flatMap((number) => [
        uncoupledOf('erp', erp(number), pendingOf('erp', erp(number), removal)),
        uncoupledOf('crm', crm(number), pendingOf('crm', crm(number), removal)),
      ])
      await db.store.recordPlans(db.fence, [...entries, uncoupledOf('erp', erp(9), pendingOf('erp', erp(9)))], [], mark)
      expect(await db.store.countPending(db.connection, 'customer', 'removal')).toBe(6)
      const seen: RecordId[] = []
      let after = null
      for (;;) {
        const page = await db.store.readPending(db.connection, { ...all, reason: 'removal', after, limit: 4 })
        seen.push(...page.map(({ recordId }) => recordId))
        const last = page.at(-1)
        if (last === undefined) break
        after = { mapping: last.mapping, side: last.side, id: last.recordId }
      }
      expect(seen.toSorted()).toEqual([crm(1), crm(2), crm(3), erp(1), erp(2), erp(3)].toSorted())
    })

    it('are set by a settlement too', async () => {
      const db = await leased(opened())
      await insert(db, couplingOf(1))
      const pending = [pendingOf('erp', erp(1), { reason: 'problem' })]
      await db.store.settle(db.fence, { settlements: [], couplings: [], pending, errors: [] }, mark)
      await db.store.settle(db.fence, { settlements: [], couplings: [], pending, errors: [] }, mark)
      expect(await db.store.readPending(db.connection, { ...all, reason: 'problem' })).toEqual(pending)
    })
  })
}
