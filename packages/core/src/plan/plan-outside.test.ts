import { describe, expect, it } from 'vitest'
import { agreed, both, inputOf, mappingOf, pair, record } from './plan-fixture.ts'
import { planRecord } from './plan-record.ts'

describe('filters', () => {
  const filtered = {
    erpFilter: [{ field: 'kind', operator: 'eq', value: 'Open' }],
    crmFilter: [{ field: 'state', operator: 'eq', value: 0 }],
  } as const
  const state = both('state', {
    erp: 'kind',
    stateField: true,
    converter: { name: 'option-map', parameters: { members: { Open: 0, Closed: 1 } } },
  })
  const bases = agreed({ a: 'x', state: pair('Open', 0) })
  const left = { bases, erp: record({ a: 'x2', kind: 'Closed' }), crm: record({ a: 'x', state: 0 }) }

  it('a coupled record outside its filter lets only its state travel, and keeps its bases', () => {
    const plan = planRecord(inputOf(mappingOf([both('a'), state], filtered), left))
    expect(plan.crm?.values).toEqual({ state: 1 })
    expect([plan.outside, plan.bases]).toEqual([true, {}])
  })

  it('comes back from the kept bases', () => {
    const plan = planRecord(
      inputOf(mappingOf([both('a'), state], filtered), { ...left, erp: record({ a: 'x2', kind: 'Open' }) }),
    )
    expect(plan.crm?.values).toEqual({ a: 'x2' })
    expect(plan.outside).toBe(false)
  })

  it('goes on, or is uncoupled, where the mapping says so', () => {
    expect(
      planRecord(inputOf(mappingOf([both('a'), state], { ...filtered, onLeaving: 'goOn' }), left)).crm?.values,
    ).toEqual({ a: 'x2', state: 1 })
    const plan = planRecord(inputOf(mappingOf([both('a'), state], { ...filtered, onLeaving: 'uncouple' }), left))
    expect([plan.coupling, plan.erp, plan.crm]).toEqual(['remove', null, null])
  })

  it('two uncoupled records of which one is outside are not coupled unless a person says so', () => {
    const pairOf = { ...left, bases: null }
    const mapping = mappingOf([both('a'), state], filtered)
    expect(planRecord(inputOf(mapping, pairOf)).coupling).toBe('none')
    expect(planRecord(inputOf(mapping, { ...pairOf, wanted: true })).coupling).toBe('create')
  })
})
