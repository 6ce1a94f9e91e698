/**
 * The planner: what one pair of records needs, decided from snapshots. Pure and total: no clock, no I/O, nothing left to throw on.
 * The rules are those of "How a change flows" in the architecture.
 */
import { emptyPlan } from './empty-plan.ts'
import { COUPLED, movement, type CoupledDecision } from './movement.ts'
import { planCreate } from './plan-create.ts'
import { planDeletion } from './plan-deletion.ts'
import type { PlanInput } from './plan-input.ts'
import { planMerge } from './plan-merge.ts'
import type { Plan } from './plan.ts'
import { presence, UNCOUPLED, type UncoupledDecision } from './presence.ts'

export const planRecord = (input: PlanInput): Plan => steps[decide(input)](input)

const decide = (input: PlanInput): UncoupledDecision | CoupledDecision =>
  input.bases === null
    ? UNCOUPLED[presence(input.erp)][presence(input.crm)]
    : COUPLED[movement(input, 'erp')][movement(input, 'crm')]

const deletion = (input: PlanInput): Plan => planDeletion(input, input.erp === 'gone' ? 'erp' : 'crm')

const steps: Record<UncoupledDecision | CoupledDecision, (input: PlanInput) => Plan> = {
  nothing: () => emptyPlan,
  createErp: (input) => planCreate(input, 'erp'),
  createCrm: (input) => planCreate(input, 'crm'),
  couple: planMerge,
  merge: planMerge,
  deletion,
  deletionOverEdit: deletion,
  uncouple: () => ({ ...emptyPlan, coupling: 'remove' }),
}
