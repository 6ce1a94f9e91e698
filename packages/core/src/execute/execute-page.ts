/** One page, once: planned, recorded in one transaction, sent, settled in another. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Coupling, PlannedRecord, RecordError } from '../ports/store.ts'
import type { CouplingId } from '../values/ids.ts'
import type { Candidate, Mode } from './candidate.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { refusedPlan } from './engine-errors.ts'
import { planCandidates } from './plan-candidates.ts'
import { prepareRecord } from './prepare-record.ts'
import type { Prepared } from './prepare-record.ts'
import { sendEffects } from './send-effects.ts'
import { settlePage, tellCouplings } from './settle-page.ts'
import type { EndedCoupling } from './settle-page.ts'

export interface PageOutcome {
  /** Couplings to read and plan again at once. */
  readonly again: readonly CouplingId[]
  /** Newly coupled: others may have waited for them. */
  readonly coupled: readonly Coupling[]
}

export const executePage = async (
  run: Run,
  mapping: ResolvedMapping,
  candidates: readonly Candidate[],
  mode: Mode,
): Promise<PageOutcome> => {
  const planned = await planCandidates(run.context, mapping, candidates, mode)
  const prepared = planned.map((one) => prepareRecord(run, mapping, one, mode))
  const accepted = await record(run, mapping, prepared)
  const ended = await sendEffects(
    run,
    mapping,
    accepted.flatMap((one) => one.record.effects),
    new Map(accepted.flatMap(({ record: { coupling } }) => (coupling === null ? [] : [[coupling.id, coupling]]))),
  )
  const byCoupling = Map.groupBy(ended, (one) => one.effect.coupling)
  const page = accepted.flatMap((one): readonly EndedCoupling[] => {
    const { coupling } = one.record
    const mine = coupling === null ? undefined : byCoupling.get(coupling.id)
    return coupling === null || mine === undefined ? [] : [{ coupling, ended: mine, clean: isClean(one) }]
  })
  const settled = await settlePage(run, mapping, page)
  return {
    again: settled.filter((one) => one.again).map((one) => one.change.coupling.id),
    coupled: [
      ...accepted.flatMap((one) => newlyCoupled(one)),
      ...settled.filter((one) => one.coupled).map((one) => one.change.coupling),
    ],
  }
}

const isClean = ({ plan }: Prepared): boolean => plan.conflict === null && plan.missing.length === 0

/** Coupled by the recording itself: a match, a person's choice. */
const newlyCoupled = ({ record: { coupling, change } }: Prepared): readonly Coupling[] =>
  coupling !== null && change === 'insert' && coupling.state === 'coupled' ? [coupling] : []

const record = async (
  run: Run,
  mapping: ResolvedMapping,
  prepared: readonly Prepared[],
): Promise<readonly Prepared[]> => {
  if (prepared.length === 0) return []
  const { store, events, connection, log } = run.context
  const { refused, conflicts } = await store.recordPlans(
    run.fence,
    prepared.map((one) => one.record),
    prepared.flatMap((one) => one.errors),
    markOf(run),
  )
  for (const { id, ...change } of conflicts) events({ type: 'conflict', connection, conflict: id, ...change })
  const accepted = prepared.filter((_, index) => !refused.has(index))
  if (refused.size > 0) {
    log.warn('plan.refused', { mapping: mapping.name, records: refused.size })
    await store.reportErrors(
      run.fence,
      prepared.flatMap((one, index) => (refused.has(index) ? [refusal(one.record)] : [])),
      markOf(run),
    )
  }
  for (const one of accepted) countPlan(run, mapping, one)
  tellRecorded(run, mapping, accepted)
  return accepted
}

const refusal = ({ mapping, record: { side, id } }: PlannedRecord): RecordError => ({
  mapping,
  side,
  recordId: id,
  recordName: null,
  error: refusedPlan,
})

const countPlan = (run: Run, mapping: ResolvedMapping, one: Prepared): void => {
  const { coupling, change, effects } = one.record
  if (one.isDeferred) run.removals.add(mapping.name)
  else if (change === 'remove' && coupling?.state !== 'creating') run.tally.add({ uncoupled: 1 })
  else if (newlyCoupled(one).length > 0) run.tally.add({ coupled: 1 })
  else if (one.errors.length > 0 && effects.length === 0) run.tally.add({ failed: 1 })
  else if (coupling !== null && effects.length === 0) run.tally.add({ unchanged: 1 })
}

const tellRecorded = (run: Run, mapping: ResolvedMapping, accepted: readonly Prepared[]): void => {
  const couplings = accepted.flatMap(({ record: { coupling, change } }) =>
    coupling === null || (change !== 'update' && change !== 'remove') ? [] : [{ coupling, change }],
  )
  tellCouplings(
    run,
    mapping,
    couplings,
    accepted.flatMap((one) => newlyCoupled(one)),
  )
}
