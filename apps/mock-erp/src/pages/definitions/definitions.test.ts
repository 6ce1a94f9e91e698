/// <reference types="node" />
/** What the pages' definitions name must be what the API serves: read from a running emulator with the demo company. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CID, CLIENT, openErp, V2, type Answer, type TestErp } from '../../testing/test-erp.ts'
import { type Entity, textOf } from '../api.ts'
import { searchFilter } from '../search-filter.ts'
import type { EntityDefinition, FieldDefinition, LinesDefinition } from './definition.ts'
import { entities } from './entities.ts'

let erp: TestErp
const found = new Map<EntityDefinition, Entity>()

beforeAll(async () => {
  erp = await openErp()
  for (const entity of entities) {
    const [record] = (await get(entity.set, entity.filter === undefined ? {} : { $filter: entity.filter })).rows
    if (record !== undefined) found.set(entity, record)
  }
})
afterAll(() => erp.close())

function get(path: string, query: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const search = new URLSearchParams({ $top: '1', ...query }).toString().replaceAll('+', '%20')
  if (path === 'v2.0/companies') return erp.call('GET', `${V2}/companies?${search}`)
  if (path.startsWith('client/')) {
    return erp.call('GET', `${CLIENT}/companies(${CID})/${path.slice('client/'.length)}?${search}`)
  }
  return path.startsWith('v2.0/')
    ? erp.call('GET', `${path.slice(5)}?${search}`)
    : erp.koble('GET', `${path}?${search}`)
}

async function isServed(path: string, query: Readonly<Record<string, string>> = {}): Promise<void> {
  const { status, error } = await get(path, query)
  expect([path, query, status, ...error]).toEqual([path, query, 200, '', ''])
}

const properties = (fields: readonly FieldDefinition[]): readonly string[] =>
  // Given with a new record only, and never shown.
  fields.map(({ name }) => name).filter((name) => name !== 'templateCode')

/** Columns whose value is a function of the row still name the property they begin from. */
const named = (entity: EntityDefinition): readonly string[] => [
  ...entity.columns.map(({ key }) => key),
  ...properties(entity.tabs.flatMap(({ fields }) => fields)),
  ...properties(entity.totals ?? []),
]

const linesOf = entities.flatMap((entity) =>
  (entity.lines ?? []).map((lines) => [`${entity.many}, ${lines.heading}`, entity, lines] as const),
)

test('each path leads to one page', () => {
  const paths = entities.map(({ path }) => path)
  expect(paths).toEqual([...new Set(paths)])
})

describe.each(entities.map((entity) => [entity.many, entity] as const))('%s', (_, entity) => {
  test('the fields and columns are properties of the set', () => {
    const record = found.get(entity)
    expect(named(entity).filter((name) => record !== undefined && !(name in record))).toEqual([])
  })

  test('every order, view and search is answered', async () => {
    const keys = entity.columns.filter(({ sortable }) => sortable === true).map(({ key }) => key)
    for (const key of [entity.sort, ...keys]) await isServed(entity.set, { $orderby: `${key} desc` })
    for (const { filter } of entity.views ?? []) await isServed(entity.set, { $filter: filter })
    if (entity.isSingle !== true)
      for (const text of ["o'm", 'A1']) await isServed(entity.set, searchFilter(text, entity))
  })

  test('the lists around a record are answered', async () => {
    const record = found.get(entity)
    if (record === undefined) return
    for (const related of entity.related ?? [])
      await isServed(related.path(record), { $count: 'true', ...related.query?.(record) })
  })
})

test.each(linesOf)('%s have their columns', async (_, entity, lines) => {
  const record = found.get(entity)
  if (record === undefined) return
  const [line] = (await get(lines.collection(record), query(lines, record))).rows
  const names = properties(lines.columns)
  expect(names.filter((name) => line !== undefined && !(name in line))).toEqual([])
})

function query(lines: LinesDefinition, record: Entity): Readonly<Record<string, string>> {
  const filter = lines.filter?.(record)
  return { $orderby: lines.key, ...(filter === undefined ? {} : { $filter: filter }) }
}

test('every lookup reads its key and title', async () => {
  const fields = entities.flatMap(({ tabs, lines = [] }) => [
    ...tabs.flatMap((tab) => tab.fields),
    ...lines.flatMap(({ columns }) => columns),
  ])
  for (const { lookup } of fields) {
    if (typeof lookup !== 'object') continue
    await isServed(lookup.set, { $select: `${lookup.key},${lookup.title}` })
    if (lookup.key !== 'id') await isServed(lookup.set, searchFilter('a', lookup))
  }
})

test('the demo company has a record of what the pages edit', () => {
  const without = entities.filter((entity) => !found.has(entity)).map(({ many }) => many)
  expect(without.every((many) => /archives|invoices|credit memos/.test(many))).toBe(true)
  expect(textOf(found.get(entities[0] as EntityDefinition), 'number')).not.toBe('')
})
