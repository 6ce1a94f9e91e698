/** The ERP connector on the ERP's emulator: each was written from the published protocol, so a slip in one shows here. */
import { erpEntities } from '@koble/business-central'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOne, newId, openErp, strangeValues, write, type OpenedErp } from './open-systems.ts'

const { customers, contacts, currencies, customerStatistics, paymentTerms } = erpEntities
const fieldsOf = (entity: { readonly fields: object }) => Object.keys(entity.fields)
let erp: OpenedErp

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

test('every check is green', async () => {
  expect((await erp.connector.check()).filter((check) => !check.ok)).toEqual([])
})

describe.each(Object.values(erpEntities))('$name', (entity) => {
  test('all its fields can be read, page by page', async () => {
    const seen = new Set<string>()
    let cursor: string | null = null
    do {
      const page = await erp.connector.readPage({ entity, fields: fieldsOf(entity), where: [], cursor, pageSize: 7 })
      for (const record of page.records) seen.add(record.id)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.size).toBe(await erp.connector.count(entity, []))
    expect(seen.size).toBeGreaterThan(0)
  })

  test('its values are as its definition says', async () => {
    expect(await strangeValues(erp.connector, entity)).toEqual([])
  })

  test('its feed begins with nothing', async () => {
    const since = await erp.connector.openFeed({ entity, fields: fieldsOf(entity) })
    expect(await erp.connector.readChanges({ entity, fields: fieldsOf(entity), since })).toEqual({
      changed: [],
      deleted: [],
      next: since,
      more: false,
    })
    expect(await erp.connector.peekFeeds(new Map([[entity, since]]))).toEqual([{ entity: entity.name, moved: false }])
  })
})

