/** Relationships without a column on either side, and navigations that take rows of several sets. */
import { beforeEach, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { ann, answerOf, member, stillTime, text } from '../fixtures/shop.ts'
import { createService } from '../service/create-service.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { openDatabase } from '../storage/open-database.ts'
import type { Answer } from '../fixtures/shop.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { TableDefinition } from '../model/table.ts'

const tables: readonly TableDefinition[] = [
  { name: 'Person', columns: { name: 'String' }, order: ['name'] },
  { name: 'Club', columns: { name: 'String', keeper: 'Guid' }, order: ['name'] },
  { name: 'Membership', columns: { person: 'Guid', club: 'Guid' }, indexes: [['club']] },
]

const people: EntitySetDefinition = {
  name: 'people',
  entityType: 'person',
  table: 'Person',
  properties: { id: { type: 'Guid' }, name: { type: 'String' } },
  insert: {},
}

const clubs: EntitySetDefinition = {
  name: 'clubs',
  entityType: 'club',
  table: 'Club',
  properties: { id: { type: 'Guid' }, name: { type: 'String' }, keeperId: { type: 'Guid', column: 'keeper' } },
  navigation: {
    keeper: { target: 'people', alsoBinds: ['clubs'], column: 'keeper' },
    members: {
      target: 'people',
      collection: true,
      readOnly: true,
      rows: (row, { data }) =>
        [...data.find('Membership', { club: row.id })].flatMap(
          (link) => data.get('Person', String(link['person'])) ?? [],
        ),
      relate: (row, person, removing, { data }) => {
        if (!removing) return void data.insert('Membership', { club: row.id, person: person.id })
        for (const link of Array.from(data.find('Membership', { club: row.id, person: person.id }))) {
          data.remove('Membership', link.id)
        }
      },
    },
  },
  insert: {},
  modify: {},
}

let send: (method: string, path: string, body?: unknown) => Promise<Answer>
let person: string
let club: string

beforeEach(async () => {
  const database = await openDatabase({ tables, clock: createClock({ source: stillTime() }) })
  const root = { path: '/api', namespace: 'Shop', container: 'Store', dialect: plainDialect, sets: [people, clubs] }
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
  person = `people(${text((await send('POST', 'people', { name: 'Ann' })).body, 'id')})`
  club = `clubs(${text((await send('POST', 'clubs', { name: 'Chess' })).body, 'id')})`
})

const members = async (): Promise<unknown> => member((await send('GET', `${club}/members?$select=name`)).body, 'value')

it('a reference makes the row a related one, and its removal ends that', async () => {
  const reference = { '@odata.id': `http://shop/api/${person}` }
  expect((await send('POST', `${club}/members/$ref`, reference)).status).toBe(204)
  expect(await members()).toMatchObject([{ name: 'Ann' }])
  expect((await send('DELETE', `${club}/members/$ref?$id=http://shop/api/${person}`)).status).toBe(204)
  expect(await members()).toEqual([])
})

it('a row of another set is refused there, and taken by a navigation that names its set', async () => {
  expect((await send('POST', `${club}/members/$ref`, { '@odata.id': club })).status).toBe(400)
  for (const keeper of [person, club]) {
    expect((await send('PATCH', club, { 'keeper@odata.bind': keeper })).status).toBeLessThan(300)
    expect(keeper).toContain(text((await send('GET', `${club}?$select=keeperId`)).body, 'keeperId'))
  }
  expect(
    (await send('PATCH', club, { 'keeper@odata.bind': 'people(00000000-0000-0000-0000-0000000000aa)' })).status,
  ).toBe(404)
})
