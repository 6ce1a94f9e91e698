/** What a person chose in a conflict, as plain values: shown, counted, sent, and carried over when a side moved again. */
import type { Conflict, ConflictField, Side } from '../api/types.ts'
import type { Value } from '../words/value-text.ts'

/** The chosen side by field. */
export type Choice = Readonly<Record<string, Side>>

export const chooseAll = (conflict: Conflict, side: Side): Choice =>
  Object.fromEntries(conflict.fields.map(({ field }) => [field, side]))

export const undecided = (conflict: Conflict, choice: Choice): readonly string[] =>
  conflict.fields.filter(({ field }) => choice[field] === undefined).map(({ field }) => field)

/** How many fields would be written on each side: the side that was not chosen takes the other's value. */
export const writesOf = (conflict: Conflict, choice: Choice): Readonly<Record<Side, number>> => {
  const chosen = conflict.fields.map(({ field }) => choice[field])
  return {
    erp: chosen.filter((side) => side === 'crm').length,
    crm: chosen.filter((side) => side === 'erp').length,
  }
}

/** The sides on which a field's value is not its base. A field without base was never in agreement: both. */
export const changedSides = ({ base, erp, crm }: ConflictField): readonly Side[] => {
  if (base === null) return ['erp', 'crm']
  const moved: Side[] = []
  if (erp !== base.erp) moved.push('erp')
  if (crm !== base.crm) moved.push('crm')
  return moved
}

export type Move = { readonly field: string; readonly side: Side; readonly from: Value; readonly to: Value }

/** What moved between two looks at the same conflict. */
export const movesBetween = (seen: Conflict, now: Conflict): readonly Move[] =>
  now.fields.flatMap((field): Move[] => {
    const before = seen.fields.find((other) => other.field === field.field)
    if (before === undefined) return []
    return (['erp', 'crm'] as const)
      .filter((side) => before[side] !== field[side])
      .map((side) => ({ field: field.field, side, from: before[side], to: field[side] }))
  })

/** Choices hold for what the person saw: those of fields that moved, or are no longer contested, are asked again. */
export const carryOver = (seen: Conflict, now: Conflict, choice: Choice): Choice => {
  const moved = new Set(movesBetween(seen, now).map(({ field }) => field))
  const kept = now.fields.flatMap(({ field }): [string, Side][] => {
    const side = choice[field]
    return side === undefined || moved.has(field) ? [] : [[field, side]]
  })
  return Object.fromEntries(kept)
}

/** The conflict as it is now, where a refusal carries it. */
export const conflictIn = (body: unknown): Conflict | undefined => {
  if (typeof body !== 'object' || body === null || !('conflict' in body)) return undefined
  const { conflict } = body
  const isConflict = typeof conflict === 'object' && conflict !== null && 'version' in conflict && 'fields' in conflict
  // The server's own schema made it; only its presence is in question.
  return isConflict ? (conflict as Conflict) : undefined
}
