import type { Checkpoint, JobCounts, JobId, KobleError } from '@koble/core'
import { isKobleError } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { couplingOf, effectOf, leased, mark, now, recordOf } from './store-under-test.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const counts: JobCounts = {
  inserted: 1,
  modified: 2,
  deleted: 3,
  unchanged: 4,
  skipped: 5,
  failed: 6,
  coupled: 7,
  uncoupled: 8,
}

const codeOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'went through',
    (error: unknown) => (isKobleError(error) ? (error as KobleError).detail.code : String(error)),
  )

export const runsContract = (opened: () => StoreUnderTest): void => {
  describe('feeds', () => {
    it('keep their checkpoints as given, and their trouble until they move', async () => {
      const db = await leased(opened())
      const to = 'https://org.example/api?$deltatoken=1%2C"x"' as Checkpoint
      await db.store.moveCheckpoints(
        db.fence,
        [
          { side: 'erp', feed: 'customer', to: '1' as Checkpoint },
          { side: 'crm', feed: 'customer', to },
        ],
        now,
      )
      const trouble = {
        kind: 'misconfigured',
        origin: 'erp',
        code: 'feed-went-backwards',
        message: 'Restored?',
      } as const
      await db.store.setFeedTrouble(db.fence, 'erp', 'customer', trouble, now + 1)
      const feeds = (await db.store.readFeeds(db.connection)).toSorted((a, b) => (a.side < b.side ? -1 : 1))
      expect(feeds).toMatchObject([
        { side: 'crm', feed: 'customer', checkpoint: to, trouble: null, movedAt: now },
        { side: 'erp', feed: 'customer', checkpoint: '1', trouble },
      ])
      await db.store.moveCheckpoints(db.fence, [{ side: 'erp', feed: 'customer', to: '2' as Checkpoint }], now + 2)
      expect((await db.store.readFeeds(db.connection)).find(({ side }) => side === 'erp')).toMatchObject({
        checkpoint: '2',
        trouble: null,
      })
    })
  })

  describe('jobs', () => {
    it('start once, keep their progress and end once', async () => {
      const under = opened()
      const db = await leased(under)
      const job = await under.newJob(db.connection, 'full')
      expect(await db.store.readJob(job)).toMatchObject({
        id: job,
        connection: db.connection,
        kind: 'full',
        status: 'queued',
        resume: null,
      })
      await db.store.startJob(db.fence, job, now)
      await db.store.startJob(db.fence, job, now + 1)
      const progress = {
        done: 3,
        total: null,
        tables: [{ mapping: 'customer', state: 'running', done: 3, total: 9 }],
      } as const
      await db.store.saveProgress(db.fence, job, { progress, counts, resume: { table: 'customer', cursor: null } }, now)
      expect(await db.store.readJob(job)).toMatchObject({
        status: 'running',
        startedAt: now,
        progress,
        counts,
        resume: { table: 'customer', cursor: null },
      })
      await db.store.finishJob(db.fence, job, 'succeeded', null, now + 5)
      await db.store.finishJob(db.fence, job, 'failed', null, now + 6)
      await db.store.startJob(db.fence, job, now + 7)
      expect(await db.store.readJob(job)).toMatchObject({ status: 'succeeded', finishedAt: now + 5, error: null })
    })

    it('that are not there read as null', async () => {
      const { store } = opened()
      expect(await store.readJob('ffffffff-0000-4000-8000-00000000ffff' as JobId)).toBeNull()
    })

    it('hear of a request to cancel', async () => {
      const under = opened()
      const db = await leased(under)
      const job = await under.newJob(db.connection, 'full')
      expect(await db.store.isCancelRequested(job)).toBe(false)
      await under.requestCancel(job)
      expect(await db.store.isCancelRequested(job)).toBe(true)
    })
  })

  describe('leases', () => {
    it('are held by one worker at a time, with a token that rises at each change', async () => {
      const { store, connection, fence } = await leased(opened())
      expect(await store.acquireLease(connection, 'worker-2', 1000, now)).toBeNull()
      expect(await store.acquireLease(connection, 'worker-1', 60_000, now)).toEqual(fence)
      const taken = await store.acquireLease(connection, 'worker-2', 1000, now + 60_001)
      expect(taken?.token).toBeGreaterThan(fence.token)
      expect(await codeOf(store.renewLease(fence, 1000, now))).toBe('lease-lost')
      await store.releaseLease(fence)
      expect(await store.acquireLease(connection, 'worker-3', 1000, now + 60_002)).toBeNull()
    })

    it('that are renewed hold, and that are released are free', async () => {
      const { store, connection, fence } = await leased(opened())
      await store.renewLease(fence, 60_000, now + 50_000)
      expect(await store.acquireLease(connection, 'worker-2', 1000, now + 70_000)).toBeNull()
      await store.releaseLease(fence)
      expect(await store.acquireLease(connection, 'worker-2', 1000, now + 70_000)).not.toBeNull()
    })

    it('that are lost refuse every write and change nothing', async () => {
      const under = opened()
      const { store, connection, fence } = await leased(under)
      const job = await under.newJob(connection, 'full')
      const coupling = couplingOf(1)
      const effect = effectOf(coupling)
      await store.recordPlans(fence, [recordOf(coupling, { effects: [effect] })], [], mark)
      const next = await store.acquireLease(connection, 'worker-2', 60_000, now + 60_001)
      const page = {
        settlements: [{ effect: effect.id, state: 'done', error: null, left: {} }],
        couplings: [{ coupling, change: 'remove' }],
        pending: [],
        errors: [],
      } as const
      const move = [{ side: 'erp', feed: 'customer', to: '1' as Checkpoint }] as const
      const attempts = {
        recordPlans: () => store.recordPlans(fence, [recordOf(couplingOf(2))], [], mark),
        markSent: () => store.markSent(fence, [effect.id], now),
        settle: () => store.settle(fence, page, mark),
        moveCheckpoints: () => store.moveCheckpoints(fence, move, now),
        startJob: () => store.startJob(fence, job, now),
        saveProgress: () =>
          store.saveProgress(fence, job, { progress: { done: 0, total: 0, tables: [] }, counts, resume: null }, now),
        finishJob: () => store.finishJob(fence, job, 'succeeded', null, now),
        reportErrors: () => store.reportErrors(fence, [], mark),
      }
      for (const [name, attempt] of Object.entries(attempts))
        expect([name, await codeOf(attempt())]).toEqual([name, 'lease-lost'])
      expect(await store.findOpenEffects(connection, { limit: 10 })).toEqual([effect])
      expect(await store.countCoupled(connection, 'customer')).toBe(1)
      expect(await store.readFeeds(connection)).toEqual([])
      expect(await store.readJob(job)).toMatchObject({ status: 'queued' })
      if (next === null) throw new Error('The expired lease was not given on.')
      await store.settle(next, page, mark)
      expect(await store.countCoupled(connection, 'customer')).toBe(0)
    })
  })
}
