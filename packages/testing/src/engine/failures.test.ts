import { setAside, synchronizeOne } from '@koble/core'
import { describe, expect, it } from 'vitest'
import type { WriteFault } from '../memory-connector/faults.ts'
import { engineWorld, recordId } from '../world/engine-world.ts'
import { accountOf, addCustomers, couplingOf, customerOf, edit } from './world-seed.ts'

const faulty = () => {
  const fault: { crm: WriteFault | null; erp: WriteFault | null } = { crm: null, erp: null }
  const world = engineWorld({
    erp: { faults: { onWrite: () => fault.erp } },
    crm: { faults: { onWrite: () => fault.crm } },
  })
  addCustomers(world, 'erp', 2)
  return { world, fault }
}

describe('a failed write', () => {
  it('leaves the other side as it was merged, and the edits to both survive', async () => {
    const { world, fault } = faulty()
    await world.full()
    edit(world, 'erp', 'e1', { name: 'From ERP' })
    edit(world, 'crm', couplingOf(world, 'e1').crmId, { phone: '42' })
    fault.crm = 'unavailable'
    await world.changes()
    expect(couplingOf(world, 'e1').problem).toMatchObject({ kind: 'unavailable' })
    fault.crm = null
    await world.clock.advance(600_000)
    await world.settle()
    expect(customerOf(world, 'e1')).toMatchObject({ name: 'From ERP', phone: '42' })
    expect(accountOf(world, 'e1')).toMatchObject({ name: 'From ERP', phone: '42' })
    expect(couplingOf(world, 'e1')).toMatchObject({ problem: null, attempts: 0, retryAt: null })
  })

  it('is set aside when the service refuses it twice for the same reason, and taken up when the record changes', async () => {
    const { world, fault } = faulty()
    await world.full()
    edit(world, 'erp', 'e1', { name: 'Refused' })
    fault.crm = 'rejected'
    await world.changes()
    expect(couplingOf(world, 'e1').state).toBe('coupled')
    await world.clock.advance(60_000)
    await world.changes()
    expect(couplingOf(world, 'e1')).toMatchObject({ state: 'skipped', retryAt: null, problem: { kind: 'rejected' } })
    fault.crm = null
    await world.settle()
    expect(accountOf(world, 'e1')['name']).toBe('Customer 1')
    edit(world, 'erp', 'e1', { name: 'Better' })
    await world.settle()
    expect(accountOf(world, 'e1')['name']).toBe('Better')
    expect(couplingOf(world, 'e1')).toMatchObject({ state: 'coupled', problem: null })
  })

  it('that is refused in a full run is tried and listed once, though both sides show the record', async () => {
    const { world, fault } = faulty()
    await world.full()
    edit(world, 'crm', couplingOf(world, 'e1').crmId, { phone: 'refused' })
    fault.erp = 'rejected'
    await world.full()
    expect(world.store.look.errors(world.connection)).toHaveLength(1)
    expect(couplingOf(world, 'e1').state).toBe('coupled')
  })

  it('of a create keeps its one intent and its chosen id', async () => {
    const { world, fault } = faulty()
    fault.crm = 'unavailable'
    await world.full()
    const chosen = couplingOf(world, 'e1')
    expect(chosen.state).toBe('creating')
    fault.crm = null
    await world.clock.advance(600_000)
    await world.settle()
    expect(couplingOf(world, 'e1')).toMatchObject({ id: chosen.id, crmId: chosen.crmId, state: 'coupled' })
    expect(Object.keys(world.rows('crm', 'account'))).toHaveLength(2)
  })

  it('whose outcome stays unknown holds up its own record only, and no write to it is planned meanwhile', async () => {
    const { world, fault } = faulty()
    await world.full()
    await world.settle()
    edit(world, 'erp', 'e1', { name: 'Lost' })
    fault.crm = 'lostRequest'
    await world.changes()
    edit(world, 'erp', 'e1', { name: 'Later' })
    await world.changes()
    expect(world.store.look.effects(world.connection).map(({ state }) => state)).toContain('unsettled')
    edit(world, 'erp', 'e2', { name: 'Other' })
    fault.crm = null
    await world.settle()
    expect(accountOf(world, 'e2')['name']).toBe('Other')
    expect(world.lines.filter(({ event }) => event === 'plan.refused')).toEqual([])
    await world.clock.advance(600_000)
    await world.settle()
    expect(world.store.look.effects(world.connection).filter(({ state }) => state === 'unsettled')).toEqual([])
  })
})

describe('a coupling that a person set aside', () => {
  it('rests until it is taken up by hand', async () => {
    const { world } = faulty()
    await world.full()
    await world.settle()
    const { id } = couplingOf(world, 'e1')
    await world.work((run) => setAside(run, id))
    edit(world, 'erp', 'e1', { name: 'Resting' })
    await world.settle()
    expect(accountOf(world, 'e1')['name']).toBe('Customer 1')
    await world.work((run) => synchronizeOne(run, id, null))
    expect(accountOf(world, 'e1')['name']).toBe('Resting')
  })
})

describe('a value that cannot be carried', () => {
  it('is listed by name while the rest travels', async () => {
    const { world } = faulty()
    await world.full()
    await world.settle()
    edit(world, 'erp', 'e1', { name: 'Fine', phone: '123456789' })
    await world.settle()
    expect(accountOf(world, 'e1')).toMatchObject({ name: 'Fine', phone: null })
    const [error] = world.store.look.errors(world.connection)
    expect(error).toMatchObject({ recordName: 'Fine', recordId: recordId('e1'), error: { code: 'field-rejected' } })
    expect(world.store.look.pending(world.connection)).toMatchObject([{ reason: 'problem' }])
    edit(world, 'erp', 'e1', { phone: '1' })
    await world.settle()
    expect(world.store.look.pending(world.connection)).toEqual([])
  })
})
