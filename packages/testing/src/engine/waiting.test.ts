import { describe, expect, it } from 'vitest'
import { engineWorld, recordId } from '../world/engine-world.ts'
import { accountOf, addCustomers, edit } from './world-seed.ts'

describe('a record that waits', () => {
  it('is not written before what it refers to, is listed, and goes by itself when that is coupled', async () => {
    const world = engineWorld()
    addCustomers(world, 'erp', 2)
    edit(world, 'erp', 'e1', { currencyId: 'usd' })
    await world.full()
    expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(1)
    expect(world.store.look.pending(world.connection)).toMatchObject([
      {
        side: 'erp',
        recordId: 'e1',
        recordName: 'Customer 1',
        reason: 'waiting',
        missing: [{ mapping: 'currency', id: 'usd' }],
      },
    ])
    world.systems.erp.put('currencies', recordId('usd'), { name: 'USD' })
    await world.settle()
    const [usd] = Object.keys(world.rows('crm', 'transactioncurrency'))
    expect(accountOf(world, 'e1')).toMatchObject({ name: 'Customer 1', transactioncurrencyid: usd })
    expect(world.store.look.pending(world.connection)).toEqual([])
  })

  it('is released through a chain: currency, customer, person, and back to the customer', async () => {
    const world = engineWorld()
    edit(world, 'erp', 'e1', { name: 'Chained', currencyId: 'usd', contactId: 'p1' })
    world.systems.erp.put('people', recordId('p1'), { name: 'Ann', customerId: 'e1' })
    await world.full()
    expect(world.rows('crm', 'contact')).toEqual({})
    world.systems.erp.put('currencies', recordId('usd'), { name: 'USD' })
    await world.changes()
    const [person] = Object.keys(world.rows('crm', 'contact'))
    expect(accountOf(world, 'e1')['primarycontactid']).toBe(person)
    const before = world.writes()
    await world.settle()
    expect(world.writes()).toBe(before)
  })
})
