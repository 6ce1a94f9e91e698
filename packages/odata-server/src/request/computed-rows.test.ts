/** Rows that no table holds: found below their parent by key, written by rules that do the whole work. */
import { beforeEach, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { ann, answerOf, member, stillTime, text } from '../fixtures/shop.ts'
import { createService } from '../service/create-service.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { openDatabase } from '../storage/open-database.ts'
import type { Answer } from '../fixtures/shop.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { TableDefinition } from '../model/table.ts'

const item: TableDefinition = { name: 'Item', columns: { code: 'String', tags: 'String' }, order: ['code'] }

const tagsOf = (row: Row): string[] =>
  String(row['tags'] ?? '')
    .split(' ')
    .filter((tag) => tag !== '')
const tagRow = (parent: Row, name: string): Row => ({ ...parent, id: `${parent.id}/${name}`, name, owner: parent.id })

const items: EntitySetDefinition = {
  name: 'items',
  entityType: 'item',
  table: 'Item',
  properties: { id: { type: 'Guid' }, code: { type: 'String' }, tags: { type: 'String' } },
  navigation: {
    tagList: {
      target: 'tags',
      collection: true,
      contained: true,
      targetColumn: 'owner',
      rows: (row) => tagsOf(row).map((tag) => tagRow(row, tag)),
    },
  },
  insert: {},
}

const tags: EntitySetDefinition = {
  name: 'tags',
  entityType: 'tag',
  key: ['name'],
  rows: () => [],
  properties: { name: { type: 'String' } },
  insert: {
    instead: (body, context, parent) => {
      const name = text(body, 'name')
      if (parent === undefined) throw new Error('A tag needs an item.')
      context.data.update('Item', parent.id, { tags: [...tagsOf(parent), name].join(' ') })
      return tagRow(parent, name)
    },
  },
  modify: {
    instead: (row, body, context) => {
      const renamed = tagsOf(row).map((tag) => (tag === row['name'] ? text(body, 'name') : tag))
      const owner = context.data.update('Item', String(row['owner']), { tags: renamed.join(' ') })
      return tagRow(owner, text(body, 'name'))
    },
  },
  delete: {
    instead: (row, context) => {
      const left = tagsOf(row).filter((tag) => tag !== row['name'])
      context.data.update('Item', String(row['owner']), { tags: left.join(' ') })
    },
  },
}

let send: (method: string, path: string, body?: unknown) => Promise<Answer>
let path: string

beforeEach(async () => {
  const database = await openDatabase({ tables: [item], clock: createClock({ source: stillTime() }) })
  const root = { path: '/api', namespace: 'Shop', container: 'Store', dialect: plainDialect, sets: [items, tags] }
  const service = createService({ root, database })
  send = async (method, address, body) =>
    answerOf(
      await service.fetch(
        new Request(`http://shop/api/${address}`, {
          method,
          headers: { 'content-type': 'application/json', 'if-match': '*' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
        ann,
      ),
    )
  const made = await send('POST', 'items', { code: 'A', tags: 'red blue' })
  path = `items(${text(made.body, 'id')})/tagList`
})

const shown = async (): Promise<unknown> => member((await send('GET', path)).body, 'value')

it('are found by their key below the parent, and nowhere else', async () => {
  expect((await send('GET', `${path}('blue')`)).status).toBe(200)
  expect((await send('GET', `${path}('green')`)).status).toBe(404)
  expect((await send('GET', `tags('blue')`)).status).toBe(404)
})

it('are added, changed and taken out by their own rules', async () => {
  expect((await send('POST', path, { name: 'green' })).status).toBe(201)
  expect((await send('PATCH', `${path}('blue')`, { name: 'navy' })).status).toBeLessThan(300)
  expect((await send('DELETE', `${path}('red')`)).status).toBe(204)
  expect(await shown()).toMatchObject([{ name: 'green' }, { name: 'navy' }])
})
