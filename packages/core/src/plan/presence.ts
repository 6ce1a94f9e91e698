/** What two records need that are not coupled, by which of them there are. */
import { isRecord } from './empty-plan.ts'
import type { RecordState } from './plan-input.ts'

export type Presence = 'absent' | 'present'
export type UncoupledDecision = 'nothing' | 'createCrm' | 'createErp' | 'couple'

/** Every cell is spelled out: a new state does not compile until each case is decided. */
export const UNCOUPLED: Record<Presence, Record<Presence, UncoupledDecision>> = {
  // erp ↓    crm → absent               present
  absent: { absent: 'nothing', present: 'createErp' },
  present: { absent: 'createCrm', present: 'couple' },
}

export const presence = (state: RecordState): Presence => (isRecord(state) ? 'present' : 'absent')
