import { describe, expect, it } from 'vitest'
import { agreed, both, inputOf, mappingOf, pair, record } from './plan-fixture.ts'
import { emptyPlan } from './empty-plan.ts'
import type { Plan } from './plan.ts'
import { planRecord } from './plan-record.ts'

const ab = mappingOf([both('a'), both('b')])
const kept: Plan = { ...emptyPlan, coupling: 'keep' }

describe('what moved', () => {
  it('what equals its base is no change', () => {
    const plan = planRecord(
      inputOf(ab, {
        bases: agreed({ a: 'x', b: 'y' }),
        erp: record({ a: 'x', b: 'y' }),
        crm: record({ a: 'x', b: 'y' }),
      }),
    )
    expect(plan).toEqual(kept)
  })

  it('the echo of our own write plans nothing, also when the service stored it in its own form', () => {
    const bases = agreed({ a: pair('x', ' x'), b: pair(null, 'default') })
    expect(
      planRecord(inputOf(ab, { bases, erp: record({ a: 'x', b: null }), crm: record({ a: ' x', b: 'default' }) })),
    ).toEqual(kept)
  })

  it('edits to different fields merge', () => {
    const bases = agreed({ a: 'x', b: 'y' })
    const plan = planRecord(
      inputOf(ab, { bases, erp: record({ a: 'x2', b: 'y' }), crm: record({ a: 'x', b: 'y2' }, 'row') }),
    )
    expect(plan.crm).toEqual({
      operation: 'update',
      id: 'row',
      tag: record({ a: 'x', b: 'y2' }).tag,
      values: { a: 'x2' },
      overwrote: { a: 'x' },
      carries: { a: pair('x2') },
    })
    expect(plan.erp?.values).toEqual({ b: 'y2' })
    expect(plan.conflict).toBeNull()
  })

  it('an edit to blank travels', () => {
    const plan = planRecord(
      inputOf(ab, {
        bases: agreed({ a: 'x', b: null }),
        erp: record({ a: null, b: null }),
        crm: record({ a: 'x', b: null }),
      }),
    )
    expect(plan.crm?.values).toEqual({ a: null })
  })

  it('a contested field keeps its old pair while the others travel', () => {
    const bases = agreed({ a: 'x', b: 'y' })
    const plan = planRecord(inputOf(ab, { bases, erp: record({ a: 'e', b: 'y2' }), crm: record({ a: 'c', b: 'y' }) }))
    expect(plan.conflict).toEqual({ kind: 'update', fields: [{ field: 'a', base: pair('x'), erp: 'e', crm: 'c' }] })
    expect(plan.bases).toEqual({ a: { pair: pair('x'), mark: 'contested' } })
    expect(plan.crm?.values).toEqual({ b: 'y2' })
    expect(plan.erp).toBeNull()
  })

  it('what both sides moved to the same value becomes the base, and ends a conflict', () => {
    const bases = { a: { pair: pair('x'), mark: 'contested' as const }, b: { pair: pair('y'), mark: null } }
    const plan = planRecord(inputOf(ab, { bases, erp: record({ a: 'z', b: 'y' }), crm: record({ a: 'z', b: 'y' }) }))
    expect(plan).toEqual({ ...kept, bases: { a: { pair: pair('z'), mark: null } } })
  })

  it.each([
    ['erp', 'crm', 'e'],
    ['crm', 'erp', 'c'],
  ] as const)('the %s wins a conflict where the mapping says so', (winner, written, value) => {
    const mapping = mappingOf([both('a')], { onUpdateConflict: winner })
    const plan = planRecord(
      inputOf(mapping, { bases: agreed({ a: 'x' }), erp: record({ a: 'e' }), crm: record({ a: 'c' }) }),
    )
    expect(plan[written]?.values).toEqual({ a: value })
    expect(plan.conflict).toBeNull()
  })

  it('a side that a person chose wins a conflict over the policy, and no more than that', () => {
    const mapping = mappingOf([both('a'), both('b')], { onUpdateConflict: 'crm' })
    const plan = planRecord(
      inputOf(mapping, {
        bases: agreed({ a: 'x', b: 'y' }),
        erp: record({ a: 'e', b: 'y' }),
        crm: record({ a: 'c', b: 'y2' }),
        chosenWinner: 'erp',
      }),
    )
    expect(plan.crm?.values).toEqual({ a: 'e' })
    expect(plan.erp?.values).toEqual({ b: 'y2' })
  })

  it('text that a service upper-cases compares in upper case', () => {
    const plan = planRecord(
      inputOf(mappingOf([both('code')]), { bases: {}, erp: record({ code: 'DE' }), crm: record({ code: 'de' }) }),
    )
    expect(plan).toEqual({ ...kept, bases: { code: { pair: pair('DE', 'de'), mark: null } } })
  })
})

