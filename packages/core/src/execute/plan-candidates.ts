/** Plans a page of candidates: links in one query, recent writes only for those that would write. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import { planRecord } from '../plan/plan-record.ts'
import type { PlanInput, RecentWrite } from '../plan/plan-input.ts'
import type { Plan } from '../plan/plan.ts'
import type { CouplingId } from '../values/ids.ts'
import type { Candidate, Mode } from './candidate.ts'
import type { ConnectionContext } from './context.ts'
import { loadLinks } from './load-links.ts'

export interface Planned {
  readonly candidate: Candidate
  readonly plan: Plan | { readonly failed: unknown }
}

const quarrelWindowMs = 10 * 60_000

export const planCandidates = async (
  context: ConnectionContext,
  mapping: ResolvedMapping,
  candidates: readonly Candidate[],
  mode: Mode,
): Promise<readonly Planned[]> => {
  const links = await loadLinks(context, mapping, candidates)
  const now = context.clock.now()
  const planOne = (candidate: Candidate, recentWrites: readonly RecentWrite[]): Planned => ({
    candidate,
    plan: planSafely({
      mapping,
      bases: candidate.isNew ? null : (candidate.coupling?.bases ?? null),
      erp: candidate.erp,
      crm: candidate.crm,
      links,
      chosenWinner: candidate.coupling?.chosenWinner ?? null,
      firstWinner: mode.firstWinner,
      resolution: mode.resolution,
      recentWrites,
      now,
      wanted: mode.wanted,
    }),
  })
  const first = candidates.map((candidate) => planOne(candidate, []))
  const writing = first.flatMap(({ candidate, plan }) =>
    writesOf(plan) > 0 && candidate.coupling !== null && !candidate.isNew ? [candidate.coupling.id] : [],
  )
  if (writing.length === 0) return first
  const recent = await recentWritesOf(context, writing, now - quarrelWindowMs)
  return first.map((planned) => {
    const writes = recent.get(planned.candidate.coupling?.id ?? '')
    return writes === undefined ? planned : planOne(planned.candidate, writes)
  })
}

/** One record that cannot be planned does not stop the others. */
const planSafely = (input: PlanInput): Planned['plan'] => {
  try {
    return planRecord(input)
  } catch (error) {
    return { failed: error }
  }
}

const writesOf = (plan: Planned['plan']): number =>
  'failed' in plan ? 0 : (plan.erp === null ? 0 : 1) + (plan.crm === null ? 0 : 1)

const recentWritesOf = async (
  context: ConnectionContext,
  couplings: readonly CouplingId[],
  since: number,
): Promise<ReadonlyMap<string, readonly RecentWrite[]>> => {
  const effects = await context.store.findRecentWrites(context.connection, couplings, since)
  return Map.groupBy(effects, (effect) => effect.coupling)
}
