/** The plan that does nothing: what every other plan starts from. */
import type { RemoteRecord } from '../ports/connector.ts'
import type { RecordState } from './plan-input.ts'
import type { Plan } from './plan.ts'

export const emptyPlan: Plan = {
  erp: null,
  crm: null,
  bases: {},
  coupling: 'none',
  conflict: null,
  missing: [],
  problems: [],
  outside: false,
}

export const isRecord = (state: RecordState): state is RemoteRecord => typeof state === 'object'
