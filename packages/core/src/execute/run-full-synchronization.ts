/**
 * A full synchronization: all tables in dependency order, matched first, with progress, cancel between pages and resume. It can
 * stop anywhere and go on without doing anything twice; a second one writes nothing.
 */
import { isKobleError } from '../errors/koble-error.ts'
import type { ErrorDetail } from '../errors/koble-error.ts'
import { isPassing } from '../errors/retry-policy.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { JobRow, JobStatus, TableProgress } from '../ports/store.ts'
import type { JobId } from '../values/ids.ts'
import { carryOutRemovals } from './carry-out-removals.ts'
import { catchUp, recover } from './catch-up.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { findPartners, findPartnersOnly } from './find-partners.ts'
import { freshTables, isFullPlace, progressOf, withTable } from './full-progress.ts'
import type { FullPlace } from './full-progress.ts'
import { orderedMappings } from './look-again.ts'
import { runJob, showProgress } from './run-job.ts'
import type { JobEnd } from './run-job.ts'
import { openFeeds } from './synchronize-changes.ts'
import { synchronizeTable, wholeTable } from './synchronize-table.ts'
import type { TablePlace } from './synchronize-table.ts'
import { noCounts, tallyFrom } from './tally.ts'

type JobRun = Run & { readonly job: JobId }

export interface FullOptions {
  /** Only these mappings; all when absent. */
  readonly only?: readonly string[]
  /** A person released the removals that the brake stopped. */
  readonly released?: boolean
  /** Only couples what matches, and synchronizes those pairs; creates nothing. */
  readonly matchOnly?: boolean
  /** Called between two pages, when nothing is in hand: interactive work of the same connection goes here. */
  readonly betweenPages?: (run: Run) => Promise<void>
}

export const runFullSynchronization = async (
  run: JobRun,
  job: JobRow,
  options: FullOptions = {},
): Promise<JobStatus> => {
  const resumed = isFullPlace(job.resume) ? job.resume : null
  const counted: JobRun = { ...run, tally: tallyFrom(resumed?.counts ?? noCounts) }
  return runJob(counted, job, () => runTables(counted, resumed, options))
}

const runTables = async (run: JobRun, resumed: FullPlace | null, options: FullOptions): Promise<JobEnd> => {
  const { clock, store } = run.context
  const wanted = orderedMappings(run.context).filter((mapping) => options.only?.includes(mapping.name) ?? true)
  const startedAt = resumed?.startedAt ?? clock.now()
  const rate = rateFrom(clock.now())
  let tables = resumed?.tables ?? freshTables(wanted)
  let failure: ErrorDetail | null = null

  const show = async (at: FullPlace['at']): Promise<void> => {
    const progress = progressOf(tables)
    const place: FullPlace = { startedAt, counts: run.tally.read(), tables, at }
    await showProgress(run, progress, place, rate(progress.done, clock.now()))
  }

  await recover(run)
  if (resumed === null) {
    await openFeeds(run, wanted, true)
    tables = await countTables(run, wanted, tables)
    await show(null)
  }
  for (const mapping of wanted) {
    const state = tables.find((table) => table.mapping === mapping.name)?.state
    if (state === 'done' || state === 'failed') continue
    if (await store.isCancelRequested(run.job)) return { status: 'cancelled' }
    const from = resumed?.at?.mapping === mapping.name ? resumed.at : wholeTable
    if (from === wholeTable) tables = withTable(tables, mapping.name, { state: 'running', done: 0 })
    await show({ mapping: mapping.name, ...placeOf(from) })
    try {
      await synchronizeTable(run, mapping, {
        from: placeOf(from),
        startedAt,
        partners: options.matchOnly === true ? findPartnersOnly : findPartners,
        onPage: async (records, next) => {
          const table = tables.find((one) => one.mapping === mapping.name)
          const done = (table?.done ?? 0) + records
          const total = table?.total ?? null
          tables = withTable(tables, mapping.name, { done, total: total === null ? null : Math.max(total, done) })
          await show(next === null ? null : { mapping: mapping.name, ...next })
          if (total !== null && next?.side === 'crm' && next.cursor === null)
            tables = withTable(tables, mapping.name, { total: await totalWithCrm(run, mapping, done) })
          if (await store.isCancelRequested(run.job)) throw new Cancelled()
          await options.betweenPages?.(run)
        },
      })
      await carryOutRemovals(run, mapping, { released: options.released ?? false })
      const done = tables.find((table) => table.mapping === mapping.name)?.done ?? 0
      tables = withTable(tables, mapping.name, { state: 'done', total: done })
    } catch (error) {
      if (error instanceof Cancelled) return { status: 'cancelled' }
      failure = await tableFailed(run, mapping, error)
      tables = withTable(tables, mapping.name, { state: 'failed' })
    }
    await show(null)
  }
  await catchUp(run)
  await show(null)
  return failure === null ? { status: 'succeeded' } : { status: 'failed', error: failure }
}

/** Thrown between pages only. */
class Cancelled extends Error {}

const placeOf = ({ side, cursor }: TablePlace): TablePlace => ({ side, cursor })

/** A table that cannot be read or written at all does not stop the others; a passing trouble stops the run, to be resumed. */
const tableFailed = async (run: JobRun, mapping: ResolvedMapping, error: unknown): Promise<ErrorDetail> => {
  if (!isKobleError(error) || run.signal.aborted || isPassing(error.detail)) throw error
  const { detail } = error
  run.context.log.error('table.failed', { mapping: mapping.name, code: detail.code })
  const listed = { mapping: mapping.name, side: null, recordId: null, recordName: null, error: detail }
  await run.context.store.reportErrors(run.fence, [listed], markOf(run))
  return detail
}

const countTables = async (
  run: Run,
  mappings: readonly ResolvedMapping[],
  tables: readonly TableProgress[],
): Promise<readonly TableProgress[]> => {
  const { erp, crm } = run.context.connectors
  let counted = tables
  for (const mapping of mappings) {
    const { erpFilter, crmFilter } = mapping.definition
    const [onErp, onCrm] = await Promise.all([
      countSafely(() => erp.count(mapping.erp, erpFilter, run.signal)),
      countSafely(() => crm.count(mapping.crm, crmFilter, run.signal)),
    ])
    const total = onErp === null || onCrm === null ? null : onErp + onCrm
    counted = withTable(counted, mapping.name, { total })
  }
  return counted
}

/** The first side's pages make records on the second: before that is read, it is counted anew. */
const totalWithCrm = async (run: Run, mapping: ResolvedMapping, done: number): Promise<number | null> => {
  const { crm } = run.context.connectors
  const onCrm = await countSafely(() => crm.count(mapping.crm, mapping.definition.crmFilter, run.signal))
  return onCrm === null ? null : done + onCrm
}

/** A table that may not be counted shows its progress without a total; reading it will say why. */
const countSafely = async (count: () => Promise<number | null>): Promise<number | null> => {
  try {
    return await count()
  } catch (error) {
    if (!isKobleError(error) || isPassing(error.detail)) throw error
    return null
  }
}

const rateFrom = (startedAt: number): ((done: number, now: number) => number | null) => {
  let first: number | null = null
  return (done, now) => {
    first ??= done
    const elapsedMs = now - startedAt
    return elapsedMs <= 0 ? null : Math.round(((done - first) * 10_000) / elapsedMs) / 10
  }
}
