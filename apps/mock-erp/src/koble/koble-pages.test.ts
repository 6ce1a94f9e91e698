/** Koble's own pages against their contract (docs/koble-api-pages.md). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KOBLE, openErp, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

const ZERO = '00000000-0000-0000-0000-000000000000'
const any = { 'If-Match': '*' }
const customer = async (number: string): Promise<Body> =>
  (await erp.koble('GET', `customers?$filter=number eq '${number}'`)).rows[0] ?? {}
const state = async (table: string): Promise<Record<string, number>> =>
  (await erp.koble('GET', `feedState('${table}')`)).body as Record<string, number>
const since = async (table: string, version: number | undefined): Promise<readonly Body[]> =>
  (await erp.koble('GET', `${table}?$filter=systemRowVersion gt ${version}&$orderby=systemRowVersion`)).rows

describe('customers', () => {
  test('show the local currency as blank and carry the system fields', async () => {
    const row = await customer('C00010')
    expect(row).toMatchObject({
      currencyCode: '',
      currencyId: ZERO,
      salespersonCode: 'AK',
      paymentTermsCode: '30D',
      contactName: 'Jörg Kranich',
      templateCode: '',
    })
    expect(row['systemRowVersion']).toEqual(expect.any(Number))
    expect(row['systemModifiedBy']).toMatch(/^[0-9a-f-]{36}$/)
    expect(row['salespersonId']).not.toBe(ZERO)
  })

  test('are created with a chosen id, once, whatever else the body says', async () => {
    const id = 'aaaaaaaa-0000-4000-8000-000000000001'
    const created = await erp.koble('POST', 'customers', {
      id,
      displayName: 'Chosen',
      currencyCode: 'EUR',
      displayName2: 'Dept.',
    })
    expect([created.status, created.body['id'], created.body['currencyCode']]).toEqual([201, id, ''])
    const before = await state('customers')
    const again = await erp.koble('POST', 'customers', { id, displayName: '' })
    expect([again.status, again.error[0]]).toEqual([400, 'Internal_EntityWithSameKeyExists'])
    expect((await state('customers'))['highestRowVersion']).toBe(before['highestRowVersion'])
  })

  test('take what the body leaves out from the template', async () => {
    const answer = await erp.koble('POST', 'customers', { displayName: 'Templated', templateCode: 'customer-eu' })
    expect(answer.status).toBe(201)
    const unknown = await erp.koble('POST', 'customers', { displayName: 'Templated', templateCode: 'NONE' })
    expect(unknown.error).toEqual(['Internal_InvalidTableRelation', expect.stringContaining('(NONE)')])
  })

  test('are blocked All while they are blocked for privacy', async () => {
    const { body } = await erp.koble('POST', 'customers', { displayName: 'Private' })
    const path = `customers(${String(body['id'])})`
    expect((await erp.koble('PATCH', path, { privacyBlocked: true }, any)).body).toMatchObject({ blocked: 'All' })
    expect((await erp.koble('PATCH', path, { blocked: 'Ship' }, any)).error[1]).toContain('privacy reasons')
    expect((await erp.koble('PATCH', path, { privacyBlocked: false }, any)).body).toMatchObject({ blocked: '_x0020_' })
  })

  test('take only a related contact as primary, and its name as contact', async () => {
    const row = await customer('C00020')
    const path = `customers(${String(row['id'])})`
    const people = await erp.koble(
      'GET',
      `contacts?$filter=customerId eq ${String(row['id'])} and type eq 'Person'&$orderby=number`,
    )
    const second = people.rows[1]
    const changed = await erp.koble('PATCH', path, { primaryContactId: second?.['id'] }, any)
    expect(changed.body).toMatchObject({ primaryContactNumber: second?.['number'], contactName: 'Sven Haßler' })
    const stranger = (await erp.koble('GET', "contacts?$filter=displayName eq 'Ole Petersen'")).rows[0]
    const refused = await erp.koble('PATCH', path, { primaryContactNumber: stranger?.['number'] }, any)
    expect(refused.error[1]).toBe(
      `Contact ${String(stranger?.['number'])} is not related to customer C00020 Grünfeld Möbelwerk AG.`,
    )
    expect((await erp.koble('PATCH', path, { primaryContactId: ZERO }, any)).body).toMatchObject({
      primaryContactNumber: '',
      contactName: '',
    })
  })

  test('are read many at once by id', async () => {
    const ids = [await customer('C00010'), await customer('C00020')].map((row) => String(row['id']))
    const answer = await erp.koble('GET', `customers?$filter=${ids.map((id) => `id eq ${id}`).join(' or ')}`)
    expect(answer.rows.map((row) => String(row['id'])).toSorted()).toEqual(ids.toSorted())
  })
})

describe('customers and contacts', () => {
  test('copy their shared fields to each other', async () => {
    const created = await erp.koble('POST', 'customers', { displayName: 'Mirror', phoneNumber: '1' })
    const { id, contactId } = created.body
    await erp.koble('PATCH', `customers(${String(id)})`, { phoneNumber: '2' }, any)
    const contact = await erp.koble('GET', `contacts(${String(contactId)})`)
    expect(contact.body).toMatchObject({
      displayName: 'Mirror',
      phoneNumber: '2',
      customerId: id,
      contactBusinessRelation: 'Customer',
    })
    await erp.koble('PATCH', `contacts(${String(contactId)})`, { displayName: 'Mirrored' }, any)
    expect((await erp.koble('GET', `customers(${String(id)})`)).body).toMatchObject({ displayName: 'Mirrored' })
  })

  test('name persons by their parts or as a whole', async () => {
    const byName = await erp.koble('POST', 'contacts', { type: 'Person', displayName: 'Anna Maria von Berg' })
    expect(byName.body).toMatchObject({ firstName: 'Anna Maria', middleName: 'von', surname: 'Berg' })
    const byParts = await erp.koble('PATCH', `contacts(${String(byName.body['id'])})`, { surname: 'Lund' }, any)
    expect(byParts.body).toMatchObject({ displayName: 'Anna Maria von Lund' })
  })

  test('a person takes its company’s address and name; deleting the company deletes it', async () => {
    const owner = (await erp.koble('POST', 'customers', { displayName: 'Parent', country: 'DK', city: 'Ribe' })).body
    const person = await erp.koble('POST', 'contacts', {
      type: 'Person',
      displayName: 'Bo Holm',
      companyId: owner['contactId'],
    })
    expect(person.body).toMatchObject({ companyName: 'Parent', city: 'Ribe', customerId: owner['id'] })
    const path = `customers(${String(owner['id'])})`
    await erp.koble('PATCH', path, { primaryContactId: person.body['id'] }, any)
    const before = await state('contacts')
    expect((await erp.koble('DELETE', `contacts(${String(owner['contactId'])})`, undefined, any)).status).toBe(204)
    expect((await erp.koble('GET', path)).body).toMatchObject({
      primaryContactId: ZERO,
      contactName: '',
      contactId: ZERO,
    })
    const gone = await erp.koble(
      'GET',
      `deletedRecords?$filter=tableName eq 'contacts' and entryNumber gt ${before['lastDeletionEntryNumber']}`,
    )
    expect(gone.rows.map((row) => String(row['recordId'])).toSorted()).toEqual(
      [owner['contactId'], person.body['id']].map(String).toSorted(),
    )
  })

  test('a typed number is refused where the series takes none', async () => {
    const answer = await erp.koble('POST', 'contacts', { number: 'MY-1', displayName: 'Typed' })
    expect(answer.error[1]).toBe(
      'You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series CONT.',
    )
  })
})

test('contacts are found by their customer, their codes and kinds in any case', async () => {
  const { id, contactId } = await customer('C00010')
  const all = await erp.koble('GET', `contacts?$filter=customerId eq ${String(id)}&$orderby=number`)
  expect(all.rows).toHaveLength(3)
  expect(all.rows.every((row) => row['customerId'] === id && row['companyId'] === contactId)).toBe(true)
  const people = await erp.koble('GET', `contacts?$filter=customerId eq ${String(id)} and type eq 'Person'`)
  expect(people.rows).toHaveLength(2)
  const none = await erp.koble('GET', 'contacts?$filter=customerId eq 11111111-1111-1111-1111-111111111111')
  expect(none.rows).toEqual([])
  const first = String(all.rows[0]?.['number'])
  expect((await erp.koble('GET', `contacts?$filter=number eq '${first.toLowerCase()}'`)).rows).toHaveLength(1)
})

describe('the feed', () => {
  test('shows exactly the rows that changed, and stands still otherwise', async () => {
    const mark = (await state('customers'))['lowestUncommittedRowVersion']
    const row = await customer('C00030')
    const path = `customers(${String(row['id'])})`
    await erp.koble('PATCH', path, { displayName: row['displayName'] }, any)
    expect(await since('customers', (mark ?? 0) - 1)).toEqual([])
    await erp.koble('PATCH', path, { city: 'Eckernförde' }, any)
    const changed = await since('customers', (mark ?? 0) - 1)
    expect(changed.map((found) => found['id'])).toEqual([row['id']])
    const after = await state('customers')
    expect(after['highestRowVersion']).toBe(changed[0]?.['systemRowVersion'])
    expect(after['lowestUncommittedRowVersion']).toBeGreaterThan(after['highestRowVersion'] ?? 0)
  })

  test('tells deletions by table, id and growing entry numbers', async () => {
    const { body } = await erp.koble('POST', 'shipmentMethods', { code: 'TMP' })
    const before = await state('shipmentMethods')
    await erp.koble('DELETE', `shipmentMethods(${String(body['id'])})`, undefined, any)
    const after = await state('shipmentMethods')
    expect(after['lastDeletionEntryNumber']).toBeGreaterThan(before['lastDeletionEntryNumber'] ?? 0)
    const { rows } = await erp.koble(
      'GET',
      `deletedRecords?$filter=entryNumber gt ${before['lastDeletionEntryNumber']} and tableName eq 'shipmentMethods'`,
    )
    expect(rows).toMatchObject([
      {
        recordId: body['id'],
        entryNumber: after['lastDeletionEntryNumber'],
        systemRowVersion: after['highestRowVersion'],
      },
    ])
  })

  test('holds its bound below a row that is stamped and not yet visible', async () => {
    const row = await customer('C00040')
    await erp.control('PUT', 'faults', {
      seed: 1,
      rules: [{ match: { method: 'PATCH' }, kind: 'lateCommit', delayMs: 60_000, times: 1 }],
    })
    const late = erp.koble('PATCH', `customers(${String(row['id'])})`, { city: 'Late' }, any)
    await waitFor(async () => ((await state('customers'))['lowestUncommittedRowVersion'] ?? 0) > 0)
    const bound = (await state('customers'))['lowestUncommittedRowVersion'] ?? 0
    await erp.koble('POST', 'customers', { displayName: 'Meanwhile' })
    expect((await state('customers'))['lowestUncommittedRowVersion']).toBe(bound)
    await erp.control('PUT', 'clock', { advanceMs: 60_000 })
    await late
    const seen = await since('customers', bound - 1)
    expect(seen.map((found) => found['displayName'])).toEqual(['Hafenkontor Büsum KG', 'Meanwhile'])
    await erp.control('PUT', 'faults', { seed: 1, rules: [] })
  })
})

describe('statistics', () => {
  test('are those of the ledgers at the work date, with the instant', async () => {
    const fresh = await openErp()
    try {
      await fresh.control('PUT', 'clock', { now: '2026-11-24T12:00:00Z' })
      const [row] = (await fresh.koble('GET', "customerStatistics?$filter=number eq 'C00050'")).rows
      expect(row).toMatchObject({
        currencyCode: 'EUR',
        balance: 7137.36,
        overdueAmount: 7137.36,
        creditLimit: 4000,
        availableCredit: -3137.36,
        outstandingInvoices: 3,
        outstandingInvoicesAmount: 7137.36,
        agingCurrent: 0,
        aging31To60: 1476.69,
        agingOver90: 5660.67,
        workDate: '2026-11-24',
      })
      expect(String(row?.['asOf'])).toMatch(/^2026-11-24T12:00/)
    } finally {
      await fresh.close()
    }
  })

  test('of many customers come with one request', async () => {
    const ids = [await customer('C00010'), await customer('C00160')].map((row) => `id eq ${String(row['id'])}`)
    const answer = await erp.koble('GET', `customerStatistics?$filter=${ids.join(' or ')}&$select=number,balance`)
    expect(answer.rows).toMatchObject([
      { number: 'C00010', balance: 2463.3 },
      { number: 'C00160', balance: 0 },
    ])
  })

  test('cannot be written', async () => {
    const { id } = await customer('C00010')
    const answer = await erp.koble('PATCH', `customerStatistics(${String(id)})`, { balance: 1 }, any)
    expect([answer.status, answer.error[0]]).toEqual([405, 'BadRequest_MethodNotAllowed'])
  })
})

test('sessionInformation says who calls', async () => {
  const answer = await erp.koble('GET', 'sessionInformation')
  expect(answer.rows).toMatchObject([
    {
      userName: 'DEMO USER',
      isApplication: false,
      localCurrencyCode: 'EUR',
      companyName: 'Fjordlys Trading',
      extensionVersion: '1.0',
    },
  ])
  const { body } = await erp.koble('POST', 'shipmentMethods', { code: 'WHO' })
  expect(body['systemModifiedBy']).toBe(answer.rows[0]?.['id'])
})

test('a currency shows what one unit is worth today', async () => {
  const answer = await erp.koble('GET', "currencies?$filter=code eq 'SEK'")
  expect(answer.rows).toMatchObject([{ currentExchangeRate: 0.09 }])
})

test('the metadata document lists the pages', async () => {
  const answer = await erp.koble('GET', `${KOBLE}/$metadata`)
  expect(answer.text).toContain('customerStatistics')
})

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}
