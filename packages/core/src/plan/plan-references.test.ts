import { describe, expect, it } from 'vitest'
import { agreed, both, currency, inputOf, linksOf, mappingOf, pair, record } from './plan-fixture.ts'
import { planRecord } from './plan-record.ts'
import type { Pair } from './plan.ts'

describe('references', () => {
  const refer = (
    when: 'wait' | 'later' | 'clear' | 'keep',
    erp: string | null,
    crm: string | null,
    rest: object,
    extra: object = {},
  ) =>
    planRecord(
      inputOf(mappingOf([both('a'), currency(when, extra)]), {
        erp: record({ a: 'x2', currencyId: erp }),
        crm: record({ a: 'x', currency: crm }),
        ...rest,
      }),
    )
  const bases = agreed({ a: 'x', currency: pair('e-1', 'c-1') })
  const missing = (whenUncoupled: 'wait' | 'later') => ({
    field: 'currency',
    mapping: 'currency',
    side: 'erp',
    id: 'e-2',
    whenUncoupled,
  })

  it('are compared and written through their coupling', () => {
    expect(refer('wait', 'e-2', 'c-1', { bases, links: linksOf('1', '2') }).crm?.values).toEqual({
      a: 'x2',
      currency: 'c-2',
    })
    expect(refer('wait', 'e-2', 'c-2', { bases, links: linksOf('2') }).bases).toEqual({
      currency: { pair: pair('e-2', 'c-2'), mark: null },
    })
  })

  it('that wait keep the whole record from being written', () => {
    const plan = refer('wait', 'e-2', 'c-1', { bases, links: linksOf('1') })
    expect([plan.erp, plan.crm]).toEqual([null, null])
    expect(plan.missing).toEqual([missing('wait')])
  })

  it('that follow later are marked, keep their base and hold up nothing', () => {
    const plan = refer('later', 'e-2', 'c-1', { bases, links: linksOf('1') })
    expect(plan.crm?.values).toEqual({ a: 'x2' })
    expect(plan.missing).toEqual([missing('later')])
    expect(plan.bases).toEqual({ currency: { pair: pair('e-1', 'c-1'), mark: 'deferred' } })
    const after = { ...bases, currency: { pair: pair('e-1', 'c-1'), mark: 'deferred' as const } }
    expect(refer('later', 'e-2', 'c-1', { bases: after, links: linksOf('1', '2') }).crm?.values['currency']).toBe('c-2')
  })

  it('that are cleared empty the other side, and follow when the target is coupled', () => {
    const plan = refer('clear', 'e-2', 'c-1', { bases, links: linksOf('1') })
    expect(plan.crm?.values).toEqual({ a: 'x2', currency: null })
    const cleared = agreed({ a: 'x', currency: pair('e-2', null) })
    expect(refer('clear', 'e-2', null, { bases: cleared, links: linksOf('1') }).crm?.values).toEqual({ a: 'x2' })
    expect(refer('clear', 'e-2', null, { bases: cleared, links: linksOf('1', '2') }).crm?.values['currency']).toBe(
      'c-2',
    )
  })

  it('that are cleared erase nothing at the first agreement', () => {
    const plan = refer('clear', 'e-2', 'c-1', { bases: agreed({ a: 'x' }), links: linksOf('1'), firstWinner: 'erp' })
    expect(plan.crm?.values).toEqual({ a: 'x2' })
  })

  it('that are kept leave the other side as it is', () => {
    const plan = refer('keep', 'e-2', 'c-1', { bases, links: linksOf('1') })
    expect(plan.crm?.values).toEqual({ a: 'x2' })
    expect(plan.bases).toEqual({ currency: { pair: pair('e-2', 'c-1'), mark: null } })
  })

  it('to records that are both not coupled yet are no conflict: they may turn out to be the same', () => {
    const plan = refer('later', 'e-2', 'c-2', { bases: agreed({ a: 'x' }) })
    expect(plan.conflict).toBeNull()
    expect(plan.missing.map((link) => link.id).toSorted()).toEqual(['c-2', 'e-2'])
    expect(plan.bases).toEqual({ currency: { pair: null, mark: 'deferred' } })
  })

  it('that are blank in the ERP stand for the local currency where the mapping says so', () => {
    const local = { reference: { mapping: 'currency', whenUncoupled: 'wait', blankMeans: 'localCurrency' } }
    const links = linksOf(['', 'c-eur'], '1')
    expect(refer('wait', null, 'c-1', { bases, links }, local).crm?.values['currency']).toBe('c-eur')
    expect(refer('wait', 'e-1', 'c-eur', { bases, links }, local).erp?.values).toEqual({ currencyId: null })
    expect(refer('wait', null, 'c-eur', { bases, links }, local).bases).toEqual({
      currency: { pair: pair(null, 'c-eur'), mark: null },
    })
    expect(refer('wait', null, 'c-1', { bases, links: linksOf('1') }, local).missing).toMatchObject([
      { id: '', side: 'erp' },
    ])
  })

  it('that are blank for the local currency are no blank that another currency fills', () => {
    const local = {
      reference: { mapping: 'currency', whenUncoupled: 'wait', blankMeans: 'localCurrency' },
    }
    const links = linksOf(['', 'c-eur'], '1')
    const plan = refer('wait', null, 'c-1', { bases: agreed({ a: 'x' }), links }, local)
    expect([plan.erp, plan.conflict?.kind]).toEqual([null, 'update'])
  })

  it("to an option of a value mapping become the option's number", () => {
    const mapping = mappingOf([
      both('terms', { erp: 'currencyId', reference: { mapping: 'currency', whenUncoupled: 'wait' } }),
    ])
    const plan = (erp: string, crm: number, terms: Pair) =>
      planRecord(
        inputOf(mapping, {
          bases: agreed({ terms }),
          erp: record({ currencyId: erp }),
          crm: record({ terms: crm }),
          links: linksOf(['e-1', '1'], ['e-2', '2']),
        }),
      )
    expect(plan('e-2', 1, pair('e-1', 1)).crm?.values).toEqual({ terms: 2 })
    expect(plan('e-1', 2, pair('e-1', 1)).erp?.values).toEqual({ currencyId: 'e-2' })
  })
})
