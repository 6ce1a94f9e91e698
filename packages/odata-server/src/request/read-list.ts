/** A collection's answer: filter, order, page, count, links; tracked reads end in a delta link. */
import { raise } from '../model/problem.ts'
import { constraintsOf } from '../query/constraints.ts'
import { countRows, runQuery } from '../query/run-query.ts'
import { listingOf } from './listing.ts'
import { columnOf, propertyOf, typeName } from './model.ts'
import { checkNames, contextShape } from './present.ts'
import { deltaOption, deltaText, nextState, skipState, skipText } from './tokens.ts'
import type { Database } from '../model/database.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Json } from '../model/value.ts'
import type { QueryOptions } from '../query/query-options.ts'
import type { Exchange, Outcome } from './exchange.ts'
import type { Presenter } from './present.ts'
import type { ListSource, Listing } from './listing.ts'

export interface ListRead extends ListSource {
  readonly exchange: Exchange
  readonly database: Database
}

export function readList(read: ListRead): Outcome {
  const { presenter, set, options, exchange, database } = read
  const { model, context, preferences } = presenter
  checkParent(read)
  const listing = listingOf(read)
  checkNames(listing.set, options, model)
  const skip = options.skipToken === undefined ? undefined : skipState(options.skipToken, model.dialect)
  const { trackChanges = 'offered' } = model.dialect
  const tracking = skip?.tracking === true || (preferences.trackChanges && trackChanges !== 'ignored')
  if (tracking) checkTracking(set, options, read)
  const size = pageSize(options, read)
  const top = model.dialect.page.maxPageSizeBeatsTop && preferences.maxPageSize !== undefined ? undefined : options.top
  const sent = skip === undefined ? 0 : (skip.sent ?? (skip.page - 1) * size)
  const left = top === undefined ? undefined : Math.max(0, top - sent)
  const limit = Math.min(size, left ?? size)
  const found = exchange.faults.emptyPage
    ? { rows: [], more: false, after: '' }
    : runQuery({
        model,
        set: listing.set,
        context,
        filter: listing.filter,
        orderby: options.orderby,
        limit,
        skip: skip === undefined ? (options.skip ?? 0) : 0,
        after: skip && { values: skip.after, id: skip.lastId },
        ...listing.source,
      })
  const linked = found.more && (left === undefined || (model.dialect.page.linkWithTop && limit < left))
  const version = skip?.version ?? database.lowestUncommitted - 1
  const next = linked ? nextState(found, skip, { sent, ...(tracking && { version }) }) : undefined
  const body: Record<string, Json> = {
    '@odata.context': `${context.serviceUrl}/$metadata#${contextName(read)}${shapeOf(listing, read)}`,
  }
  addCount(body, read, listing)
  if (tracking && next === undefined)
    body['@odata.deltaLink'] = linkWith(
      exchange,
      deltaOption(model.dialect),
      deltaText({ version, at: context.now }, model.dialect),
    )
  body['value'] = found.rows.map(listing.show)
  if (next !== undefined)
    body['@odata.nextLink'] = linkWith(
      exchange,
      '$skiptoken',
      skipText(next, model.dialect, exchange),
      model.dialect.skipPrefix,
    )
  return { status: 200, headers: {}, json: body }
}

/** "customers", or the path below a parent. */
export function contextName(read: Pick<ListRead, 'presenter' | 'set' | 'parent'>): string {
  const { scope } = read.presenter.context
  const { parent, set } = read
  if (parent?.navigation.contained !== true) return `${scope.prefix}${set.name}`
  return `${scope.prefix}${parent.set.name}(${parent.row.id})/${parent.name}`
}

function checkParent(read: ListRead): void {
  const { set, parent, options, presenter } = read
  if (set.requiresParent === undefined || parent !== undefined) return
  const constraints = constraintsOf(options.filter, set, presenter.model)
  const given = set.requiresParent.some((name) => {
    const property = propertyOf(set, name)
    return property !== undefined && constraints.get(columnOf(name, property))?.equal !== undefined
  })
  if (!given) raise({ kind: 'parentRequired', set: set.name, parent: set.requiresParent.join(' or ') })
}

function checkTracking(set: EntitySetDefinition, options: QueryOptions, read: ListRead): void {
  const { model } = read.presenter
  if (set.tracked !== true || model.dialect.trackChanges === 'refused')
    raise({ kind: 'notTracked', set: set.name, entityType: typeName(model, set) })
  const refused = options.given.find((option) =>
    ['$filter', '$orderby', '$expand', '$top', '$skip', '$apply'].includes(option),
  )
  if (refused !== undefined) raise({ kind: 'trackingRefuses', option: refused })
}

export function pageSize(_options: QueryOptions, read: Pick<ListRead, 'presenter'>): number {
  const { maximum } = read.presenter.model.dialect.page
  return Math.min(read.presenter.preferences.maxPageSize ?? maximum, maximum)
}

/** The names behind the set in the context: what was selected, or what `$apply` made. */
function shapeOf(listing: Listing, { set, options, presenter }: ListRead): string {
  if (listing.set === set || options.select !== undefined) return contextShape(listing.set, options, presenter.model)
  const names = Object.keys(listing.set.properties)
  return presenter.model.dialect.apply?.plainContext === true ? '' : `(${names.join(',')})`
}

/** The request's own address with one token in place of the old one. */
export function linkWith(exchange: Exchange, option: string, token: string, prefix = ''): string {
  const { url } = exchange
  const kept = url.search
    .slice(1)
    .split('&')
    .filter(
      (pair) =>
        pair !== '' &&
        !pair.startsWith('$skiptoken=') &&
        !pair.startsWith('%24skiptoken=') &&
        !prefix.startsWith(`${pair.split('=')[0]}=`),
    )
    .filter((pair) => decodeURIComponent(pair.split('=')[0] ?? '') !== option)
  const query = [...kept, `${prefix}${option}=${encodeURIComponent(token)}`].join('&')
  return `${url.origin}${url.pathname}?${query}`
}

function addCount(body: Record<string, Json>, { presenter, options }: ListRead, listing: Listing): void {
  const { model, context } = presenter
  const counted = options.count ? countOf(listing, presenter) : undefined
  if (counted !== undefined) body['@odata.count'] = counted.count
  if (presenter.preferences.includeAnnotations === undefined) return
  Object.assign(
    body,
    model.dialect.listAnnotations?.({ count: counted?.count, capped: counted?.capped ?? false }, context),
  )
}

function countOf({ set, filter, source }: Listing, { model, context }: Presenter): ReturnType<typeof countRows> {
  return countRows({ model, set, context, filter, ...source }, model.dialect.page.countCap ?? Infinity)
}

/** `/$count`: a bare number. */
export function readCount(read: ListRead): Outcome {
  checkParent(read)
  const { count } = countOf(listingOf(read), read.presenter)
  return { status: 200, headers: { 'content-type': 'text/plain' }, text: String(count) }
}
