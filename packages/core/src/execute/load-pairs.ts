/** Reads what a page of couplings or records holds now: the fewest requests, one a side. */
import { selectionOf } from '../mapping/selection-of.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Reading, RemoteRecord } from '../ports/connector.ts'
import type { Coupling } from '../ports/store.ts'
import type { RecordId } from '../values/ids.ts'
import { otherSide } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { paired } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import type { Run } from './context.ts'
import { idOn } from './coupling-ids.ts'

export const readRecords = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, Reading>> => {
  if (ids.length === 0) return new Map()
  const request = { entity: mapping[side], fields: selectionOf(mapping, side), ids: [...new Set(ids)] }
  return run.context.connectors[side].readByIds(request, run.signal)
}

/** Couplings with both records read by id. */
export const loadCouplings = async (
  run: Run,
  mapping: ResolvedMapping,
  couplings: readonly Coupling[],
): Promise<readonly Candidate[]> => {
  const [erp, crm] = await Promise.all([
    readRecords(
      run,
      mapping,
      'erp',
      couplings.map((coupling) => coupling.erpId),
    ),
    readRecords(
      run,
      mapping,
      'crm',
      couplings.map((coupling) => coupling.crmId),
    ),
  ])
  return couplings.flatMap((coupling) => {
    const states = { erp: erp.get(coupling.erpId), crm: crm.get(coupling.crmId) }
    if (states.erp === undefined || states.crm === undefined) return []
    return [paired(coupling.createdOn === 'erp' ? 'crm' : 'erp', coupling, { erp: states.erp, crm: states.crm })]
  })
}

/** Couplings of which one side was just read: only their counterparts are asked for. */
export const loadCounterparts = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  read: readonly { readonly coupling: Coupling; readonly record: RemoteRecord | 'gone' }[],
): Promise<readonly Candidate[]> => {
  const other = otherSide(side)
  const readings = await readRecords(
    run,
    mapping,
    other,
    read.map(({ coupling }) => idOn(coupling, other)),
  )
  return read.flatMap(({ coupling, record }) => {
    const partner = readings.get(idOn(coupling, other))
    if (partner === undefined) return []
    return [paired(side, coupling, side === 'erp' ? { erp: record, crm: partner } : { erp: partner, crm: record })]
  })
}
