/** A page, until nothing of it moved meanwhile: what turned out stale is read and planned again, a few times. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Coupling } from '../ports/store.ts'
import type { Candidate, Mode } from './candidate.ts'
import { settingsOf } from './context.ts'
import type { Run } from './context.ts'
import { executePage } from './execute-page.ts'
import { loadCouplings } from './load-pairs.ts'
import { openCouplings } from './open-couplings.ts'

/** Answers what was newly coupled. What still moves after the last round is due again by itself. */
export const runRounds = async (
  run: Run,
  mapping: ResolvedMapping,
  candidates: readonly Candidate[],
  mode: Mode,
): Promise<readonly Coupling[]> => {
  const coupled: Coupling[] = []
  let page = candidates
  for (let round = 0; page.length > 0 && round < settingsOf(run.context).rounds; round += 1) {
    // A choice was made for what was shown: what moved since is planned without it.
    const outcome = await executePage(run, mapping, page, round === 0 ? mode : { ...mode, resolution: null })
    coupled.push(...outcome.coupled)
    const again = await run.context.store.readCouplings(run.context.connection, outcome.again)
    // One whose other write is not settled yet waits for that: what is read of it has no bases to be compared with.
    const open = await openCouplings(run, again, mode)
    coupled.push(...open.coupled)
    page = open.ready.length === 0 ? [] : await loadCouplings(run, mapping, open.ready)
  }
  return coupled
}
