import { couple, createPartner, uncouple } from '@koble/core'
import type { CrmId, ErpId, TableMapping } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { engineWorld, recordId } from '../world/engine-world.ts'
import { addCustomers, couplingOf, edit } from './world-seed.ts'

const names = (rows: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly unknown[] =>
  Object.values(rows)
    .map((row) => row['name'])
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))

describe('a full run over two filled tables', () => {
  it('couples what matches once, lists what is ambiguous and creates only the rest', async () => {
    const world = engineWorld()
    edit(world, 'erp', 'e1', { name: 'Adatum', phone: '1' })
    edit(world, 'crm', 'c1', { name: 'ADATUM' })
    edit(world, 'erp', 'e2', { name: 'Twin' })
    edit(world, 'crm', 'c2', { name: 'Twin' })
    edit(world, 'crm', 'c3', { name: 'twin' })
    edit(world, 'erp', 'e4', { name: 'Double' })
    edit(world, 'erp', 'e5', { name: 'Double' })
    edit(world, 'crm', 'c4', { name: 'Double' })
    edit(world, 'erp', 'e6', { name: 'Only ERP' })
    edit(world, 'crm', 'c7', { name: 'Only CRM' })
    await world.full()
    expect(couplingOf(world, 'e1')).toMatchObject({ crmId: 'c1', state: 'coupled' })
    expect(names(world.rows('erp', 'customers'))).toEqual([
      'Adatum',
      'Double',
      'Double',
      'Only CRM',
      'Only ERP',
      'Twin',
    ])
    expect(names(world.rows('crm', 'account'))).toEqual(['ADATUM', 'Double', 'Only CRM', 'Only ERP', 'Twin', 'twin'])
    const listed = world.store.look.pending(world.connection).map(({ recordId: id }) => id)
    expect(listed.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['c2', 'c3', 'c4', 'e2', 'e4', 'e5'])
    const before = world.writes()
    await world.full()
    expect(world.writes()).toBe(before)
  })

  it('leaves an ambiguous record alone when it is edited, until it is not ambiguous any more', async () => {
    const world = engineWorld()
    edit(world, 'erp', 'e1', { name: 'Twin' })
    edit(world, 'crm', 'c1', { name: 'Twin' })
    edit(world, 'crm', 'c2', { name: 'Twin' })
    await world.full()
    edit(world, 'erp', 'e1', { phone: '1' })
    edit(world, 'crm', 'c1', { phone: '1' })
    await world.settle()
    expect(world.writes()).toBe(0)
    edit(world, 'crm', 'c2', { name: 'Other' })
    edit(world, 'erp', 'e1', { phone: '2' })
    await world.settle()
    expect(couplingOf(world, 'e1')).toMatchObject({ crmId: 'c1' })
  })

  it('only couples when it is asked to match', async () => {
    const world = engineWorld()
    edit(world, 'erp', 'e1', { name: 'Adatum' })
    edit(world, 'crm', 'c1', { name: 'Adatum', phone: '5' })
    edit(world, 'erp', 'e2', { name: 'Alone' })
    await world.full({ matchOnly: true })
    expect(names(world.rows('crm', 'account'))).toEqual(['Adatum'])
    expect(world.rows('erp', 'customers')['e1']).toMatchObject({ phone: '5' })
  })

  it.each([
    ['toCrm', 3, 2],
    ['toErp', 2, 3],
    ['both', 4, 4],
  ] as const)('with direction %s creates only where it may', async (direction, erp, crm) => {
    const policy: Partial<TableMapping> = { direction, match: [] }
    const world = engineWorld({ policy })
    addCustomers(world, 'erp', 2)
    addCustomers(world, 'crm', 2, 11)
    await world.full()
    const held = [Object.keys(world.rows('erp', 'customers')).length, Object.keys(world.rows('crm', 'account')).length]
    expect(held).toEqual(direction === 'toCrm' ? [2, 4] : direction === 'toErp' ? [4, 2] : [erp, crm])
  })

  it('with onlyCoupled creates nothing', async () => {
    const world = engineWorld({ policy: { onlyCoupled: true } })
    addCustomers(world, 'erp', 2)
    await world.full()
    expect(world.writes()).toBe(0)
  })
})

describe('by hand', () => {
  const pair = { erpId: 'e1' as ErpId, crmId: 'c1' as CrmId }

  it('two records are coupled, the chosen side winning, and uncoupled again', async () => {
    const world = engineWorld({ policy: { onlyCoupled: true } })
    edit(world, 'erp', 'e1', { name: 'A', phone: '1' })
    edit(world, 'crm', 'c1', { name: 'B', phone: '2' })
    const { coupling } = await world.work((run) => couple(run, world.mapping('customer'), pair, 'crm'))
    expect(world.rows('erp', 'customers')['e1']).toMatchObject({ name: 'B', phone: '2' })
    expect(coupling).toMatchObject({ state: 'coupled', chosenWinner: null })
    await expect(world.work((run) => couple(run, world.mapping('customer'), pair, null))).rejects.toThrow(
      'are coupled already',
    )
    await world.work((run) => uncouple(run, couplingOf(world, 'e1').id))
    expect(world.store.look.couplings(world.connection)).toEqual([])
    edit(world, 'erp', 'e1', { name: 'Stranger' })
    await world.settle()
    expect(world.rows('crm', 'account')['c1']).toMatchObject({ name: 'B' })
  })

  it('a record that is not there is named', async () => {
    const world = engineWorld()
    await expect(world.work((run) => couple(run, world.mapping('customer'), pair, null))).rejects.toThrow(
      'with the id e1',
    )
  })

  it('a partner is made although the mapping makes none by itself, and once only', async () => {
    const world = engineWorld({ policy: { onlyCoupled: true } })
    addCustomers(world, 'erp', 1)
    const make = () => world.work((run) => createPartner(run, world.mapping('customer'), 'erp', recordId('e1')))
    expect((await make()).coupling).toMatchObject({ state: 'coupled' })
    await expect(make()).rejects.toThrow('are coupled already')
    expect(names(world.rows('crm', 'account'))).toEqual(['Customer 1'])
  })
})
