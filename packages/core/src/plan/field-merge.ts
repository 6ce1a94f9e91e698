/** What becomes of one field of a coupled pair: the three-way merge, references, resolutions and marks. */
import { travelsTo } from '../mapping/field-direction.ts'
import type { ResolvedField } from '../mapping/resolved-mapping.ts'
import type { Direction } from '../mapping/table-mapping.ts'
import { sameValue } from '../values/same-value.ts'
import { otherSide, sides, type Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import { awayFrom, decideField, targetOf, type FieldDecision, type Winners } from './field-decision.ts'
import { agrees, hasMoved, isBlank, typeOn, type FieldView } from './field-view.ts'
import { isOscillating } from './oscillation.ts'
import type { FieldResolution, RecentWrite } from './plan-input.ts'
import type { FieldProblem, Mark, MissingLink, Pair } from './plan.ts'
import { carry, type Carried, type LinksByMapping } from './translate.ts'

export type FieldOutcome =
  /** Nothing changes; an old mark is dropped, or a new one set. */
  | { readonly kind: 'rest'; readonly mark: Mark | null }
  /** What the sides now hold becomes the base. */
  | { readonly kind: 'agree'; readonly mark: Mark | null }
  | { readonly kind: 'write'; readonly writes: readonly FieldWrite[] }
  | { readonly kind: 'contested'; readonly mark: 'contested' | 'oscillating' }
  | { readonly kind: 'rejected'; readonly problem: FieldProblem }
  /** The reference's target is not coupled. `write`: the other side is emptied meanwhile. */
  | { readonly kind: 'missing'; readonly missing: readonly MissingLink[]; readonly write: FieldWrite | null }
  /** The same, and the other side is empty already: that is the base until the target is coupled. */
  | { readonly kind: 'emptied'; readonly missing: readonly MissingLink[] }

export interface FieldWrite {
  readonly to: Side
  readonly value: Value
  /** Null: the base does not move with this write. */
  readonly pair: Pair | null
}

export interface MergeContext {
  readonly winners: Winners
  readonly resolution: FieldResolution | null
  readonly links: LinksByMapping
  readonly recentWrites: readonly RecentWrite[]
  readonly now: number
}

export function mergeField(view: FieldView, direction: Direction, context: MergeContext): FieldOutcome {
  if (agrees(view)) return { kind: 'agree', mark: null }
  if (context.resolution !== null) return resolve(view, direction, context.resolution, context)
  if (view.base.mark === 'oscillating') return { kind: 'contested', mark: 'oscillating' }
  const emptied = emptiedSource(view, direction)
  if (emptied !== null) return follow(view, emptied, context)
  const decision = decideField(view, direction, context.winners)
  if (decision !== 'rest') return go(view, decision, context, true)
  return { kind: 'rest', mark: view.base.mark === 'held' ? 'held' : null }
}

/** The side whose reference has no counterpart because the other side was emptied (`clear`) while the target is not coupled. */
function emptiedSource(view: FieldView, direction: Direction): Side | null {
  const { reference, keepWhenBlank } = view.field.mapping
  if (reference?.whenUncoupled !== 'clear' || keepWhenBlank === true) return null
  if (view.base.pair === null) return null
  const source = sides.find((side) => view[side] !== null && view[otherSide(side)] === null)
  if (source === undefined || !travelsTo(direction, otherSide(source))) return null
  const stands = !sides.some((side) => hasMoved(view, side))
  if (stands && view.base.mark === 'held') return null
  return stands || 'missing' in view.carried[otherSide(source)] ? source : null
}

/** It follows when the target is coupled, and until then stays empty. */
function follow(view: FieldView, source: Side, context: MergeContext): FieldOutcome {
  const to = otherSide(source)
  const carried = view.carried[to]
  if (!('missing' in carried)) return go(view, awayFrom(source), context, true)
  return { kind: 'emptied', missing: missingLinks(view.field, to, carried) }
}

function go(
  view: FieldView,
  decision: Exclude<FieldDecision, 'rest'>,
  context: MergeContext,
  mayQuarrel: boolean,
): FieldOutcome {
  if (decision === 'contested') return contest(view)
  const to = targetOf(decision)
  if (view.field.mapping.keepWhenBlank === true && isBlank(view, otherSide(to))) return { kind: 'agree', mark: null }
  const carried = view.carried[to]
  if ('missing' in carried) return missingTarget(view, to, context.winners.chosen)
  if ('problem' in carried)
    return {
      kind: 'rejected',
      problem: { field: view.field.name, to, code: carried.problem, message: carried.message },
    }
  const value = carried.ok
  if (mayQuarrel && isOscillating(view.field, to, value, context.recentWrites, context.now))
    return { kind: 'contested', mark: 'oscillating' }
  return { kind: 'write', writes: [{ to, value, pair: pairFor(view, to, value) }] }
}

const pairFor = (view: FieldView, to: Side, value: Value): Pair =>
  to === 'erp' ? { erp: value, crm: view.crm } : { erp: view.erp, crm: value }

/** Two references to records that are not coupled yet may turn out to be the same: that is no conflict. */
function contest(view: FieldView): FieldOutcome {
  const mayAgreeLater = sides.every((side) => 'missing' in view.carried[side])
  const when = view.field.mapping.reference?.whenUncoupled
  if (!mayAgreeLater || when === 'clear' || when === 'keep') return { kind: 'contested', mark: 'contested' }
  return {
    kind: 'missing',
    missing: sides.flatMap((to) => missingLinks(view.field, to, view.carried[to])),
    write: null,
  }
}

function missingTarget(view: FieldView, to: Side, chosen: Side | null): FieldOutcome {
  const mayErase = view.base.pair !== null || chosen === otherSide(to)
  switch (view.field.mapping.reference?.whenUncoupled) {
    case 'keep':
      return { kind: 'agree', mark: null }
    case 'clear':
      return {
        kind: 'missing',
        missing: missingLinks(view.field, to, view.carried[to]),
        write: isBlank(view, to) || !mayErase ? null : { to, value: null, pair: pairFor(view, to, null) },
      }
    case 'wait':
    case 'later':
    case undefined:
      return { kind: 'missing', missing: missingLinks(view.field, to, view.carried[to]), write: null }
  }
}

/** What keeps the value of the other side from being carried to `to`. */
export function missingLinks(field: ResolvedField, to: Side, carried: Carried): readonly MissingLink[] {
  const reference = field.mapping.reference
  if (reference === undefined || !('missing' in carried)) return []
  return [
    {
      field: field.name,
      mapping: reference.mapping,
      side: otherSide(to),
      id: carried.missing,
      whenUncoupled: reference.whenUncoupled === 'wait' ? 'wait' : 'later',
    },
  ]
}

/** A person's choice. What a one-way field may not carry is left as it is, held until either side moves. */
function resolve(
  view: FieldView,
  direction: Direction,
  resolution: FieldResolution,
  context: MergeContext,
): FieldOutcome {
  if (typeof resolution === 'object') return resolveByValue(view, direction, resolution.value, context)
  if (!travelsTo(direction, otherSide(resolution))) return { kind: 'agree', mark: 'held' }
  return go(view, resolution === 'erp' ? 'toCrm' : 'toErp', context, false)
}

/** Both sides get the value; the base moves when both are seen to hold it, so that half a success stays a conflict. */
function resolveByValue(view: FieldView, direction: Direction, erp: Value, context: MergeContext): FieldOutcome {
  if (direction !== 'both') return { kind: 'contested', mark: 'contested' }
  const crm = carry(view.field, 'crm', erp, context.links)
  if ('problem' in crm)
    return {
      kind: 'rejected',
      problem: { field: view.field.name, to: 'crm', code: crm.problem, message: crm.message },
    }
  if ('missing' in crm) return { kind: 'contested', mark: 'contested' }
  const wanted = { erp, crm: crm.ok }
  const writes = sides
    .filter((side) => !sameValue(typeOn(view.field, side), view[side], wanted[side]))
    .map((to) => ({ to, value: wanted[to], pair: null }))
  return { kind: 'write', writes }
}
