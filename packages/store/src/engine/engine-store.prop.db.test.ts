/**
 * The database and the store in memory, which was written apart from it, do the same: random pages over few records, so that
 * they clash often, and everything that can be read compared after each.
 */
import { randomUUID } from 'node:crypto'
import type {
  ConnectionId,
  Coupling,
  CouplingId,
  CrmId,
  Effect,
  EngineStore,
  ErpId,
  Fence,
  PlannedRecord,
} from '@koble/core'
import { memoryStore } from '@koble/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, type TestStore } from '../testing/open-test-store.ts'
import { couplingOf, effectOf, insertOf, pendingOf } from '../testing/rows.ts'

const numRuns = 25
const small = fc.integer({ min: 0, max: 3 })
const erp = (number: number) => `erp-${number}` as ErpId
const crm = (number: number) => `crm-${number}` as CrmId
const couplingId = (number: number) => `coupling-${number}` as CouplingId

const couplingArbitrary: fc.Arbitrary<Coupling> = fc
  .record({
    number: fc.integer({ min: 0, max: 15 }),
    mapping: fc.constantFrom('customer', 'contact'),
    state: fc.constantFrom('creating', 'coupled', 'skipped'),
    retryAt: fc.option(fc.integer({ min: 1, max: 9 })),
    bases: fc.dictionary(
      fc.string({ minLength: 1, maxLength: 3 }).filter((name) => name !== '__proto__' && !name.includes('\0')),
      fc.record({ pair: fc.option(fc.record({ erp: fc.integer(), crm: fc.boolean() })), mark: fc.constant(null) }),
    ),
  })
  .map(({ number, mapping, ...rest }) => {
    // The id says both records, so that an update never moves a coupling to other records.
    const id = couplingId(number + (mapping === 'contact' ? 16 : 0))
    return couplingOf({ ...rest, id, mapping, erpId: erp(number % 4), crmId: crm(Math.floor(number / 4)) })
  })

const recordArbitrary: fc.Arbitrary<PlannedRecord> = fc
  .record({
    coupling: fc.option(couplingArbitrary, { freq: 6 }),
    looked: small,
    change: fc.constantFrom('insert', 'insert', 'update', 'remove', 'none'),
    effects: fc.array(fc.record({ side: fc.constantFrom('erp', 'crm'), record: small }), { maxLength: 2 }),
    conflict: fc.option(fc.constantFrom('a', 'b')),
    pending: fc.option(fc.record({ record: small, wanted: small, reason: fc.constantFrom('waiting', 'problem') })),
  })
  .map(({ coupling, looked, change, effects, conflict, pending }) => ({
    ...insertOf(coupling ?? couplingOf({ erpId: erp(looked) }), { change }),
    coupling,
    effects: effects.map(({ side, record }) =>
      effectOf(coupling ?? couplingOf(), { side, recordId: side === 'erp' ? erp(record) : crm(record) }),
    ),
    conflict: conflict === null ? null : { kind: 'update', fields: [{ field: conflict, base: null, erp: 1, crm: 2 }] },
    pending:
      pending === null
        ? null
        : pendingOf('erp', erp(pending.record), {
            mapping: coupling?.mapping ?? 'customer',
            reason: pending.reason,
            missing: [
              { field: 'f', mapping: 'currency', side: 'crm', id: crm(pending.wanted), whenUncoupled: 'later' },
            ],
          }),
  }))

type Step =
  | { readonly do: 'plan'; readonly records: readonly PlannedRecord[] }
  | { readonly do: 'send'; readonly which: number }
  | { readonly do: 'settle'; readonly which: number; readonly state: 'done' | 'failed' | 'unsettled' }
  | { readonly do: 'change'; readonly coupling: Coupling; readonly change: 'update' | 'remove' }

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('plan' as const), records: fc.array(recordArbitrary, { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('send' as const), which: small }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which: small,
      state: fc.constantFrom('done', 'failed', 'unsettled'),
    }),
  },
)

