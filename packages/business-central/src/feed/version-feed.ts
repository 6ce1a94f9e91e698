/**
 * The change feed over Koble's pages: rows by `systemRowVersion` from the mark up to the lowest uncommitted version, then the
 * log of deletions (docs/koble-api-pages.md, "The change feed"). It never skips, needs no overlap and sees deletions.
 */
import type { ChangePage, Entity, FeedTrouble, RecordId, RemoteRecord } from '@koble/core'
import type { JsonObject } from '@koble/odata-client'
import { companyPath, getPage, type Environment } from '../environment.ts'
import { byIdReader, listByIds } from '../read-by-ids.ts'
import { pagesRoot, type Session } from '../session.ts'
import { readId, readRecord } from '../wire/read-record.ts'
import { selectOf } from '../wire/selection.ts'
import { wireTable } from '../wire/wire-table.ts'
import { printMark, type VersionMark } from './checkpoint.ts'
import { movedSince, readFeedState, readInt64, statesOf, wentBackwards } from './feed-state.ts'

export interface FeedRead {
  readonly environment: Environment
  readonly session: Session
  readonly entity: Entity
  readonly fields: readonly string[]
  readonly signal: AbortSignal | undefined
}

const rowsPerPage = 500
const deletionsPerPage = 1_000

export const feedSets = (entity: Entity): readonly string[] =>
  wireTable(entity).feedSources?.map((source) => source.set) ?? [wireTable(entity).set]

export async function openVersionFeed(read: FeedRead): Promise<VersionMark> {
  const states = statesOf(await readFeedState(read.environment, read.signal), feedSets(read.entity))
  return {
    kind: 'version',
    version: lowest(states.map((state) => state.lowestUncommittedVersion)) - 1n,
    entry: lowest(states.map((state) => state.lastDeletion)),
  }
}

const lowest = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => (b < a ? b : a))

export async function readVersionFeed(read: FeedRead, mark: VersionMark): Promise<ChangePage | FeedTrouble> {
  const states = statesOf(await readFeedState(read.environment, read.signal), feedSets(read.entity))
  if (wentBackwards(states, mark)) {
    const message = `The change numbers of Business Central went backwards (its next is below ${mark.version}): a backup was restored, or the company was replaced.`
    return { trouble: 'wentBackwards', message }
  }
  if (!movedSince(states, mark)) return { changed: [], deleted: [], next: printMark(mark), more: false }
  const bound = lowest(states.map((state) => state.lowestUncommittedVersion))
  if (wireTable(read.entity).feedSources !== undefined) return readComputed(read, mark, bound)
  const page = await readRows(read, mark.version, bound)
  if (page.lastVersion !== null) {
    const next = printMark({ ...mark, version: page.lastVersion })
    return { changed: page.records, deleted: [], next, more: true }
  }
  const lastDeletion = states.map((state) => state.lastDeletion).reduce((a, b) => (b > a ? b : a))
  const log = await readDeletions(read, mark.entry, lastDeletion)
  // The tables say that something moved, but nothing shows: an empty answer in error, or a row that moved on meanwhile. The
  // mark stays, so that the next reading looks again.
  const shown = page.records.length + log.entries > 0
  const next = printMark(shown ? { kind: 'version', version: bound - 1n, entry: log.upTo } : mark)
  return { changed: page.records, deleted: log.deleted, next, more: shown && log.upTo < lastDeletion }
}

/** `lastVersion`: where to go on when more rows wait, else null. */
async function readRows(
  read: FeedRead,
  above: bigint,
  bound: bigint,
): Promise<{ records: readonly RemoteRecord[]; lastVersion: bigint | null }> {
  const { environment, entity, fields, session, signal } = read
  const page = await getPage(environment, `Reading changes of ${entity.name}`, {
    path: `${pagesRoot}/${companyPath(environment, wireTable(entity).set)}`,
    query: {
      select: [...selectOf(entity, fields, session), 'systemRowVersion'],
      filter: versionsBetween(above, bound),
      orderby: 'systemRowVersion',
    },
    maxPageSize: rowsPerPage,
    signal,
  })
  const last = page.rows.at(-1)
  return {
    records: page.rows.map((row) => readRecord(entity, fields, session, row)),
    lastVersion: page.nextLink === null || last === undefined ? null : readInt64(last, 'systemRowVersion'),
  }
}

