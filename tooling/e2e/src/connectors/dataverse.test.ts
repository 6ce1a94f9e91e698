/** The CRM connector on the CRM's emulator: each was written from the published protocol, so a slip in one shows here. */
import { crmEntities } from '@koble/dataverse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOne, newId, openCrm, strangeValues, write, type OpenedCrm } from './open-systems.ts'

const { account, contact, systemuser, transactioncurrency, koble_challenge: challenge } = crmEntities
const terms = crmEntities['option:account.paymenttermscode']
const fieldsOf = (entity: { readonly fields: object }) => Object.keys(entity.fields)
let crm: OpenedCrm

beforeAll(async () => {
  crm = await openCrm()
})
afterAll(() => crm.close())

test('every check is green', async () => {
  expect((await crm.connector.check()).filter((check) => !check.ok)).toEqual([])
})

describe.each(Object.values(crmEntities))('$name', (entity) => {
  test('all its fields can be read, page by page', async () => {
    const seen = new Set<string>()
    let cursor: string | null = null
    do {
      const page = await crm.connector.readPage({ entity, fields: fieldsOf(entity), where: [], cursor, pageSize: 5 })
      for (const record of page.records) seen.add(record.id)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.size).toBe(await crm.connector.count(entity, []))
  })

  test('its values are as its definition says', async () => {
    expect(await strangeValues(crm.connector, entity)).toEqual([])
  })
})

test('the feeds of all entities but the challenges begin with nothing, seen in one request', async () => {
  const followed = Object.values(crmEntities).filter((entity) => entity.name !== challenge.name)
  const marks = new Map()
  for (const entity of followed) {
    const since = await crm.connector.openFeed({ entity, fields: fieldsOf(entity) })
    marks.set(entity, since)
    expect(await crm.connector.readChanges({ entity, fields: fieldsOf(entity), since })).toEqual({
      changed: [],
      deleted: [],
      next: since,
      more: false,
    })
  }
  const heads = await crm.connector.peekFeeds(marks)
  expect(heads).toEqual(followed.map((entity) => ({ entity: entity.name, moved: false })))
})

