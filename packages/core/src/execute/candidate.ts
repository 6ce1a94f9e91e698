/** One record or pair that the engine looks at: how both sides stand, and the coupling if there is one. */
import { isRecord } from '../plan/empty-plan.ts'
import { otherSide } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import type { RecordState } from '../plan/plan-input.ts'
import type { Resolution } from '../plan/plan-input.ts'
import type { Coupling } from '../ports/store.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { RecordId } from '../values/ids.ts'

export interface Candidate {
  /** The record that was looked at. */
  readonly side: Side
  readonly id: RecordId
  readonly coupling: Coupling | null
  /** True for a coupling that is not recorded yet: a match, or a person's. */
  readonly isNew: boolean
  readonly erp: RecordState
  readonly crm: RecordState
}

/** How a page of candidates is to be treated. */
export interface Mode {
  /** A person asked for these records: filters, `onlyCoupled` and "set aside" are passed over. */
  readonly wanted: boolean
  /** Who wins where two values meet for the first time; null: as the mapping says. */
  readonly firstWinner: Side | null
  readonly resolution: Resolution | null
  /** `defer`: removals are put aside until the run's total is known. */
  readonly removals: 'defer' | 'now'
  /** Records seen in agreement are stamped with the time (a full run skips them on their other side). */
  readonly stamp: boolean
}

export const automatic: Mode = { wanted: false, firstWinner: null, resolution: null, removals: 'defer', stamp: false }

/** A record without a partner. */
export const alone = (side: Side, record: RemoteRecord): Candidate => ({
  side,
  id: record.id,
  coupling: null,
  isNew: false,
  erp: side === 'erp' ? record : 'none',
  crm: side === 'crm' ? record : 'none',
})

/** A coupled pair; `states` as both were just read. A create that was not carried out has no record there yet. */
export const paired = (
  side: Side,
  coupling: Coupling,
  states: Readonly<Record<Side, RecordState>>,
  isNew = false,
): Candidate => {
  const target = coupling.state === 'creating' ? coupling.createdOn : null
  const stateOf = (on: Side): RecordState => (on === target && states[on] === 'gone' ? 'none' : states[on])
  return {
    side,
    id: side === 'erp' ? coupling.erpId : coupling.crmId,
    coupling,
    isNew,
    erp: stateOf('erp'),
    crm: stateOf('crm'),
  }
}

/** The side whose record is there, seen from the record that was looked at. */
export const standingSide = (candidate: Candidate): Side =>
  isRecord(candidate[candidate.side]) ? candidate.side : otherSide(candidate.side)
