/**
 * Random queries on random rows, over the whole service and its indexes, against the second evaluator: filters of the full grammar, orders,
 * pages, counts, selections, expansions, aggregation.
 */
import { member, openShop } from '../fixtures/shop.ts'
import { collectionAt, naive } from '../fixtures/naive-evaluator.ts'
import { compareNaive, instantOf, isNumber, numberOf } from '../fixtures/naive-values.ts'
import { RawNumber } from '../model/value.ts'
import { generateFilter, generateValue, randomOf } from './generate-filter.ts'
import { compareNulls, naiveAggregate, naiveFilter, naiveSort } from './naive-query.ts'
import { printFilter } from './print-filter.ts'
import { fillShop } from './shop-rows.ts'
import type { Shop } from '../fixtures/shop.ts'
import type { Naive, NaiveRow } from '../fixtures/naive-values.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { Json } from '../model/value.ts'
import type { Random } from './generate-filter.ts'
import type { Method, Sorting } from './naive-query.ts'

export interface CheckOptions {
  readonly cases: number
  readonly seed: number
}

const now = instantOf('2026-08-21T10:00:00.000Z')
const casesPerShop = 250
const rowsPerShop = 30

/** Throws an Error that names the seed, the query and both answers when they differ. */
export async function checkQueries({ cases, seed }: CheckOptions): Promise<void> {
  for (let done = 0; done < cases; done += casesPerShop) {
    const random = randomOf(seed + done)
    const shop = await openShop()
    const rows = fillShop(shop, random, rowsPerShop)
    for (let at = 0; at < Math.min(casesPerShop, cases - done); at += 1)
      await (random.chance(0.2) ? checkApply(shop, rows, random) : checkList(shop, rows, random)).catch(
        (error: unknown) => {
          throw new Error(`Seed ${seed}, case ${done + at}: ${error instanceof Error ? error.message : String(error)}`)
        },
      )
  }
}

function differs(path: string, expected: unknown, found: unknown): never {
  const shown = (value: unknown): string =>
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each))
  throw new Error(`${decodeURIComponent(path)}\n  expected ${shown(expected)}\n  found    ${shown(found)}`)
}

function same(path: string, expected: unknown, found: unknown): void {
  if (JSON.stringify(expected) !== JSON.stringify(found)) differs(path, expected, found)
}

interface Options {
  readonly filter: FilterExpression | undefined
  readonly sortings: readonly Sorting[]
  readonly top: number | undefined
  readonly skip: number | undefined
  readonly count: boolean
}

function optionsFor(random: Random, entity: 'customer' | 'order'): Options {
  const sortings = Array.from({ length: entity === 'order' ? 1 : random.below(3) }, (): Sorting => ({
    expression: entity === 'order' ? { kind: 'path', path: [random.pick(['amount', 'note'])] } : sortValue(random),
    descending: random.chance(0.5),
  }))
  return {
    filter: random.chance(0.9) ? generateFilter(random, entity, entity === 'order' ? 1 : 4) : undefined,
    sortings,
    top: random.chance(0.4) ? random.below(12) : undefined,
    skip: random.chance(0.3) ? random.below(8) : undefined,
    count: random.chance(0.3),
  }
}

function sortValue(random: Random): FilterExpression {
  return generateValue(
    random,
    random.pick(['String', 'Number', 'Date', 'DateTimeOffset', 'TimeOfDay', 'Duration'] as const),
  )
}

function printOptions({ filter, sortings, top, skip, count }: Options): string[] {
  const order = sortings.map(({ expression, descending }) => `${printFilter(expression)}${descending ? ' desc' : ''}`)
  return [
    ...(filter === undefined ? [] : [`$filter=${printFilter(filter)}`]),
    ...(order.length === 0 ? [] : [`$orderby=${order.join(',')}`]),
    ...(top === undefined ? [] : [`$top=${top}`]),
    ...(skip === undefined ? [] : [`$skip=${skip}`]),
    ...(count ? ['$count=true'] : []),
  ]
}

function pageOf(rows: readonly NaiveRow[], options: Options): { all: readonly NaiveRow[]; page: readonly NaiveRow[] } {
  const all = naiveSort(naiveFilter(rows, options.filter, now), options.sortings, now)
  const start = options.skip ?? 0
  return { all, page: all.slice(start, options.top === undefined ? undefined : start + options.top) }
}

const encoded = (option: string): string => {
  const at = option.indexOf('=') + 1
  return `${option.slice(0, at)}${encodeURIComponent(option.slice(at))}`
}

