/** Sends recorded effects, both sides at once, and says how each ended as far as anyone knows. The only place that writes remotely. */
import { isKobleError } from '../errors/koble-error.ts'
import { selectionOf } from '../mapping/selection-of.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Reading, RemoteRecord, RemoteWrite, WriteOutcome } from '../ports/connector.ts'
import type { Coupling, Effect } from '../ports/store.ts'
import type { CouplingId, RecordId } from '../values/ids.ts'
import { sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { countedReading, pairsAfter } from './bases-after.ts'
import type { Run } from './context.ts'
import { interrupted, notAnswered, notSent } from './engine-errors.ts'
import { readRecords } from './load-pairs.ts'
import type { Ended } from './settle-coupling.ts'

/** The effects are marked as sent first; what is thrown in between is found open at the next start. */
export const sendEffects = async (
  run: Run,
  mapping: ResolvedMapping,
  effects: readonly Effect[],
  couplings: ReadonlyMap<CouplingId, Coupling>,
): Promise<readonly Ended[]> => {
  if (effects.length === 0) return []
  run.signal.throwIfAborted()
  await run.holdLease()
  const { store, clock } = run.context
  await store.markSent(
    run.fence,
    effects.map((effect) => effect.id),
    clock.now(),
  )
  const answers = await Promise.allSettled(sides.map((side) => writeSide(run, mapping, side, effects, couplings)))
  const outcomes = new Map(
    answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : throwAll(answer))),
  )
  const shown = await readUnshown(run, mapping, effects, outcomes)
  return effects.map((effect) => endOf(mapping, effect, outcomes.get(effect), shown.get(effect) ?? null))
}

const throwAll = (answer: PromiseRejectedResult): never => {
  throw answer.reason
}

type Outcomes = readonly (readonly [Effect, WriteOutcome])[]

const writeSide = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  all: readonly Effect[],
  couplings: ReadonlyMap<CouplingId, Coupling>,
): Promise<Outcomes> => {
  const effects = all.filter((effect) => effect.side === side)
  if (effects.length === 0) return []
  const select = selectionOf(mapping, side)
  const writes = effects.map((effect): RemoteWrite => ({
    effectId: effect.id,
    entity: mapping[side],
    operation: effect.operation,
    id: effect.recordId,
    values: effect.values,
    tag: effect.tag,
    select,
    ...named(couplings.get(effect.coupling), side),
  }))
  const outcomes = await writeSafely(run, side, writes)
  return effects.map((effect, index) => [effect, outcomes[index] ?? { state: 'unknown', error: notAnswered(side) }])
}

/** As the side itself calls the record, else as its partner is called. */
const named = (coupling: Coupling | undefined, side: Side): { readonly name?: string } => {
  const names = side === 'erp' ? [coupling?.erpName, coupling?.crmName] : [coupling?.crmName, coupling?.erpName]
  const name = names.find((one) => one != null)
  return name == null ? {} : { name }
}

/** A request that failed as a whole is the same answer for each of its writes. */
const writeSafely = async (run: Run, side: Side, writes: readonly RemoteWrite[]): Promise<readonly WriteOutcome[]> => {
  try {
    return await run.context.connectors[side].write(writes, run.signal)
  } catch (error) {
    if (isKobleError(error)) {
      const state = error.detail.mayHaveApplied === false ? 'failed' : 'unknown'
      return writes.map(() => ({ state, error: error.detail }))
    }
    if (run.signal.aborted) return writes.map(() => ({ state: 'unknown', error: interrupted(side) }))
    throw error
  }
}

/** Where the answer showed no record, it is read; what was read counts only if Koble wrote last. */
const readUnshown = async (
  run: Run,
  mapping: ResolvedMapping,
  effects: readonly Effect[],
  outcomes: ReadonlyMap<Effect, WriteOutcome>,
): Promise<ReadonlyMap<Effect, RemoteRecord>> => {
  const shown = new Map<Effect, RemoteRecord>()
  const unshown: Effect[] = []
  for (const effect of effects) {
    const outcome = outcomes.get(effect)
    if (outcome?.state !== 'done' || effect.operation === 'delete') continue
    if (outcome.record === null) unshown.push(effect)
    else shown.set(effect, outcome.record)
  }
  for (const side of sides) {
    const these = unshown.filter((effect) => effect.side === side)
    const ids = these.map((effect) => effect.recordId)
    const readings = await readIfPossible(run, mapping, side, ids)
    for (const effect of these) {
      const reading = readings.get(effect.recordId)
      const counted = reading === undefined || reading === 'gone' ? null : countedReading(reading)
      if (counted !== null) shown.set(effect, counted)
    }
  }
  return shown
}

/** The write is done whether or not it can be read back; what was sent stands in then. */
const readIfPossible = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, Reading>> => {
  try {
    return await readRecords(run, mapping, side, ids)
  } catch (error) {
    if (!isKobleError(error) && !run.signal.aborted) throw error
    return new Map()
  }
}

const endOf = (
  mapping: ResolvedMapping,
  effect: Effect,
  outcome: WriteOutcome | undefined,
  shown: RemoteRecord | null,
): Ended => {
  const nothing = { effect, pairs: {}, shown: null }
  switch (outcome?.state) {
    case 'done':
      return { effect, state: 'done', error: null, pairs: pairsAfter(mapping, effect, shown), shown }
    case 'failed':
      // The id is taken: perhaps by our own first attempt, which only a reading can tell.
      return { ...nothing, state: isOwnId(effect, outcome.error.kind) ? 'unsettled' : 'failed', error: outcome.error }
    case 'unknown':
      return { ...nothing, state: 'unsettled', error: outcome.error }
    case 'notSent':
    case undefined:
      return { ...nothing, state: 'failed', error: notSent }
  }
}

const isOwnId = (effect: Effect, kind: string): boolean => effect.operation === 'create' && kind === 'duplicate'
