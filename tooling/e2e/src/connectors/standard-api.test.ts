/** The ERP connector on an environment without Koble's extension: the standard API carries what it can. */
import { erpEntities, missingWithoutPages } from '@koble/business-central'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOne, newId, openErp, write, type OpenedErp } from './open-systems.ts'

const { customers, contacts, customerStatistics } = erpEntities
let erp: OpenedErp

const availableFields = (entity: typeof customers | typeof contacts): readonly string[] => {
  const missing = missingWithoutPages(entity)
  return Object.keys(entity.fields).filter((field) => missing !== 'all' && !missing.includes(field))
}

beforeAll(async () => {
  erp = await openErp({ hasPages: false })
})
afterAll(() => erp.close())

test('the check says what is missing', async () => {
  const failed = (await erp.connector.check()).filter((check) => !check.ok)
  expect(failed).toMatchObject([{ name: 'koble-pages', message: expect.stringContaining('Not installed.') }])
})

describe.each(Object.values(erpEntities).filter((entity) => missingWithoutPages(entity) !== 'all'))(
  '$name',
  (entity) => {
    test('the fields that the standard API has can be read, under its names', async () => {
      const missing = missingWithoutPages(entity)
      const fields = Object.keys(entity.fields).filter((field) => missing !== 'all' && !missing.includes(field))
      const page = await erp.connector.readPage({ entity, fields, where: [], cursor: null, pageSize: 1_000 })
      expect(page.records.length).toBeGreaterThan(0)
      expect(page.records.length).toBe(await erp.connector.count(entity, []))
      for (const record of page.records) expect(record.writtenByKoble).toBeNull()
    })
  },
)

test('statistics cannot be read as records', async () => {
  const request = { entity: customerStatistics, fields: ['balance'], where: [], cursor: null, pageSize: 1 }
  await expect(erp.connector.readPage(request)).rejects.toMatchObject({ detail: { code: 'koble-pages-missing' } })
})

test('statistics of a customer are partial, and equal to the ERP’s balance', async () => {
  const fields = ['balanceDue', 'number']
  const page = await erp.connector.readPage({ entity: customers, fields, where: [], cursor: null, pageSize: 1 })
  const id = page.records[0]?.id ?? newId()
  const statistics = (await erp.connector.readCustomerStatistics([id, newId()])).get(id)
  expect(statistics).toMatchObject({ partial: true, values: { number: page.records[0]?.values['number'] } })
  expect(Object.keys(statistics?.values ?? {})).toEqual(['number', 'balance', 'overdueAmount'])
})

test('a changed customer comes by its time stamp, once', async () => {
  const fields = availableFields(customers)
  const since = await erp.connector.openFeed({ entity: customers, fields })
  const page = await erp.connector.readPage({ entity: customers, fields, where: [], cursor: null, pageSize: 1 })
  const [record] = page.records
  if (record === undefined) throw new Error('no customer')
  await erp.connector.readChanges({ entity: customers, fields, since })
  const [written] = await erp.person.write([
    { ...write(customers, 'update', record.id, { city: 'Ystad' }, record.tag), select: fields },
  ])
  expect(written).toMatchObject({ state: 'done' })
  const changes = await erp.connector.readChanges({ entity: customers, fields, since })
  if ('trouble' in changes) throw new Error(changes.trouble)
  expect(changes.changed.filter(({ id }) => id === record.id)).toMatchObject([{ values: { city: 'Ystad' } }])
  const again = await erp.connector.readChanges({ entity: customers, fields, since: changes.next })
  expect(again).toMatchObject({ changed: [], deleted: [] })
})

test('gone is said by key here too; nothing is created', async () => {
  const id = newId()
  expect((await erp.connector.readByIds({ entity: customers, fields: [], ids: [id] })).get(id)).toBe('gone')
  const [outcome] = await erp.connector.write([write(customers, 'create', id, { displayName: 'New' })])
  expect(outcome).toMatchObject({ state: 'failed', error: { code: 'koble-pages-missing' } })
})

test('records are found by value', async () => {
  const fields = ['displayName']
  const page = await erp.connector.readPage({ entity: customers, fields, where: [], cursor: null, pageSize: 1 })
  const name = String(page.records[0]?.values['displayName'])
  const found = await findOne(
    { findByValues: (request) => erp.connector.findByValues({ ...request, fields }) },
    customers,
    'displayName',
    name,
  )
  expect(found.id).toBe(page.records[0]?.id)
})
