/** One field mapping of one pair of records, as the merge looks at it. */
import type { FieldType } from '../entity/field-type.ts'
import type { ResolvedField } from '../mapping/resolved-mapping.ts'
import { sameValue } from '../values/same-value.ts'
import { otherSide, sides, type Side } from '../values/side.ts'
import type { Value, Values } from '../values/value.ts'
import type { Base, Bases } from './plan.ts'
import { blankIsValue, carry, type Carried, type LinksByMapping } from './translate.ts'

export interface FieldView {
  readonly field: ResolvedField
  readonly base: Base
  /** What each side holds; the constant where a side has no field. */
  readonly erp: Value
  readonly crm: Value
  /** What each side would hold if the other side's value were carried to it. */
  readonly carried: Readonly<Record<Side, Carried>>
}

const never: Base = { pair: null, mark: null }

export const baseOf = (bases: Bases | null, field: ResolvedField): Base => bases?.[field.name] ?? never

export function viewField(
  field: ResolvedField,
  bases: Bases | null,
  values: Readonly<Record<Side, Values>>,
  links: LinksByMapping,
): FieldView {
  const erp = valueOf(field, 'erp', values.erp)
  const crm = valueOf(field, 'crm', values.crm)
  const carried = { erp: carry(field, 'erp', crm, links), crm: carry(field, 'crm', erp, links) }
  return { field, base: baseOf(bases, field), erp, crm, carried }
}

export function valueOf(field: ResolvedField, side: Side, values: Values): Value {
  const bound = field[side]
  return (bound === null ? field.mapping.constant : values[bound.field]) ?? null
}

/** The two values agree when one converts into the other. */
export const agrees = (view: FieldView): boolean => sides.some((to) => arrives(view, to))

function arrives(view: FieldView, to: Side): boolean {
  const carried = view.carried[to]
  return 'ok' in carried && sameValue(typeOn(view.field, to), carried.ok, view[to])
}

/** Whether a side's value is another one than when the two sides last agreed. */
export const hasMoved = (view: FieldView, side: Side): boolean =>
  view.base.pair !== null && !sameValue(typeOn(view.field, side), view[side], view.base.pair[side])

/** Nothing, or what the other side would hold as nothing (an amount of zero). */
export function isBlank(view: FieldView, side: Side): boolean {
  if (view[side] === null) return !blankIsValue(view.field, side)
  const carried = view.carried[otherSide(side)]
  return 'ok' in carried && carried.ok === null
}

export function typeOn(field: ResolvedField, side: Side): FieldType {
  const bound = field[side] ?? field[otherSide(side)]
  return bound?.type ?? { kind: 'text', nullable: true }
}
