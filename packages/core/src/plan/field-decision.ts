/**
 * Which way one field goes: two total tables, by its direction and by which side moved since the last agreement or, before there
 * was one, by which side holds something.
 */
import type { Direction } from '../mapping/table-mapping.ts'
import type { Side } from '../values/side.ts'
import { hasMoved, isBlank, type FieldView } from './field-view.ts'

export type FieldDecision = 'rest' | 'toErp' | 'toCrm' | 'contested'
/** Which sides moved, or which sides hold something. */
export type Which = 'neither' | 'erp' | 'crm' | 'each'

/** Every cell is spelled out. In a one-way field, what the other side holds never counts and is put back. */
const AFTER_AGREEMENT: Record<Direction, Record<Which, FieldDecision>> = {
  //  moved: neither        erp            crm            each
  both: { neither: 'rest', erp: 'toCrm', crm: 'toErp', each: 'contested' },
  toCrm: { neither: 'rest', erp: 'toCrm', crm: 'toCrm', each: 'toCrm' },
  toErp: { neither: 'rest', erp: 'toErp', crm: 'toErp', each: 'toErp' },
}

/** A value fills a blank; a blank of the owning side erases nothing. */
const FIRST_AGREEMENT: Record<Direction, Record<Which, FieldDecision>> = {
  //  filled: neither       erp            crm            each
  both: { neither: 'rest', erp: 'toCrm', crm: 'toErp', each: 'contested' },
  toCrm: { neither: 'rest', erp: 'toCrm', crm: 'rest', each: 'toCrm' },
  toErp: { neither: 'rest', erp: 'rest', crm: 'toErp', each: 'toErp' },
}

export interface Winners {
  /** A person's choice for this record: may erase, and decides what is contested. */
  readonly chosen: Side | null
  /** Who wins where two different values meet for the first time. */
  readonly first: Side | null
  /** Who wins where both sides moved. */
  readonly update: Side | null
}

export const awayFrom = (side: Side): 'toErp' | 'toCrm' => (side === 'erp' ? 'toCrm' : 'toErp')

/** For two values that do not agree. */
export const decideField = (view: FieldView, direction: Direction, winners: Winners): FieldDecision =>
  view.base.pair === null ? firstAgreement(view, direction, winners) : afterAgreement(view, direction, winners)

function afterAgreement(view: FieldView, direction: Direction, winners: Winners): FieldDecision {
  const decision = AFTER_AGREEMENT[direction][which((side) => hasMoved(view, side))]
  const winner = winners.chosen ?? winners.update
  return decision === 'contested' && winner !== null ? awayFrom(winner) : decision
}

function firstAgreement(view: FieldView, direction: Direction, winners: Winners): FieldDecision {
  const { chosen, first } = winners
  if (chosen !== null && (direction === 'both' || direction === awayFrom(chosen))) return awayFrom(chosen)
  const decision = FIRST_AGREEMENT[direction][which((side) => !isBlank(view, side))]
  return decision === 'contested' && first !== null ? awayFrom(first) : decision
}

function which(test: (side: Side) => boolean): Which {
  if (test('erp')) return test('crm') ? 'each' : 'erp'
  return test('crm') ? 'crm' : 'neither'
}

export const targetOf = (decision: 'toErp' | 'toCrm'): Side => (decision === 'toErp' ? 'erp' : 'crm')
