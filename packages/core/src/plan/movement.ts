/** What two coupled records need, by how each side stands since the last agreement. */
import { travelsTo } from '../mapping/field-direction.ts'
import type { ResolvedField } from '../mapping/resolved-mapping.ts'
import { sameValue } from '../values/same-value.ts'
import { otherSide, type Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import { isRecord } from './empty-plan.ts'
import { baseOf, typeOn, valueOf } from './field-view.ts'
import type { PlanInput } from './plan-input.ts'
import { blankIsValue, carry } from './translate.ts'

/** `none`: the partner was never there (its create was not carried out). */
export type Movement = 'still' | 'moved' | 'gone' | 'none'
export type CoupledDecision = 'merge' | 'createCrm' | 'createErp' | 'deletion' | 'deletionOverEdit' | 'uncouple'

/** Every cell is spelled out: a new state does not compile until each case is decided. */
export const COUPLED: Record<Movement, Record<Movement, CoupledDecision>> = {
  // erp ↓  crm → still           moved                      gone                       none
  still: { still: 'merge', moved: 'merge', gone: 'deletion', none: 'createCrm' },
  moved: { still: 'merge', moved: 'merge', gone: 'deletionOverEdit', none: 'createCrm' },
  gone: { still: 'deletion', moved: 'deletionOverEdit', gone: 'uncouple', none: 'uncouple' },
  none: { still: 'createErp', moved: 'createErp', gone: 'uncouple', none: 'uncouple' },
}

export function movement(input: PlanInput, side: Side): Movement {
  const state = input[side]
  if (!isRecord(state)) return state
  return editedFields(input, side).length === 0 ? 'still' : 'moved'
}

/**
 * The fields in which a record holds something that the other side has not agreed to: edits since the base, and values that never
 * travelled. Only fields that travel from its side count.
 */
export function editedFields(input: PlanInput, side: Side): readonly ResolvedField[] {
  const state = input[side]
  if (!isRecord(state)) return []
  return input.mapping.fields.filter((field) => {
    if (field[side] === null || field.mapping.onlyOnCreate === true) return false
    if (!travelsTo(field.direction, otherSide(side))) return false
    const value = valueOf(field, side, state.values)
    const { pair } = baseOf(input.bases, field)
    if (pair === null) return travelsAsValue(input, field, side, value)
    return !sameValue(typeOn(field, side), value, pair[side])
  })
}

/** A blank, or a zero that the other side keeps as a blank, is nothing that could be lost. */
function travelsAsValue(input: PlanInput, field: ResolvedField, side: Side, value: Value): boolean {
  if (value === null) return blankIsValue(field, side)
  const carried = carry(field, otherSide(side), value, input.links)
  return !('ok' in carried) || carried.ok !== null
}
