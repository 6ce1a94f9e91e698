/** A plan as the store takes it: the coupling's row, the effects with their chosen ids, what stays open. Adds nothing to the plan. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import { emptyPlan, isRecord } from '../plan/empty-plan.ts'
import type { Plan, PlannedWrite } from '../plan/plan.ts'
import type { Coupling, Effect, PendingRecord, PlannedRecord, RecordError } from '../ports/store.ts'
import type { CouplingId, EffectId, RecordId } from '../values/ids.ts'
import { otherSide, sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { standingSide } from './candidate.ts'
import type { Candidate, Mode } from './candidate.ts'
import type { Run } from './context.ts'
import { idOn, pairIds } from './coupling-ids.ts'
import { fieldProblems, planFailed } from './engine-errors.ts'
import type { Planned } from './plan-candidates.ts'

export interface Prepared {
  readonly candidate: Candidate
  readonly plan: Plan
  readonly record: PlannedRecord
  readonly errors: readonly RecordError[]
  readonly isDeferred: boolean
}

export const prepareRecord = (
  run: Run,
  mapping: ResolvedMapping,
  { candidate, plan }: Planned,
  mode: Mode,
): Prepared => {
  if ('failed' in plan) return unplannable(run, mapping, candidate, plan.failed)
  if (mode.removals === 'defer' && isRemoval(candidate, plan)) return deferred(run, mapping, candidate, plan)
  const coupling = couplingAfterPlan(run, mapping, candidate, plan, mode)
  const effects = coupling === null ? [] : sides.flatMap((side) => effectOn(run, mapping, coupling, side, plan[side]))
  const errors = problemsOf(mapping, candidate, plan)
  return {
    candidate,
    plan,
    errors,
    isDeferred: false,
    record: {
      ...named(mapping, candidate),
      coupling: coupling ?? (candidate.isNew ? null : candidate.coupling),
      change: changeOf(candidate, plan, coupling),
      effects,
      conflict: plan.conflict,
      pending: pendingOf(run, mapping, candidate, plan, errors),
    },
  }
}

const named = (mapping: ResolvedMapping, { side, id }: Candidate): Pick<PlannedRecord, 'mapping' | 'record'> => ({
  mapping: mapping.name,
  record: { side, id },
})

/** Deletes, uncouples or deactivates a pair that was one. */
const isRemoval = (candidate: Candidate, plan: Plan): boolean => {
  if (candidate.coupling === null || candidate.isNew || candidate.coupling.state === 'creating') return false
  if (plan.coupling === 'remove') return true
  const isGone = candidate.erp === 'gone' || candidate.crm === 'gone'
  return sides.some((side) => plan[side]?.operation === 'delete' || (isGone && plan[side]?.operation === 'update'))
}

const nameOf = (mapping: ResolvedMapping, candidate: Candidate, side: Side): string | null => {
  const state = candidate[side]
  const value = isRecord(state) ? (state.values[mapping[side].nameField] ?? null) : null
  if (value !== null) return String(value)
  return (side === 'erp' ? candidate.coupling?.erpName : candidate.coupling?.crmName) ?? null
}

/** The row as it is before anything is sent; null when there is no coupling and none is made. */
const couplingAfterPlan = (
  run: Run,
  mapping: ResolvedMapping,
  candidate: Candidate,
  plan: Plan,
  mode: Mode,
): Coupling | null => {
  const before = candidate.coupling ?? (plan.coupling === 'create' ? newCoupling(run, mapping, candidate) : null)
  if (before === null || (candidate.isNew && plan.coupling === 'none')) return null
  const writes = plan.erp !== null || plan.crm !== null
  const isAtRest = !writes && plan.conflict === null && plan.missing.length === 0
  const isPair = isRecord(candidate.erp) && isRecord(candidate.crm)
  const stamp = isAtRest && isPair && (mode.stamp || before.agreedAt === null)
  return {
    ...before,
    bases: { ...before.bases, ...plan.bases },
    state: isPair || before.state === 'skipped' ? 'coupled' : before.state,
    erpName: nameOf(mapping, candidate, 'erp'),
    crmName: nameOf(mapping, candidate, 'crm'),
    outside: plan.outside,
    retryAt: null,
    ...(writes ? {} : { problem: null, attempts: 0 }),
    chosenWinner: isAtRest ? null : before.chosenWinner,
    agreedAt: stamp ? run.context.clock.now() : before.agreedAt,
  }
}

