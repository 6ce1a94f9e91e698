/** The couplings that may be planned now: open effects settled first, the held-up and the set-aside left out. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Coupling } from '../ports/store.ts'
import type { CouplingId, RecordId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Mode } from './candidate.ts'
import type { Run } from './context.ts'
import { settleOpenEffects } from './settle-open-effects.ts'

export interface OpenCouplings {
  readonly ready: readonly Coupling[]
  /** Those of `ready` whose bases moved just now: what was read of them before is older than their bases. */
  readonly moved: ReadonlySet<CouplingId>
  /** Newly coupled while effects were settled. */
  readonly coupled: readonly Coupling[]
}

export const openCouplings = async (run: Run, found: readonly Coupling[], mode: Mode): Promise<OpenCouplings> => {
  if (found.length === 0) return { ready: [], moved: new Set(), coupled: [] }
  const { held, touched, coupled } = await settleOpenEffects(
    run,
    found.map((coupling) => coupling.id),
  )
  const fresh =
    touched.size === 0
      ? found
      : await run.context.store.readCouplings(
          run.context.connection,
          found.map(({ id }) => id),
        )
  const free = fresh.filter((coupling) => !held.has(coupling.id))
  const ready = free.filter((coupling) => mode.wanted || !isSetAside(coupling))
  run.tally.add({ skipped: free.length - ready.length })
  return { ready, moved: touched, coupled }
}

/** By a person; what failed for good is tried again when one of its records changes. */
const isSetAside = (coupling: Coupling): boolean => coupling.state === 'skipped' && coupling.problem === null

export const couplingsOf = (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  ids: readonly RecordId[],
): Promise<readonly Coupling[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : run.context.store.findCouplings(run.context.connection, mapping.name, side, ids)
