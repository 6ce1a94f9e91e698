import type { CouplingId, RecordId } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { couplingOf, crm, erp, insert, leased, mark, recordOf } from './store-under-test.ts'
import type { StoreUnderTest } from './store-under-test.ts'

/** Values that a database may bend: numbers, texts that look like numbers, quotes, names with any character. */
const awkward = {
  "o'hare; drop table": { pair: { erp: '007', crm: 7 }, mark: null },
  'näme "quoted" \\ %_': { pair: { erp: null, crm: '' }, mark: 'contested' },
  constructor: { pair: { erp: true, crm: '1e3' }, mark: 'held' },
  '': { pair: null, mark: 'deferred' },
} as const

export const couplingsContract = (opened: () => StoreUnderTest): void => {
  describe('couplings', () => {
    it('come back exactly as they were given', async () => {
      const db = await leased(opened())
      const coupling = couplingOf(1, {
        bases: awkward,
        chosenWinner: 'crm',
        agreedAt: 5,
        attempts: 3,
        retryAt: 1_700_000_000_001,
        createdOn: 'erp',
        outside: true,
        erpName: "Gagn & Gaman 'x'",
        crmName: null,
        problem: {
          kind: 'rejected',
          origin: 'crm',
          code: 'too-long',
          message: 'No.',
          vendorCode: '0x80060882',
          httpStatus: 400,
        },
      })
      await insert(db, coupling)
      expect(await db.store.findCouplings(db.connection, 'customer', 'erp', [erp(1)])).toEqual([coupling])
      expect(await db.store.findCouplings(db.connection, 'customer', 'crm', [crm(1)])).toEqual([coupling])
      expect(
        await db.store.readCouplings(db.connection, [
          coupling.id,
          'ffffffff-0000-4000-8000-000000000000' as CouplingId,
        ]),
      ).toEqual([coupling])
    })

    it('are found by mapping, side and connection only', async () => {
      const db = await leased(opened())
      const other = await leased(opened())
      await insert(db, couplingOf(1), couplingOf(1, { mapping: 'contact' }))
      await insert(other, couplingOf(1))
      expect(await db.store.findCouplings(db.connection, 'customer', 'erp', [erp(1), erp(2)])).toHaveLength(1)
      expect(await db.store.findCouplings(db.connection, 'customer', 'crm', [erp(1) as RecordId])).toHaveLength(0)
      expect(await db.store.findCouplings(db.connection, 'item', 'erp', [erp(1)])).toHaveLength(0)
      expect(await db.store.findCouplings(db.connection, 'customer', 'erp', [])).toEqual([])
    })

    it('are found by the thousand in one call', async () => {
      const db = await leased(opened())
      const couplings = Array.from({ length: 1000 }, (_, index) => couplingOf(index))
      await insert(db, ...couplings)
      const ids = couplings.map((coupling) => coupling.erpId)
      expect(await db.store.findCouplings(db.connection, 'customer', 'erp', ids)).toHaveLength(1000)
      expect(await db.store.countCoupled(db.connection, 'customer')).toBe(1000)
    })

    it('hold ids that are no GUIDs: option values, the blank local currency', async () => {
      const db = await leased(opened())
      await insert(
        db,
        couplingOf(1, { mapping: 'payment-terms', crmId: '4' as never }),
        couplingOf(2, { mapping: 'currency', erpId: '' as never }),
      )
      const links = await db.store.findLinks(db.connection, [
        { mapping: 'payment-terms', side: 'erp', ids: [erp(1)] },
        { mapping: 'currency', side: 'erp', ids: ['' as RecordId] },
      ])
      expect(links.get('payment-terms')?.toCrm.get(erp(1))).toBe('4')
      expect(links.get('currency')?.toCrm.get('')).toBe(crm(2))
    })

    it('give links both ways, of settled couplings only', async () => {
      const db = await leased(opened())
      await insert(
        db,
        couplingOf(1),
        couplingOf(2, { state: 'creating', createdOn: 'crm' }),
        couplingOf(3, { state: 'skipped' }),
        couplingOf(4, { mapping: 'contact' }),
      )
      const links = await db.store.findLinks(db.connection, [
        { mapping: 'customer', side: 'erp', ids: [erp(1), erp(2), erp(3), erp(4)] },
        { mapping: 'customer', side: 'crm', ids: [crm(1), crm(9)] },
        { mapping: 'item', side: 'crm', ids: [] },
      ])
      expect(links.get('customer')?.toCrm).toEqual(
        new Map([
          [erp(1), crm(1)],
          [erp(3), crm(3)],
        ]),
      )
      expect([...(links.get('customer')?.toErp ?? [])]).toEqual([[crm(1), erp(1)]])
      expect(links.get('item')?.toErp.size).toBe(0)
      expect(await db.store.countCoupled(db.connection, 'customer')).toBe(2)
    })

    it('are due when their time has come, earliest first', async () => {
      const db = await leased(opened())
      const [late, early, later, never] = [
        couplingOf(1, { retryAt: 200 }),
        couplingOf(2, { retryAt: 100 }),
        couplingOf(3, { retryAt: 301 }),
        couplingOf(4),
      ]
      await insert(db, late, early, later, never)
      expect((await db.store.findDue(db.connection, 300, 10)).map(({ id }) => id)).toEqual([early.id, late.id])
      expect(await db.store.findDue(db.connection, 300, 1)).toHaveLength(1)
    })

    it('are replaced and removed as a plan says', async () => {
      const db = await leased(opened())
      const coupling = couplingOf(1)
      await insert(db, coupling)
      const changed = { ...coupling, state: 'skipped', crmName: 'New' } as const
      await db.store.recordPlans(db.fence, [recordOf(changed, { change: 'update' })], [], mark)
      expect(await db.store.readCouplings(db.connection, [coupling.id])).toEqual([changed])
      await db.store.recordPlans(db.fence, [recordOf({ ...changed, state: 'coupled' }, { change: 'none' })], [], mark)
      expect(await db.store.readCouplings(db.connection, [coupling.id])).toEqual([changed])
      await db.store.recordPlans(db.fence, [recordOf(changed, { change: 'remove' })], [], mark)
      expect(await db.store.readCouplings(db.connection, [coupling.id])).toEqual([])
      await insert(db, couplingOf(1))
    })
  })
}