describe('first agreement', () => {
  const first = (erp: string | null, crm: string | null, rest: object = {}, policy: object = {}) =>
    planRecord(
      inputOf(mappingOf([both('a')], policy), { bases: {}, erp: record({ a: erp }), crm: record({ a: crm }), ...rest }),
    )

  it('equal values become the base', () => {
    expect(first('x', 'x')).toEqual({ ...kept, bases: { a: { pair: pair('x'), mark: null } } })
  })

  it('a value fills a blank, whoever wins otherwise', () => {
    expect(first('x', null, { firstWinner: 'crm' }).crm?.values).toEqual({ a: 'x' })
    expect(first(null, 'x', { firstWinner: 'erp' }).erp?.values).toEqual({ a: 'x' })
  })

  it('two different values are a conflict without a direction', () => {
    expect(first('e', 'c').conflict).toEqual({
      kind: 'update',
      fields: [{ field: 'a', base: null, erp: 'e', crm: 'c' }],
    })
  })

  it.each([
    ['of the match run', { firstWinner: 'erp' }, {}],
    ['of the mapping', {}, { firstAgreement: 'erp' }],
    ['of the match run before that of the mapping', { firstWinner: 'erp' }, { firstAgreement: 'crm' }],
    ['of a person before that of the match run', { chosenWinner: 'erp', firstWinner: 'crm' }, {}],
  ])('two different values follow the direction %s', (_, rest, policy) => {
    const plan = first('e', 'c', rest, policy)
    expect(plan.crm?.values).toEqual({ a: 'e' })
    expect(plan.erp).toBeNull()
  })

  it('only a side that a person chose lets a blank erase a value', () => {
    expect(first(null, 'x', { chosenWinner: 'erp' }).crm?.values).toEqual({ a: null })
    expect(first('x', null, { chosenWinner: 'crm' }).erp?.values).toEqual({ a: null })
  })

  it('a zero that the CRM keeps blank is a blank', () => {
    const mapping = mappingOf([both('amount', { converter: { name: 'decimal' } })])
    const plan = planRecord(inputOf(mapping, { bases: {}, erp: record({ amount: '0' }), crm: record({ amount: '5' }) }))
    expect(plan.erp?.values).toEqual({ amount: '5' })
  })

  it('two records that are met uncoupled are coupled and agree', () => {
    expect(
      planRecord(inputOf(ab, { erp: record({ a: 'x', b: null }), crm: record({ a: 'x', b: null }) })).coupling,
    ).toBe('create')
  })
})

describe('one-way fields', () => {
  const mapping = mappingOf([both('a', { direction: 'toCrm' }), both('b')])
  const bases = agreed({ a: 'x', b: 'y' })

  it('an edit on the side that does not own the field is put back and kept', () => {
    const plan = planRecord(
      inputOf(mapping, { bases, erp: record({ a: 'x', b: 'y' }), crm: record({ a: 'edited', b: 'y' }) }),
    )
    expect(plan.crm).toMatchObject({ values: { a: 'x' }, overwrote: { a: 'edited' }, carries: { a: pair('x') } })
    expect(plan.erp).toBeNull()
  })

  it('the owner wins where both moved, without a conflict', () => {
    const plan = planRecord(
      inputOf(mapping, { bases, erp: record({ a: 'e', b: 'y' }), crm: record({ a: 'c', b: 'y' }) }),
    )
    expect(plan.crm?.values).toEqual({ a: 'e' })
    expect(plan.conflict).toBeNull()
  })

  it('a blank of the owner erases nothing at first, and is an edit later', () => {
    const values = { erp: record({ a: null, b: 'y' }), crm: record({ a: 'c', b: 'y' }) }
    expect(planRecord(inputOf(mapping, { bases: agreed({ b: 'y' }), ...values }))).toEqual(kept)
    expect(
      planRecord(inputOf(mapping, { bases: agreed({ a: pair('x', 'c'), b: 'y' }), ...values })).crm?.values,
    ).toEqual({ a: null })
  })

  it("not even a person's choice writes against the direction", () => {
    const values = { erp: record({ a: 'e', b: 'y' }), crm: record({ a: 'c', b: 'y' }) }
    expect(planRecord(inputOf(mapping, { bases: {}, ...values, chosenWinner: 'crm' })).erp).toBeNull()
    const plan = planRecord(inputOf(mapping, { bases, ...values, resolution: { a: 'crm' } }))
    expect([plan.erp, plan.crm, plan.bases]).toEqual([null, null, { a: { pair: pair('e', 'c'), mark: 'held' } }])
  })

  it('a one-way mapping makes its fields one-way', () => {
    const oneWay = mappingOf([both('a')], { direction: 'toCrm' })
    const plan = planRecord(
      inputOf(oneWay, { bases: agreed({ a: 'x' }), erp: record({ a: 'x' }), crm: record({ a: 'c' }) }),
    )
    expect(plan.crm?.values).toEqual({ a: 'x' })
    expect(plan.erp).toBeNull()
  })

  it('a constant is put back like an owned value', () => {
    const constant = mappingOf([{ name: 'k', erp: null, crm: 'a', direction: 'toCrm', constant: 'fixed' }])
    const plan = planRecord(
      inputOf(constant, { bases: agreed({ k: 'fixed' }), erp: record({}), crm: record({ a: 'other' }) }),
    )
    expect(plan.crm?.values).toEqual({ a: 'fixed' })
  })
})

