/** Every combination over small spaces, not a sample: the spaces are chosen so that each rule of the planner meets each other. */
import { describe, expect, it } from 'vitest'
import type { FieldMapping, OnDeletion, TableMapping } from '../mapping/table-mapping.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import { both, currency, linksOf, mappingOf, pair, record, inputOf } from './plan-fixture.ts'
import type { PlanInput } from './plan-input.ts'
import { invariants } from './plan-invariants.ts'
import { mirroredMapping } from './plan-model.ts'
import type { Base, Bases, Mark, Plan } from './plan.ts'
import { planRecord } from './plan-record.ts'

const values: readonly Value[] = [null, 'x', 'y']
const directions = ['both', 'toCrm', 'toErp'] as const
/** The other side is covered by the mirror. */
const winners: readonly (Side | null)[] = [null, 'erp']

interface FieldState {
  readonly erp: Value
  readonly crm: Value
  readonly base: Base | null
}

const product = <A, B>(a: readonly A[], b: readonly B[]): readonly (readonly [A, B])[] =>
  a.flatMap((x) => b.map((y) => [x, y] as const))

const bases: readonly (Base | null)[] = [
  null,
  ...(['contested', 'deferred', 'rejected'] as const).map((mark): Base => ({ pair: null, mark })),
  ...product(values, [null, 'contested', 'rejected', 'held', 'oscillating'] as const).map(([value, mark]): Base => ({
    pair: pair(value),
    mark,
  })),
  ...product([pair('x', 'y'), pair(null, 'x'), pair('y', null)], [null, 'held'] as const).map(
    ([each, mark]: readonly [Base['pair'], Mark | null]): Base => ({ pair: each, mark }),
  ),
]

const states = (erp: readonly Value[], crm: readonly Value[], from: readonly (Base | null)[]): readonly FieldState[] =>
  product(product(erp, crm), from).map(([[e, c], base]) => ({ erp: e, crm: c, base }))

const full = states(values, values, bases)
const small = states(['x', 'y'], ['x', 'y'], [null, { pair: pair('x'), mark: null }])

/** Enough for records that come and go. */
const few = states(values, values, [
  null,
  ...bases.filter((base) => base?.pair?.erp === 'x' && base.pair.crm === 'x'),
  { pair: pair(null), mark: null },
])

const basesOf = (a: FieldState, b: FieldState, name = 'a'): Bases => ({
  ...(a.base === null ? {} : { [name]: a.base }),
  ...(b.base === null ? {} : { b: b.base }),
})

/** Runs every invariant over a space; the first few failures of each are shown. */
function holds(space: () => Iterable<PlanInput>, atLeast: number) {
  const broken = new Map<string, string[]>()
  let count = 0
  const mirrors = new Map<PlanInput['mapping'], PlanInput['mapping']>()
  for (const input of space()) {
    count += 1
    const mirror = mirrors.get(input.mapping) ?? mirroredMapping(input.mapping)
    mirrors.set(input.mapping, mirror)
    const plan = planRecord(input)
    for (const [name, invariant] of Object.entries(invariants)) {
      const problem = invariant({ input, plan, mirror })
      if (problem === null) continue
      const list = broken.get(name) ?? []
      if (list.length < 2) list.push(`${problem} | ${describeCase(input)} | ${describePlan(plan)}`)
      broken.set(name, list)
    }
  }
  expect(Object.fromEntries(broken)).toEqual({})
  expect(count).toBeGreaterThanOrEqual(atLeast)
}

/** A case in one line: enough to write it down as a test of its own. */
function describeCase({ mapping, bases: known, erp, crm, links, chosenWinner }: PlanInput): string {
  const { direction, onUpdateConflict, onDeletion, onLeaving, firstAgreement } = mapping.definition
  const short = (state: PlanInput['erp']) => (typeof state === 'object' ? state.values : state)
  const fields = mapping.definition.fields.map(
    (field) => `${field.name} ${field.direction} ${field.reference?.whenUncoupled ?? ''}`,
  )
  const coupled = [...(links.get('currency')?.toCrm.entries() ?? [])]
  return JSON.stringify({
    fields,
    erp: short(erp),
    crm: short(crm),
    known,
    coupled,
    chosenWinner,
    direction,
    onUpdateConflict,
    firstAgreement,
    onDeletion,
    onLeaving,
  })
}

/** The writes, bases and findings of a plan, without what says nothing. */
const describePlan = (plan: Plan): string =>
  JSON.stringify({ ...plan, erp: plan.erp?.values, crm: plan.crm?.values }, (_, each: unknown) =>
    each === null || (Array.isArray(each) && each.length === 0) ? undefined : each,
  )

function* merges(
  fields: readonly FieldMapping[],
  policies: readonly Partial<TableMapping>[],
  a: readonly FieldState[],
  b: readonly FieldState[],
) {
  for (const policy of policies) {
    const mapping = mappingOf(fields, policy)
    for (const chosenWinner of winners)
      for (const one of a)
        for (const two of b)
          yield inputOf(mapping, {
            bases: basesOf(one, two),
            erp: record({ a: one.erp, b: two.erp }),
            crm: record({ a: one.crm, b: two.crm }),
            chosenWinner,
          })
  }
}