async function checkList(shop: Shop, rows: readonly NaiveRow[], random: Random): Promise<void> {
  const options = optionsFor(random, 'customer')
  const inner = random.chance(0.3) ? optionsFor(random, 'order') : undefined
  const select = random.chance(0.3) ? ['number', random.pick(['name', 'credit'])] : undefined
  const expand = inner === undefined ? [] : [`$expand=currency,orders(${printOptions(inner).join(';')})`]
  const query = [...printOptions(options), ...(select === undefined ? [] : [`$select=${select.join(',')}`]), ...expand]
  const path = `customers?${query.map(encoded).join('&')}`
  const { all, page } = pageOf(rows, options)
  const found = await readPages(shop, path, 1 + random.below(20), options.count ? all.length : undefined)
  same(
    path,
    page.map((row) => row['number']),
    found.map((row) => member(row, 'number')),
  )
  for (const [at, row] of found.entries()) {
    const expected = page[at] ?? {}
    const shown = [...(select ?? []), ...(inner === undefined ? [] : ['currency', 'orders'])]
    if (select !== undefined)
      same(
        path,
        shown.toSorted(),
        Object.keys(Object(row))
          .filter((name) => !name.includes('@'))
          .toSorted(),
      )
    if (inner !== undefined) checkExpanded(path, expected, row, inner)
  }
}

function checkExpanded(path: string, expected: NaiveRow, row: Json, inner: Options): void {
  const children = collectionAt(['orders'], { row: expected, now })
  const { all, page } = pageOf(children, inner)
  const list = member(row, 'orders')
  same(
    path,
    page.map(({ id }) => id),
    Array.isArray(list) ? list.map((order: Json) => member(order, 'id')) : list,
  )
  if (inner.count) same(path, all.length, member(row, 'orders@odata.count'))
  const code = naive({ kind: 'path', path: ['currency', 'code'] }, { row: expected, now })
  same(path, code ?? null, member(row, 'currency', 'code'))
}

async function readPages(shop: Shop, path: string, size: number, count: number | undefined): Promise<Json[]> {
  const found: Json[] = []
  for (let at = path; at !== '';) {
    const { status, body, text } = await shop.get(at, { prefer: `odata.maxpagesize=${size}` })
    if (status !== 200) differs(path, 200, text)
    same(path, count ?? null, member(body, '@odata.count'))
    const list = member(body, 'value')
    if (Array.isArray(list)) found.push(...list)
    const link = member(body, '@odata.nextLink')
    at = typeof link === 'string' ? (link.split('/api/')[1] ?? '') : ''
  }
  return found
}

const groupable = ['city', 'rank', 'kind', 'currency/code', 'active', 'weight'] as const
const methods: readonly Exclude<Method, 'count'>[] = ['sum', 'average', 'min', 'max', 'countdistinct']

async function checkApply(shop: Shop, rows: readonly NaiveRow[], random: Random): Promise<void> {
  const filter = random.chance(0.5) ? generateFilter(random) : undefined
  const by = groupable.filter(() => random.chance(0.3))
  const measured = methods
    .filter(() => random.chance(0.5))
    .map((method) => ({
      method,
      expression: method === 'min' || method === 'max' ? sortValue(random) : generateValue(random, 'Number', 1),
    }))
  const items = [
    ...measured.map(({ method, expression }, at) => `${printFilter(expression)} with ${method} as m${at}`),
    '$count as n',
  ]
  const aggregate = `aggregate(${items.join(',')})`
  const grouping = by.length === 0 ? aggregate : `groupby((${by.join(',')}),${aggregate})`
  const text = `${filter === undefined ? '' : `filter(${printFilter(filter)})/`}${grouping}`
  const path = `customers?$apply=${encodeURIComponent(text)}`
  const groups = groupsOf(naiveFilter(rows, filter, now), by)
  const found = await readPages(shop, path, 7, undefined)
  same(path, groups.length, found.length)
  for (const [at, { values, rows: members }] of groups.entries()) {
    const row = found[at] ?? null
    for (const [place, name] of by.entries()) compareShown(path, values[place], member(row, ...name.split('/')))
    for (const [place, { method, expression }] of measured.entries())
      compareShown(
        path,
        naiveAggregate(
          method,
          members.map((each) => naive(expression, { row: each, now })),
        ),
        member(row, `m${place}`),
      )
    same(path, members.length, member(row, 'n'))
  }
}

/** Without a property to group by there is one group, of whatever rows there are. */
function groupsOf(rows: readonly NaiveRow[], by: readonly string[]): { values: Naive[]; rows: NaiveRow[] }[] {
  if (by.length === 0) return [{ values: [], rows: [...rows] }]
  const groups: { values: Naive[]; rows: NaiveRow[] }[] = []
  for (const row of rows) {
    const values = by.map((name) => naive({ kind: 'path', path: name.split('/') }, { row, now }))
    const found = groups.find((group) => group.values.every((value, at) => compareNulls(value, values[at]) === 0))
    if (found === undefined) groups.push({ values, rows: [row] })
    else found.rows.push(row)
  }
  return groups.toSorted((left, right) => {
    for (const [at, value] of left.values.entries()) {
      const order = compareNulls(value, right.values[at])
      if (order !== 0) return order
    }
    return 0
  })
}

/** Numbers by value; times are compared by the list queries alone, whose answers show no computed ones. */
function compareShown(path: string, expected: Naive, found: Json): void {
  if (expected === undefined) return same(path, null, found)
  if (!isNumber(expected)) return typeof expected === 'object' ? undefined : same(path, expected, found)
  const text = found instanceof RawNumber ? found.text : typeof found === 'number' ? String(found) : undefined
  if (text === undefined || compareNaive(numberOf(text), expected) !== 0) differs(path, expected, found)
}