/** The partner's id is chosen here and recorded before anything is sent: a second arrival of the create is refused. */
const newCoupling = (run: Run, mapping: ResolvedMapping, candidate: Candidate): Coupling => {
  const source = standingSide(candidate)
  const other = candidate[otherSide(source)]
  const partner = isRecord(other) ? other.id : chooseId(run, mapping, otherSide(source))
  return {
    id: run.context.newId() as CouplingId,
    mapping: mapping.name,
    ...pairIds(source, candidate.id, partner),
    state: isRecord(other) ? 'coupled' : 'creating',
    createdOn: isRecord(other) ? null : otherSide(source),
    bases: {},
    chosenWinner: null,
    erpName: null,
    crmName: null,
    agreedAt: null,
    problem: null,
    attempts: 0,
    retryAt: null,
    outside: false,
  }
}

const chooseId = (run: Run, mapping: ResolvedMapping, side: Side): RecordId =>
  run.context.connectors[side].chooseId?.(mapping[side]) ?? (run.context.newId() as RecordId)

const effectOn = (
  run: Run,
  mapping: ResolvedMapping,
  coupling: Coupling,
  side: Side,
  write: PlannedWrite | null,
): readonly Effect[] => {
  if (write === null) return []
  return [
    {
      id: run.context.newId() as EffectId,
      job: run.job,
      mapping: mapping.name,
      coupling: coupling.id,
      side,
      entity: mapping[side].name,
      operation: write.operation,
      recordId: write.id ?? idOn(coupling, side),
      values: write.values,
      overwrote: write.overwrote,
      carries: write.carries,
      tag: write.tag,
      state: 'planned',
      error: null,
      at: run.context.clock.now(),
    },
  ]
}

/** A coupling whose partner is to be deleted goes when that is done. */
const changeOf = (candidate: Candidate, plan: Plan, after: Coupling | null): PlannedRecord['change'] => {
  if (after === null) return 'none'
  if (candidate.coupling === null || candidate.isNew) return 'insert'
  const deletes = sides.some((side) => plan[side]?.operation === 'delete')
  if (plan.coupling === 'remove' && !deletes) return 'remove'
  return isSame(candidate.coupling, after) ? 'none' : 'update'
}

const isSame = (a: Coupling, b: Coupling): boolean => JSON.stringify(a) === JSON.stringify(b)

const pendingOf = (
  run: Run,
  mapping: ResolvedMapping,
  candidate: Candidate,
  plan: Plan,
  errors: readonly RecordError[],
): PendingRecord | null => {
  if (plan.missing.length === 0 && errors.length === 0) return null
  return {
    ...pendingFrom(run, mapping, candidate),
    reason: plan.missing.length > 0 ? 'waiting' : 'problem',
    missing: plan.missing,
    error: errors[0]?.error ?? null,
  }
}

const pendingFrom = (run: Run, mapping: ResolvedMapping, candidate: Candidate) => ({
  mapping: mapping.name,
  side: candidate.side,
  recordId: candidate.id,
  recordName: nameOf(mapping, candidate, standingSide(candidate)),
  since: run.context.clock.now(),
})

const errorFor = (mapping: ResolvedMapping, candidate: Candidate, error: RecordError['error']): RecordError => ({
  mapping: mapping.name,
  side: candidate.side,
  recordId: candidate.id,
  recordName: nameOf(mapping, candidate, standingSide(candidate)),
  error,
})

const problemsOf = (mapping: ResolvedMapping, candidate: Candidate, plan: Plan): readonly RecordError[] => {
  if (plan.problems.length === 0) return []
  const name = nameOf(mapping, candidate, standingSide(candidate)) ?? candidate.id
  const messages = plan.problems.map(
    ({ field, message }) => `${mapping.definition.label} ${name}, ${field}: ${message}`,
  )
  return [errorFor(mapping, candidate, fieldProblems(messages))]
}

/** Nothing is done before the run knows how many it would take away. */
const deferred = (run: Run, mapping: ResolvedMapping, candidate: Candidate, plan: Plan): Prepared => ({
  candidate,
  plan,
  errors: [],
  isDeferred: true,
  record: {
    ...named(mapping, candidate),
    coupling: candidate.coupling,
    change: 'none',
    effects: [],
    conflict: null,
    pending: { ...pendingFrom(run, mapping, candidate), reason: 'removal', missing: [], error: null },
  },
})

const unplannable = (run: Run, mapping: ResolvedMapping, candidate: Candidate, cause: unknown): Prepared => {
  const error = errorFor(mapping, candidate, planFailed(cause))
  return {
    candidate,
    plan: emptyPlan,
    errors: [error],
    isDeferred: false,
    record: {
      ...named(mapping, candidate),
      coupling: candidate.isNew ? null : candidate.coupling,
      change: 'none',
      effects: [],
      conflict: null,
      pending: {
        ...pendingFrom(run, mapping, candidate),
        reason: 'problem',
        missing: [],
        error: error.error,
      },
    },
  }
}
