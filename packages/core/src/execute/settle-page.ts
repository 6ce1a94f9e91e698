/** Writes into the store, in one transaction, how a page of effects ended, and tells who watches. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Coupling, CouplingChange, RecordRef } from '../ports/store.ts'
import { sides } from '../values/side.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { idOn } from './coupling-ids.ts'
import { settleCoupling } from './settle-coupling.ts'
import type { Ended, Settled } from './settle-coupling.ts'

export interface EndedCoupling {
  readonly coupling: Coupling
  readonly ended: readonly Ended[]
  readonly clean: boolean
}

export const settlePage = async (
  run: Run,
  mapping: ResolvedMapping,
  page: readonly EndedCoupling[],
): Promise<readonly Settled[]> => {
  const now = run.context.clock.now()
  const settled = page.map(({ coupling, ended, clean }) => settleCoupling(mapping, coupling, ended, { now, clean }))
  if (settled.length === 0) return settled
  await run.context.store.settle(
    run.fence,
    {
      settlements: settled.flatMap((one) => one.settlements),
      couplings: settled.map((one) => one.change),
      pending: [],
      errors: settled.flatMap((one) => one.errors),
    },
    markOf(run),
  )
  for (const one of settled) {
    run.tally.add(one.counts)
    if (one.errors.length > 0) run.refused.add(one.change.coupling.id)
  }
  tellCouplings(
    run,
    mapping,
    settled.map((one) => one.change),
    settled.filter((one) => one.coupled).map((one) => one.change.coupling),
  )
  return settled
}

export const tellCouplings = (
  run: Run,
  mapping: ResolvedMapping,
  changes: readonly CouplingChange[],
  coupled: readonly Coupling[],
): void => {
  if (changes.length === 0 && coupled.length === 0) return
  const idsOf = (change: CouplingChange['change']) =>
    changes.filter((one) => one.change === change).map((one) => one.coupling.id)
  run.context.events({
    type: 'couplings',
    connection: run.context.connection,
    mapping: mapping.name,
    coupled: coupled.map((coupling) => coupling.id),
    changed: idsOf('update'),
    removed: idsOf('remove'),
  })
}

/** Both records of couplings, as others may wait for them. */
export const refsOf = (couplings: readonly Coupling[]): readonly RecordRef[] =>
  couplings.flatMap((coupling) => sides.map((side) => ({ mapping: coupling.mapping, side, id: idOn(coupling, side) })))
