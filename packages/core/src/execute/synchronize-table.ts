/** One table read whole, first the ERP's side and then the CRM's, page by page; it can go on from the page it stopped at. */
import { isKobleError } from '../errors/koble-error.ts'
import { selectionOf } from '../mapping/selection-of.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { RecordPage } from '../ports/connector.ts'
import type { Coupling } from '../ports/store.ts'
import type { Side } from '../values/side.ts'
import { automatic } from './candidate.ts'
import { settingsOf } from './context.ts'
import type { Run } from './context.ts'
import { findPartners } from './find-partners.ts'
import { synchronizePage } from './synchronize-page.ts'
import type { FindPartners } from './synchronize-page.ts'

export interface TablePlace {
  readonly side: Side
  readonly cursor: string | null
}

export interface TableOptions {
  readonly from: TablePlace
  /** Pairs seen in agreement since then are left out on the second side: they were read from the first, as were refused ones. */
  readonly startedAt: number
  /** Called after each page is recorded and settled. `next` is null at the end of the table. */
  readonly onPage: (records: number, next: TablePlace | null) => Promise<void>
  readonly partners: FindPartners
}

export const wholeTable: TablePlace = { side: 'erp', cursor: null }

export const synchronizeTable = async (
  run: Run,
  mapping: ResolvedMapping,
  options: Partial<TableOptions> = {},
): Promise<void> => {
  const startedAt = options.startedAt ?? run.context.clock.now()
  const mode = { ...automatic, stamp: true }
  let place: TablePlace | null = options.from ?? wholeTable
  let isResumed = place.cursor !== null
  while (place !== null) {
    run.signal.throwIfAborted()
    const side: Side = place.side
    const page: RecordPage | null = await readPage(run, mapping, place, isResumed)
    if (page === null) {
      place = { side, cursor: null }
      isResumed = false
      continue
    }
    isResumed = false
    const wasSeen = (coupling: Coupling): boolean =>
      side === 'crm' && (run.refused.has(coupling.id) || (coupling.agreedAt !== null && coupling.agreedAt > startedAt))
    const { records } = page
    await synchronizePage(run, mapping, { side, records, deleted: [] }, mode, options.partners ?? findPartners, wasSeen)
    place = nextPlace(side, page)
    await options.onPage?.(records.length, place)
  }
}

const nextPlace = (side: Side, page: RecordPage): TablePlace | null => {
  if (page.nextCursor !== null) return { side, cursor: page.nextCursor }
  return side === 'erp' ? { side: 'crm', cursor: null } : null
}

/** Null when a cursor from before no longer holds: the side's pages start again, which repeats nothing. */
const readPage = async (
  run: Run,
  mapping: ResolvedMapping,
  { side, cursor }: TablePlace,
  mayBeExpired: boolean,
): Promise<RecordPage | null> => {
  const { erpFilter, crmFilter } = mapping.definition
  const request = {
    entity: mapping[side],
    fields: selectionOf(mapping, side),
    where: side === 'erp' ? erpFilter : crmFilter,
    cursor,
    pageSize: settingsOf(run.context).pageSize,
  }
  try {
    return await run.context.connectors[side].readPage(request, run.signal)
  } catch (error) {
    const isCursor = isKobleError(error) && (error.detail.kind === 'rejected' || error.detail.kind === 'missing')
    if (mayBeExpired && isCursor) return null
    throw error
  }
}
