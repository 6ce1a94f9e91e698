import { beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { createService } from '../service/create-service.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { openDatabase } from '../storage/open-database.ts'
import { ann, answerOf, linkOf, member, robot, stillTime, text, values } from '../fixtures/shop.ts'
import type { Answer } from '../fixtures/shop.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { TableDefinition } from '../model/table.ts'
import type { Json } from '../model/value.ts'

const document: TableDefinition = {
  name: 'Document',
  columns: { kind: 'String', number: 'String', buyer: 'Guid', amount: 'Decimal' },
  order: ['kind', 'number'],
  unique: [['kind', 'number']],
  indexes: [
    ['kind', 'amount'],
    ['buyer', 'kind'],
  ],
}

const properties: EntitySetDefinition['properties'] = {
  id: { type: 'Guid' },
  kind: { type: 'String' },
  number: { type: 'String' },
  buyer: { type: 'Guid' },
  amount: { type: 'Decimal' },
}
const shared = { table: 'Document', properties, alternateKeys: [['number']], insert: {}, modify: {} }
const all: EntitySetDefinition = {
  ...shared,
  name: 'documents',
  entityType: 'document',
  alternateKeys: [['kind', 'number']],
}
const orders: EntitySetDefinition = { ...shared, name: 'orders', entityType: 'order', fixed: { kind: 'Order' } }
const bills: EntitySetDefinition = {
  ...shared,
  name: 'bills',
  entityType: 'bill',
  fixed: { kind: ['Posted', 'Invoice'] },
  order: ['number'],
}
const buyers: EntitySetDefinition = {
  name: 'buyers',
  entityType: 'buyer',
  table: 'Buyer',
  properties: { id: { type: 'Guid' } },
  navigation: { orders: { target: 'orders', collection: true, targetColumn: 'buyer' } },
}

const buyer = (at: number): string => `00000000-0000-4000-8000-0000000000b${at}`
const count = 2000
const rows = Array.from({ length: count }, (_, at) => ({
  kind: ['Order', 'Invoice', 'Posted', 'Quote'][at % 4] ?? '',
  number: `N${String((at * 7919) % count).padStart(4, '0')}`,
  buyer: buyer(at % 5),
  amount: (at * 31) % 40,
}))
type Row = (typeof rows)[number]
let get: (path: string) => Promise<Answer>
let post: (path: string, body: Json) => Promise<Answer>
let rowsRead = (): number => 0

beforeAll(async () => {
  const tables = [document, { name: 'Buyer', columns: {} }]
  const database = await openDatabase({ tables, clock: createClock({ source: stillTime() }) })
  const service = createService({
    root: {
      path: '/api',
      namespace: 'Shop',
      container: 'Store',
      dialect: plainDialect,
      sets: [all, orders, bills, buyers],
      handle: (_segments, { usage }) => {
        rowsRead = () => usage.rowsRead
        return undefined
      },
    },
    database,
  })
  database.transact(robot, '', (data) => {
    for (let at = 0; at < 5; at += 1) data.insert('Buyer', { id: buyer(at) })
    for (const row of rows) data.insert('Document', { ...row, amount: String(row.amount) })
  })
  const send = async (path: string, body?: Json): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', prefer: 'odata.maxpagesize=9' }
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return answerOf(await service.fetch(new Request(`http://shop.test/api/${path}`, { headers, ...init }), ann))
  }
  get = (path) => send(path)
  post = send
})

const parts: readonly (readonly [string, (row: Row) => boolean, string])[] = [
  ['orders', ({ kind }) => kind === 'Order', 'kind,number'],
  ['bills', ({ kind }) => kind === 'Posted' || kind === 'Invoice', 'number'],
]

async function numbers(path: string): Promise<Json[]> {
  const found: Json[] = []
  for (let at = path; at !== '';) {
    const { body, status, text: shown } = await get(at)
    expect(status, shown).toBe(200)
    found.push(...values(body, 'number'))
    at = linkOf(body, '@odata.nextLink')
  }
  return found
}

/** The values that an order looks at, and how it compares rows. */
function orderOf(text: string): { key: (row: Row) => unknown[]; compare: (left: Row, right: Row) => number } {
  const items = text.split(',').map((item) => ({
    of: (row: Row): string | number =>
      item.startsWith('kind') ? row.kind : item.startsWith('amount') ? row.amount : row.number,
    sign: item.endsWith(' desc') ? -1 : 1,
  }))
  return {
    key: (row) => items.map(({ of }) => of(row)),
    compare: (left, right) =>
      items.map(({ of, sign }) => (of(left) < of(right) ? -sign : of(left) > of(right) ? sign : 0)).find(Boolean) ?? 0,
  }
}

