/** Looks at couplings and records that no feed reports now: due retries, waiting records that are released, a person's wish. */
import { dependencyOrder } from '../mapping/dependency-order.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Coupling, RecordRef } from '../ports/store.ts'
import type { RecordId } from '../values/ids.ts'
import { sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { alone } from './candidate.ts'
import type { Candidate, Mode } from './candidate.ts'
import { settingsOf } from './context.ts'
import type { ConnectionContext, Run } from './context.ts'
import { idOn } from './coupling-ids.ts'
import { loadCouplings, readRecords } from './load-pairs.ts'
import { couplingsOf, openCouplings } from './open-couplings.ts'
import { runRounds } from './run-rounds.ts'

/** The context's mappings, what others depend on first. */
export const orderedMappings = (context: ConnectionContext): readonly ResolvedMapping[] => {
  const byName = new Map(context.mappings.map((mapping) => [mapping.name, mapping]))
  return dependencyOrder(context.mappings.map((mapping) => mapping.definition)).flatMap(
    ({ name }) => byName.get(name) ?? [],
  )
}

/** Both sides of each are read. Answers what was newly coupled. */
export const lookAtCouplings = async (
  run: Run,
  mapping: ResolvedMapping,
  found: readonly Coupling[],
  mode: Mode,
): Promise<readonly Coupling[]> => {
  const { ready, coupled } = await openCouplings(run, found, mode)
  if (ready.length === 0) return coupled
  const candidates = await loadCouplings(run, mapping, ready)
  return [...coupled, ...(await runRounds(run, mapping, candidates, mode))]
}

/** Records of any mappings, coupled or not, each once. Answers what was newly coupled. */
export const lookAtRecords = async (run: Run, refs: readonly RecordRef[], mode: Mode): Promise<readonly Coupling[]> => {
  const coupled: Coupling[] = []
  const { pageSize } = settingsOf(run.context)
  for (const mapping of orderedMappings(run.context))
    for (const side of sides) {
      const ids = refs.filter((ref) => ref.mapping === mapping.name && ref.side === side).map((ref) => ref.id)
      for (let from = 0; from < ids.length; from += pageSize)
        coupled.push(...(await lookAtIds(run, mapping, side, ids.slice(from, from + pageSize), mode)))
    }
  return coupled
}

const lookAtIds = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  ids: readonly RecordId[],
  mode: Mode,
): Promise<readonly Coupling[]> => {
  run.signal.throwIfAborted()
  const couplings = await couplingsOf(run, mapping, side, ids)
  const known = new Set(couplings.map((coupling) => idOn(coupling, side)))
  const readings = await readRecords(
    run,
    mapping,
    side,
    ids.filter((id) => !known.has(id)),
  )
  const single = [...readings].map(([id, reading]): Candidate =>
    reading === 'gone' ? gone(side, id) : alone(side, reading),
  )
  return [...(await lookAtCouplings(run, mapping, couplings, mode)), ...(await runRounds(run, mapping, single, mode))]
}

/** A record that is no more and has no partner: only its place on the pending list goes. */
export const gone = (side: Side, id: RecordId): Candidate => ({
  side,
  id,
  coupling: null,
  isNew: false,
  erp: side === 'erp' ? 'gone' : 'none',
  crm: side === 'crm' ? 'gone' : 'none',
})
