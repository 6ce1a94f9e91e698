/**
 * Effects that were left open (a crash, a lost answer) are settled by reading their targets, never by writing blindly. What stays
 * undecided stays open and holds up only its own record. Every coupling touched is due at once, so that nothing is forgotten
 * even if the work stops right after.
 */
import { isKobleError } from '../errors/koble-error.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Reading } from '../ports/connector.ts'
import type { Coupling, Effect } from '../ports/store.ts'
import type { CouplingId, RecordId } from '../values/ids.ts'
import { sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { judged, notSent } from './engine-errors.ts'
import { judgeEffect } from './judge-effect.ts'
import { readRecords } from './load-pairs.ts'
import { sendEffects } from './send-effects.ts'
import { settleCoupling } from './settle-coupling.ts'
import type { Ended, Settled } from './settle-coupling.ts'
import { tellCouplings } from './settle-page.ts'

const pageSize = 500

export interface OpenSettled {
  /** Couplings that are still held up. */
  readonly held: ReadonlySet<CouplingId>
  /** Couplings that changed: their rows are to be read again. */
  readonly touched: ReadonlySet<CouplingId>
  /** Newly coupled: others may have waited for them. */
  readonly coupled: readonly Coupling[]
}

/** Of these couplings only, where given. */
export const settleOpenEffects = async (run: Run, couplings?: readonly CouplingId[]): Promise<OpenSettled> => {
  const held = new Set<CouplingId>()
  const touched = new Set<CouplingId>()
  const coupled: Coupling[] = []
  if (couplings?.length === 0) return { held, touched, coupled }
  const only = couplings === undefined ? {} : { couplings }
  let after: Effect | undefined
  for (;;) {
    run.signal.throwIfAborted()
    const filter = { ...only, ...(after === undefined ? {} : { after }), limit: pageSize }
    const effects = await run.context.store.findOpenEffects(run.context.connection, filter)
    for (const [mapping, open] of Map.groupBy(effects, (effect) => effect.mapping)) {
      const settled = await settleOfMapping(run, mapping, open)
      for (const id of settled.held) held.add(id)
      for (const id of settled.touched) touched.add(id)
      coupled.push(...settled.coupled)
    }
    after = effects.at(-1)
    if (effects.length < pageSize) return { held, touched, coupled }
  }
}

const settleOfMapping = async (run: Run, name: string, open: readonly Effect[]): Promise<OpenSettled> => {
  const mapping = run.context.mappings.find((one) => one.name === name)
  if (mapping === undefined)
    return { held: new Set(open.map((effect) => effect.coupling)), touched: new Set(), coupled: [] }
  const ids = [...new Set(open.map((effect) => effect.coupling))]
  const couplings = new Map(
    (await run.context.store.readCouplings(run.context.connection, ids)).map((coupling) => [coupling.id, coupling]),
  )
  const ended = await endAll(run, mapping, open, couplings)
  const changed = await settleAll(run, mapping, ended, couplings)
  const settled = new Set(ended.filter((one) => one.state !== 'unsettled').map((one) => one.effect.id))
  return {
    held: new Set(open.filter((effect) => !settled.has(effect.id)).map((effect) => effect.coupling)),
    touched: new Set(changed.map((one) => one.change.coupling.id)),
    coupled: changed.filter((one) => one.coupled).map((one) => one.change.coupling),
  }
}

type Couplings = ReadonlyMap<CouplingId, Coupling>

/** An effect that was sent once more and met its own first arrival is read a second time. */
const endAll = async (
  run: Run,
  mapping: ResolvedMapping,
  open: readonly Effect[],
  couplings: Couplings,
): Promise<readonly Ended[]> => {
  const first = await endOnce(run, mapping, open, couplings)
  const retried = first
    .filter((one) => one.state === 'unsettled' && one.error !== null && wasMet(one))
    .map((one) => one.effect)
  if (retried.length === 0) return first
  const second = await endOnce(run, mapping, retried, couplings)
  return [...first.filter((one) => !retried.includes(one.effect)), ...second]
}

const wasMet = ({ error }: Ended): boolean =>
  error?.kind === 'stale' || error?.kind === 'duplicate' || error?.kind === 'missing'

const endOnce = async (
  run: Run,
  mapping: ResolvedMapping,
  open: readonly Effect[],
  couplings: Couplings,
): Promise<readonly Ended[]> => {
  const never = open.filter((effect) => effect.state === 'planned')
  const sent = open.filter((effect) => effect.state !== 'planned')
  const ended: Ended[] = never.map((effect) => ({ effect, state: 'failed', error: notSent, pairs: {}, shown: null }))
  const again: Effect[] = []
  for (const side of sides) {
    const these = sent.filter((effect) => effect.side === side)
    const readings = await readTargets(run, mapping, side, these)
    for (const effect of these) {
      const reading = readings?.get(effect.recordId)
      if (reading === undefined) continue
      const end = judge(mapping, couplings.get(effect.coupling), effect, reading)
      if (end === null) again.push(effect)
      else ended.push(end)
    }
  }
  for (const end of await sendEffects(run, mapping, again, couplings))
    ended.push(end.state === 'failed' && wasMet(end) ? { ...end, state: 'unsettled' } : end)
  return ended
}

const judge = (
  mapping: ResolvedMapping,
  coupling: Coupling | undefined,
  effect: Effect,
  reading: Reading,
): Ended | null => {
  const verdict = judgeEffect(mapping, coupling?.bases ?? {}, effect, reading)
  switch (verdict.verdict) {
    case 'done':
      return { effect, state: 'done', error: null, pairs: verdict.pairs, shown: verdict.shown }
    case 'failed':
      return { effect, state: 'failed', error: judged(verdict.why), pairs: verdict.pairs, shown: null }
    case 'sendAgain':
      return null
  }
}

/** Null when the side cannot be read now: its effects stay open. */
const readTargets = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  effects: readonly Effect[],
): Promise<ReadonlyMap<RecordId, Reading> | null> => {
  try {
    return await readRecords(
      run,
      mapping,
      side,
      effects.map((effect) => effect.recordId),
    )
  } catch (error) {
    if (!isKobleError(error)) throw error
    run.context.log.warn('effects.unreadable', { mapping: mapping.name, side, code: error.detail.code })
    return null
  }
}

