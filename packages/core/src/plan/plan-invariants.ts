/** What must hold of every plan, each as a function that finds what is wrong with one case: null when all is well. */
import { travelsTo } from '../mapping/field-direction.ts'
import type { ResolvedField, ResolvedMapping } from '../mapping/resolved-mapping.ts'
import { otherSide, sides, type Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import { isRecord } from './empty-plan.ts'
import { agrees, hasMoved, isBlank, viewField, type FieldView } from './field-view.ts'
import { alike, applied, mirroredInput, mirroredPlan, valuesOf } from './plan-model.ts'
import type { PlanInput } from './plan-input.ts'
import type { Plan } from './plan.ts'
import { planRecord } from './plan-record.ts'

export interface Case {
  readonly input: PlanInput
  readonly plan: Plan
  readonly mirror: ResolvedMapping
}
export type Invariant = (each: Case) => string | null

const settled = (input: PlanInput, plan: Plan) => applied(input, plan, sides, sides)
const hasWrites = (plan: Plan) => plan.erp !== null || plan.crm !== null
const isCoupledAfter = ({ input, plan }: Case) =>
  plan.coupling === 'create' || (plan.coupling === 'keep' && input.bases !== null)
const fieldsWritten = (plan: Plan, side: Side, fields: readonly ResolvedField[]) =>
  fields.filter((field) => field[side] !== null && plan[side]?.values[field[side].field] !== undefined)

/** Swapping the two systems swaps the plan. */
const symmetry: Invariant = ({ input, plan, mirror }) => {
  const seen = mirroredPlan(planRecord(mirroredInput(input, mirror)))
  return alike(seen, plan) ? null : `in the mirror: ${JSON.stringify(seen)}`
}

/** After the writes nothing is left to write, and after one more look nothing is left to remember. */
const convergence: Invariant = (each) => {
  if (!isCoupledAfter(each)) return null
  const second = settled(each.input, each.plan)
  const next = planRecord(second)
  if (each.plan.outside && !next.outside) return null
  if (hasWrites(next)) return `writes again: ${JSON.stringify(next)}`
  const last = planRecord(settled(second, next))
  return hasWrites(last) || Object.keys(last.bases).length > 0 ? `never rests: ${JSON.stringify(last)}` : null
}

const views = (input: PlanInput): readonly FieldView[] =>
  input.mapping.fields.map((field) =>
    viewField(field, input.bases, { erp: valuesOf(input.erp), crm: valuesOf(input.crm) }, input.links),
  )

/** With nothing contested, missing or rejected, the two sides agree, but for what the rules leave alone. */
const agreement: Invariant = (each) => {
  const { plan, input } = each
  if (plan.conflict !== null || plan.missing.length > 0 || plan.problems.length > 0) return null
  if (!isCoupledAfter(each) || plan.outside || !isRecord(input.erp) || !isRecord(input.crm)) return null
  const before = views(input)
  const apart = views(settled(input, plan)).filter(
    (view, index) => !agrees(view) && view.base.mark !== 'held' && !mayDiffer(before[index]),
  )
  return apart.length === 0 ? null : `apart: ${apart.map((view) => view.field.name).join(', ')}`
}

function mayDiffer(before: FieldView | undefined): boolean {
  if (before === undefined || before.field.mapping.onlyOnCreate === true) return true
  if (before.field.direction === null) return true
  const stands = before.base.pair !== null && !sides.some((side) => hasMoved(before, side))
  const { direction } = before.field
  const owner = direction === 'toCrm' ? 'erp' : 'crm'
  const blankOwner = direction !== 'both' && isBlank(before, owner) && before.base.pair === null
  const kept = before.field.mapping.keepWhenBlank === true || before.field.mapping.reference?.whenUncoupled === 'keep'
  return stands || blankOwner || kept
}

/** No value that a side holds is overwritten unless a rule says who wins. */
const noLostEdit: Invariant = ({ input, plan }) => {
  for (const view of views(input)) {
    if (isDecided(view, input)) continue
    for (const side of sides) {
      if (fieldsWritten(plan, side, [view.field]).length === 0 || plan[side]?.operation !== 'update') continue
      if (!travelsTo(view.field.direction, otherSide(side))) continue
      const reason = view.base.pair === null ? firstLoss(view, side, input) : laterLoss(view, side, input)
      if (reason !== null) return `${view.field.name} on ${side}: ${reason}`
    }
  }
  return null
}

function isDecided(view: FieldView, { resolution }: PlanInput): boolean {
  if (typeof resolution === 'object') return resolution !== null && view.field.name in resolution
  return view.base.mark === 'contested' || view.base.mark === 'oscillating'
}

function laterLoss(view: FieldView, side: Side, input: PlanInput): string | null {
  const winner = input.chosenWinner ?? input.mapping.definition.onUpdateConflict
  return hasMoved(view, side) && winner !== otherSide(side) ? 'an edit is overwritten' : null
}

function firstLoss(view: FieldView, side: Side, input: PlanInput): string | null {
  if (isBlank(view, side) || input.chosenWinner === otherSide(side)) return null
  if (isBlank(view, otherSide(side))) return 'a blank erases a value'
  const winner = input.chosenWinner ?? input.firstWinner ?? input.mapping.definition.firstAgreement
  return winner === otherSide(side) ? null : 'a value is overwritten without a winner'
}

/** A plan never writes a field against its direction, in creates and restores too. */
const direction: Invariant = ({ input, plan }) => {
  const wrong = sides.flatMap((side) =>
    fieldsWritten(plan, side, input.mapping.fields).filter((field) => !travelsTo(field.direction, side)),
  )
  return wrong.length === 0 ? null : `against its direction: ${wrong.map((field) => field.name).join(', ')}`
}

const finalState = (input: PlanInput): string => {
  const plan = planRecord(input)
  const after = settled(input, plan)
  return JSON.stringify(
    input.mapping.fields.map((field) => sides.map((side) => valuesOf(after[side])[field[side]?.field ?? ''] ?? null)),
  )
}

/** Dying after either write, before or after its bases moved, the next run ends in the same state. */
const crashSafety: Invariant = ({ input, plan }) => {
  if (!hasWrites(plan) || input.bases === null || input.resolution !== null) return null
  if (!isRecord(input.erp) || !isRecord(input.crm) || plan.coupling !== 'keep' || plan.outside) return null
  const goal = finalState(input)
  for (const [done, moved] of crashes) {
    const end = finalState(applied(input, plan, done, moved))
    if (end !== goal)
      return `after ${done.join('+') || 'nothing'} (bases of ${moved.join('+') || 'none'}): ${end} instead of ${goal}`
  }
  return null
}

const crashes: readonly (readonly [readonly Side[], readonly Side[]])[] = [
  [[], []],
  [['erp'], []],
  [['crm'], []],
  [sides, []],
  [['erp'], ['erp']],
  [['crm'], ['crm']],
]

/** A deletion never takes away what its own side has not given. */
const noDeleteOverEdit: Invariant = ({ input, plan }) => {
  for (const side of sides) {
    if (plan[side]?.operation !== 'delete') continue
    if (input.resolution === otherSide(side)) continue
    if (input.mapping.definition.onDeletion !== 'delete') return 'nobody asked for a deletion'
    if (!travelsTo(input.mapping.definition.direction, side)) return 'a deletion against the direction'
    const values = valuesOf(input[side])
    const lost = input.mapping.fields.filter((field) => {
      if (field[side] === null || !travelsTo(field.direction, otherSide(side))) return false
      const now: Value = values[field[side].field] ?? null
      return now !== (input.bases?.[field.name]?.pair?.[side] ?? null)
    })
    if (lost.length > 0) return `deletes the edit of ${lost.map((field) => field.name).join(', ')}`
  }
  return null
}

/** What a write carries is what both sides then hold; and a carried field is a written one. */
const honestCarries: Invariant = ({ input, plan }) => {
  for (const side of sides) {
    for (const [name, pair] of Object.entries(plan[side]?.carries ?? {})) {
      const field = input.mapping.fields.find((each) => each.name === name)
      const bound = field?.[side]
      if (bound == null || plan[side]?.values[bound.field] !== pair[side]) return `${name} carries what is not written`
    }
  }
  return null
}

export const invariants: Readonly<Record<string, Invariant>> = {
  'swapping the two systems swaps the plan': symmetry,
  'after the writes nothing is left to write': convergence,
  'without conflicts the two sides agree': agreement,
  'no edit is lost without a winner': noLostEdit,
  'no field is written against its direction': direction,
  'a crash between the writes changes nothing in the end': crashSafety,
  'a deletion never takes an edit with it': noDeleteOverEdit,
  'a base moves only with the write that carries it': honestCarries,
}