describe('a customer', () => {
  const fields = fieldsOf(customers)
  const open = async () => {
    const since = await erp.connector.openFeed({ entity: customers, fields })
    const currency = await findOne(erp.connector, currencies, 'code', 'sek')
    const terms = await findOne(erp.connector, paymentTerms, 'code', '30D').catch(() => null)
    const id = newId()
    const values = {
      displayName: `Gagn & Gaman ${id.slice(0, 4)}`,
      addressLine1: "O'Neil gatan 5 / 7",
      country: 'SE',
      city: 'Malmö',
      postalCode: '21120',
      currencyId: currency.id,
      paymentTermsId: terms?.id ?? null,
      creditLimit: '1234567.89',
      email: null,
    }
    const [created] = await erp.connector.write([write(customers, 'create', id, values)])
    if (created?.state !== 'done' || created.record === null) throw new Error(JSON.stringify(created))
    return { since, id, values, record: created.record }
  }

  test('is created under the chosen id with what was written', async () => {
    const { id, values, record } = await open()
    expect(record).toMatchObject({ id, values, writtenByKoble: true })
    expect(record.values['number']).not.toBeNull()
  })

  test('created twice is one customer', async () => {
    const { id, values } = await open()
    const before = await erp.connector.count(customers, [])
    const again = write(customers, 'create', id, { displayName: values.displayName })
    expect(await erp.connector.write([again])).toMatchObject([{ state: 'done', record: { id } }])
    expect(await erp.connector.count(customers, [])).toBe(before)
  })

  test('with a taken number is refused with a sentence', async () => {
    const { record } = await open()
    const taken = write(customers, 'create', newId(), { displayName: 'Copy', number: record.values['number'] ?? null })
    const [outcome] = await erp.connector.write([taken])
    expect(outcome).toMatchObject({ state: 'failed' })
  })

  test('appears in the feed once written by anyone, and is found again by id and by value', async () => {
    const { since, id, record } = await open()
    const page = await erp.connector.readChanges({ entity: customers, fields, since })
    expect(page).toMatchObject({ changed: [{ id, tag: record.tag, writtenByKoble: true }], deleted: [], more: false })
    expect((await erp.connector.readByIds({ entity: customers, fields, ids: [id] })).get(id)).toEqual(record)
    const name = String(record.values['displayName'])
    expect(await findOne(erp.connector, customers, 'displayName', name.toUpperCase())).toMatchObject({ id })
  })

  test('is changed by tag; a stale tag is refused; each write of a batch ends for itself', async () => {
    const { id, record } = await open()
    const other = await open()
    const [first, stale, long] = await erp.connector.write([
      write(customers, 'update', id, { phoneNumber: '+46 40 1' }, record.tag),
      write(customers, 'update', other.id, { city: 'Lund' }, record.tag),
      write(customers, 'update', newId(), { city: 'Lund' }, record.tag),
    ])
    expect(first).toMatchObject({
      state: 'done',
      record: { values: { phoneNumber: '+46 40 1' }, writtenByKoble: true },
    })
    expect(stale).toMatchObject({ state: 'failed', error: { kind: 'stale' } })
    expect(long).toMatchObject({ state: 'failed', error: { kind: 'missing' } })
  })

  test('with a value that is too long is refused with the service’s sentence', async () => {
    const { id, record } = await open()
    const [outcome] = await erp.connector.write([write(customers, 'update', id, { city: 'x'.repeat(57) }, record.tag)])
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { kind: 'rejected', vendorCode: 'Application_StringExceededLength', mayHaveApplied: false },
    })
  })

  test('that a person edits is not ours any more', async () => {
    const { id, record } = await open()
    await erp.person.write([write(customers, 'update', id, { city: 'Lund' }, record.tag)])
    const reading = (await erp.connector.readByIds({ entity: customers, fields, ids: [id] })).get(id)
    expect(reading).toMatchObject({ values: { city: 'Lund' }, writtenByKoble: false })
  })

  test('that is deleted is reported by the feed and gone by key', async () => {
    const { id, record } = await open()
    const since = await erp.connector.openFeed({ entity: customers, fields })
    expect(await erp.connector.write([write(customers, 'delete', id, {}, record.tag)])).toEqual([
      { state: 'done', record: null },
    ])
    expect(await erp.connector.readChanges({ entity: customers, fields, since })).toMatchObject({ deleted: [id] })
    expect((await erp.connector.readByIds({ entity: customers, fields, ids: [id] })).get(id)).toBe('gone')
  })

  test('that is deleted and made again under its id is not reported as deleted', async () => {
    const { id, record, values } = await open()
    const since = await erp.connector.openFeed({ entity: customers, fields })
    await erp.connector.write([write(customers, 'delete', id, {}, record.tag)])
    await erp.connector.write([write(customers, 'create', id, values)])
    expect(await erp.connector.readChanges({ entity: customers, fields, since })).toMatchObject({
      changed: [{ id }],
      deleted: [],
    })
  })

  test('of a filter is one that meets it', async () => {
    const where = [
      { field: 'country', operator: 'in', values: ['SE', 'NO'] },
      { field: 'currencyId', operator: 'isNotBlank' },
      { field: 'blocked', operator: 'eq', value: '_x0020_' },
    ] as const
    const page = await erp.connector.readPage({ entity: customers, fields, where, cursor: null, pageSize: 500 })
    expect(page.records.length).toBeGreaterThan(0)
    for (const { values } of page.records) {
      expect(['SE', 'NO']).toContain(values['country'])
      expect(values['currencyId']).not.toBeNull()
    }
    expect(await erp.connector.count(customers, where)).toBe(page.records.length)
  })
})

describe('a contact', () => {
  const persons = [
    { field: 'type', operator: 'eq', value: 'Person' },
    { field: 'customerId', operator: 'isNotBlank' },
  ] as const

  test('of a customer is created with its parts of the name, and is then one of that customer’s', async () => {
    const customer = await findOne(erp.connector, customers, 'number', 'C00010')
    const before = await erp.connector.count(contacts, persons)
    const values = {
      type: 'Person',
      customerId: customer.id,
      firstName: 'Åse',
      middleName: 'M.',
      surname: "O'Hara",
      email: 'a@x.example',
    }
    const [outcome] = await erp.connector.write([write(contacts, 'create', newId(), values)])
    expect(outcome).toMatchObject({
      state: 'done',
      record: { values: { ...values, displayName: "Åse M. O'Hara", companyId: customer.values['contactId'] } },
    })
    expect(await erp.connector.count(contacts, persons)).toBe((before ?? 0) + 1)
  })
})

