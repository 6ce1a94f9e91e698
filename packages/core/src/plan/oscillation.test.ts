import { describe, expect, it } from 'vitest'
import { agreed, both, inputOf, mappingOf, pair, record } from './plan-fixture.ts'
import { planRecord } from './plan-record.ts'

describe('oscillation', () => {
  const bases = agreed({ a: 'x' })
  const values = { bases, erp: record({ a: 'x' }), crm: record({ a: 'other' }), now: 700_000 }
  const mapping = mappingOf([both('a', { direction: 'toCrm' })])
  const writes = (count: number, value: (index: number) => string = () => 'x', at = 600_000) =>
    Array.from({ length: count }, (_, index) => ({ side: 'crm' as const, values: { a: value(index) }, at }))

  it('a field written more than five times in ten minutes is stopped and becomes a conflict of two writers', () => {
    const plan = planRecord(inputOf(mapping, { ...values, recentWrites: writes(6) }))
    expect(plan.crm).toBeNull()
    expect(plan.conflict).toMatchObject({ kind: 'oscillation', fields: [{ field: 'a', erp: 'x', crm: 'other' }] })
    expect(plan.conflict?.kind === 'oscillation' && plan.conflict.message).toMatch(/Koble.*another program/)
    expect(plan.bases).toEqual({ a: { pair: pair('x'), mark: 'oscillating' } })
  })

  it.each([
    ['five writes', writes(5)],
    ['writes longer ago', writes(6, () => 'x', 90_000)],
    ['six different values', writes(6, (index) => `v${index}`)],
    ['writes to the other side', writes(6).map((write) => ({ ...write, side: 'erp' as const }))],
  ])('%s are none', (_, recentWrites) => {
    expect(planRecord(inputOf(mapping, { ...values, recentWrites })).crm?.values).toEqual({ a: 'x' })
  })

  it('stays stopped after the ten minutes, until a person decides or the sides agree', () => {
    const stopped = { ...values, bases: { a: { pair: pair('x'), mark: 'oscillating' as const } } }
    expect(planRecord(inputOf(mapping, stopped)).conflict?.kind).toBe('oscillation')
    expect(
      planRecord(inputOf(mapping, { ...stopped, recentWrites: writes(6), resolution: 'erp' })).crm?.values,
    ).toEqual({ a: 'x' })
    expect(planRecord(inputOf(mapping, { ...stopped, crm: record({ a: 'x' }) })).bases).toEqual({
      a: { pair: pair('x'), mark: null },
    })
  })
})
