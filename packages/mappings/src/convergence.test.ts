/** The standard mappings run against each other in memory: plans are carried out as the services would, until nothing is left. */
import {
  otherSide,
  planRecord,
  resolveMapping,
  sides,
  type Bases,
  type Links,
  type Plan,
  type RecordId,
  type RecordState,
  type Side,
  type Tag,
  type Values,
} from '@koble/core'
import { describe, expect, it } from 'vitest'
import { standardEntities, standardMappings } from './standard-mappings.ts'

interface Pair {
  readonly ids: Readonly<Record<Side, string>>
  readonly bases: Bases
}

const resolved = standardMappings.map((mapping) => resolveMapping(mapping, standardEntities))

class World {
  readonly records: Record<Side, Map<string, Map<string, Values>>> = { erp: new Map(), crm: new Map() }
  readonly pairs = new Map<string, Pair[]>(resolved.map((mapping) => [mapping.name, []]))
  readonly fixed: readonly (readonly [string, string])[] = [['', 'c-eur']]
  writes = 0

  put(side: Side, entity: string, id: string, values: Values): void {
    const set = this.records[side].get(entity) ?? new Map<string, Values>()
    this.records[side].set(entity, set.set(id, { ...set.get(id), ...values }))
  }

  values(side: Side, entity: string, id: string): Values | undefined {
    return this.records[side].get(entity)?.get(id)
  }

  state(side: Side, entity: string, id: string): RecordState {
    const values = this.values(side, entity, id)
    if (values === undefined) return 'none'
    return { id: id as RecordId, values, tag: 'tag' as Tag, writtenByKoble: null, modifiedAt: null }
  }

  links(): ReadonlyMap<string, Links> {
    return new Map(
      resolved.map(({ name }) => {
        const pairs = (this.pairs.get(name) ?? []).map(({ ids }) => [ids.erp, ids.crm] as const)
        const all = name === 'currency' ? [...pairs, ...this.fixed] : pairs
        return [
          name,
          {
            toCrm: new Map(all.map(([erp, crm]) => [erp, crm as RecordId])),
            toErp: new Map(all.map(([erp, crm]) => [crm, erp as RecordId])),
          },
        ]
      }),
    )
  }

  /** One run over all tables; the number of writes. */
  run(): number {
    const before = this.writes
    for (const mapping of resolved) {
      const uncoupled = sides.flatMap((side) =>
        [...(this.records[side].get(mapping[side].name)?.keys() ?? [])]
          .filter((id) => !this.pairs.get(mapping.name)?.some((pair) => pair.ids[side] === id))
          .map((id) => ({ side, id })),
      )
      const known = this.pairs.get(mapping.name) ?? []
      this.pairs.set(
        mapping.name,
        known.map((pair) => this.plan(mapping, pair.ids, pair.bases)).filter((pair) => pair !== null),
      )
      for (const { side, id } of uncoupled) {
        const ids = side === 'erp' ? { erp: id, crm: `new-${id}` } : { erp: `new-${id}`, crm: id }
        const pair = this.plan(mapping, ids, null)
        if (pair !== null) this.pairs.get(mapping.name)?.push(pair)
      }
    }
    return this.writes - before
  }

  plan(mapping: (typeof resolved)[number], ids: Pair['ids'], bases: Bases | null): Pair | null {
    const plan = planRecord({
      mapping,
      bases,
      erp: this.state('erp', mapping.erp.name, ids.erp),
      crm: this.state('crm', mapping.crm.name, ids.crm),
      links: this.links(),
      chosenWinner: null,
      firstWinner: null,
      resolution: null,
      recentWrites: [],
      now: 0,
      wanted: false,
    })
    return this.carryOut(plan, mapping, ids, bases)
  }

  carryOut(plan: Plan, mapping: (typeof resolved)[number], ids: Pair['ids'], bases: Bases | null): Pair | null {
    let after: Bases = { ...bases, ...plan.bases }
    for (const side of sides) {
      const write = plan[side]
      if (write === null) continue
      this.writes += 1
      this.put(side, mapping[side].name, ids[side], write.values)
      for (const [name, pair] of Object.entries(write.carries)) after = { ...after, [name]: { pair, mark: null } }
    }
    return plan.coupling === 'create' || plan.coupling === 'keep' ? { ids, bases: after } : null
  }
}

const settle = (world: World): number => {
  for (let runs = 1; runs <= 5; runs += 1) if (world.run() === 0) return runs
  throw new Error('still writing after five runs')
}

const customerValues = {
  number: '10000',
  displayName: 'Adatum',
  blocked: '_x0020_',
  creditLimit: '0',
  currencyId: null,
}
const partner = (world: World, mapping: string, side: Side, id: string): string =>
  world.pairs.get(mapping)?.find((pair) => pair.ids[side] === id)?.ids[otherSide(side)] ?? 'none'

