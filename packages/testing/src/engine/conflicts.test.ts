import { resolveConflict, synchronizeOne } from '@koble/core'
import type { Resolution } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { engineWorld } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'
import { accountOf, addCustomers, couplingOf, customerOf, edit } from './world-seed.ts'

const contested = async (): Promise<EngineWorld> => {
  const world = engineWorld()
  addCustomers(world, 'erp', 2)
  await world.full()
  await world.settle()
  edit(world, 'erp', 'e1', { name: 'From ERP', phone: '1' })
  edit(world, 'crm', couplingOf(world, 'e1').crmId, { name: 'From CRM' })
  await world.settle()
  return world
}

const conflictOf = async (world: EngineWorld) => {
  const conflict = await world.store.readConflict(world.connection, couplingOf(world, 'e1').id)
  if (conflict === null) throw new Error('There is no conflict.')
  return conflict
}

const resolve = async (world: EngineWorld, resolution: Resolution, version?: number) => {
  const conflict = await conflictOf(world)
  return world.work((run) => resolveConflict(run, conflict.coupling, version ?? conflict.version, resolution))
}

describe('a conflict', () => {
  it('shows both values and the base, and lets the other fields travel', async () => {
    const world = await contested()
    expect((await conflictOf(world)).conflict).toMatchObject({
      kind: 'update',
      fields: [{ field: 'name', base: { erp: 'Customer 1', crm: 'Customer 1' }, erp: 'From ERP', crm: 'From CRM' }],
    })
    expect(accountOf(world, 'e1')).toMatchObject({ name: 'From CRM', phone: '1' })
    expect(world.events.filter(({ type }) => type === 'conflict')).toHaveLength(1)
  })

  const choices = [
    ['the ERP', 'erp', 'From ERP'],
    ['the CRM', 'crm', 'From CRM'],
    ['the CRM for a field', { name: 'crm' }, 'From CRM'],
    ['a third value', { name: { value: 'Both' } }, 'Both'],
  ] as const
  it.each(choices)('resolved for %s ends with both sides alike', async (_label, resolution, name) => {
    const world = await contested()
    expect((await resolve(world, resolution)).conflict).toBeNull()
    await world.settle()
    expect([customerOf(world, 'e1')['name'], accountOf(world, 'e1')['name']]).toEqual([name, name])
    expect(world.store.look.conflicts(world.connection)).toEqual([])
    const before = world.writes()
    await world.settle()
    expect(world.writes()).toBe(before)
  })

  it('is not resolved by a choice that was made for another version', async () => {
    const world = await contested()
    await expect(resolve(world, 'erp', 99)).rejects.toThrow('The conflict changed')
  })

  it('is not resolved over an edit that the person has not seen', async () => {
    const world = await contested()
    edit(world, 'crm', couplingOf(world, 'e1').crmId, { name: 'Newer' })
    await expect(resolve(world, 'erp')).rejects.toThrow('The conflict changed')
    expect(accountOf(world, 'e1')['name']).toBe('Newer')
    expect(await conflictOf(world)).toMatchObject({ version: 2, conflict: { fields: [{ crm: 'Newer' }] } })
  })

  it('is decided by a direction that a person chose for the record, blanks included', async () => {
    const world = await contested()
    edit(world, 'erp', 'e1', { name: null })
    await world.work((run) => synchronizeOne(run, couplingOf(world, 'e1').id, 'erp'))
    expect(accountOf(world, 'e1')['name']).toBeNull()
    expect(couplingOf(world, 'e1')).toMatchObject({ chosenWinner: null })
  })
})
