/**
 * What changed since the checkpoints, on both sides, in dependency order: the ordinary work of a connection. A checkpoint moves
 * only after the changes before it are recorded.
 */
import type { Entity } from '../entity/entity.ts'
import { selectionOf } from '../mapping/selection-of.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { ChangePage, FeedTrouble } from '../ports/connector.ts'
import type { FeedRow } from '../ports/store.ts'
import type { Checkpoint } from '../values/ids.ts'
import { sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import { carryOutRemovals } from './carry-out-removals.ts'
import type { RemovalOptions } from './carry-out-removals.ts'
import { automatic } from './candidate.ts'
import { catchUp } from './catch-up.ts'
import { markOf } from './context.ts'
import type { Run } from './context.ts'
import { feedWentBackwards } from './engine-errors.ts'
import { findPartners } from './find-partners.ts'
import { orderedMappings } from './look-again.ts'
import { synchronizePage } from './synchronize-page.ts'
import { synchronizeTable } from './synchronize-table.ts'

export interface ChangesOutcome {
  /** Whether a feed reported anything. */
  readonly moved: boolean
  /** Mappings that wait for a person: the brake holds their removals, or a feed's numbers went backwards. */
  readonly stopped: readonly string[]
}

export const synchronizeChanges = async (
  run: Run,
  options: RemovalOptions = { released: false },
): Promise<ChangesOutcome> => {
  await catchUp(run)
  const marks = await knownMarks(run)
  const moved = await movedFeeds(run, marks)
  const stopped: string[] = []
  for (const mapping of orderedMappings(run.context)) {
    if (!(await followFeeds(run, mapping, marks, moved))) stopped.push(mapping.name)
    else if (run.removals.has(mapping.name) || options.released)
      if (await carryOutRemovals(run, mapping, options)) stopped.push(mapping.name)
  }
  return { moved: moved.size > 0, stopped }
}

const feedKey = (side: Side, feed: string): string => `${side} ${feed}`

/** A table that was never read begins to be followed from now on. */
const knownMarks = async (run: Run): Promise<ReadonlyMap<string, FeedRow>> => {
  await openFeeds(run, run.context.mappings)
  const rows = await run.context.store.readFeeds(run.context.connection)
  return new Map(rows.map((row) => [feedKey(row.side, row.feed), row]))
}

/**
 * Marks of "now" for feeds that have none: taken before the first full read, so that nothing falls between. `renew`: also for
 * those that stand still, because the tables are read whole now.
 */
export const openFeeds = async (run: Run, mappings: readonly ResolvedMapping[], renew = false): Promise<void> => {
  const { store, connection, connectors } = run.context
  const rows = await store.readFeeds(connection)
  const going = rows.filter((row) => !renew || row.trouble === null)
  const known = new Set(going.map((row) => feedKey(row.side, row.feed)))
  const marks: { side: Side; feed: string; to: Checkpoint }[] = []
  for (const mapping of mappings)
    for (const side of sides) {
      if (known.has(feedKey(side, mapping.name))) continue
      const selection = { entity: mapping[side], fields: selectionOf(mapping, side) }
      marks.push({ side, feed: mapping.name, to: await connectors[side].openFeed(selection, run.signal) })
    }
  if (marks.length > 0) await store.moveCheckpoints(run.fence, marks, run.context.clock.now())
}

/** One cheap look a side. Two mappings of one entity cannot share it: the second is read as if it had moved. */
const movedFeeds = async (run: Run, marks: ReadonlyMap<string, FeedRow>): Promise<ReadonlySet<string>> => {
  const looks = await Promise.all(
    sides.map(async (side) => {
      const asked = new Map<Entity, { readonly mark: Checkpoint; readonly feed: string }>()
      const moved: string[] = []
      for (const mapping of run.context.mappings) {
        const row = marks.get(feedKey(side, mapping.name))
        if (row === undefined) continue
        if (asked.has(mapping[side]) || row.trouble !== null) moved.push(feedKey(side, mapping.name))
        else asked.set(mapping[side], { mark: row.checkpoint, feed: mapping.name })
      }
      const request = new Map([...asked].map(([entity, { mark }]) => [entity, mark]))
      const heads = request.size === 0 ? [] : await run.context.connectors[side].peekFeeds(request, run.signal)
      const still = new Set(heads.filter((head) => !head.moved).map((head) => head.entity))
      for (const [entity, { feed }] of asked) if (!still.has(entity.name)) moved.push(feedKey(side, feed))
      return moved
    }),
  )
  return new Set(looks.flat())
}

/** A feed that stood still is asked first: while it does, nothing of its table is written. Answers whether all went on. */
const followFeeds = async (
  run: Run,
  mapping: ResolvedMapping,
  marks: ReadonlyMap<string, FeedRow>,
  moved: ReadonlySet<string>,
): Promise<boolean> => {
  const rows = sides.flatMap((side) => marks.get(feedKey(side, mapping.name)) ?? [])
  const inOrder = rows.toSorted((a, b) => Number(a.trouble === null) - Number(b.trouble === null))
  for (const row of inOrder)
    if (moved.has(feedKey(row.side, row.feed)) && !(await followFeed(run, mapping, row))) return false
  return true
}

const followFeed = async (run: Run, mapping: ResolvedMapping, row: FeedRow): Promise<boolean> => {
  const { store, connectors, clock } = run.context
  const { side } = row
  let since = row.checkpoint
  for (;;) {
    run.signal.throwIfAborted()
    const request = { entity: mapping[side], fields: selectionOf(mapping, side), since }
    const page = await connectors[side].readChanges(request, run.signal)
    if (isTrouble(page)) return meetTrouble(run, mapping, row, page)
    // New records are matched before they are created: one that was ambiguous must not become a third by an edit.
    await synchronizePage(run, mapping, { side, records: page.changed, deleted: page.deleted }, automatic, findPartners)
    if (page.next !== since || row.trouble !== null)
      await store.moveCheckpoints(run.fence, [{ side, feed: mapping.name, to: page.next }], clock.now())
    if (!page.more) return true
    since = page.next
  }
}

const isTrouble = (page: ChangePage | FeedTrouble): page is FeedTrouble => 'trouble' in page

const meetTrouble = async (
  run: Run,
  mapping: ResolvedMapping,
  row: FeedRow,
  trouble: FeedTrouble,
): Promise<boolean> => {
  if (trouble.trouble === 'expired') {
    await readAnew(run, mapping, row.side)
    return true
  }
  if (row.trouble !== null) return false
  const error = feedWentBackwards(row.side, mapping.definition.label, trouble.message)
  const alarm = { mapping: mapping.name, side: row.side, recordId: null, recordName: null, error }
  run.context.log.warn('feed.wentBackwards', { mapping: mapping.name, side: row.side })
  await run.context.store.setFeedTrouble(run.fence, row.side, mapping.name, error, run.context.clock.now())
  await run.context.store.reportErrors(run.fence, [alarm], markOf(run))
  return false
}

/** The feed no longer knows our mark: the table is read whole, under a mark taken before. */
const readAnew = async (run: Run, mapping: ResolvedMapping, side: Side): Promise<void> => {
  const { store, connectors, clock, log } = run.context
  log.warn('feed.expired', { mapping: mapping.name, side })
  const selection = { entity: mapping[side], fields: selectionOf(mapping, side) }
  const to = await connectors[side].openFeed(selection, run.signal)
  await synchronizeTable(run, mapping)
  await store.moveCheckpoints(run.fence, [{ side, feed: mapping.name, to }], clock.now())
}