describe('a set that is part of a table', () => {
  const filters: readonly (readonly [string, (row: Row) => boolean])[] = [
    ['', () => true],
    ['amount lt 3', ({ amount }) => amount < 3],
    ["number ge 'N1900'", ({ number }) => number >= 'N1900'],
    [`buyer eq ${buyer(2)} and amount ge 37`, (row) => row.buyer === buyer(2) && row.amount >= 37],
    ["kind eq 'Invoice' and amount eq 5", (row) => row.kind === 'Invoice' && row.amount === 5],
    [
      "kind in ('Order','Posted') and number lt 'N0200'",
      (row) => (row.kind === 'Order' || row.kind === 'Posted') && row.number < 'N0200',
    ],
    ["endswith(number,'99')", ({ number }) => number.endsWith('99')],
  ]
  const sortings = [
    '',
    'number',
    'number desc',
    'amount',
    'amount desc',
    'kind desc,number desc',
    'kind,number desc',
    'amount,number desc',
  ]

  it.each(filters)('shows its rows in any order, page by page, also filtered by "%s"', async (filter, passes) => {
    for (const [name, belongs, defaultOrder] of parts) {
      const expected = rows.filter((row) => belongs(row) && passes(row))
      for (const sorting of sortings) {
        const query = [filter && `$filter=${filter}`, sorting && `$orderby=${sorting}`, '$count=true&$top=100']
        const path = `${name}?${query.filter((option) => option !== '').join('&')}`
        const seen = await numbers(path)
        const order = orderOf(sorting || defaultOrder)
        expect(new Set(seen).size).toBe(seen.length)
        const found = rows
          .filter((row) => seen.includes(row.number))
          .toSorted((a, b) => seen.indexOf(a.number) - seen.indexOf(b.number))
        expect(found.map(order.key)).toEqual(expected.toSorted(order.compare).slice(0, 100).map(order.key))
        expect(found.every((row) => expected.includes(row))).toBe(true)
        expect(member((await get(path)).body, '@odata.count')).toBe(expected.length)
      }
    }
  })

  it.each([
    ['orders', 10],
    ['bills', 19],
    ["orders?$filter=number ge 'N1200'", 10],
    ['orders?$orderby=number desc', 10],
    ["bills?$filter=number ge 'N1200'", 19],
    ["bills?$filter=kind eq 'Posted'", 10],
    ['orders?$filter=amount ge 36&$orderby=amount desc', 10],
    [`orders?$filter=buyer eq ${buyer(1)}`, 150],
    ["orders(number='N0000')", 1],
    ['orders/$count', 0],
    ['bills/$count', 0],
    [`buyers(${buyer(0)})/orders/$count`, 1],
  ])('reads no more rows for %s than an index leaves', async (path, most) => {
    const answer = await get(path)
    expect(answer.status, answer.text).toBe(200)
    expect(rowsRead()).toBeLessThanOrEqual(most)
  })

  it('holds no row of another part, by any address', async () => {
    const quotes = (await get("documents?$filter=kind eq 'Quote'&$top=1")).body
    const [id, number] = [text(quotes, 'value', 0, 'id'), text(quotes, 'value', 0, 'number')]
    expect((await get(`documents(${id})`)).status).toBe(200)
    expect((await get(`orders(${id})`)).status).toBe(404)
    expect((await get(`orders(number='${number}')`)).status).toBe(404)
    const listed = (await get(`buyers(${buyer(0)})?$expand=orders($select=kind)`)).body
    expect(new Set(values({ value: member(listed, 'orders') }, 'kind'))).toEqual(new Set(['Order']))
  })

  it('gives a new row its single value', async () => {
    const made = await post('orders', { number: 'NEW', amount: 1 })
    expect(made.body).toMatchObject({ kind: 'Order', number: 'NEW' })
    expect((await get(`orders(${text(made.body, 'id')})`)).status).toBe(200)
  })

  it.each([{ fixed: { nothing: 1 } }, { order: ['nothing'] }])('names columns of its table: %j', async (wrong) => {
    const database = await openDatabase({ tables: [document], clock: createClock({ source: stillTime() }) })
    const root = { path: '/api', namespace: 'S', container: 'C', dialect: plainDialect, sets: [{ ...all, ...wrong }] }
    expect(() => createService({ root, database })).toThrow('nothing is no column of Document')
  })
})
