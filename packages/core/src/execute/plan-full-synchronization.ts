/** A dry run: the same way up to the plans, which are given as data, page by page; nothing is recorded or sent. */
import { meetsFilter } from '../mapping/meets-filter.ts'
import { selectionOf } from '../mapping/selection-of.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import { emptyPlan, isRecord } from '../plan/empty-plan.ts'
import type { Plan } from '../plan/plan.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { Coupling } from '../ports/store.ts'
import type { RecordId } from '../values/ids.ts'
import { sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { alone, automatic } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import { settingsOf } from './context.ts'
import type { Run } from './context.ts'
import { idOn } from './coupling-ids.ts'
import { newPair } from './find-partners.ts'
import { loadCounterparts } from './load-pairs.ts'
import { orderedMappings } from './look-again.ts'
import { matchRecords } from './match-records.ts'
import { couplingsOf } from './open-couplings.ts'
import { planCandidates } from './plan-candidates.ts'

export interface ForeseenPlan {
  readonly mapping: string
  readonly side: Side
  readonly recordId: RecordId
  readonly recordName: string | null
  readonly coupling: Coupling | null
  readonly plan: Plan
  /** Set when several records match: it would be listed, not created. */
  readonly ambiguous: readonly RecordId[]
}

/** Plans that would do something or that need a person; records that are in step are left out. */
export async function* planFullSynchronization(
  run: Run,
  only?: readonly string[],
): AsyncGenerator<readonly ForeseenPlan[]> {
  for (const mapping of orderedMappings(run.context)) {
    if (only !== undefined && !only.includes(mapping.name)) continue
    for (const side of sides)
      for await (const records of pagesOf(run, mapping, side)) yield planPage(run, mapping, side, records)
  }
}

async function* pagesOf(run: Run, mapping: ResolvedMapping, side: Side): AsyncGenerator<readonly RemoteRecord[]> {
  const { erpFilter, crmFilter } = mapping.definition
  const { pageSize } = settingsOf(run.context)
  const request = { entity: mapping[side], fields: selectionOf(mapping, side), pageSize }
  const where = side === 'erp' ? erpFilter : crmFilter
  let cursor: string | null = null
  do {
    const page: { readonly records: readonly RemoteRecord[]; readonly nextCursor: string | null } =
      await run.context.connectors[side].readPage({ ...request, where, cursor }, run.signal)
    yield page.records
    cursor = page.nextCursor
  } while (cursor !== null)
}

const planPage = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  records: readonly RemoteRecord[],
): Promise<readonly ForeseenPlan[]> => {
  const couplings = await couplingsOf(
    run,
    mapping,
    side,
    records.map((record) => record.id),
  )
  const byId = new Map(couplings.map((coupling) => [idOn(coupling, side), coupling]))
  const known = records.flatMap((record) => {
    const coupling = byId.get(record.id)
    return coupling === undefined ? [] : [{ coupling, record }]
  })
  const { matched, ambiguous, unmatched } = await matchRecords(
    run,
    mapping,
    side,
    records.filter((record) => !byId.has(record.id)),
  )
  const pairs = await loadCounterparts(run, mapping, side, known)
  const candidates: Candidate[] = [
    // What the ERP's pages showed already is not shown again from the other side.
    ...pairs.filter((pair) => side === 'erp' || !wasSeen(mapping, pair)),
    ...(side === 'erp' ? matched.map(({ record, partner }) => newPair(run, mapping, side, record, partner)) : []),
    ...unmatched.map((record) => alone(side, record)),
  ]
  const planned = await planCandidates(run.context, mapping, candidates, automatic)
  return [
    ...planned.flatMap(({ candidate, plan }): ForeseenPlan[] => {
      if ('failed' in plan || isIdle(candidate, plan)) return []
      const { coupling } = candidate
      return [{ ...named(mapping, side, candidate), coupling: candidate.isNew ? null : coupling, plan, ambiguous: [] }]
    }),
    ...ambiguous.map(({ record, hits }): ForeseenPlan => ({
      ...named(mapping, side, alone(side, record)),
      coupling: null,
      plan: emptyPlan,
      ambiguous: hits,
    })),
  ]
}

const wasSeen = (mapping: ResolvedMapping, pair: Candidate): boolean =>
  isRecord(pair.erp) && meetsFilter(mapping.definition.erpFilter, pair.erp.values)

const isIdle = (candidate: Candidate, plan: Plan): boolean =>
  !candidate.isNew &&
  plan.erp === null &&
  plan.crm === null &&
  plan.conflict === null &&
  plan.coupling !== 'remove' &&
  plan.missing.length === 0 &&
  plan.problems.length === 0

const named = (mapping: ResolvedMapping, side: Side, candidate: Candidate) => {
  const state = candidate[side]
  const name = isRecord(state) ? (state.values[mapping[side].nameField] ?? null) : null
  return {
    mapping: mapping.name,
    side,
    recordId: candidate.id,
    recordName: name === null ? null : String(name),
  }
}
