import { describe, expect, it } from 'vitest'
import type { Bases } from '../plan/plan.ts'
import { agreed, both, mappingOf, pair } from '../plan/plan-fixture.ts'
import type { Reading } from '../ports/connector.ts'
import type { Effect } from '../ports/store.ts'
import type { CouplingId, EffectId, RecordId, Tag } from '../values/ids.ts'
import type { Values } from '../values/value.ts'
import { judgeEffect } from './judge-effect.ts'

const mapping = mappingOf([both('a'), both('b')])
const bases: Bases = agreed({ a: 'old', b: 'b' })
const seen = 'seen' as Tag

const effect = (operation: Effect['operation'], values: Values = { a: 'new' }): Effect => ({
  id: 'effect' as EffectId,
  job: null,
  mapping: 'shop',
  coupling: 'coupling' as CouplingId,
  side: 'crm',
  entity: 'stores',
  operation,
  recordId: 'c' as RecordId,
  values,
  overwrote: { a: 'old', b: 'b' },
  carries: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pair(value)])),
  tag: operation === 'create' ? null : seen,
  state: 'sent',
  error: null,
  at: 0,
})

const reading = (values: Values, writtenByKoble: boolean | null, tag = 'moved'): Reading => ({
  id: 'c' as RecordId,
  values: { a: 'old', b: 'b', ...values },
  tag: tag as Tag,
  writtenByKoble,
  modifiedAt: null,
})

const verdictOf = (operation: Effect['operation'], read: Reading, values?: Values) =>
  judgeEffect(mapping, bases, effect(operation, values), read)

describe('a write of unknown outcome', () => {
  it.each([
    ['create', 'gone', 'sendAgain'],
    ['create', reading({ a: 'new' }, true), 'done'],
    ['create', reading({ a: 'edited' }, false), 'done'],
    ['delete', 'gone', 'done'],
    ['delete', reading({}, false, seen), 'sendAgain'],
    ['delete', reading({}, false), 'failed'],
    ['update', 'gone', 'failed'],
    ['update', reading({}, false, seen), 'sendAgain'],
    ['update', reading({ a: 'new' }, true), 'done'],
    ['update', reading({ a: 'new' }, false), 'done'],
    ['update', reading({ a: 'new', b: 'edited' }, null), 'done'],
    ['update', reading({ a: 'NEW, as the service keeps it' }, true), 'done'],
    ['update', reading({ b: 'edited' }, false), 'failed'],
    ['update', reading({ b: 'written by another connection' }, true), 'failed'],
    ['update', reading({ a: 'edited' }, false), 'failed'],
  ] as const)('%s whose target reads %j is %s', (operation, read, verdict) => {
    expect(verdictOf(operation, read)).toMatchObject({ verdict })
  })

  it('takes what was read as the base when Koble wrote last, else what was sent', () => {
    expect(verdictOf('update', reading({ a: 'NEW' }, true))).toMatchObject({ pairs: { a: { erp: 'new', crm: 'NEW' } } })
    expect(verdictOf('create', reading({ a: 'edited' }, false))).toMatchObject({ pairs: { a: pair('new') } })
    expect(verdictOf('create', reading({ a: 'edited' }, null))).toMatchObject({ pairs: { a: pair('new') } })
  })

  it('that left a field as it was, under another writer, makes both sides count as moved', () => {
    expect(verdictOf('update', reading({ b: 'edited' }, false))).toEqual({
      verdict: 'failed',
      why: 'stale',
      pairs: { a: { erp: 'old', crm: 'new' } },
    })
  })

  it('that reached one field and not the other speaks for each by itself', () => {
    const verdict = verdictOf('update', reading({ a: 'new', b: 'edited' }, false), { a: 'new', b: 'sent' })
    expect(verdict).toEqual({ verdict: 'failed', why: 'undecidable', pairs: { a: pair('new') } })
  })
})
