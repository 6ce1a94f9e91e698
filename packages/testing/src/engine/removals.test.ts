import { synchronizeChanges } from '@koble/core'
import type { ErrorDetail, TableMapping } from '@koble/core'
import { describe, expect, it, vi } from 'vitest'
import { engineWorld } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'
import { addCustomers, couplingOf, edit, removeCustomer } from './world-seed.ts'

const synchronized = async (count: number, policy: Partial<TableMapping>): Promise<EngineWorld> => {
  const world = engineWorld({ policy })
  addCustomers(world, 'erp', count)
  await world.full()
  await world.settle()
  return world
}

const accounts = (world: EngineWorld): number => Object.keys(world.rows('crm', 'account')).length
const removeMany = (world: EngineWorld, count: number): void => {
  for (let number = 1; number <= count; number += 1) removeCustomer(world, 'erp', `e${number}`)
}

describe('a deletion', () => {
  it('asks by default, and the survivor stays', async () => {
    const world = await synchronized(3, {})
    removeCustomer(world, 'erp', 'e1')
    await world.settle()
    expect(accounts(world)).toBe(3)
    expect(world.store.look.conflicts(world.connection)).toMatchObject([
      { conflict: { kind: 'deletion', goneOn: 'erp' } },
    ])
  })

  it('travels where the mapping says so, and takes the coupling with it', async () => {
    const world = await synchronized(3, { onDeletion: 'delete' })
    removeCustomer(world, 'erp', 'e1')
    await world.settle()
    expect(accounts(world)).toBe(2)
    expect(world.store.look.couplings(world.connection)).toHaveLength(2)
    expect(world.store.look.pending(world.connection)).toEqual([])
  })

  it('never travels over an edit', async () => {
    const world = await synchronized(3, { onDeletion: 'delete' })
    const { crmId } = couplingOf(world, 'e1')
    removeCustomer(world, 'erp', 'e1')
    edit(world, 'crm', crmId, { phone: '1' })
    await world.settle()
    expect(accounts(world)).toBe(3)
    expect(world.store.look.conflicts(world.connection)).toHaveLength(1)
  })

  it('restores the record under its old id where the mapping says so', async () => {
    const world = await synchronized(2, { onDeletion: 'restore' })
    removeCustomer(world, 'erp', 'e1')
    await world.settle()
    expect(world.rows('erp', 'customers')['e1']).toMatchObject({ name: 'Customer 1' })
    const before = world.writes()
    await world.settle()
    expect(world.writes()).toBe(before)
  })

  it('uncouples where the mapping says so', async () => {
    const world = await synchronized(2, { onDeletion: 'uncouple', onlyCoupled: true })
    expect(accounts(world)).toBe(0)
    const coupled = await synchronized(2, { onDeletion: 'uncouple' })
    removeCustomer(coupled, 'erp', 'e1')
    await coupled.settle()
    expect(accounts(coupled)).toBe(2)
    expect(coupled.store.look.couplings(coupled.connection)).toHaveLength(1)
  })

  it('of many records at once stops before the first, raises one alarm and waits for a person', async () => {
    const world = await synchronized(60, { onDeletion: 'delete' })
    removeMany(world, 30)
    const outcome = await world.changes()
    expect(outcome.stopped).toEqual(['customer'])
    await world.settle()
    expect(accounts(world)).toBe(60)
    const alarms = world.store.look.errors(world.connection)
    expect(alarms.map(({ error }) => error.code)).toEqual(['removals-stopped'])
    await world.work((run) => synchronizeChanges(run, { released: true }))
    expect(accounts(world)).toBe(30)
  })

  it('is believed only by key: an ERP that answers empty pages or refuses to be read deletes nothing', async () => {
    let refusal: ErrorDetail | null = null
    const world = engineWorld({ policy: { onDeletion: 'delete' }, erp: { faults: { onRead: () => refusal } } })
    addCustomers(world, 'erp', 30)
    await world.full()
    refusal = { kind: 'unauthorized', origin: 'erp', code: 'forbidden', message: 'No right to read.', httpStatus: 403 }
    await expect(world.changes()).rejects.toThrow('No right to read.')
    expect(await world.full()).toBe('failed')
    refusal = null
    const emptied = vi.spyOn(world.connectors.erp, 'readPage').mockResolvedValue({ records: [], nextCursor: null })
    expect(await world.full()).toBe('succeeded')
    emptied.mockRestore()
    await world.settle()
    expect(accounts(world)).toBe(30)
    expect(world.store.look.couplings(world.connection)).toHaveLength(30)
  })

  it('that no feed reported is found by the next full run', async () => {
    const world = await synchronized(3, { onDeletion: 'delete' })
    removeCustomer(world, 'erp', 'e1')
    world.connectors.erp.expireFeedsBefore(world.systems.erp.head())
    await world.settle()
    expect(accounts(world)).toBe(2)
  })
})