const settleAll = async (
  run: Run,
  mapping: ResolvedMapping,
  ended: readonly Ended[],
  couplings: Couplings,
): Promise<readonly Settled[]> => {
  if (ended.length === 0) return []
  const now = run.context.clock.now()
  const byCoupling = [...Map.groupBy(ended, (one) => one.effect.coupling)]
  const settled = byCoupling.flatMap(([id, mine]) => {
    const coupling = couplings.get(id)
    return coupling === undefined ? [] : [settleCoupling(mapping, coupling, mine, { now, clean: false })]
  })
  const orphans = byCoupling.flatMap(([id, mine]) => (couplings.has(id) ? [] : mine))
  const changes = settled.map(({ change, settlements }) =>
    settlements.every(({ state }) => state === 'unsettled')
      ? change
      : { ...change, coupling: { ...change.coupling, retryAt: now } },
  )
  await run.context.store.settle(
    run.fence,
    {
      settlements: [
        ...settled.flatMap((one) => one.settlements),
        ...orphans.map(({ effect, state, error }) => ({ effect: effect.id, state, error, left: {} })),
      ],
      couplings: changes,
      pending: [],
      errors: settled.flatMap((one) => one.errors),
    },
    markOf(run),
  )
  for (const one of settled) run.tally.add(one.counts)
  tellCouplings(
    run,
    mapping,
    changes,
    settled.filter((one) => one.coupled).map((one) => one.change.coupling),
  )
  return settled
}
