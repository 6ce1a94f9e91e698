/** Several servers on one PostgreSQL: what the fence and the unique indexes hold, seen under real concurrency. */
import { randomUUID } from 'node:crypto'
import type { ConnectionId, Coupling, CouplingId, CrmId, ErpId, Fence, JobId, PlannedRecord } from '@koble/core'
import { isKobleError } from '@koble/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../open-store.ts'
import { databaseUrl, openTestPostgres, type TestStore } from '../testing/open-test-store.ts'

const coupling = (erpId: string): Coupling => ({
  id: randomUUID() as CouplingId,
  mapping: 'customer',
  erpId: erpId as ErpId,
  crmId: randomUUID() as CrmId,
  state: 'creating',
  createdOn: 'crm',
  bases: {},
  chosenWinner: null,
  erpName: null,
  crmName: null,
  agreedAt: null,
  problem: null,
  attempts: 0,
  retryAt: null,
  outside: false,
})
const insertOf = (row: Coupling): PlannedRecord => ({
  mapping: row.mapping,
  record: { side: 'erp', id: row.erpId },
  coupling: row,
  change: 'insert',
  effects: [],
  conflict: null,
  pending: null,
})
const mark = { job: null, now: 1 }
const isLost = (error: unknown): boolean => isKobleError(error) && error.detail.code === 'lease-lost'

describe.runIf(databaseUrl() !== undefined)('two servers on one database', { timeout: 60_000 }, () => {
  let test: TestStore
  let stores: readonly Store[] = []
  beforeAll(async () => {
    test = await openTestPostgres()
    stores = [test.store, await test.again()]
  }, 60_000)
  afterAll(() => test.close())

  it('give a lease to one of many who ask at once', async () => {
    const connection = randomUUID() as ConnectionId
    const fences = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (stores[index % 2] ?? test.store).engine.acquireLease(connection, `worker-${index}`, 1000, 1),
      ),
    )
    expect(fences.filter((fence) => fence !== null)).toHaveLength(1)
  })

  it('record one create intent of a record, however many plan it', async () => {
    const connection = randomUUID() as ConnectionId
    const fence = await test.store.engine.acquireLease(connection, 'one', 60_000, 1)
    if (fence === null) throw new Error('no lease')
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (stores[index % 2] ?? test.store).engine.recordPlans(fence, [insertOf(coupling('record'))], [], mark),
      ),
    )
    expect(answers.filter(({ refused }) => refused.size === 0)).toHaveLength(1)
    expect(await test.store.engine.findCouplings(connection, 'customer', 'erp', ['record' as ErpId])).toHaveLength(1)
  })

  it('let no page of an old holder in after another one took over, and lose none of before', async () => {
    const connection = randomUUID() as ConnectionId
    let acknowledged = 0
    const first = await test.store.engine.acquireLease(connection, 'first', 10, 1)
    if (first === null) throw new Error('no lease')
    const takenOver: Promise<Fence | null>[] = []
    const pages = Array.from({ length: 60 }, async (_, index) => {
      if (index === 30)
        takenOver.push(stores[1]?.engine.acquireLease(connection, 'second', 1000, 12) ?? Promise.resolve(null))
      try {
        await test.store.engine.recordPlans(first, [insertOf(coupling(`record-${index}`))], [], mark)
        acknowledged += 1
      } catch (error) {
        if (!isLost(error)) throw error
      }
    })
    await Promise.all(pages)
    const second = await takenOver[0]
    expect(second?.token).toBe(first.token + 1)
    const late = test.store.engine.recordPlans(first, [insertOf(coupling('late'))], [], mark)
    await expect(late).rejects.toSatisfy(isLost)
    const ids = Array.from({ length: 60 }, (_, index) => `record-${index}` as ErpId)
    expect(await test.store.engine.findCouplings(connection, 'customer', 'erp', ids)).toHaveLength(acknowledged)
  })

  it('share one queue: each item is handled once, and never two of a connection together', async () => {
    const queues = await Promise.all(stores.map((store) => store.openQueue()))
    const connections = [1, 2, 3].map(() => randomUUID() as ConnectionId)
    const running = new Map<string, number>()
    const handled: string[] = []
    let most = 0
    let finish = (): void => undefined
    const all = new Promise<void>((resolve) => (finish = resolve))
    for (const connection of connections) {
      for (let job = 0; job < 4; job++) {
        await queues[job % 2]?.enqueue({ connection, job: randomUUID() as JobId, priority: 'normal' })
      }
    }
    const workers = await Promise.all(
      queues.map((queue) =>
        queue.work(async ({ connection, job }) => {
          running.set(connection, (running.get(connection) ?? 0) + 1)
          most = Math.max(most, running.get(connection) ?? 0)
          await new Promise((resolve) => setImmediate(resolve))
          running.set(connection, (running.get(connection) ?? 0) - 1)
          handled.push(String(job))
          if (handled.length === 12) finish()
        }),
      ),
    )
    await all
    for (const worker of workers) await worker.stop()
    for (const queue of queues) await queue.close()
    expect(new Set(handled).size).toBe(12)
    expect(most).toBe(1)
  })
})