describe('two fields of a coupled pair', () => {
  const policies: readonly Partial<TableMapping>[] = [
    {},
    { onUpdateConflict: 'erp', firstAgreement: 'crm' },
    { onUpdateConflict: 'crm', direction: 'toCrm' },
  ]

  it.each(product(directions, directions))('%s and %s', (one, two) => {
    holds(() => merges([both('a', { direction: one }), both('b', { direction: two })], policies, full, small), 10_000)
  })

  it.each(directions)('kept when blank, %s', (direction) => {
    holds(
      () => merges([both('a', { direction, keepWhenBlank: true }), both('b')], policies, full, small.slice(0, 2)),
      2_000,
    )
  })

  it.each(directions)('converted, %s', (direction) => {
    const upper = both('a', { direction, converter: { name: 'text', parameters: { case: 'upper' } } })
    const mixed = states(['x', 'X', null], ['x', 'X', 'y'], bases.map(upperBase))
    holds(() => merges([upper, both('b')], policies, mixed, small.slice(0, 1)), 1_000)
  })

  const upperBase = (base: Base | null): Base | null =>
    base?.pair?.erp === 'x' ? { ...base, pair: pair('x', 'X') } : base

  it.each(directions)('only on creation, %s', (direction) => {
    holds(
      () => merges([both('a', { direction, onlyOnCreate: true }), both('b')], policies, full, small.slice(0, 1)),
      1_000,
    )
  })
})

describe('a person decides', () => {
  it.each(directions)('%s', (direction) => {
    const mapping = mappingOf([both('a', { direction }), both('b')])
    holds(function* () {
      for (const one of full)
        for (const two of small)
          for (const resolution of ['erp', 'crm', { a: 'erp' }, { a: 'crm', b: 'erp' }] as const) {
            yield inputOf(mapping, {
              bases: basesOf(one, two),
              erp: record({ a: one.erp, b: two.erp }),
              crm: record({ a: one.crm, b: two.crm }),
              resolution,
            })
          }
    }, 1_000)
  })
})

describe('a reference', () => {
  const ids: readonly [readonly Value[], readonly Value[]] = [
    [null, 'e-1', 'e-2'],
    [null, 'c-1', 'c-2'],
  ]
  const known: readonly (Base | null)[] = [
    null,
    { pair: null, mark: 'deferred' },
    { pair: null, mark: 'contested' },
    { pair: pair(null), mark: null },
    { pair: pair('e-1', 'c-1'), mark: null },
    { pair: pair('e-1', 'c-1'), mark: 'deferred' },
    { pair: pair('e-1', 'c-1'), mark: 'contested' },
    { pair: pair('e-1', null), mark: null },
    { pair: pair('e-2', 'c-1'), mark: 'held' },
  ]
  const links = [linksOf(), linksOf('1'), linksOf('1', '2'), linksOf(['e-1', 'c-2'])]
  const uses = product(['wait', 'later', 'clear', 'keep'] as const, directions)

  it.each(uses)('%s, %s', (when, direction) => {
    const policies = [{}, { onUpdateConflict: 'erp', firstAgreement: 'erp' }] as const
    holds(function* () {
      for (const policy of policies) {
        const mapping = mappingOf([currency(when, { direction }), both('b')], policy)
        for (const chosenWinner of winners)
          for (const coupled of links)
            for (const one of states(...ids, known))
              for (const two of small.slice(0, 4))
                yield inputOf(mapping, {
                  bases: basesOf(one, two, 'currency'),
                  erp: record({ currencyId: one.erp, b: two.erp }),
                  crm: record({ currency: one.crm, b: two.crm }),
                  links: coupled,
                  chosenWinner,
                })
      }
    }, 3_000)
  })
})

describe('records that come and go', () => {
  const policies: readonly OnDeletion[] = ['ask', 'uncouple', 'restore', 'delete', 'deactivate']

  it.each(product(policies, directions))('%s, a mapping %s', (onDeletion, direction) => {
    holds(function* () {
      for (const fieldDirection of directions) {
        const mapping = mappingOf([both('a', { direction: fieldDirection }), both('b')], {
          onDeletion,
          direction,
          deactivate: { erp: { city: 'inactive' }, crm: { city: 'inactive' } },
        })
        for (const one of few)
          for (const two of small)
            for (const missing of ['gone', 'none'] as const)
              for (const coupled of [true, false]) {
                const erp = record({ a: one.erp, b: two.erp })
                const crm = record({ a: one.crm, b: two.crm })
                const known = coupled ? basesOf(one, two) : null
                yield inputOf(mapping, { bases: known, erp: missing, crm })
                yield inputOf(mapping, { bases: known, erp, crm: missing })
              }
      }
    }, 2_000)
  })
})

describe('a record outside its filter', () => {
  it.each(['rest', 'goOn', 'uncouple'] as const)('%s', (onLeaving) => {
    const filter = [{ field: 'a', operator: 'ne', value: 'y' }] as const
    const policies = [{ onLeaving, erpFilter: filter, crmFilter: filter }]
    holds(() => merges([both('a', { stateField: true }), both('b')], policies, full, small), 3_000)
    holds(() => merges([both('a'), both('b', { stateField: true })], policies, full, small), 3_000)
  })
})