async function run(store: EngineStore, fence: Fence, step: Step, now: number): Promise<unknown> {
  const mark = { job: null, now }
  if (step.do === 'plan') {
    const { refused, conflicts } = await store.recordPlans(fence, step.records, [], mark)
    const told = conflicts.map(({ coupling, version, change }) => [coupling, version, change].join(' '))
    return { refused: [...refused].toSorted((a, b) => a - b), told: told.toSorted() }
  }
  if (step.do === 'change') {
    await store.settle(fence, { settlements: [], couplings: [step], pending: [], errors: [] }, mark)
    return null
  }
  const open = await store.findOpenEffects(fence.connection, { limit: 100 })
  const effect = open[step.which]
  if (effect === undefined) return null
  if (step.do === 'send') return store.markSent(fence, [effect.id], now)
  const settlement = { effect: effect.id, state: step.state, error: null, left: {} }
  return store.settle(fence, { settlements: [settlement], couplings: [], pending: [], errors: [] }, mark)
}

/** All that can be read, in an order of its own where the port promises none. */
async function look(store: EngineStore, connection: ConnectionId): Promise<unknown> {
  const numbers = [0, 1, 2, 3]
  const byId = (a: Coupling, b: Coupling) => (a.id < b.id ? -1 : 1)
  const links = await store.findLinks(connection, [
    { mapping: 'customer', side: 'erp', ids: numbers.map(erp) },
    { mapping: 'customer', side: 'crm', ids: numbers.map(crm) },
  ])
  const sorted = (map: ReadonlyMap<string, string> | undefined) =>
    [...(map ?? [])].map((pair) => pair.join(' ')).toSorted()
  const waiting = await store.findWaiting(
    connection,
    numbers.map((number) => ({ mapping: 'currency', side: 'crm', id: crm(number) })),
  )
  const ids = Array.from({ length: 32 }, (_, number) => couplingId(number))
  return {
    couplings: (await store.readCouplings(connection, ids)).toSorted(byId),
    byErp: (await store.findCouplings(connection, 'contact', 'erp', numbers.map(erp))).toSorted(byId),
    links: [sorted(links.get('customer')?.toCrm), sorted(links.get('customer')?.toErp)],
    due: (await store.findDue(connection, 5, 100)).map(({ retryAt }) => retryAt),
    open: await store.findOpenEffects(connection, { limit: 100 }),
    ofCouplings: (await store.findOpenEffects(connection, { couplings: ids.slice(0, 16), limit: 2 })).map(
      ({ id }) => id,
    ),
    recent: (await store.findRecentWrites(connection, ids, 2)).map(({ id }: Effect) => id),
    waiting: waiting.map((ref) => Object.values(ref).join(' ')).toSorted(),
    pending: await store.readPending(connection, { mapping: 'customer', reason: 'waiting', after: null, limit: 100 }),
    conflicts: await Promise.all(
      ids.map(async (id) => {
        const row = await store.readConflict(connection, id)
        return row === null ? null : { ...row, id: null }
      }),
    ),
  }
}

describe.each(databases)('on $name', { timeout: 120_000 }, ({ open }) => {
  let test: TestStore
  beforeAll(async () => {
    test = await open()
  }, 60_000)
  afterAll(() => test.close())

  it('the database answers and holds what the store in memory does, page for page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 12 }), async (steps) => {
        const connection = randomUUID() as ConnectionId
        const stores = [test.store.engine, memoryStore(randomUUID)] as const
        const fences = await Promise.all(stores.map((store) => store.acquireLease(connection, 'worker', 1000, 1)))
        for (const [index, step] of steps.entries()) {
          const [real, model] = await Promise.all(
            stores.map(async (store, which) => {
              const fence = fences[which]
              if (fence === null || fence === undefined) throw new Error('no lease')
              return { answer: await run(store, fence, step, index + 1), holds: await look(store, connection) }
            }),
          )
          expect(real).toEqual(model)
        }
      }),
      { numRuns },
    )
  })
})
