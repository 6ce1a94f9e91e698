/** Exactly one of two coupled records is gone. A deletion travels only when asked to, and never over an edit. */
import { travelsTo } from '../mapping/field-direction.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import { otherSide, type Side } from '../values/side.ts'
import type { Value, Values } from '../values/value.ts'
import { emptyPlan, isRecord } from './empty-plan.ts'
import { baseOf, valueOf } from './field-view.ts'
import { editedFields } from './movement.ts'
import { isOutside } from './outside.ts'
import { newRecord } from './plan-create.ts'
import type { PlanInput } from './plan-input.ts'
import type { ContestedField, Plan } from './plan.ts'

export function planDeletion(input: PlanInput, goneOn: Side): Plan {
  const survivor = input[otherSide(goneOn)]
  if (!isRecord(survivor)) return emptyPlan
  if (input.resolution === 'erp' || input.resolution === 'crm')
    return input.resolution === goneOn ? deleteSurvivor(input, goneOn, survivor) : keepSurvivor(input, goneOn, survivor)
  const isEdited = editedFields(input, otherSide(goneOn)).length > 0
  const travels = travelsTo(input.mapping.definition.direction, otherSide(goneOn))
  switch (input.mapping.definition.onDeletion) {
    case 'ask':
      return ask(input, goneOn)
    case 'uncouple':
      return { ...emptyPlan, coupling: 'remove' }
    case 'restore':
      return mayRestore(input, goneOn) ? restore(input, goneOn, survivor) : ask(input, goneOn)
    case 'delete':
      return travels && !isEdited ? deleteSurvivor(input, goneOn, survivor) : ask(input, goneOn)
    case 'deactivate':
      return travels ? deactivate(input, goneOn, survivor) : ask(input, goneOn)
  }
}

function ask(input: PlanInput, goneOn: Side): Plan {
  const fields = editedFields(input, otherSide(goneOn)).map((field): ContestedField => {
    const value = valueOf(field, otherSide(goneOn), valuesOf(input, otherSide(goneOn)))
    return {
      field: field.name,
      base: baseOf(input.bases, field).pair,
      erp: goneOn === 'erp' ? null : value,
      crm: goneOn === 'crm' ? null : value,
    }
  })
  return { ...emptyPlan, coupling: 'keep', conflict: { kind: 'deletion', goneOn, fields } }
}

const valuesOf = (input: PlanInput, side: Side): Values => {
  const state = input[side]
  return isRecord(state) ? state.values : {}
}

function deleteSurvivor(input: PlanInput, goneOn: Side, survivor: RemoteRecord): Plan {
  const side = otherSide(goneOn)
  const mapped = input.mapping.fields.flatMap((field) => field[side]?.field ?? [])
  const overwrote = pick(survivor.values, mapped)
  const { id, tag } = survivor
  return {
    ...emptyPlan,
    [side]: { operation: 'delete', id, tag, values: {}, overwrote, carries: {} },
    coupling: 'remove',
  }
}

/** Only what the direction allows, and only a record that would enter. */
const mayRestore = (input: PlanInput, goneOn: Side): boolean =>
  travelsTo(input.mapping.definition.direction, goneOn) && !isOutside(input, otherSide(goneOn))

/** A person keeps the survivor: the other one is made again, or where the direction forbids that, they part. */
const keepSurvivor = (input: PlanInput, goneOn: Side, survivor: RemoteRecord): Plan =>
  travelsTo(input.mapping.definition.direction, goneOn)
    ? restore(input, goneOn, survivor)
    : { ...emptyPlan, coupling: 'remove' }

function restore(input: PlanInput, goneOn: Side, survivor: RemoteRecord): Plan {
  const { values, carries, bases, missing, problems, cannotBeMade } = newRecord(input, goneOn, survivor.values)
  if (cannotBeMade) return { ...emptyPlan, coupling: 'keep', missing, problems }
  return {
    ...emptyPlan,
    [goneOn]: { operation: 'create', id: null, tag: null, values, overwrote: {}, carries },
    bases,
    coupling: 'keep',
    missing,
    problems,
  }
}

/** First the survivor is set inactive; once it is seen to be, the two part. */
function deactivate(input: PlanInput, goneOn: Side, survivor: RemoteRecord): Plan {
  const side = otherSide(goneOn)
  const inactive = input.mapping.definition.deactivate?.[side]
  if (inactive === undefined) return ask(input, goneOn)
  const differing = Object.entries(inactive).filter(([name, value]) => (survivor.values[name] ?? null) !== value)
  if (differing.length === 0) return { ...emptyPlan, coupling: 'remove' }
  const values: Values = Object.fromEntries(differing)
  const overwrote = pick(survivor.values, Object.keys(values))
  const { id, tag } = survivor
  return { ...emptyPlan, [side]: { operation: 'update', id, tag, values, overwrote, carries: {} }, coupling: 'keep' }
}

const pick = (values: Values, names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
