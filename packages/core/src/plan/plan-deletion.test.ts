import { describe, expect, it } from 'vitest'
import type { OnDeletion } from '../mapping/table-mapping.ts'
import { emptyPlan } from './empty-plan.ts'
import { agreed, both, inputOf, mappingOf, pair, record } from './plan-fixture.ts'
import type { PlanInput } from './plan-input.ts'
import { planRecord } from './plan-record.ts'

const fields = [both('a'), both('b', { direction: 'toErp' }), both('city', { direction: 'toCrm' })]
const bases = agreed({ a: 'x', b: 'y', city: 'Bonn' })
const survivor = record({ a: 'x', b: 'y', city: 'Bonn' }, 'survivor')

const gone = (onDeletion: OnDeletion, rest: Partial<PlanInput> = {}, policy: object = {}) =>
  planRecord(inputOf(mappingOf(fields, { onDeletion, ...policy }), { bases, erp: 'gone', crm: survivor, ...rest }))

describe('one of two coupled records is gone', () => {
  it('a person is asked by default', () => {
    expect(gone('ask')).toEqual({
      ...emptyPlan,
      coupling: 'keep',
      conflict: { kind: 'deletion', goneOn: 'erp', fields: [] },
    })
  })

  it('the coupling ends', () => {
    expect(gone('uncouple')).toEqual({ ...emptyPlan, coupling: 'remove' })
  })

  it('the record is restored, with fields by direction only; the others have never agreed with it', () => {
    const plan = gone('restore')
    expect(plan.erp).toMatchObject({
      operation: 'create',
      values: { a: 'x', b: 'y' },
      carries: { a: pair('x'), b: pair('y') },
    })
    expect(plan.bases).toEqual({ city: { pair: null, mark: null } })
    expect([plan.coupling, plan.crm]).toEqual(['keep', null])
  })

  it('the survivor is deleted with its tag, and what it held is kept', () => {
    const plan = gone('delete')
    expect(plan.crm).toEqual({
      operation: 'delete',
      id: 'survivor',
      tag: survivor.tag,
      values: {},
      overwrote: survivor.values,
      carries: {},
    })
    expect(plan.coupling).toBe('remove')
  })

  it.each([
    ['edited since', { crm: record({ a: 'edited', b: 'y', city: 'Bonn' }) }, ['a']],
    ['edited in a field that only travels from it', { crm: record({ a: 'x', b: 'edited', city: 'Bonn' }) }, ['b']],
    ['contested', { bases: { ...bases, a: { pair: pair('w'), mark: 'contested' as const } } }, ['a']],
    ['holding what never travelled', { bases: { b: { pair: pair('y'), mark: null } } }, ['a']],
  ])('a survivor that is %s is not deleted', (_, rest, edited) => {
    const plan = gone('delete', rest)
    expect([plan.crm, plan.coupling]).toEqual([null, 'keep'])
    expect(plan.conflict?.fields.map((field) => field.field)).toEqual(edited)
  })

  it('an edit on the side that does not own the field does not save the survivor', () => {
    expect(gone('delete', { crm: record({ a: 'x', b: 'y', city: 'edited' }) }).crm?.operation).toBe('delete')
  })

  it.each(['restore', 'delete', 'deactivate'] as const)(
    "nothing is done against the mapping's direction: %s",
    (onDeletion) => {
      const direction = onDeletion === 'restore' ? 'toCrm' : 'toErp'
      const oneWay = mappingOf([both('a')], { onDeletion, direction, deactivate: { crm: { state: 1 } } })
      const plan = planRecord(
        inputOf(oneWay, { bases: agreed({ a: 'x' }), erp: 'gone', crm: record({ a: 'x', state: 0 }) }),
      )
      expect([plan.erp, plan.crm, plan.conflict?.kind]).toEqual([null, null, 'deletion'])
    },
  )

  it('a survivor outside its filter is not restored by itself', () => {
    expect(gone('restore', {}, { crmFilter: [{ field: 'a', operator: 'eq', value: 'other' }] }).conflict?.kind).toBe(
      'deletion',
    )
  })

  it('the survivor is set inactive, and once it is, the two part', () => {
    const policy = { deactivate: { crm: { state: 1 } } }
    const active = record({ a: 'x', b: 'y', city: 'Bonn', state: 0 })
    expect(gone('deactivate', { crm: active }, policy)).toMatchObject({
      crm: { operation: 'update', values: { state: 1 }, overwrote: { state: 0 } },
      coupling: 'keep',
    })
    expect(gone('deactivate', { crm: record({ ...active.values, state: 1 }) }, policy)).toEqual({
      ...emptyPlan,
      coupling: 'remove',
    })
    expect(gone('deactivate', { crm: active }).conflict?.kind).toBe('deletion')
  })

  it('a coupling outlives neither of its two records', () => {
    for (const state of ['gone', 'none'] as const) expect(gone('ask', { crm: state }).coupling).toBe('remove')
  })

  it("a person decides: the gone side's state deletes the survivor, its own restores the other", () => {
    const edited = { crm: record({ a: 'edited', b: 'y', city: 'Bonn' }) }
    expect(gone('ask', { ...edited, resolution: 'erp' }).crm?.operation).toBe('delete')
    expect(gone('ask', { ...edited, resolution: 'crm' }).erp).toMatchObject({
      operation: 'create',
      values: { a: 'edited' },
    })
    expect(gone('ask', { ...edited, resolution: 'crm' }, { direction: 'toCrm' })).toEqual({
      ...emptyPlan,
      coupling: 'remove',
    })
  })
})
