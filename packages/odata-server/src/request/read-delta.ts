/** What changed since a delta token: changed rows by version, then deletions. */
import { raise } from '../model/problem.ts'
import { isIndexed } from '../storage/reader.ts'
import { visibility } from './model.ts'
import { contextShape, presentRow } from './present.ts'
import { linkWith, pageSize } from './read-list.ts'
import { deltaOption, deltaState, deltaText, skipState, skipText } from './tokens.ts'
import type { Row, Tombstone } from '../model/row.ts'
import type { Json } from '../model/value.ts'
import type { ListRead } from './read-list.ts'
import type { Outcome } from './exchange.ts'

type Change = { readonly version: number; readonly row: Row } | { readonly version: number; readonly stone: Tombstone }

export function readDelta(read: ListRead, token: string): Outcome {
  const { presenter, set, options, exchange, database } = read
  const { model, context } = presenter
  if (set.tracked !== true || set.table === undefined)
    return raise({ kind: 'notTracked', set: set.name, entityType: set.entityType })
  const since = deltaState(token, model.dialect)
  const age = Date.parse(context.now) - Date.parse(since.at)
  const days = model.dialect.delta?.daysToLive ?? 7
  const stale =
    Number.isNaN(age) ||
    age > days * 86_400_000 ||
    since.version < database.resetVersion ||
    since.version > database.highestVersion + 1_000_000
  if (exchange.faults.expireDelta || stale) raise({ kind: 'expiredDelta', token })
  const skip = options.skipToken === undefined ? undefined : skipState(options.skipToken, model.dialect)
  const until = skip?.version ?? database.lowestUncommitted - 1
  const place = skip === undefined ? { stones: false, version: since.version } : placeOf(skip.after)
  const size = pageSize(options, read)
  const changes = take(changesFrom(read, place, until), size + 1)
  const page = changes.slice(0, size)
  const last = page.at(-1)
  const name = `${context.scope.prefix}${set.name}`
  const body: Record<string, Json> = {
    '@odata.context': `${context.serviceUrl}/$metadata#${name}${contextShape(set, options, model)}/$delta`,
  }
  const more = changes.length > size && last !== undefined
  if (!more)
    body['@odata.deltaLink'] = linkWith(
      exchange,
      deltaOption(model.dialect),
      deltaText({ version: until, at: context.now }, model.dialect),
    )
  body['value'] = page.map((change) =>
    'row' in change
      ? presentRow(presenter, set, change.row, options)
      : {
          '@odata.context': `${context.serviceUrl}/$metadata#${name}/$deletedEntity`,
          id: change.stone.id,
          reason: model.dialect.delta?.reason ?? 'deleted',
        },
  )
  if (more) {
    const after = `${'stone' in last ? 'd' : 'r'}${last.version}`
    body['@odata.nextLink'] = linkWith(
      exchange,
      '$skiptoken',
      skipText(
        { page: (skip?.page ?? 1) + 1, after, lastId: '', firstId: '', tracking: true, version: until },
        model.dialect,
        exchange,
      ),
    )
  }
  return { status: 200, headers: {}, json: body }
}

/** Changes seen by a count of those since a token. */
export function countDelta(read: ListRead, token: string): Outcome {
  const since = deltaState(token, read.presenter.model.dialect)
  const count = take(
    changesFrom(read, { stones: false, version: since.version }, read.database.lowestUncommitted - 1),
    Infinity,
  ).length
  return { status: 200, headers: { 'content-type': 'text/plain' }, text: String(count) }
}

function placeOf(after: string): { readonly stones: boolean; readonly version: number } {
  const match = /^([rd])(\d{1,16})$/.exec(after)
  return match === null
    ? raise({ kind: 'badSkipToken', token: after })
    : { stones: match[1] === 'd', version: Number(match[2]) }
}

function take(changes: Iterable<Change>, count: number): Change[] {
  const found: Change[] = []
  for (const change of changes) {
    found.push(change)
    if (found.length >= count) break
  }
  return found
}

function* changesFrom(
  read: ListRead,
  place: { readonly stones: boolean; readonly version: number },
  until: number,
): Generator<Change, undefined> {
  const { context } = read.presenter
  const table = read.set.table ?? ''
  const visible = visibility(read.set, context)
  const since = deltaOf(read)
  if (!place.stones) {
    for (const row of rowsSince(read, place.version)) {
      if (row.rowVersion > until) break
      if (visible === undefined || visible(row)) yield { version: row.rowVersion, row }
    }
  }
  const from = place.stones ? place.version : since
  for (const stone of context.data.deleted({ sinceVersion: from, table })) {
    if (stone.version > until) break
    // Created again under its old id: it shows as a changed row.
    if (context.data.get(table, stone.id) === undefined) yield { version: stone.version, stone }
  }
}

function deltaOf(read: ListRead): number {
  return read.options.deltaToken === undefined
    ? 0
    : deltaState(read.options.deltaToken, read.presenter.model.dialect).version
}

function* rowsSince(read: ListRead, version: number): Generator<Row, undefined> {
  const { context } = read.presenter
  const reader = context.data
  const store = isIndexed(reader) ? reader.store(read.set.table ?? '') : undefined
  const index = store?.index(['rowVersion'])
  if (index === undefined) return
  for (const row of index.rows.from((each) => (each.rowVersion > version ? 0 : -1))) {
    context.usage.rowsRead += 1
    yield row
  }
}
