import { describe, expect, it } from 'vitest'
import { emptyPlan } from './empty-plan.ts'
import { agreed, both, currency, inputOf, linksOf, mappingOf, pair, record } from './plan-fixture.ts'
import { planRecord } from './plan-record.ts'

const make = (
  fields: Parameters<typeof mappingOf>[0],
  values: Record<string, string | null>,
  policy: object = {},
  rest: object = {},
) => planRecord(inputOf(mappingOf(fields, policy), { erp: record(values), ...rest }))

describe('who gets a partner', () => {
  const open = { erpFilter: [{ field: 'a', operator: 'eq', value: 'x' }] }

  it.each([
    ['a record that meets the filter', 'x', open, {}, 'create'],
    ['a record outside the filter', 'y', open, {}, 'none'],
    ['a record of a mapping for coupled ones only', 'x', { onlyCoupled: true }, {}, 'none'],
    ["a record against the mapping's direction", 'x', { direction: 'toErp' }, {}, 'none'],
    [
      'a record that a person asked for, whatever the filter',
      'y',
      { ...open, onlyCoupled: true },
      { wanted: true },
      'create',
    ],
    ['a record that a person asked for against the direction', 'x', { direction: 'toErp' }, { wanted: true }, 'none'],
    ['a coupled record whose partner was not carried out', 'x', { onlyCoupled: true }, { bases: {} }, 'keep'],
  ])('%s', (_, value, policy, rest, coupling) => {
    const plan = make([both('a')], { a: value }, policy, rest)
    expect(plan.coupling).toBe(coupling)
    expect(plan.crm !== null).toBe(coupling !== 'none')
  })

  it('nothing is planned where there is nothing', () => {
    expect(planRecord(inputOf(mappingOf([both('a')]), { erp: 'gone', crm: 'none' }))).toEqual(emptyPlan)
  })
})

describe('what a new partner holds', () => {
  it('its fields by direction only, constants and those of creation too, and no blanks', () => {
    const plan = make(
      [
        both('a', { direction: 'toErp' }),
        both('b', { onlyOnCreate: true }),
        both('city'),
        both('country'),
        { name: 'k', erp: null, crm: 'required', direction: 'toCrm', constant: 'k' },
      ],
      { a: 'x', b: 'y', city: 'Bonn', country: null },
    )
    expect(plan.crm).toEqual({
      operation: 'create',
      id: null,
      tag: null,
      values: { b: 'y', city: 'Bonn', required: 'k' },
      overwrote: {},
      carries: { city: pair('Bonn'), k: pair('k') },
    })
    expect(plan.erp).toBeNull()
  })

  it('a value that the partner cannot hold is left out where it can live without it', () => {
    const plan = make([both('a'), both('short', { erp: 'b', crm: 'short', name: 'short' })], { a: 'x', b: 'long' })
    expect(plan.crm?.values).toEqual({ a: 'x' })
    expect(plan.bases).toEqual({ short: { pair: null, mark: 'rejected' } })
    expect(plan.problems).toMatchObject([{ field: 'short', to: 'crm', code: 'text-too-long' }])
  })

  it('a value that the partner cannot hold and cannot miss keeps it from being made', () => {
    const plan = make([both('required', { erp: 'a', crm: 'required' })], { a: 'long' })
    expect([plan.crm, plan.coupling]).toEqual([null, 'none'])
    expect(plan.problems).toMatchObject([{ field: 'required', code: 'text-too-long' }])
  })

  it.each([
    ['wait', null, 'none', {}],
    ['later', { a: 'x' }, 'create', { currency: { pair: null, mark: 'deferred' } }],
    ['clear', { a: 'x' }, 'create', {}],
    ['keep', { a: 'x' }, 'create', {}],
  ] as const)('a reference that is not coupled: %s', (when, values, coupling, bases) => {
    const plan = make([both('a'), currency(when)], { a: 'x', currencyId: 'e-1' }, {}, { links: linksOf() })
    expect([plan.crm?.values ?? null, plan.coupling, plan.bases]).toEqual([values, coupling, bases])
    expect(plan.missing.length).toBe(when === 'keep' ? 0 : 1)
  })

  it('a deferred field follows by itself', () => {
    const mapping = mappingOf([both('a'), currency('later')])
    const bases = { ...agreed({ a: 'x' }), currency: { pair: null, mark: 'deferred' as const } }
    const plan = planRecord(
      inputOf(mapping, {
        bases,
        erp: record({ a: 'x', currencyId: 'e-1' }),
        crm: record({ a: 'x', currency: null }),
        links: linksOf('1'),
      }),
    )
    expect(plan.crm?.values).toEqual({ currency: 'c-1' })
  })
})