describe('an account', () => {
  const fields = fieldsOf(account)
  const values = async () => {
    const euro = await findOne(crm.connector, transactioncurrency, 'isocurrencycode', 'EUR')
    const anna = await findOne(crm.connector, systemuser, 'internalemailaddress', 'ANNA.KROG@fjordlys.example')
    return {
      name: `Gagn & Gaman ${crypto.randomUUID().slice(0, 4)}`,
      address1_line1: "O'Neil gatan 5 / 7",
      address1_city: 'Malmö',
      telephone1: null,
      customertypecode: 3,
      creditlimit: '1234567.89',
      transactioncurrencyid: euro.id,
      ownerid: anna.id,
      paymenttermscode: '2',
      statecode: 0,
    }
  }
  const open = async (count = 1) => {
    const since = await crm.connector.openFeed({ entity: account, fields })
    const writes = []
    for (let index = 0; index < count; index += 1) writes.push(write(account, 'create', newId(), await values()))
    const outcomes = await crm.connector.write(writes)
    return { since, writes, outcomes, ids: writes.map(({ id }) => id) }
  }
  const readOne = async (id: ReturnType<typeof newId>) => {
    const reading = (await crm.connector.readByIds({ entity: account, fields, ids: [id] })).get(id)
    if (reading === undefined || reading === 'gone') throw new Error(`account ${id} is gone`)
    return reading
  }

  test('is created alone under the chosen id, and shows what was written', async () => {
    const { writes, outcomes } = await open()
    expect(outcomes).toMatchObject([
      { state: 'done', record: { id: writes[0]?.id, values: writes[0]?.values, writtenByKoble: true } },
    ])
  })

  test('created with others goes in one request, and appears in the feed as ours', async () => {
    await crm.control('requests', undefined, 'DELETE')
    const { since, writes, outcomes, ids } = await open(20)
    expect(outcomes.every(({ state }) => state === 'done')).toBe(true)
    const page = await crm.connector.readChanges({ entity: account, fields, since })
    if ('trouble' in page) throw new Error(page.trouble)
    expect(page.changed.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    for (const record of page.changed)
      expect(record).toMatchObject({ values: writes.find(({ id }) => id === record.id)?.values, writtenByKoble: true })
  })

  test('created with others of which one is bad: only the bad one fails', async () => {
    const good = await values()
    const writes = [
      write(account, 'create', newId(), good),
      write(account, 'create', newId(), { ...good, name: 'x'.repeat(161) }),
      write(account, 'create', newId(), good),
    ]
    const outcomes = await crm.connector.write(writes)
    expect(outcomes).toMatchObject([
      { state: 'done' },
      { state: 'failed', error: { kind: 'rejected' } },
      { state: 'done' },
    ])
  })

  test('created twice is one account', async () => {
    const { writes } = await open(3)
    const before = await crm.connector.count(account, [])
    expect((await crm.connector.write(writes)).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(await crm.connector.count(account, [])).toBe(before)
  })

  test('is changed by tag, lookups cleared; a stale tag, a missing row and a bad value end each for themselves', async () => {
    const { ids } = await open(4)
    const [a, b, c] = await Promise.all(ids.slice(0, 3).map(readOne))
    if (a === undefined || b === undefined || c === undefined) throw new Error('no accounts')
    const change = { telephone1: '+46 40 1', paymenttermscode: null, primarycontactid: null, creditlimit: null }
    const outcomes = await crm.connector.write([
      write(account, 'update', a.id, change, a.tag),
      write(account, 'update', b.id, change, a.tag),
      write(account, 'update', newId(), change, a.tag),
      write(account, 'update', c.id, { telephone1: '1'.repeat(60) }, c.tag),
    ])
    expect(outcomes).toMatchObject([
      { state: 'done', record: { id: a.id, values: change, writtenByKoble: true } },
      { state: 'failed', error: { kind: 'stale' } },
      { state: 'failed', error: { kind: 'missing' } },
      { state: 'failed', error: { kind: 'rejected', vendorCode: '0x80044331' } },
    ])
  })

  test('is deactivated and activated by its state alone', async () => {
    const { ids } = await open(1)
    const id = ids[0] ?? newId()
    for (const state of [1, 0]) {
      const { tag } = await readOne(id)
      const outcomes = await crm.connector.write([write(account, 'update', id, { statecode: state }, tag)])
      expect(outcomes).toMatchObject([
        { state: 'done', record: { values: { statecode: state, statuscode: state + 1 } } },
      ])
    }
  })

  test('that a person edits is not ours any more', async () => {
    const { ids } = await open(1)
    const id = ids[0] ?? newId()
    const { tag } = await readOne(id)
    await crm.person.write([write(account, 'update', id, { address1_city: 'Lund' }, tag)])
    expect(await readOne(id)).toMatchObject({ values: { address1_city: 'Lund' }, writtenByKoble: false })
  })

  test('that is deleted is reported by the feed and gone by key', async () => {
    const { ids } = await open(1)
    const id = ids[0] ?? newId()
    const since = await crm.connector.openFeed({ entity: account, fields })
    const { tag } = await readOne(id)
    expect(await crm.connector.write([write(account, 'delete', id, {}, tag)])).toEqual([
      { state: 'done', record: null },
    ])
    expect(await crm.connector.readChanges({ entity: account, fields, since })).toMatchObject({
      changed: [],
      deleted: [id],
    })
    expect((await crm.connector.readByIds({ entity: account, fields, ids: [id] })).get(id)).toBe('gone')
  })

  test('whose feed was opened for fewer columns is read with all of them', async () => {
    const since = await crm.connector.openFeed({ entity: account, fields: ['name'] })
    const { writes } = await open(1)
    const page = await crm.connector.readChanges({ entity: account, fields, since })
    expect(page).toMatchObject({ changed: [{ id: writes[0]?.id, values: writes[0]?.values }] })
  })

  test('of a filter is one that meets it, ignoring blanks for "not equal"', async () => {
    const where = [
      { field: 'customertypecode', operator: 'ne', value: 8 },
      { field: 'address1_city', operator: 'isNotBlank' },
      { field: 'statecode', operator: 'in', values: [0] },
    ] as const
    const page = await crm.connector.readPage({ entity: account, fields, where, cursor: null, pageSize: 500 })
    expect(page.records.length).toBeGreaterThan(0)
    for (const record of page.records) expect(record.values['customertypecode']).not.toBe(8)
  })
})

test('a contact whose parent is a contact has no account', async () => {
  const [page, accounts] = await Promise.all([
    crm.connector.readPage({ entity: contact, fields: ['parentcustomerid'], where: [], cursor: null, pageSize: 50 }),
    crm.connector.readPage({ entity: account, fields: [], where: [], cursor: null, pageSize: 50 }),
  ])
  const parent = accounts.records[0]?.id ?? null
  const values = { lastname: "O'Hara", firstname: 'Åse', parentcustomerid: parent }
  const [created] = await crm.connector.write([write(contact, 'create', newId(), values)])
  expect(created).toMatchObject({ state: 'done', record: { values: { ...values, fullname: "Åse O'Hara" } } })
  expect(page.records.length).toBeGreaterThan(0)
})

describe('options', () => {
  test('are added under a value of Koble’s own range, renamed by the label seen, and show in the feed', async () => {
    const fields = ['label']
    const since = await crm.connector.openFeed({ entity: terms, fields })
    const id = crm.connector.chooseId(terms)
    const [created] = await crm.connector.write([write(terms, 'create', id, { label: '14 Tage' })])
    expect(created).toMatchObject({ state: 'done', record: { id, values: { label: '14 Tage' } } })
    const page = await crm.connector.readChanges({ entity: terms, fields, since })
    expect(page).toMatchObject({ changed: [{ id, values: { label: '14 Tage' } }], deleted: [] })
    const found = await findOne(crm.connector, terms, 'label', '14 TAGE')
    const [renamed] = await crm.connector.write([write(terms, 'update', id, { label: '15 Tage' }, found.tag)])
    expect(renamed).toMatchObject({ state: 'done', record: { values: { label: '15 Tage' } } })
    const [stale] = await crm.connector.write([write(terms, 'update', id, { label: '16 Tage' }, found.tag)])
    expect(stale).toMatchObject({ state: 'failed', error: { kind: 'stale' } })
    expect(crm.connector.chooseId(terms)).not.toBe(id)
  })
})

describe('a service that answers wrongly', () => {
  test('an expired feed begins again', async () => {
    const since = await crm.connector.openFeed({ entity: account, fields: ['name'] })
    await crm.control('clock', { advanceMs: 8 * 86_400_000 })
    expect(await crm.connector.readChanges({ entity: account, fields: ['name'], since })).toEqual({
      trouble: 'expired',
    })
  })

  test('a batch cut off leaves its writes unknown, and sending them again makes none twice', async () => {
    const id = newId()
    const create = write(account, 'create', id, { name: `Lost ${id.slice(0, 4)}` })
    await crm.control('faults', {
      seed: 1,
      rules: [{ match: { path: '$batch' }, kind: 'truncatedBody', probability: 1, times: 1 }],
    })
    expect(await crm.connector.write([create])).toMatchObject([{ state: 'unknown' }])
    await crm.control('faults', { seed: 1, rules: [] })
    expect(await crm.connector.write([create])).toMatchObject([{ state: 'done', record: { id } }])
  })

  test('403 deletes nothing', async () => {
    await crm.control('faults', {
      seed: 1,
      rules: [{ match: { path: '/accounts' }, kind: 'status', status: 403, probability: 1 }],
    })
    await expect(crm.connector.readByIds({ entity: account, fields: [], ids: [newId()] })).rejects.toMatchObject({
      detail: { kind: 'unauthorized' },
    })
    await crm.control('faults', { seed: 1, rules: [] })
  })
})

describe('webhook registrations', () => {
  test('are there once, however often they are ensured, and go again', async () => {
    const wanted = {
      entities: [account, contact],
      url: 'http://127.0.0.1:4000/api/webhooks/dataverse/x',
      secret: '9f2',
    }
    await crm.connector.ensure(wanted)
    await crm.connector.ensure({ ...wanted, entities: [account] })
    await crm.connector.ensure(wanted)
    await crm.connector.removeAll()
  })
})

describe('the challenge of a sign-in', () => {
  test('says who wrote it and when, and is used up by deleting it', async () => {
    const [created] = await crm.person.write([
      write(challenge, 'create', newId(), { koble_nonce: 'n-1', koble_origin: 'https://crm.test' }),
    ])
    const id = created?.state === 'done' ? (created.record?.id ?? '') : ''
    const found = await crm.connector.readChallenge(id)
    expect(found).toMatchObject({
      nonce: 'n-1',
      origin: 'https://crm.test',
      onBehalf: false,
      createdBy: await crm.person.readUserId(),
    })
    expect(await crm.connector.deleteChallenge(id)).toBe(true)
    expect(await crm.connector.deleteChallenge(id)).toBe(false)
    expect(await crm.connector.readChallenge(id)).toBeNull()
    expect(await crm.connector.readChallenge('../accounts')).toBeNull()
  })

  test('a user without rights may not read, one with rights may', async () => {
    const accounts = await crm.connector.readPage({ entity: account, fields: [], where: [], cursor: null, pageSize: 1 })
    const id = accounts.records[0]?.id ?? newId()
    const anna = await findOne(crm.connector, systemuser, 'fullname', 'Anna Krog')
    const nora = await findOne(crm.connector, systemuser, 'fullname', 'Nora Back')
    expect(await crm.connector.mayRead(account, id, anna.id)).toBe(true)
    expect(await crm.connector.mayRead(account, id, nora.id)).toBe(false)
    expect(await crm.connector.mayRead(account, newId(), anna.id)).toBe(false)
    expect(await crm.connector.mayRead(account, id, newId())).toBe(false)
  })
})
