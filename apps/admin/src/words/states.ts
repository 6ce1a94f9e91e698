/** States as people read them, each with the kind that colours it. */
import type { Kind } from '@koble/ui'
import type { Coupling, Effect, Job, ReviewTable } from '../api/types.ts'

export type Shown = { readonly label: string; readonly kind: Kind }

export const couplingStates: Readonly<Record<Coupling['state'], Shown>> = {
  creating: { label: 'Being created', kind: 'brand' },
  coupled: { label: 'In sync', kind: 'success' },
  skipped: { label: 'Skipped', kind: 'neutral' },
  conflict: { label: 'Conflict', kind: 'warning' },
  waiting: { label: 'Waiting', kind: 'brand' },
  failed: { label: 'Failed', kind: 'danger' },
}

export const jobStates: Readonly<Record<Job['status'], Shown>> = {
  queued: { label: 'Queued', kind: 'neutral' },
  running: { label: 'Running', kind: 'brand' },
  succeeded: { label: 'Succeeded', kind: 'success' },
  failed: { label: 'Failed', kind: 'danger' },
  cancelled: { label: 'Cancelled', kind: 'warning' },
}

export const tableStates: Readonly<Record<ReviewTable['state'], Shown>> = {
  new: { label: 'New', kind: 'brand' },
  synchronized: { label: 'Synchronized', kind: 'success' },
  attention: { label: 'Needs attention', kind: 'warning' },
}

export const effectStates: Readonly<Record<Effect['state'], Shown>> = {
  planned: { label: 'Planned', kind: 'neutral' },
  sent: { label: 'Sent', kind: 'brand' },
  done: { label: 'Done', kind: 'success' },
  failed: { label: 'Failed', kind: 'danger' },
  unsettled: { label: 'Not settled yet', kind: 'warning' },
  undone: { label: 'Undone', kind: 'neutral' },
}

const jobKinds: Readonly<Record<string, string>> = {
  full: 'Full synchronization',
  synchronize: 'Synchronization',
  match: 'Matching',
  statistics: 'Account statistics',
  audit: 'Audit',
  record: 'One record',
}

export const jobKind = (kind: string): string => jobKinds[kind] ?? kind

/** States that a progress table or a history names in words of the engine. */
export const stateOf = (states: Readonly<Record<string, Shown>>, state: string): Shown =>
  states[state] ?? { label: state, kind: 'neutral' }

export const progressStates: Readonly<Record<string, Shown>> = {
  waiting: { label: 'Not started', kind: 'neutral' },
  pending: { label: 'Not started', kind: 'neutral' },
  running: { label: 'Running', kind: 'brand' },
  done: { label: 'Done', kind: 'success' },
  failed: { label: 'Failed', kind: 'danger' },
  skipped: { label: 'Left out', kind: 'neutral' },
}

export const isUnfinished = (job: Job): boolean => job.status === 'queued' || job.status === 'running'
