/**
 * One page of one side's changes under one mapping: the engine's main way. Couplings with their bases come in one query,
 * counterparts in one request, links in one query; the plans are recorded in one transaction, sent, and settled in another.
 */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { Coupling } from '../ports/store.ts'
import type { RecordId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import { alone, automatic } from './candidate.ts'
import type { Candidate, Mode } from './candidate.ts'
import type { Run } from './context.ts'
import { idOn } from './coupling-ids.ts'
import { loadCounterparts, loadCouplings, readRecords } from './load-pairs.ts'
import { gone } from './look-again.ts'
import { couplingsOf, openCouplings } from './open-couplings.ts'
import { releaseWaiting } from './release-waiting.ts'
import { runRounds } from './run-rounds.ts'

export interface SidePage {
  readonly side: Side
  readonly records: readonly RemoteRecord[]
  /** Ids that the side's own feed reports as deleted; each is confirmed by key. */
  readonly deleted: readonly RecordId[]
}

/** Turns records without a coupling into candidates; a full run tries to match them first. */
export type FindPartners = (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  records: readonly RemoteRecord[],
) => Promise<readonly Candidate[]>

const asTheyAre: FindPartners = async (_run, _mapping, side, records) => records.map((record) => alone(side, record))

export const synchronizePage = async (
  run: Run,
  mapping: ResolvedMapping,
  page: SidePage,
  mode: Mode = automatic,
  findPartners: FindPartners = asTheyAre,
  isLeftOut: (coupling: Coupling) => boolean = () => false,
): Promise<void> => {
  run.signal.throwIfAborted()
  const { side } = page
  const records = new Map<RecordId, RemoteRecord | 'gone'>(page.records.map((record) => [record.id, record]))
  const reported = page.deleted.filter((id) => !records.has(id))
  const found = await couplingsOf(run, mapping, side, [...records.keys(), ...reported])
  const known = new Set(found.map((coupling) => idOn(coupling, side)))
  const confirmed = await readRecords(
    run,
    mapping,
    side,
    reported.filter((id) => known.has(id)),
  )
  for (const [id, reading] of confirmed) records.set(id, reading)

  const { ready, moved, coupled } = await openCouplings(
    run,
    found.filter(
      (coupling) => !isLeftOut(coupling) && !isEchoTooEarly(run, coupling, records.get(idOn(coupling, side))),
    ),
    mode,
  )
  const read = ready.flatMap((coupling) => {
    const record = records.get(idOn(coupling, side))
    return record === undefined || moved.has(coupling.id) ? [] : [{ coupling, record }]
  })
  const reread = ready.filter((coupling) => moved.has(coupling.id))
  const single = page.records.filter((record) => !known.has(record.id))
  const candidates = [
    ...(await loadCounterparts(run, mapping, side, read)),
    ...(await loadCouplings(run, mapping, reread)),
    ...(await findPartners(run, mapping, side, single)),
    ...reported.filter((id) => !known.has(id)).map((id) => gone(side, id)),
  ]
  const created = await runRounds(run, mapping, candidates, mode)
  await releaseWaiting(run, [...coupled, ...created])
}

/** Our own write is no reason to try a failed one again before its time; an edit by anyone else is. */
const isEchoTooEarly = (run: Run, coupling: Coupling, record: RemoteRecord | 'gone' | undefined): boolean =>
  coupling.retryAt !== null &&
  coupling.retryAt > run.context.clock.now() &&
  record !== undefined &&
  record !== 'gone' &&
  record.writtenByKoble === true
