/**
 * What became of a write whose outcome nobody knows, judged by reading its target: pure. A write that is sent once more is the very
 * same one (same id, same tag, same values), so that at most one of the two can take effect.
 */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Bases, Pair } from '../plan/plan.ts'
import type { Reading, RemoteRecord } from '../ports/connector.ts'
import type { Effect } from '../ports/store.ts'
import type { FieldType } from '../entity/field-type.ts'
import { sameValue } from '../values/same-value.ts'
import { otherSide } from '../values/side.ts'
import { countedReading, pairsAfter } from './bases-after.ts'
import type { Pairs } from './bases-after.ts'

export type Verdict =
  | { readonly verdict: 'done'; readonly pairs: Pairs; readonly shown: RemoteRecord | null }
  /** Not carried out, or nobody can tell; `pairs` are what can be said of the fields all the same. */
  | { readonly verdict: 'failed'; readonly pairs: Pairs; readonly why: 'stale' | 'missing' | 'undecidable' }
  | { readonly verdict: 'sendAgain' }

export const judgeEffect = (mapping: ResolvedMapping, bases: Bases, effect: Effect, reading: Reading): Verdict => {
  switch (effect.operation) {
    case 'create':
      return reading === 'gone' ? { verdict: 'sendAgain' } : done(mapping, effect, countedReading(reading))
    case 'delete':
      if (reading === 'gone') return { verdict: 'done', pairs: {}, shown: null }
      return reading.tag === effect.tag ? { verdict: 'sendAgain' } : { verdict: 'failed', pairs: {}, why: 'stale' }
    case 'update':
      if (reading === 'gone') return { verdict: 'failed', pairs: {}, why: 'missing' }
      return reading.tag === effect.tag ? { verdict: 'sendAgain' } : judgeUpdate(mapping, bases, effect, reading)
  }
}

const done = (mapping: ResolvedMapping, effect: Effect, shown: RemoteRecord | null): Verdict => ({
  verdict: 'done',
  pairs: pairsAfter(mapping, effect, shown),
  shown,
})

/** The record moved on since: by our write, by another's, or by both. */
const judgeUpdate = (mapping: ResolvedMapping, bases: Bases, effect: Effect, reading: RemoteRecord): Verdict => {
  if (reading.writtenByKoble === true && !isUntouched(mapping, effect, reading)) return done(mapping, effect, reading)
  const pairs = Object.fromEntries(
    Object.keys(effect.carries).flatMap((name) => {
      const pair = judgeField(mapping, bases, effect, reading, name)
      return pair === null ? [] : [[name, pair]]
    }),
  )
  if (holdsAll(mapping, effect, reading)) return { verdict: 'done', pairs, shown: null }
  return { verdict: 'failed', pairs, why: isUntouched(mapping, effect, reading) ? 'stale' : 'undecidable' }
}

const typeOf = (mapping: ResolvedMapping, effect: Effect, field: string): FieldType | undefined =>
  mapping[effect.side].fields[field]

const equal = (type: FieldType | undefined, a: Pair['erp'], b: Pair['erp']): boolean =>
  type === undefined ? a === b : sameValue(type, a, b)

const holdsAll = (mapping: ResolvedMapping, effect: Effect, reading: RemoteRecord): boolean =>
  Object.entries(effect.values).every(([field, sent]) =>
    equal(typeOf(mapping, effect, field), reading.values[field] ?? null, sent),
  )

const isUntouched = (mapping: ResolvedMapping, effect: Effect, reading: RemoteRecord): boolean =>
  Object.keys(effect.values).every((field) =>
    equal(typeOf(mapping, effect, field), reading.values[field] ?? null, effect.overwrote[field] ?? null),
  )

/**
 * One field, when the last writer is not Koble. It holds what was sent: the sides agree, whoever wrote it. It holds what it held
 * before: either the write did not arrive, or it did and a person took it back; so the base becomes the pair from which both sides
 * differ, and the planner sees both as moved. It holds something else: an edit, and the old base shows it as one.
 */
const judgeField = (
  mapping: ResolvedMapping,
  bases: Bases,
  effect: Effect,
  reading: RemoteRecord,
  name: string,
): Pair | null => {
  const field = mapping.fields.find((one) => one.name === name)?.[effect.side]?.field
  const sent = effect.carries[name]
  if (field === undefined || sent === undefined) return null
  const held = reading.values[field] ?? null
  const type = typeOf(mapping, effect, field)
  if (equal(type, held, sent[effect.side])) return sent
  const base = bases[name]?.pair ?? null
  if (base === null || !equal(type, held, effect.overwrote[field] ?? null)) return null
  const source = otherSide(effect.side)
  return source === 'erp' ? { erp: base.erp, crm: sent.crm } : { erp: sent.erp, crm: base.crm }
}