describe('a service that answers wrongly', () => {
  const ids = async () => {
    const page = await erp.connector.readPage({ entity: customers, fields: [], where: [], cursor: null, pageSize: 3 })
    return page.records.map((record) => record.id)
  }

  test('empty pages delete nothing, and the feed does not pass over what they hide', async () => {
    const known = await ids()
    const since = await erp.connector.openFeed({ entity: customers, fields: ['city'] })
    const [first] = known
    const record = (await erp.connector.readByIds({ entity: customers, fields: ['city'], ids: known })).get(
      first ?? newId(),
    )
    if (record === undefined || record === 'gone') throw new Error('no record')
    await erp.person.write([write(customers, 'update', record.id, { city: 'Ystad' }, record.tag)])
    await erp.control('faults', {
      seed: 1,
      rules: [{ match: { path: '/customers' }, kind: 'emptyPage', probability: 1, times: 2 }],
    })
    const hidden = await erp.connector.readChanges({ entity: customers, fields: ['city'], since })
    expect(hidden).toMatchObject({ changed: [], deleted: [] })
    if ('trouble' in hidden) throw new Error('trouble')
    const readings = await erp.connector.readByIds({ entity: customers, fields: ['city'], ids: known })
    expect([...readings.values()].includes('gone')).toBe(false)
    await erp.control('faults', { seed: 1, rules: [] })
    expect(await erp.connector.readChanges({ entity: customers, fields: ['city'], since: hidden.next })).toMatchObject({
      changed: [{ id: first, values: { city: 'Ystad' } }],
    })
  })

  test('403 deletes nothing', async () => {
    const known = await ids()
    await erp.control('faults', {
      seed: 1,
      rules: [{ match: { path: '/customers' }, kind: 'status', status: 403, probability: 1 }],
    })
    await expect(
      erp.connector.readByIds({ entity: customers, fields: [], ids: [...known, newId()] }),
    ).rejects.toMatchObject({
      detail: { kind: 'unauthorized' },
    })
    await erp.control('faults', { seed: 1, rules: [] })
  })

  test('a write whose answer is lost is unknown, and a second sending makes no second customer', async () => {
    const id = newId()
    const create = write(customers, 'create', id, { displayName: `Lost ${id.slice(0, 4)}` })
    await erp.control('faults', {
      seed: 1,
      rules: [{ match: { path: '$batch' }, kind: 'truncatedBody', probability: 1, times: 1 }],
    })
    expect(await erp.connector.write([create])).toMatchObject([{ state: 'unknown' }])
    await erp.control('faults', { seed: 1, rules: [] })
    expect(await erp.connector.write([create])).toMatchObject([{ state: 'done', record: { id } }])
  })
})

describe('statistics', () => {
  test('are the ERP’s own, with the instant of their computation', async () => {
    const customer = await findOne(erp.connector, customers, 'number', 'C00010')
    const statistics = (await erp.connector.readCustomerStatistics([customer.id, newId()])).get(customer.id)
    expect(statistics).toMatchObject({ partial: false, values: { balance: customer.values['balance'] } })
    expect(Date.parse(statistics?.asOf ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  test('change with the customer', async () => {
    const fields = ['balance', 'creditLimit']
    const since = await erp.connector.openFeed({ entity: customerStatistics, fields })
    const customer = await findOne(erp.connector, customers, 'number', 'C00010')
    await erp.person.write([write(customers, 'update', customer.id, { creditLimit: '77' }, customer.tag)])
    expect(await erp.connector.readChanges({ entity: customerStatistics, fields, since })).toMatchObject({
      changed: [{ id: customer.id, values: { creditLimit: '77' } }],
    })
  })
})