const versionsBetween = (above: bigint, bound: bigint): string =>
  `systemRowVersion gt ${above} and systemRowVersion lt ${bound}`

/** A record that was deleted and made again under its id has an entry in the log and lives: what is there is not deleted. */
async function readDeletions(
  read: FeedRead,
  above: bigint,
  upTo: bigint,
): Promise<{ deleted: readonly RecordId[]; entries: number; upTo: bigint }> {
  if (upTo <= above) return { deleted: [], entries: 0, upTo: above }
  const { environment, entity, signal } = read
  const page = await getPage(environment, `Reading deletions of ${entity.name}`, {
    path: `${pagesRoot}/${companyPath(environment, 'deletedRecords')}`,
    query: {
      select: ['entryNumber', 'recordId'],
      filter: `tableName eq '${wireTable(entity).set}' and entryNumber gt ${above} and entryNumber le ${upTo}`,
      orderby: 'entryNumber',
    },
    maxPageSize: deletionsPerPage,
    signal,
  })
  const last = page.rows.at(-1)
  const reached = page.nextLink === null || last === undefined ? upTo : readInt64(last, 'entryNumber')
  const ids = [...new Set(page.rows.map((row) => readId(row, 'recordId')))]
  return { deleted: await onlyAbsent(read, ids), entries: ids.length, upTo: reached }
}

async function onlyAbsent(read: FeedRead, ids: readonly RecordId[]): Promise<readonly RecordId[]> {
  const alive = new Set<RecordId>()
  for (let start = 0; start < ids.length; start += 80) {
    const found = await listByIds({ ...read, fields: [] }, ids.slice(start, start + 80))
    for (const id of found.keys()) alive.add(id)
  }
  return ids.filter((id) => !alive.has(id))
}

/** Computed records change when any of their sources does: the sources name them, and they are read anew. */
async function readComputed(read: FeedRead, mark: VersionMark, bound: bigint): Promise<ChangePage> {
  const { environment, entity, fields, signal } = read
  const ids = new Set<RecordId>()
  let rows = 0
  for (const source of wireTable(entity).feedSources ?? [])
    for (const row of await readAll(read, source.set, source.idField, versionsBetween(mark.version, bound))) {
      rows += 1
      ids.add(readId(row, source.idField))
    }
  const readings = await byIdReader(environment)({ entity, fields, ids: [...ids].filter(isNamed) }, signal)
  const changed = [...readings.values()].filter((reading) => reading !== 'gone')
  const deleted = [...readings].flatMap(([id, reading]) => (reading === 'gone' ? [id] : []))
  const next = printMark(rows === 0 ? mark : { ...mark, version: bound - 1n })
  return { changed, deleted, next, more: false }
}

/** An entry of no customer shows the zero GUID. */
const isNamed = (id: RecordId): boolean => !id.startsWith('00000000-0000-0000-0000-')

async function readAll(read: FeedRead, set: string, idField: string, filter: string): Promise<readonly JsonObject[]> {
  const { environment, signal } = read
  const rows: JsonObject[] = []
  const select = [...new Set(['id', idField])]
  let request = {
    path: `${pagesRoot}/${companyPath(environment, set)}`,
    query: { select, filter, orderby: 'systemRowVersion' },
  }
  for (;;) {
    const page = await getPage(environment, `Reading changes of ${set}`, { ...request, signal })
    rows.push(...page.rows)
    if (page.nextLink === null) return rows
    request = { path: page.nextLink, query: { select: [], filter: '', orderby: 'x' } }
  }
}
