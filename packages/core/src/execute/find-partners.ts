/** What a full run does with records that have no coupling: matched ones are coupled, ambiguous ones listed, the rest created. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import { otherSide } from '../values/side.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { Coupling, PlannedRecord } from '../ports/store.ts'
import type { CouplingId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import { alone, paired } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { pairIds } from './coupling-ids.ts'
import { ambiguousMatch } from './engine-errors.ts'
import { matchRecords } from './match-records.ts'
import type { Matches } from './match-records.ts'
import type { FindPartners } from './synchronize-page.ts'

export const findPartners: FindPartners = async (run, mapping, side, records) => {
  if (records.length === 0 || mapping.definition.match.length === 0) return records.map((record) => alone(side, record))
  const { matched, ambiguous, unmatched } = await matchRecords(run, mapping, side, records)
  await listAmbiguous(run, mapping, side, ambiguous)
  return [
    ...matched.map(({ record, partner }) => newPair(run, mapping, side, record, partner)),
    ...unmatched.map((record) => alone(side, record)),
  ]
}

/** Only couples: nothing is created for what has no match. */
export const findPartnersOnly: FindPartners = async (run, mapping, side, records) => {
  const { matched, ambiguous } = await matchRecords(run, mapping, side, records)
  await listAmbiguous(run, mapping, side, ambiguous)
  return matched.map(({ record, partner }) => newPair(run, mapping, side, record, partner))
}

/** Two records that are to be coupled, not recorded yet. */
export const newPair = (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  record: RemoteRecord,
  partner: RemoteRecord,
  chosenWinner: Side | null = null,
): Candidate => {
  const coupling: Coupling = {
    id: run.context.newId() as CouplingId,
    mapping: mapping.name,
    ...pairIds(side, record.id, partner.id),
    state: 'coupled',
    createdOn: null,
    bases: {},
    chosenWinner,
    erpName: null,
    crmName: null,
    agreedAt: null,
    problem: null,
    attempts: 0,
    retryAt: null,
    outside: false,
  }
  const states = side === 'erp' ? { erp: record, crm: partner } : { erp: partner, crm: record }
  return paired(side, coupling, states, true)
}

const listAmbiguous = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  ambiguous: Matches['ambiguous'],
): Promise<void> => {
  if (ambiguous.length === 0) return
  const since = run.context.clock.now()
  const listed = ambiguous.map(({ record, hits }) => {
    const recordName = String(record.values[mapping[side].nameField] ?? record.id)
    const error = ambiguousMatch(mapping.definition.label, recordName, hits)
    return { mapping: mapping.name, side, recordId: record.id, recordName, error }
  })
  const planned = listed.map((one): PlannedRecord => ({
    mapping: mapping.name,
    record: { side, id: one.recordId },
    coupling: null,
    change: 'none',
    effects: [],
    conflict: null,
    pending: { ...one, reason: 'problem', missing: [], since },
  }))
  await run.context.store.recordPlans(run.fence, planned, listed, markOf(run))
  run.tally.add({ failed: ambiguous.length })
  run.context.log.warn('match.ambiguous', { mapping: mapping.name, on: otherSide(side), records: ambiguous.length })
}
