/** Both records are there: every field is merged by itself, and what comes out becomes at most one write a side. */
import type { ResolvedField } from '../mapping/resolved-mapping.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import { baseChanges, type BaseChanges } from './change-bases.ts'
import { emptyPlan, isRecord } from './empty-plan.ts'
import { mergeField, type FieldOutcome, type MergeContext } from './field-merge.ts'
import { viewField, type FieldView } from './field-view.ts'
import { quarrelMessage } from './oscillation.ts'
import { isPairOutside } from './outside.ts'
import type { FieldResolution, PlanInput } from './plan-input.ts'
import type { ContestedField, FieldProblem, MissingLink, Pair, Plan, PlannedConflict, PlannedWrite } from './plan.ts'
import { withResets } from './resets.ts'

export function planMerge(input: PlanInput): Plan {
  const { erp, crm } = input
  if (!isRecord(erp) || !isRecord(crm)) return emptyPlan
  const outside = isPairOutside(input)
  if (outside && input.bases === null && !input.wanted) return { ...emptyPlan, outside }
  if (outside && input.mapping.definition.onLeaving === 'uncouple' && !input.wanted)
    return { ...emptyPlan, outside, coupling: input.bases === null ? 'none' : 'remove' }
  const gathered = gather(input, { erp, crm }, outside)
  const waits = gathered.missing.some((link) => link.whenUncoupled === 'wait')
  return {
    erp: waits ? null : update(input, 'erp', erp, gathered),
    crm: waits ? null : update(input, 'crm', crm, gathered),
    bases: gathered.bases.changed,
    coupling: input.bases === null ? 'create' : 'keep',
    conflict: conflictOf(input, gathered),
    missing: gathered.missing,
    problems: gathered.problems,
    outside,
  }
}

interface Gathered {
  readonly values: Readonly<Record<Side, Record<string, Value>>>
  readonly carries: Readonly<Record<Side, Record<string, Pair>>>
  readonly bases: BaseChanges
  readonly missing: MissingLink[]
  readonly problems: FieldProblem[]
  readonly contested: ContestedField[]
  readonly quarrels: ResolvedField[]
}

function gather(input: PlanInput, records: Readonly<Record<Side, RemoteRecord>>, outside: boolean): Gathered {
  const gathered: Gathered = {
    values: { erp: {}, crm: {} },
    carries: { erp: {}, crm: {} },
    bases: baseChanges(input.bases),
    missing: [],
    problems: [],
    contested: [],
    quarrels: [],
  }
  const values = { erp: records.erp.values, crm: records.crm.values }
  const rests = outside && input.mapping.definition.onLeaving !== 'goOn'
  for (const field of input.mapping.fields) {
    if (field.direction === null || field.mapping.onlyOnCreate === true) continue
    if (rests && field.mapping.stateField !== true) continue
    const view = viewField(field, input.bases, values, input.links)
    apply(view, mergeField(view, field.direction, contextOf(input, view)), gathered)
  }
  return gathered
}

function contextOf(input: PlanInput, view: FieldView): MergeContext {
  const { definition } = input.mapping
  return {
    winners: {
      chosen: input.chosenWinner,
      first: input.firstWinner ?? sideOf(definition.firstAgreement),
      update: sideOf(definition.onUpdateConflict),
    },
    resolution: resolutionOf(input, view),
    links: input.links,
    recentWrites: input.recentWrites,
    now: input.now,
  }
}

const sideOf = (policy: Side | 'ask'): Side | null => (policy === 'ask' ? null : policy)

/** A side alone decides what is contested, and nothing that travels by itself. */
function resolutionOf(input: PlanInput, view: FieldView): FieldResolution | null {
  const { resolution } = input
  if (resolution === null) return null
  if (typeof resolution === 'object') return resolution[view.field.name] ?? null
  return view.base.mark === 'contested' || view.base.mark === 'oscillating' ? resolution : null
}

function apply(view: FieldView, outcome: FieldOutcome, gathered: Gathered): void {
  const { name } = view.field
  const { pair } = view.base
  switch (outcome.kind) {
    case 'rest':
      return gathered.bases.set(name, { pair, mark: outcome.mark })
    case 'agree':
      return gathered.bases.set(name, { pair: { erp: view.erp, crm: view.crm }, mark: outcome.mark })
    case 'write':
      return outcome.writes.forEach((write) => addWrite(view, write, gathered))
    case 'contested':
      if (outcome.mark === 'oscillating') gathered.quarrels.push(view.field)
      gathered.contested.push({ field: name, base: pair, erp: view.erp, crm: view.crm })
      return gathered.bases.set(name, { pair, mark: outcome.mark })
    case 'rejected':
      gathered.problems.push(outcome.problem)
      return gathered.bases.set(name, { pair, mark: 'rejected' })
    case 'emptied':
      gathered.missing.push(...outcome.missing)
      return gathered.bases.set(name, { pair: { erp: view.erp, crm: view.crm }, mark: null })
    case 'missing':
      gathered.missing.push(...outcome.missing)
      if (outcome.write !== null) return addWrite(view, outcome.write, gathered)
      return gathered.bases.set(name, {
        pair,
        mark: view.field.mapping.reference?.whenUncoupled === 'later' ? 'deferred' : null,
      })
  }
}

function addWrite(
  view: FieldView,
  write: { readonly to: Side; readonly value: Value; readonly pair: Pair | null },
  gathered: Gathered,
): void {
  const target = view.field[write.to]
  if (target === null) return
  gathered.values[write.to][target.field] = write.value
  if (write.pair !== null) gathered.carries[write.to][view.field.name] = write.pair
}

function update(input: PlanInput, side: Side, record: RemoteRecord, gathered: Gathered): PlannedWrite | null {
  if (Object.keys(gathered.values[side]).length === 0) return null
  const values = withResets(input.mapping, side, gathered.values[side], record.values)
  const overwrote = Object.fromEntries(Object.keys(values).map((name) => [name, record.values[name] ?? null]))
  const carries = gathered.carries[side]
  return { operation: 'update', id: record.id, tag: record.tag, values, overwrote, carries }
}

function conflictOf(input: PlanInput, gathered: Gathered): PlannedConflict | null {
  const fields = gathered.contested
  if (fields.length === 0) return null
  if (gathered.quarrels.length === 0) return { kind: 'update', fields }
  return { kind: 'oscillation', fields, message: quarrelMessage(input, gathered.quarrels) }
}