describe('field options', () => {
  it('what is written on creation only is not compared afterwards', () => {
    const mapping = mappingOf([both('a', { onlyOnCreate: true })])
    expect(
      planRecord(inputOf(mapping, { bases: agreed({ a: 'x' }), erp: record({ a: 'e' }), crm: record({ a: 'c' }) })),
    ).toEqual(kept)
  })

  it('a blank source is not written where the target is kept when empty', () => {
    const mapping = mappingOf([both('a', { keepWhenBlank: true })])
    const plan = planRecord(
      inputOf(mapping, { bases: agreed({ a: 'x' }), erp: record({ a: null }), crm: record({ a: 'x' }) }),
    )
    expect(plan).toEqual({ ...kept, bases: { a: { pair: pair(null, 'x'), mark: null } } })
  })

  it('a value that is too long is never cut: it is marked and listed while the rest travels', () => {
    const mapping = mappingOf([both('b', { erp: 'a', crm: 'short', name: 'short' }), both('b')])
    const plan = planRecord(
      inputOf(mapping, {
        bases: agreed({ short: 'x', b: 'y' }),
        erp: record({ a: 'xxxx', b: 'z' }),
        crm: record({ short: 'x', b: 'y' }),
      }),
    )
    expect(plan.crm?.values).toEqual({ b: 'z' })
    expect(plan.bases).toEqual({ short: { pair: pair('x'), mark: 'rejected' } })
    expect(plan.problems).toEqual([
      {
        field: 'short',
        to: 'crm',
        code: 'text-too-long',
        message: 'The text has 4 characters; the other system takes at most 3. Shorten it.',
      },
    ])
  })

  it('a field that an undo restored rests until either side moves', () => {
    const bases = { a: { pair: pair('e', 'c'), mark: 'held' as const } }
    const plan = (erp: string, crm: string) =>
      planRecord(inputOf(mappingOf([both('a')]), { bases, erp: record({ a: erp }), crm: record({ a: crm }) }))
    expect(plan('e', 'c')).toEqual(kept)
    expect(plan('e', 'c2').erp?.values).toEqual({ a: 'c2' })
    expect(plan('e2', 'c').crm?.values).toEqual({ a: 'e2' })
  })

  it('fields that the service empties are written along, after the one that empties them', () => {
    const mapping = mappingOf([both('city'), both('country')])
    const plan = planRecord(
      inputOf(mapping, {
        bases: agreed({ country: 'DE', city: 'Bonn' }),
        erp: record({ country: 'DE', city: 'Bonn' }),
        crm: record({ country: 'AT', city: 'Bonn' }),
      }),
    )
    expect(Object.entries(plan.erp?.values ?? {})).toEqual([
      ['country', 'AT'],
      ['city', 'Bonn'],
    ])
    expect(Object.keys(plan.erp?.carries ?? {})).toEqual(['country'])
  })
})

describe('a person decides a conflict', () => {
  const bases = { a: { pair: pair('x'), mark: 'contested' as const }, b: { pair: pair('y'), mark: null } }
  const values = { bases, erp: record({ a: 'e', b: 'y2' }), crm: record({ a: 'c', b: 'y' }) }

  it('field by field', () => {
    expect(planRecord(inputOf(ab, { ...values, resolution: { a: 'erp' } })).crm?.values).toEqual({ a: 'e', b: 'y2' })
    expect(planRecord(inputOf(ab, { ...values, resolution: { a: 'crm' } })).erp?.values).toEqual({ a: 'c' })
  })

  it('for all contested fields at once, and for no others', () => {
    const plan = planRecord(inputOf(ab, { ...values, resolution: 'crm' }))
    expect(plan.erp?.values).toEqual({ a: 'c' })
    expect(plan.crm?.values).toEqual({ b: 'y2' })
  })

  it('with a third value for both, whose base moves only when both are seen to hold it', () => {
    const plan = planRecord(inputOf(ab, { ...values, resolution: { a: { value: 'z' } } }))
    expect([plan.erp?.values, plan.crm?.values]).toEqual([{ a: 'z' }, { a: 'z', b: 'y2' }])
    expect([plan.erp?.carries, Object.keys(plan.crm?.carries ?? {})]).toEqual([{}, ['b']])
    expect(plan.conflict).toBeNull()
  })
})