describe('the standard mappings', () => {
  it('a customer and its primary contact, which name each other, converge', () => {
    const world = new World()
    world.put('erp', 'customers', 'e-adatum', { ...customerValues, primaryContactId: 'e-robert' })
    world.put('erp', 'contacts', 'e-robert', {
      type: 'Person',
      customerId: 'e-adatum',
      firstName: 'Robert',
      surname: 'Townes',
    })
    settle(world)
    const account = partner(world, 'customer', 'erp', 'e-adatum')
    const person = partner(world, 'contact', 'erp', 'e-robert')
    expect(world.values('crm', 'account', account)).toMatchObject({
      name: 'Adatum',
      accountnumber: '10000',
      primarycontactid: person,
      transactioncurrencyid: 'c-eur',
      customertypecode: 3,
    })
    expect(world.values('crm', 'contact', person)).toMatchObject({ lastname: 'Townes', parentcustomerid: account })
  })

  it('a customer waits for its currency and goes by itself when that is coupled', () => {
    const world = new World()
    world.put('erp', 'customers', 'e-adatum', { ...customerValues, currencyId: 'e-usd' })
    expect(world.run()).toBe(0)
    world.put('erp', 'currencies', 'e-usd', { code: 'USD', symbol: '$', displayName: 'US dollar' })
    world.put('crm', 'transactioncurrency', 'c-usd', {
      isocurrencycode: 'USD',
      currencysymbol: '$',
      currencyname: 'US Dollar',
    })
    world.pairs.get('currency')?.push({ ids: { erp: 'e-usd', crm: 'c-usd' }, bases: {} })
    settle(world)
    expect(world.values('crm', 'account', 'new-e-adatum')).toMatchObject({ transactioncurrencyid: 'c-usd' })
    expect(world.values('crm', 'transactioncurrency', 'c-usd')).toMatchObject({ currencyname: 'US dollar' })
  })

  it('payment terms become options and travel with the customer, both ways', () => {
    const world = new World()
    world.put('erp', 'paymentTerms', 'e-30', { code: '30 DAYS' })
    world.put('erp', 'paymentTerms', 'e-14', { code: '14 DAYS' })
    world.put('erp', 'customers', 'e-adatum', { ...customerValues, paymentTermsId: 'e-30' })
    settle(world)
    expect(world.values('crm', 'option:account.paymenttermscode', 'new-e-30')).toEqual({ label: '30 DAYS' })
    expect(world.values('crm', 'account', 'new-e-adatum')).toMatchObject({ paymenttermscode: 'new-e-30' })
    world.put('crm', 'account', 'new-e-adatum', { paymenttermscode: 'new-e-14' })
    settle(world)
    expect(world.values('erp', 'customers', 'e-adatum')).toMatchObject({ paymentTermsId: 'e-14' })
  })

  it('an account set inactive blocks its customer, rests meanwhile, and comes back with what changed', () => {
    const world = new World()
    world.put('erp', 'customers', 'e-adatum', customerValues)
    settle(world)
    world.put('crm', 'account', 'new-e-adatum', { statecode: 1, name: 'Adatum Ltd.' })
    settle(world)
    expect(world.values('erp', 'customers', 'e-adatum')).toMatchObject({ blocked: 'All', displayName: 'Adatum' })
    world.put('erp', 'customers', 'e-adatum', { blocked: '_x0020_' })
    settle(world)
    expect(world.values('crm', 'account', 'new-e-adatum')).toMatchObject({ statecode: 0 })
    expect(world.values('erp', 'customers', 'e-adatum')).toMatchObject({ displayName: 'Adatum Ltd.' })
  })

  it('a customer blocked for shipment leaves its account active', () => {
    const world = new World()
    world.put('erp', 'customers', 'e-adatum', customerValues)
    settle(world)
    world.put('erp', 'customers', 'e-adatum', { blocked: 'Ship' })
    expect(world.run()).toBe(0)
    expect(world.values('crm', 'account', 'new-e-adatum')).toMatchObject({ statecode: 0 })
  })

  it('a prospect is no customer: no partner is made for it', () => {
    const world = new World()
    world.put('crm', 'account', 'c-prospect', { name: 'Prospect', customertypecode: 8, statecode: 0 })
    expect(world.run()).toBe(0)
  })

  it('an account becomes a customer with what the ERP holds as none', () => {
    const world = new World()
    world.put('crm', 'account', 'c-fabrikam', {
      name: 'Fabrikam',
      customertypecode: 3,
      statecode: 0,
      transactioncurrencyid: 'c-eur',
      address1_country: 'de',
    })
    settle(world)
    expect(world.values('erp', 'customers', 'new-c-fabrikam')).toEqual({
      displayName: 'Fabrikam',
      blocked: '_x0020_',
      country: 'DE',
    })
  })
})
