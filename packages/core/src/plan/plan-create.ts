/** A partner for a record that has none: its fields by direction only, none of them blank. */
import { travelsTo } from '../mapping/field-direction.ts'
import { otherSide, type Side } from '../values/side.ts'
import type { Value, Values } from '../values/value.ts'
import { baseChanges } from './change-bases.ts'
import { emptyPlan, isRecord } from './empty-plan.ts'
import { missingLinks } from './field-merge.ts'
import { valueOf } from './field-view.ts'
import { isOutside } from './outside.ts'
import type { PlanInput } from './plan-input.ts'
import type { FieldProblem, MissingLink, Pair, Plan } from './plan.ts'
import { carry } from './translate.ts'

/** Whether a partner may be made at all: the mapping's direction, its policy and its filter, or a person's wish. */
function mayCreate(input: PlanInput, on: Side): boolean {
  const { direction, onlyCoupled } = input.mapping.definition
  if (!travelsTo(direction, on)) return false
  return input.wanted || (!isOutside(input, otherSide(on)) && (!onlyCoupled || input.bases !== null))
}

export function planCreate(input: PlanInput, on: Side): Plan {
  const source = input[otherSide(on)]
  if (!isRecord(source)) return emptyPlan
  const outside = isOutside(input, otherSide(on))
  if (!mayCreate(input, on)) return { ...emptyPlan, outside, coupling: input.bases === null ? 'none' : 'remove' }
  const { values, carries, bases, missing, problems, cannotBeMade } = newRecord(input, on, source.values)
  if (cannotBeMade)
    return { ...emptyPlan, missing, problems, outside, coupling: input.bases === null ? 'none' : 'keep' }
  const write = { operation: 'create', id: null, tag: null, values, overwrote: {}, carries } as const
  return {
    ...emptyPlan,
    [on]: write,
    bases,
    missing,
    problems,
    outside,
    coupling: input.bases === null ? 'create' : 'keep',
  }
}

/** Also what a deleted record is restored with. A base that is not carried is forgotten: the new record never agreed to it. */
export function newRecord(input: PlanInput, on: Side, source: Values) {
  const values: Record<string, Value> = {}
  const carries: Record<string, Pair> = {}
  const bases = baseChanges(input.bases)
  const missing: MissingLink[] = []
  const problems: FieldProblem[] = []
  let cannotBeMade = false
  for (const field of input.mapping.fields) {
    const target = field[on]
    if (target === null || !travelsTo(field.direction, on)) {
      bases.set(field.name, { pair: null, mark: null })
      continue
    }
    const value = valueOf(field, otherSide(on), source)
    if (value === null && field.mapping.keepWhenBlank === true) {
      bases.set(field.name, { pair: null, mark: null })
      continue
    }
    const carried = carry(field, on, value, input.links)
    if ('missing' in carried) {
      const when = field.mapping.reference?.whenUncoupled
      if (when !== 'keep') missing.push(...missingLinks(field, on, carried))
      if (when === 'wait') cannotBeMade = true
      bases.set(field.name, { pair: null, mark: when === 'later' ? 'deferred' : null })
    } else if ('problem' in carried) {
      problems.push({ field: field.name, to: on, code: carried.problem, message: carried.message })
      if (!target.type.nullable) cannotBeMade = true
      bases.set(field.name, { pair: null, mark: 'rejected' })
    } else if (carried.ok === null) {
      bases.set(field.name, { pair: null, mark: null })
    } else {
      values[target.field] = carried.ok
      if (field.mapping.onlyOnCreate !== true)
        carries[field.name] = on === 'erp' ? { erp: carried.ok, crm: value } : { erp: value, crm: carried.ok }
    }
  }
  return { values, carries, bases: bases.changed, missing, problems, cannotBeMade }
}
