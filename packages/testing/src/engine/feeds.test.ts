import type { Checkpoint, ErrorDetail } from '@koble/core'
import { describe, expect, it, vi } from 'vitest'
import { engineWorld } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'
import { accountOf, addCustomers, couplingOf, customerOf, edit, removeCustomer } from './world-seed.ts'

const synchronized = async (count = 2): Promise<EngineWorld> => {
  const world = engineWorld({ policy: { onDeletion: 'delete' }, crm: { feedPageSize: 3 }, erp: { feedPageSize: 3 } })
  addCustomers(world, 'erp', count)
  await world.full()
  await world.settle()
  return world
}

describe('changes', () => {
  it('travel both ways, page after page, and their echoes cause no write', async () => {
    const world = await synchronized(10)
    for (let number = 1; number <= 10; number += 1) edit(world, 'erp', `e${number}`, { phone: `+${number}` })
    edit(world, 'crm', couplingOf(world, 'e3').crmId, { name: 'From CRM' })
    const before = world.writes()
    await world.settle()
    expect(world.writes()).toBe(before + 11)
    expect(accountOf(world, 'e10')['phone']).toBe('+10')
    expect(customerOf(world, 'e3')).toMatchObject({ name: 'From CRM', phone: '+3' })
    await world.settle()
    expect(world.writes()).toBe(before + 11)
  })

  it('cost one cheap look a side when there are none', async () => {
    const world = await synchronized()
    const before = { ...world.connectors.erp.calls }
    await world.changes()
    expect(world.connectors.erp.calls).toEqual({ ...before, peekFeeds: (before['peekFeeds'] ?? 0) + 1 })
  })

  it('that are not recorded are reported again', async () => {
    const world = await synchronized()
    edit(world, 'erp', 'e1', { phone: '9' })
    const gone = vi.spyOn(world.store, 'recordPlans').mockRejectedValue(new Error('The database is gone.'))
    await expect(world.changes()).rejects.toThrow('The database is gone.')
    gone.mockRestore()
    await world.settle()
    expect(accountOf(world, 'e1')['phone']).toBe('9')
  })
})

describe('a feed', () => {
  it('that expired is replaced by reading the table, edits and deletions included', async () => {
    const world = await synchronized(4)
    edit(world, 'erp', 'e1', { phone: '9' })
    removeCustomer(world, 'erp', 'e2')
    world.connectors.erp.expireFeedsBefore(world.systems.erp.head())
    await world.settle()
    expect(accountOf(world, 'e1')['phone']).toBe('9')
    expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(3)
    const calls = world.connectors.erp.calls['readPage']
    edit(world, 'erp', 'e1', { phone: '10' })
    await world.settle()
    expect(accountOf(world, 'e1')['phone']).toBe('10')
    expect(world.connectors.erp.calls['readPage']).toBe(calls)
  })

  it('whose numbers went backwards stops its table, raises one alarm, and goes on when they do', async () => {
    const world = await synchronized(3)
    const mark = world.systems.erp.head()
    world.systems.erp.rewind('1' as Checkpoint)
    edit(world, 'crm', couplingOf(world, 'e1').crmId, { phone: '9' })
    expect((await world.changes()).stopped).toContain('customer')
    await world.changes()
    expect(customerOf(world, 'e1')['phone']).toBeNull()
    const alarms = world.store.look.errors(world.connection).map(({ error }: { error: ErrorDetail }) => error.code)
    expect(new Set(alarms)).toEqual(new Set(['feed-went-backwards']))
    expect(alarms).toHaveLength(3)
    world.systems.erp.rewind(mark)
    await world.settle()
    expect(customerOf(world, 'e1')['phone']).toBe('9')
  })
})
