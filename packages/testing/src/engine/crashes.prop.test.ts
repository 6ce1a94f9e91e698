import type { JobId, JobStatus } from '@koble/core'
import { runFullSynchronization } from '@koble/core'
import { expect, it } from 'vitest'
import { Crash, crasher } from '../model/crash.ts'
import type { CrashPoint } from '../model/crash.ts'
import { engineWorld, jobRow, recordId } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'
import { addCustomers } from './world-seed.ts'

const count = 12

const mortal = () => {
  const crash = crasher()
  const world = engineWorld({ settings: { pageSize: 5 } }, (port) => crash.wrap(port))
  addCustomers(world, 'erp', count)
  world.systems.erp.put('currencies', recordId('eur'), { name: 'EUR' })
  world.systems.erp.put('customers', recordId('e1'), { currencyId: 'eur', contactId: 'p1' })
  world.systems.erp.put('people', recordId('p1'), { name: 'Ann', customerId: 'e1' })
  return { crash, world, job: world.store.createJob(world.connection, 'full') }
}

const run = async (world: EngineWorld, job: JobId): Promise<JobStatus | 'died'> => {
  try {
    return await world.work(
      async (work) => runFullSynchronization({ ...work, job }, await jobRow(world.store, job)),
      job,
    )
  } catch (error) {
    if (error instanceof Crash) return 'died'
    throw error
  }
}

const expectWhole = (world: EngineWorld, label: string): void => {
  const rows = ['transactioncurrency', 'account', 'contact'].map((entity) => Object.values(world.rows('crm', entity)))
  expect([label, ...rows.map((table) => table.length)]).toEqual([label, 1, count, 1])
  const couplings = world.store.look.couplings(world.connection)
  expect([label, couplings.filter(({ state }) => state === 'coupled').length]).toEqual([label, count + 2])
  const [first] = Object.values(world.rows('crm', 'account')).filter((account) => account['name'] === 'Customer 1')
  expect([label, first?.['primarycontactid']]).toEqual([label, Object.keys(world.rows('crm', 'contact'))[0]])
  expect([label, world.store.look.pending(world.connection)]).toEqual([label, []])
}

it('a process that dies at any call of a full run, and is started again, leaves each record once', async () => {
  const whole = mortal()
  await run(whole.world, whole.job)
  const calls = whole.crash.calls()
  expect(calls).toBeGreaterThan(50)
  for (let call = 1; call <= calls; call += 1)
    for (const when of ['before', 'after'] as const) {
      const { world, crash, job } = mortal()
      const point: CrashPoint = { call, when }
      crash.arm(point)
      const label = JSON.stringify(point)
      // The last call of all frees the lease: the work is done by then.
      expect(['died', 'succeeded']).toContain(await run(world, job))
      crash.restart()
      expect([label, await run(world, job)]).toEqual([label, 'succeeded'])
      expectWhole(world, label)
      await world.settle()
      const before = world.writes()
      await world.full()
      await world.settle()
      expect([label, world.writes()]).toEqual([label, before])
    }
}, 120_000)

it('a process that is killed again and again still ends, with each record once', async () => {
  for (let distance = 17; distance <= 40; distance += 1) {
    const { world, crash, job } = mortal()
    let deaths = 0
    for (let end: JobStatus | 'died' = 'died'; end === 'died'; deaths += 1) {
      crash.restart()
      crash.arm({ call: distance + deaths * 3, when: deaths % 2 === 0 ? 'after' : 'before' })
      end = await run(world, job)
      expect(deaths).toBeLessThan(60)
    }
    expectWhole(world, `every ${distance} calls, ${deaths} lives`)
  }
}, 120_000)
