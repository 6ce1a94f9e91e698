/** Whether a record is outside the filter of its side, which decides who enters. */
import { meetsFilter } from '../mapping/meets-filter.ts'
import { sides, type Side } from '../values/side.ts'
import { isRecord } from './empty-plan.ts'
import type { PlanInput } from './plan-input.ts'

export function isOutside(input: PlanInput, side: Side): boolean {
  const state = input[side]
  const { erpFilter, crmFilter } = input.mapping.definition
  return isRecord(state) && !meetsFilter(side === 'erp' ? erpFilter : crmFilter, state.values)
}

export const isPairOutside = (input: PlanInput): boolean => sides.some((side) => isOutside(input, side))
