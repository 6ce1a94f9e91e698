import { KobleError, planFullSynchronization, runFullSynchronization, withLease } from '@koble/core'
import type { ErrorDetail, ForeseenPlan, JobStatus } from '@koble/core'
import { describe, expect, it, vi } from 'vitest'
import { engineWorld, jobRow } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'
import { addCustomers, couplingOf, edit } from './world-seed.ts'

const down: ErrorDetail = { kind: 'unavailable', origin: 'crm', code: 'down', message: 'The CRM is down.' }

/** A world of which the CRM or the ERP can be made to fail at a request. */
const fragile = (count: number) => {
  const state: { failAt: number; requests: number } = { failAt: Number.POSITIVE_INFINITY, requests: 0 }
  const onRead = (): ErrorDetail | null => {
    state.requests += 1
    return state.requests === state.failAt ? down : null
  }
  const world = engineWorld({ settings: { pageSize: 10 }, erp: { faults: { onRead } }, crm: { faults: { onRead } } })
  addCustomers(world, 'erp', count)
  return { world, state }
}

const run = (world: EngineWorld, job: ReturnType<EngineWorld['store']['createJob']>): Promise<JobStatus> =>
  world.work(async (work) => runFullSynchronization({ ...work, job }, await jobRow(world.store, job)), job)

describe('a job', () => {
  it('that stops at any request goes on where it was and creates nothing twice', async () => {
    const whole = fragile(45)
    await run(whole.world, whole.world.store.createJob(whole.world.connection, 'full'))
    expect(whole.state.requests).toBeGreaterThan(10)
    for (let failAt = 1; failAt <= whole.state.requests; failAt += 1) {
      const { world, state } = fragile(45)
      const job = world.store.createJob(world.connection, 'full')
      state.failAt = failAt
      await expect(run(world, job)).rejects.toThrow('The CRM is down.')
      expect((await jobRow(world.store, job)).status).toBe('running')
      expect(await run(world, job)).toBe('succeeded')
      expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(45)
      expect((await jobRow(world.store, job)).counts).toMatchObject({ inserted: 45, failed: 0 })
    }
  })

  it('shows its progress by table, with a total and a rate, and its counts', async () => {
    const { world } = fragile(25)
    await run(world, world.store.createJob(world.connection, 'full'))
    const shown = world.events.filter((event) => event.type === 'job')
    expect(shown.map(({ progress }) => progress.done)).toEqual(
      shown.map(({ progress }) => progress.done).toSorted((a, b) => a - b),
    )
    for (const { progress } of shown) expect(progress.done).toBeLessThanOrEqual(progress.total ?? Infinity)
    expect(shown.at(-1)).toMatchObject({ progress: { done: 50, total: 50 }, counts: { inserted: 25 } })
    expect(shown.at(-1)?.progress.tables.map(({ mapping, state }) => [mapping, state])).toEqual([
      ['currency', 'done'],
      ['customer', 'done'],
      ['person', 'done'],
    ])
  })

  it('is cancelled between pages and keeps what it did', async () => {
    const { world } = fragile(45)
    const job = world.store.createJob(world.connection, 'full')
    vi.spyOn(world.store, 'isCancelRequested').mockImplementation(
      async () => Object.keys(world.rows('crm', 'account')).length >= 20,
    )
    expect(await run(world, job)).toBe('cancelled')
    expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(20)
  })

  it('does not run twice', async () => {
    const { world } = fragile(3)
    const job = world.store.createJob(world.connection, 'full')
    await run(world, job)
    const before = { ...world.connectors.erp.calls }
    expect(await run(world, job)).toBe('succeeded')
    expect(world.connectors.erp.calls).toEqual(before)
  })
})

describe('a table that may not be read', () => {
  it('fails alone, and the others go on', async () => {
    const world = engineWorld()
    addCustomers(world, 'erp', 2)
    const refused = new KobleError({ ...down, kind: 'unauthorized', message: 'No right to read currencies.' })
    const pages = vi.spyOn(world.connectors.crm, 'readPage').mockRejectedValueOnce(refused)
    expect(await world.full()).toBe('failed')
    expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(2)
    expect(pages.mock.calls.length).toBeGreaterThan(1)
    expect(world.store.look.errors(world.connection)).toMatchObject([
      { mapping: 'currency', error: { kind: 'unauthorized' } },
    ])
  })
})

describe('the lease', () => {
  const never = new AbortController().signal

  it('is held by one worker at a time', async () => {
    const world = engineWorld()
    const options = { worker: 'other', job: null, signal: never }
    const inner = await world.work(() => withLease(world.context, options, async () => 'ran'))
    expect(inner).toBeNull()
    expect(await withLease(world.context, options, async () => 'ran')).toBe('ran')
  })

  it('that is lost stops the work before anything is sent', async () => {
    const { world } = fragile(5)
    let wasLost = false
    vi.spyOn(world.connectors.crm, 'count').mockImplementation(async () => {
      const lease = await world.store.acquireLease(world.connection, 'thief', 60_000, world.clock.now() + 999_000)
      wasLost = lease !== null
      return null
    })
    await expect(run(world, world.store.createJob(world.connection, 'full'))).rejects.toThrow('Another worker holds')
    expect([wasLost, world.writes()]).toEqual([true, 0])
  })

  it('is renewed while the work goes on', async () => {
    const world = engineWorld()
    await world.work(async () => {
      for (let minute = 0; minute < 30; minute += 1) await world.clock.advance(60_000)
      expect(await world.store.acquireLease(world.connection, 'thief', 1, world.clock.now())).toBeNull()
    })
  })
})

describe('a dry run', () => {
  it('foresees what a full run does and touches nothing', async () => {
    const world = engineWorld()
    addCustomers(world, 'erp', 2)
    await world.full()
    await world.settle()
    edit(world, 'erp', 'e1', { phone: '5' })
    edit(world, 'crm', couplingOf(world, 'e2').crmId, { phone: '6' })
    edit(world, 'crm', 'c9', { name: 'New' })
    const before = [world.writes(), JSON.stringify(world.store.look.couplings(world.connection))]
    const plans: ForeseenPlan[] = []
    await world.work(async (work) => {
      for await (const page of planFullSynchronization(work)) plans.push(...page)
    })
    expect([world.writes(), JSON.stringify(world.store.look.couplings(world.connection))]).toEqual(before)
    expect(
      plans.map(({ recordName, plan }) => [recordName, plan.erp?.operation ?? null, plan.crm?.operation ?? null]),
    ).toEqual([
      ['Customer 1', null, 'update'],
      ['Customer 2', 'update', null],
      ['New', 'create', null],
    ])
  })
})
