import type { Effect, Settlement } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { couplingOf, crm, effectOf, leased, mark, now, recordOf } from './store-under-test.ts'
import type { Leased, StoreUnderTest } from './store-under-test.ts'

const nothingElse = { couplings: [], pending: [], errors: [] } as const

/** Couplings 1..count with one planned effect each, recorded in one page. */
const planned = async (db: Leased, count: number, change: Partial<Effect> = {}): Promise<Effect[]> => {
  const couplings = Array.from({ length: count }, (_, index) => couplingOf(index + 1))
  const effects = couplings.map((coupling) => effectOf(coupling, change))
  const records = couplings.map((coupling, index) => recordOf(coupling, { effects: effects.slice(index, index + 1) }))
  await db.store.recordPlans(db.fence, records, [], mark)
  return effects
}

const ended = (effect: Effect | undefined, state: Settlement['state'], left: Settlement['left'] = {}): Settlement => {
  if (effect === undefined) throw new Error('The suite settled an effect that it did not make.')
  return { effect: effect.id, state, error: null, left }
}

export const effectsContract = (opened: () => StoreUnderTest): void => {
  describe('effects', () => {
    it('come back exactly, oldest first, page after page', async () => {
      const db = await leased(opened())
      const effects = await planned(db, 5, {
        values: { credit: '1000.5', count: 3, blocked: false, none: null, "q'": '%' },
      })
      const first = await db.store.findOpenEffects(db.connection, { limit: 3 })
      expect(first).toEqual(effects.slice(0, 3))
      const after = first[2]
      expect(await db.store.findOpenEffects(db.connection, { limit: 3, ...(after ? { after } : {}) })).toEqual(
        effects.slice(3),
      )
    })

    it('are found by coupling and by connection', async () => {
      const db = await leased(opened())
      const other = await leased(opened())
      const effects = await planned(db, 3)
      await planned(other, 1)
      const wanted = effects.slice(1, 2)
      const couplings = wanted.map((effect) => effect.coupling)
      expect(await db.store.findOpenEffects(db.connection, { couplings, limit: 10 })).toEqual(wanted)
      expect(await db.store.findOpenEffects(db.connection, { couplings: [], limit: 10 })).toEqual([])
      expect(await other.store.findOpenEffects(other.connection, { limit: 10 })).toHaveLength(1)
    })

    it('stay open while planned, sent and unsettled, and not when done or failed', async () => {
      const db = await leased(opened())
      const effects = await planned(db, 4)
      await db.store.markSent(
        db.fence,
        effects.slice(1).map(({ id }) => id),
        now + 1,
      )
      await db.store.settle(
        db.fence,
        {
          ...nothingElse,
          settlements: [
            ended(effects[1], 'unsettled'),
            ended(effects[2], 'done', { name: 'A' }),
            ended(effects[3], 'failed'),
          ],
        },
        { job: null, now: now + 2 },
      )
      expect(
        (await db.store.findOpenEffects(db.connection, { limit: 10 })).map(({ state, at }) => ({ state, at })),
      ).toEqual([
        { state: 'planned', at: now },
        { state: 'unsettled', at: now + 2 },
      ])
      await db.store.markSent(
        db.fence,
        effects.slice(1, 2).map(({ id }) => id),
        now + 3,
      )
      expect((await db.store.findOpenEffects(db.connection, { limit: 10 })).map(({ state }) => state)).toEqual([
        'planned',
        'sent',
      ])
    })

    it('that are settled stay as they ended', async () => {
      const db = await leased(opened())
      const effects = await planned(db, 1)
      await db.store.settle(db.fence, { ...nothingElse, settlements: [ended(effects[0], 'done')] }, mark)
      await db.store.settle(db.fence, { ...nothingElse, settlements: [ended(effects[0], 'failed')] }, mark)
      await db.store.markSent(
        db.fence,
        effects.map(({ id }) => id),
        now,
      )
      expect(
        await db.store.findRecentWrites(
          db.connection,
          effects.map(({ coupling }) => coupling),
          0,
        ),
      ).toHaveLength(1)
    })

    it('settle together with their couplings', async () => {
      const db = await leased(opened())
      const effects = await planned(db, 2)
      const [kept, removed] = await db.store.findCouplings(db.connection, 'customer', 'crm', [crm(1), crm(2)])
      if (kept === undefined || removed === undefined) throw new Error('The couplings are not there.')
      const moved = { ...kept, agreedAt: now, bases: { name: { pair: { erp: 'B', crm: 'b' }, mark: null } } }
      await db.store.settle(
        db.fence,
        {
          settlements: effects.map((effect) => ended(effect, 'done')),
          couplings: [
            { coupling: moved, change: 'update' },
            { coupling: removed, change: 'remove' },
          ],
          pending: [],
          errors: [],
        },
        mark,
      )
      expect(await db.store.readCouplings(db.connection, [kept.id, removed.id])).toEqual([moved])
    })

    it('that were done lately are told for the oscillation rule, oldest first', async () => {
      const db = await leased(opened())
      const effects = await planned(db, 3)
      await db.store.settle(
        db.fence,
        { ...nothingElse, settlements: [ended(effects[1], 'done')] },
        { job: null, now: now + 20 },
      )
      await db.store.settle(
        db.fence,
        { ...nothingElse, settlements: [ended(effects[0], 'done')] },
        { job: null, now: now + 30 },
      )
      await db.store.settle(
        db.fence,
        { ...nothingElse, settlements: [ended(effects[2], 'failed')] },
        { job: null, now: now + 30 },
      )
      const couplings = effects.map(({ coupling }) => coupling)
      const recent = await db.store.findRecentWrites(db.connection, couplings, now + 10)
      expect(recent.map(({ id }) => id)).toEqual([effects[1]?.id, effects[0]?.id])
      expect(await db.store.findRecentWrites(db.connection, couplings, now + 25)).toHaveLength(1)
      expect(await db.store.findRecentWrites(db.connection, [], 0)).toEqual([])
    })
  })
}
