/**
 * The change feed without Koble's pages: `lastModifiedDateTime` of API v2.0. Rows of a long transaction appear late with an early
 * stamp, so each reading starts 5 s before its mark, and every 10 minutes one starts 15 minutes before it, longer than any
 * request can run. It sees no deletions (reference/business-central-protocol.md, section 4.5).
 */
import type { ChangePage, RemoteRecord } from '@koble/core'
import { textOf } from '@koble/odata-client'
import { getPage, setPath } from '../environment.ts'
import { standardRoot } from '../session.ts'
import { readRecord } from '../wire/read-record.ts'
import { selectOf } from '../wire/selection.ts'
import { printMark, type StampMark } from './checkpoint.ts'
import type { FeedRead } from './version-feed.ts'

const overlapMs = 5_000
const lookBackEveryMs = 600_000
const lookBackMs = 900_000
const rowsPerPage = 500
const remembered = 1_000
const beginning = '0001-01-01T00:00:00Z'

/** The newest stamp there is; no clock is compared with another. */
export async function openStampFeed(read: FeedRead): Promise<StampMark> {
  const { environment, entity, session, signal } = read
  const page = await getPage(environment, `Reading changes of ${entity.name}`, {
    path: `${standardRoot}/${setPath(environment, entity, session)}`,
    query: { select: ['id', 'lastModifiedDateTime'], orderby: 'lastModifiedDateTime desc', top: 1 },
    signal,
  })
  const stamp = textOf(page.rows[0], 'lastModifiedDateTime') ?? beginning
  return { kind: 'stamp', stamp, lookedBackAt: environment.clock.now(), recent: [], link: null }
}

export async function readStampFeed(read: FeedRead, mark: StampMark): Promise<ChangePage> {
  const { environment, entity, fields, session, signal } = read
  const now = environment.clock.now()
  const looksBack = mark.link === null && now - mark.lookedBackAt >= lookBackEveryMs
  const first = {
    path: `${standardRoot}/${setPath(environment, entity, session)}`,
    query: {
      select: selectOf(entity, fields, session),
      filter: `lastModifiedDateTime gt ${before(mark.stamp, looksBack ? lookBackMs : overlapMs)}`,
      orderby: 'lastModifiedDateTime',
    },
  }
  const page = await getPage(environment, `Reading changes of ${entity.name}`, {
    ...(mark.link === null ? first : { path: mark.link }),
    maxPageSize: rowsPerPage,
    signal,
  })
  const records = page.rows.map((row) => readRecord(entity, fields, session, row))
  const known = new Map(mark.recent)
  const changed = records.filter((record) => known.get(record.id) !== record.tag)
  if (changed.length === 0 && page.nextLink === null && mark.link === null && !looksBack)
    return { changed, deleted: [], next: printMark(mark), more: false }
  const next: StampMark = {
    kind: 'stamp',
    stamp: newest([mark.stamp, ...page.rows.map((row) => textOf(row, 'lastModifiedDateTime') ?? beginning)]),
    lookedBackAt: looksBack ? now : mark.lookedBackAt,
    recent: remember(mark.recent, records),
    link: page.nextLink,
  }
  return { changed, deleted: [], next: printMark(next), more: page.nextLink !== null }
}

/** Stamps have up to seven decimals, so they are compared as instants; of two within one millisecond either will do. */
const newest = (stamps: readonly string[]): string => stamps.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a))

const before = (stamp: string, ms: number): string =>
  stamp === beginning ? beginning : new Date(Date.parse(stamp) - ms).toISOString()

function remember(recent: StampMark['recent'], records: readonly RemoteRecord[]): StampMark['recent'] {
  const tags = new Map(recent)
  for (const record of records) {
    tags.delete(record.id)
    tags.set(record.id, record.tag)
  }
  return [...tags].slice(-remembered)
}
