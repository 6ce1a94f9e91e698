/** What a coupling becomes when its writes have ended: pure. Each effect moves the bases of exactly the fields it carried. */
import { afterFailure } from '../errors/retry-policy.ts'
import type { ErrorDetail } from '../errors/koble-error.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { Coupling, CouplingChange, Effect, JobCounts, RecordError, Settlement } from '../ports/store.ts'
import { leftBy, moveBases } from './bases-after.ts'
import type { Pairs } from './bases-after.ts'

/** One effect as it ended. */
export interface Ended {
  readonly effect: Effect
  readonly state: Settlement['state']
  readonly error: ErrorDetail | null
  readonly pairs: Pairs
  readonly shown: RemoteRecord | null
}

export interface Settled {
  readonly settlements: readonly Settlement[]
  readonly change: CouplingChange
  readonly errors: readonly RecordError[]
  readonly counts: Partial<JobCounts>
  /** Read both sides and plan again at once. */
  readonly again: boolean
  /** The pair is newly coupled by this. */
  readonly coupled: boolean
}

export const settleCoupling = (
  mapping: ResolvedMapping,
  coupling: Coupling,
  ended: readonly Ended[],
  /** `clean`: nothing but these writes stood between the two sides. */
  { now, clean }: { readonly now: number; readonly clean: boolean },
): Settled => {
  const moved = ended.reduce((row, one) => applyEnd(mapping, row, one, now), withNames(mapping, coupling, ended))
  const failures = ended.filter((one) => one.state === 'failed')
  const isAllDone = ended.every((one) => one.state === 'done')
  const isUnfinished = isAllDone && ended.some((one) => needsAnotherLook(one))
  const row = isAllDone ? agreed(moved, now, clean && !isUnfinished) : moved
  const again = isUnfinished || (failures.length > 0 && row.retryAt !== null && row.retryAt <= now)
  return {
    settlements: ended.map(({ effect, state, error, shown }) => ({
      effect: effect.id,
      state,
      error,
      left: state === 'done' ? leftBy(effect, shown) : {},
    })),
    change: {
      coupling: isUnfinished ? { ...row, retryAt: now } : row,
      change: ended.some(({ effect, state }) => effect.operation === 'delete' && state === 'done')
        ? 'remove'
        : 'update',
    },
    errors: failures.flatMap(({ effect, error }) =>
      error === null || again ? [] : [errorOf(mapping, coupling, effect, error)],
    ),
    counts: countsOf(ended, again),
    again,
    coupled: coupling.state === 'creating' && row.state === 'coupled',
  }
}

const applyEnd = (mapping: ResolvedMapping, row: Coupling, end: Ended, now: number): Coupling => {
  const bases = moveBases(row.bases, end.pairs)
  switch (end.state) {
    case 'done':
      return { ...row, bases, state: end.effect.operation === 'create' ? 'coupled' : row.state }
    case 'unsettled':
      return { ...row, problem: end.error }
    case 'failed':
      return { ...row, bases, ...failed(row, end.error, now) }
  }
}

const failed = (row: Coupling, error: ErrorDetail | null, now: number): Partial<Coupling> => {
  if (error === null || error.code === 'not-sent') return { retryAt: now }
  const attempts = row.attempts + 1
  const next = afterFailure(error, row.problem, row.attempts)
  switch (next.action) {
    case 'replan':
      return { attempts, retryAt: now }
    case 'later':
      return { attempts, problem: error, retryAt: now + next.afterMs }
    case 'giveUp':
      // A create that failed for good keeps its intent (and its chosen id) in state `creating`.
      return { attempts, problem: error, retryAt: null, state: row.state === 'creating' ? 'creating' : 'skipped' }
  }
}

const agreed = (row: Coupling, now: number, isClean: boolean): Coupling => ({
  ...row,
  problem: null,
  attempts: 0,
  retryAt: null,
  chosenWinner: null,
  agreedAt: isClean ? now : row.agreedAt,
})

/** A third value on both sides becomes the base, and a deactivated record is uncoupled, once they are seen. */
const needsAnotherLook = ({ effect }: Ended): boolean =>
  effect.operation === 'update' && Object.keys(effect.carries).length === 0

const withNames = (mapping: ResolvedMapping, coupling: Coupling, ended: readonly Ended[]): Coupling => {
  const nameOn = (side: 'erp' | 'crm'): string | null => {
    const done = ended.find((one) => one.state === 'done' && one.effect.side === side)
    const value = done === undefined ? undefined : leftBy(done.effect, done.shown)[mapping[side].nameField]
    return value === undefined || value === null ? null : String(value)
  }
  return { ...coupling, erpName: nameOn('erp') ?? coupling.erpName, crmName: nameOn('crm') ?? coupling.crmName }
}

const errorOf = (mapping: ResolvedMapping, coupling: Coupling, effect: Effect, error: ErrorDetail): RecordError => ({
  mapping: mapping.name,
  side: effect.side,
  recordId: effect.recordId,
  recordName: coupling.erpName ?? coupling.crmName,
  error,
})

const countsOf = (ended: readonly Ended[], again: boolean): Partial<JobCounts> => {
  const done = (operation: Effect['operation']): number =>
    ended.filter(({ effect, state }) => state === 'done' && effect.operation === operation).length
  const failures = again ? 0 : ended.filter(({ state }) => state === 'failed').length
  return { inserted: done('create'), modified: done('update'), deleted: done('delete'), failed: failures }
}
