/** Interactive work on one record, through the same way as everything else: nothing here writes by itself. */
import { KobleError } from '../errors/koble-error.ts'
import type { ErrorDetail } from '../errors/koble-error.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Resolution } from '../plan/plan-input.ts'
import type { ConflictRow, Coupling } from '../ports/store.ts'
import type { CouplingId, CrmId, ErpId, RecordId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import { alone, automatic } from './candidate.ts'
import type { Candidate, Mode } from './candidate.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { newPair } from './find-partners.ts'
import { loadCouplings, readRecords } from './load-pairs.ts'
import { lookAtCouplings } from './look-again.ts'
import { couplingsOf, openCouplings } from './open-couplings.ts'
import { planCandidates } from './plan-candidates.ts'
import { releaseWaiting } from './release-waiting.ts'
import { runRounds } from './run-rounds.ts'
import { sameConflict } from './same-conflict.ts'
import { settleOpenEffects } from './settle-open-effects.ts'
import { tellCouplings } from './settle-page.ts'

export interface RecordOutcome {
  /** As it stands afterwards; null when it was removed. */
  readonly coupling: Coupling | null
  readonly conflict: ConflictRow | null
}

/** What a person asks for is done at once: removals of a single record need no brake. */
const byHand: Mode = { ...automatic, wanted: true, removals: 'now' }

/** Synchronizes one coupling; `winner` decides what differs, erasing included. A record that was set aside is taken up again. */
export const synchronizeOne = async (run: Run, id: CouplingId, winner: Side | null): Promise<RecordOutcome> => {
  const { mapping, coupling } = await find(run, id)
  const chosen = winner === null ? coupling : { ...coupling, chosenWinner: winner, retryAt: run.context.clock.now() }
  if (winner !== null) await save(run, mapping, chosen)
  return lookAt(run, mapping, chosen, byHand)
}

/** Carries out a person's choice for the conflict as it was shown (its version). */
export const resolveConflict = async (
  run: Run,
  id: CouplingId,
  version: number,
  resolution: Resolution,
): Promise<RecordOutcome> => {
  const { mapping, coupling } = await find(run, id)
  const conflict = await run.context.store.readConflict(run.context.connection, id)
  if (conflict === null || conflict.version !== version) throw new KobleError(conflictMoved)
  const { ready, coupled } = await openCouplings(run, [coupling], byHand)
  if (ready.length === 0) throw new KobleError(stillOpen)
  const pair = await loadCouplings(run, mapping, ready)
  const isAsShown = await stillStands(run, mapping, pair, conflict)
  const more = await runRounds(run, mapping, pair, isAsShown ? { ...byHand, resolution } : byHand)
  await releaseWaiting(run, [...coupled, ...more])
  if (!isAsShown) throw new KobleError(conflictMoved)
  return standing(run, id)
}

/** Whether both sides still are as the conflict shows them: nobody decides over an edit that he has not seen. */
const stillStands = async (
  run: Run,
  mapping: ResolvedMapping,
  pair: readonly Candidate[],
  shown: ConflictRow,
): Promise<boolean> => {
  const [foreseen] = await planCandidates(run.context, mapping, pair, byHand)
  const plan = foreseen?.plan
  return plan !== undefined && !('failed' in plan) && sameConflict(plan.conflict, shown.conflict)
}

/** Couples two records that are there. `winner` decides where they differ; null: the mapping does. */
export const couple = async (
  run: Run,
  mapping: ResolvedMapping,
  ids: { readonly erpId: ErpId; readonly crmId: CrmId },
  winner: Side | null,
): Promise<RecordOutcome> => {
  const taken = [
    ...(await couplingsOf(run, mapping, 'erp', [ids.erpId])),
    ...(await couplingsOf(run, mapping, 'crm', [ids.crmId])),
  ]
  if (taken.length > 0) throw new KobleError(alreadyCoupled(mapping, taken[0]))
  const erp = await readOne(run, mapping, 'erp', ids.erpId)
  const crm = await readOne(run, mapping, 'crm', ids.crmId)
  const pair = newPair(run, mapping, 'erp', erp, crm, winner)
  await releaseWaiting(run, await runRounds(run, mapping, [pair], byHand))
  return outcomeOf(run, mapping, 'erp', ids.erpId)
}

/** Makes the partner of a record that has none, whatever the filter says; the mapping's direction holds. */
export const createPartner = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  id: RecordId,
): Promise<RecordOutcome> => {
  const [taken] = await couplingsOf(run, mapping, side, [id])
  if (taken !== undefined && taken.state !== 'creating') throw new KobleError(alreadyCoupled(mapping, taken))
  const record = await readOne(run, mapping, side, id)
  if (taken === undefined) await releaseWaiting(run, await runRounds(run, mapping, [alone(side, record)], byHand))
  else await lookAt(run, mapping, taken, byHand)
  return outcomeOf(run, mapping, side, id)
}

