import { describe, expect, it } from 'vitest'
import { engineWorld, recordId } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'

const seed = (world: EngineWorld, count = 3): void => {
  world.systems.erp.put('currencies', recordId('eur'), { name: 'EUR' })
  for (let index = 1; index <= count; index += 1)
    world.systems.erp.put('customers', recordId(`e${index}`), {
      name: `Customer ${index}`,
      phone: `+${index}`,
      currencyId: 'eur',
      contactId: index === 1 ? 'p1' : null,
    })
  world.systems.erp.put('people', recordId('p1'), { name: 'Ann', customerId: 'e1' })
}

describe('a full synchronization', () => {
  it('creates partners in dependency order, and what refers to each other converges', async () => {
    const world = engineWorld()
    seed(world)
    expect(await world.full()).toBe('succeeded')
    const accounts = Object.values(world.rows('crm', 'account'))
    expect(accounts).toHaveLength(3)
    const [currency] = Object.keys(world.rows('crm', 'transactioncurrency'))
    const [person] = Object.keys(world.rows('crm', 'contact'))
    expect(accounts.find((one) => one['name'] === 'Customer 1')).toEqual({
      name: 'Customer 1',
      phone: '+1',
      group: null,
      transactioncurrencyid: currency,
      primarycontactid: person,
    })
    expect(world.store.look.pending(world.connection)).toEqual([])
    expect(world.store.look.couplings(world.connection).every(({ state }) => state === 'coupled')).toBe(true)
  })

  it('writes nothing the second time, and neither do the echoes of the first', async () => {
    const world = engineWorld()
    seed(world)
    await world.full()
    const before = world.writes()
    await world.settle()
    expect(await world.full()).toBe('succeeded')
    await world.settle()
    expect(world.writes()).toBe(before)
  })

  it('sends pages, not records', async () => {
    const world = engineWorld({ settings: { pageSize: 50 } })
    seed(world, 200)
    await world.full()
    expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(200)
    const { write, readPage, readByIds } = { write: 0, readPage: 0, readByIds: 0, ...world.connectors.crm.calls }
    expect(write + readPage + readByIds).toBeLessThan(30)
  })
})
