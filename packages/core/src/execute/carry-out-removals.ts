/**
 * Deletions, uncouplings and deactivations are put aside while a run reads, and carried out at its end, when their number is
 * known: too many at once stop before the first of them and wait for a person.
 */
import { brake, defaultBrake } from '../plan/brake.ts'
import type { BrakeSettings } from '../plan/brake.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { PendingRecord, RecordRef } from '../ports/store.ts'
import { automatic } from './candidate.ts'
import { markOf, settingsOf } from './context.ts'
import type { Run } from './context.ts'
import { brakeAlarm } from './engine-errors.ts'
import { lookAtRecords } from './look-again.ts'
import { releaseWaiting } from './release-waiting.ts'

export interface RemovalOptions {
  /** A person looked at them and released them. */
  readonly released: boolean
  readonly brake?: BrakeSettings
}

/** Answers whether the brake stopped them. */
export const carryOutRemovals = async (
  run: Run,
  mapping: ResolvedMapping,
  options: RemovalOptions = { released: false },
): Promise<boolean> => {
  const { store, connection } = run.context
  const removals = await store.countPending(connection, mapping.name, 'removal')
  if (removals === 0) return false
  const coupled = await store.countCoupled(connection, mapping.name)
  const counts = { deletions: removals, uncouplings: 0, deactivations: 0, coupled }
  const sentence = options.released ? null : brake(counts, options.brake ?? defaultBrake)
  if (sentence !== null) {
    await raiseAlarm(run, mapping, sentence)
    return true
  }
  for await (const page of removalPages(run, mapping)) {
    const refs = page.map(({ side, recordId }) => ({ mapping: mapping.name, side, id: recordId }))
    await releaseWaiting(run, await lookAtRecords(run, refs, { ...automatic, removals: 'now' }))
  }
  return false
}

/** Once a run that added to them, not at every look. */
const raiseAlarm = async (run: Run, mapping: ResolvedMapping, sentence: string): Promise<void> => {
  run.context.log.warn('removals.stopped', { mapping: mapping.name })
  if (!run.removals.has(mapping.name)) return
  const error = brakeAlarm(mapping.definition.label, sentence)
  const alarm = { mapping: mapping.name, side: null, recordId: null, recordName: null, error }
  await run.context.store.reportErrors(run.fence, [alarm], markOf(run))
}

async function* removalPages(run: Run, mapping: ResolvedMapping): AsyncGenerator<readonly PendingRecord[]> {
  const limit = settingsOf(run.context).pageSize
  let after: RecordRef | null = null
  for (;;) {
    run.signal.throwIfAborted()
    const filter = { mapping: mapping.name, reason: 'removal', after, limit } as const
    const page: readonly PendingRecord[] = await run.context.store.readPending(run.context.connection, filter)
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = { mapping: last.mapping, side: last.side, id: last.recordId }
  }
}
