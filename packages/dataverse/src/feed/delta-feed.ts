/**
 * The change feed: the service's change tracking (reference/dataverse-protocol.md, section 8). Opening one walks through the whole
 * table once, because only the last page carries the link to later changes; its rows are let go of at once. A link keeps the
 * columns that it was opened with: 10,000 accounts with all 26 cost 2 requests and 11.6 MB, with the key alone 2 requests and
 * 0.8 MB, but then every page of changes would be read by id as well (500 changes: 5 requests instead of 1). An opening is
 * rare and a change is not, so the columns are asked for at once.
 */
import { KobleError, type ChangePage, type Checkpoint, type Entity, type FeedTrouble, type RecordId } from '@koble/core'
import { isODataError, textOf, type CollectionPage, type JsonObject } from '@koble/odata-client'
import { fetchPage, getPage, type Organization, type PageRequest } from '../organization.ts'
import { byIdReader } from '../read-by-ids.ts'
import { translating } from '../vendor-error.ts'
import { readId, readRecord } from '../wire/read-record.ts'
import { selectOf } from '../wire/selection.ts'
import { wireTable } from '../wire/wire-table.ts'
import { printMark, readMark, type DeltaMark } from './checkpoint.ts'

export interface FeedRead {
  readonly organization: Organization
  readonly entity: Entity
  readonly fields: readonly string[]
  readonly signal: AbortSignal | undefined
}

const openingPageSize = 5_000
const changesPerPage = 500

export async function openDeltaFeed({ organization, entity, fields, signal }: FeedRead): Promise<Checkpoint> {
  const about = `Opening the change feed of ${entity.name}`
  let request: PageRequest = {
    path: wireTable(entity).set,
    query: { select: selectOf(entity, fields) },
    prefer: ['odata.track-changes'],
    maxPageSize: openingPageSize,
    signal,
  }
  for (;;) {
    const page: CollectionPage = await getPage(organization, about, request)
    if (page.deltaLink !== null) return printMark({ link: page.deltaLink, fields })
    if (page.nextLink === null) throw withoutLink(about)
    request = { path: page.nextLink, prefer: ['odata.track-changes'], maxPageSize: openingPageSize, signal }
  }
}

export async function readDeltaFeed(read: FeedRead, since: Checkpoint): Promise<ChangePage | FeedTrouble> {
  const mark = readMark(since)
  if (mark === null) return { trouble: 'expired' }
  const about = `Reading changes of ${read.entity.name}`
  const page = await translating(about, () => fetchOrExpired(read, mark))
  if (page === 'expired') return { trouble: 'expired' }
  const link = page.nextLink ?? page.deltaLink
  if (link === null) throw withoutLink(about)
  const deleted = page.rows.filter(isDeletion).map((row) => readId(row, 'id'))
  const rows = page.rows.filter((row) => !isDeletion(row))
  const changed = await readRows(read, mark, rows)
  const moved = rows.length + deleted.length > 0 || page.nextLink !== null
  return { changed, deleted, next: moved ? printMark({ ...mark, link }) : since, more: page.nextLink !== null }
}

/** Which code an old token is answered with is not documented: whatever refusal the link meets means "begin again". */
async function fetchOrExpired(
  { organization, signal }: FeedRead,
  mark: DeltaMark,
): Promise<CollectionPage | 'expired'> {
  try {
    return await fetchPage(organization, { path: mark.link, maxPageSize: changesPerPage, signal })
  } catch (error) {
    if (isODataError(error) && (error.failure.status === 400 || error.failure.status === 410)) return 'expired'
    throw error
  }
}

const isDeletion = (row: JsonObject): boolean =>
  textOf(row, 'reason') !== undefined && (textOf(row, '@odata.context') ?? '').includes('/$deletedEntity')

/** Fields that the feed was not opened with (the mapping changed since) are read in a second request. */
async function readRows(read: FeedRead, mark: DeltaMark, rows: readonly JsonObject[]): Promise<ChangePage['changed']> {
  const { organization, entity, fields, signal } = read
  if (fields.every((field) => mark.fields.includes(field))) {
    const userId = await organization.userId()
    return rows.map((row) => readRecord(entity, fields, userId, row))
  }
  const ids = rows.map((row): RecordId => readId(row, entity.key))
  const readings = await byIdReader(organization)({ entity, fields, ids }, signal)
  // A row that went meanwhile is reported as deleted by the next reading.
  return [...readings.values()].filter((reading) => reading !== 'gone')
}

const withoutLink = (about: string): KobleError =>
  new KobleError({
    kind: 'unavailable',
    origin: 'crm',
    code: 'crm-unavailable',
    message: `${about}: the service answered without a link to go on from. Koble tries again by itself.`,
  })