/** Both records stay as they are and are strangers from now on. */
export const uncouple = async (run: Run, id: CouplingId): Promise<void> => {
  const { mapping, coupling } = await find(run, id)
  const { held } = await settleOpenEffects(run, [id])
  if (held.has(id)) throw new KobleError(stillOpen)
  await run.context.store.recordPlans(
    run.fence,
    [
      {
        mapping: mapping.name,
        record: { side: 'erp', id: coupling.erpId },
        coupling,
        change: 'remove',
        effects: [],
        conflict: null,
        pending: null,
      },
    ],
    [],
    markOf(run),
  )
  run.tally.add({ uncoupled: 1 })
  tellCouplings(run, mapping, [{ coupling, change: 'remove' }], [])
}

/** A person sets a coupling aside: no run touches it until it is retried (`synchronizeOne`). */
export const setAside = async (run: Run, id: CouplingId): Promise<void> => {
  const { mapping, coupling } = await find(run, id)
  await save(run, mapping, { ...coupling, state: 'skipped', problem: null, retryAt: null })
}

const find = async (run: Run, id: CouplingId): Promise<{ mapping: ResolvedMapping; coupling: Coupling }> => {
  const [coupling] = await run.context.store.readCouplings(run.context.connection, [id])
  const mapping = run.context.mappings.find((one) => one.name === coupling?.mapping)
  if (coupling === undefined || mapping === undefined) throw new KobleError(couplingMissing)
  return { mapping, coupling }
}

const readOne = async (run: Run, mapping: ResolvedMapping, side: Side, id: RecordId): Promise<RemoteRecord> => {
  const reading = (await readRecords(run, mapping, side, [id])).get(id)
  if (reading === undefined || reading === 'gone') throw new KobleError(recordMissing(mapping, side, id))
  return reading
}

const save = (run: Run, mapping: ResolvedMapping, coupling: Coupling): Promise<void> => {
  const change = { coupling, change: 'update' } as const
  tellCouplings(run, mapping, [change], [])
  return run.context.store.settle(
    run.fence,
    { settlements: [], couplings: [change], pending: [], errors: [] },
    markOf(run),
  )
}

const lookAt = async (run: Run, mapping: ResolvedMapping, coupling: Coupling, mode: Mode): Promise<RecordOutcome> => {
  await releaseWaiting(run, await lookAtCouplings(run, mapping, [coupling], mode))
  return standing(run, coupling.id)
}

const outcomeOf = async (run: Run, mapping: ResolvedMapping, side: Side, id: RecordId): Promise<RecordOutcome> => {
  const [coupling] = await couplingsOf(run, mapping, side, [id])
  return coupling === undefined ? { coupling: null, conflict: null } : standing(run, coupling.id)
}

const standing = async (run: Run, id: CouplingId): Promise<RecordOutcome> => {
  const [coupling] = await run.context.store.readCouplings(run.context.connection, [id])
  return {
    coupling: coupling ?? null,
    conflict: await run.context.store.readConflict(run.context.connection, id),
  }
}

const refusal = (kind: ErrorDetail['kind'], code: string, message: string): ErrorDetail => ({
  kind,
  origin: 'koble',
  code,
  message,
  mayHaveApplied: false,
})

const conflictMoved = refusal(
  'stale',
  'conflict-moved',
  'The conflict changed since it was shown, or is resolved by now. Load it again and choose anew.',
)
const couplingMissing = refusal('missing', 'coupling-missing', 'There is no such coupling under an enabled mapping.')
const stillOpen = refusal(
  'unavailable',
  'effect-open',
  'A write to this record is not settled yet, because its service cannot be read. Try again when it can.',
)
const alreadyCoupled = (mapping: ResolvedMapping, coupling: Coupling | undefined): ErrorDetail =>
  refusal(
    'duplicate',
    'already-coupled',
    `${mapping.definition.label}: ${coupling?.erpName ?? coupling?.erpId ?? ''} and ${coupling?.crmName ?? coupling?.crmId ?? ''} are coupled already. Uncouple them first.`,
  )
const recordMissing = (mapping: ResolvedMapping, side: Side, id: RecordId): ErrorDetail =>
  refusal('missing', 'record-missing', `There is no ${mapping[side].label} with the id ${id}.`)
