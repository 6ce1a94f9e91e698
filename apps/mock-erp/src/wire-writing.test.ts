/** The exchanges of wire-examples, part A, as far as this emulator has their sets: writing and batches. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Body, type TestErp } from './testing/test-erp.ts'

let erp: TestErp

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

const DIALOG = 'Application_DialogException'
const customerByNumber = async (number: string): Promise<Body> => {
  const { rows } = await erp.call('GET', `customers?$filter=number eq '${number}'`)
  const [row] = rows
  if (row === undefined) throw new Error(`There is no customer ${number}.`)
  return row
}

describe('writing', () => {
  const create = async (body: Body): Promise<Body> => (await erp.call('POST', 'customers', body)).body

  test('A9: a customer gets its number from the series and a contact of its own', async () => {
    const answer = await erp.call('POST', 'customers', {
      displayName: 'Nordwind Händler',
      type: 'Company',
      addressLine1: 'Hauptstr. 4',
      city: 'Hamburg',
      country: 'DE',
      postalCode: '20095',
      email: 'buy@nordwind.example',
      currencyCode: 'EUR',
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe(`${V2}/companies(${CID})/customers(${String(answer.body['id'])})`)
    expect(answer.body).toMatchObject({
      number: 'C00001',
      displayName: 'Nordwind Händler',
      city: 'Hamburg',
      blocked: '_x0020_',
      currencyCode: 'EUR',
    })
    const contacts = await erp.call('GET', `customers(${String(answer.body['id'])})/contactsInformation`)
    expect(contacts.rows).toMatchObject([
      { contactName: 'Nordwind Händler', contactType: 'Company', relatedType: 'Customer' },
    ])
  })

  test('A10: a name is required, a number must be free', async () => {
    const nameless = await erp.call('POST', 'customers', { city: 'Hamburg' })
    expect([nameless.status, ...nameless.error]).toEqual([400, DIALOG, 'A "displayName" must be provided.'])
    expect(nameless.text).toMatch(/provided\. {2}CorrelationId: {2}[0-9a-f-]{36}\."/)
    const taken = await erp.call('POST', 'customers', { number: 'c00010', displayName: 'Again' })
    expect([taken.status, ...taken.error]).toEqual([
      400,
      'Internal_EntityWithSameKeyExists',
      "The record in table Customer already exists. Identification fields and values: No.='C00010'",
    ])
  })

  test('a client may choose the id, once', async () => {
    const id = '7c1d2e3f-0000-4000-8000-00000000aaaa'
    expect((await erp.call('POST', 'customers', { id, displayName: 'Chosen' })).body['id']).toBe(id)
    const again = await erp.call('POST', 'customers', { id, displayName: 'Chosen' })
    expect([again.status, ...again.error]).toEqual([
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table Customer already exists. Identification fields and values: SystemId='{${id.toUpperCase()}}'`,
    ])
  })

  test('A11, A12: a change needs the tag that it saw', async () => {
    const created = await create({ displayName: 'Tagged' })
    const path = `customers(${String(created['id'])})`
    const bare = await erp.call('PATCH', path, { phoneNumber: '1' })
    expect([bare.status, ...bare.error]).toEqual([
      400,
      'BadRequest_InvalidToken',
      'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.',
    ])
    const tag = String(created['@odata.etag'])
    const changed = await erp.call('PATCH', path, { phoneNumber: '+49 40 1234' }, { 'If-Match': tag })
    expect([changed.status, changed.body['phoneNumber']]).toEqual([200, '+49 40 1234'])
    const stale = await erp.call('PATCH', path, { phoneNumber: '2' }, { 'If-Match': tag })
    expect([stale.status, ...stale.error]).toEqual([
      409,
      'Request_EntityChanged',
      'Another user has already changed the record.',
    ])
    expect((await erp.call('PATCH', path, { phoneNumber: '3' }, { 'If-Match': '*' })).status).toBe(200)
  })

  test('a change that changes nothing moves neither stamp nor tag', async () => {
    const created = await create({ displayName: 'Still' })
    const same = await erp.call(
      'PATCH',
      `customers(${String(created['id'])})`,
      { displayName: 'Still' },
      { 'If-Match': String(created['@odata.etag']) },
    )
    expect(same.status).toBe(200)
    expect(same.body['@odata.etag']).toBe(created['@odata.etag'])
    expect(same.body['lastModifiedDateTime']).toBe(created['lastModifiedDateTime'])
  })

  test('A13: a customer without entries is deleted, one with entries is not', async () => {
    const created = await create({ displayName: 'Gone soon' })
    const path = `customers(${String(created['id'])})`
    expect((await erp.call('DELETE', path, undefined, { 'If-Match': '*' })).status).toBe(204)
    expect((await erp.call('GET', path)).status).toBe(404)
    expect((await erp.call('PATCH', path, { city: 'X' }, { 'If-Match': '*' })).status).toBe(404)
    const { id } = await customerByNumber('C00010')
    const refused = await erp.call('DELETE', `customers(${String(id)})`, undefined, { 'If-Match': '*' })
    expect([refused.status, ...refused.error]).toEqual([
      400,
      DIALOG,
      'You cannot delete Customer C00010 because it has ledger entries in a fiscal year that has not been closed yet.',
    ])
  })

  test.each<[Body, number, string, string]>([
    [
      { displayName: 'A', foo: 1 },
      400,
      'BadRequest',
      "The property 'foo' does not exist on type 'Microsoft.NAV.customer'. Make sure to only use property names that are defined by the type.",
    ],
    [
      { displayName: 'A', addressLine2: 'x'.repeat(57) },
      400,
      'Application_StringExceededLength',
      `The length of the string is 57, but it must be less than or equal to 50 characters. Value: ${'x'.repeat(57)}`,
    ],
    [
      { displayName: 'A', salespersonCode: 'zz' },
      400,
      'Internal_InvalidTableRelation',
      'The field Salesperson Code of table Customer contains a value (ZZ) that cannot be found in the related table (Salesperson/Purchaser).',
    ],
    [{ displayName: 'A', currencyCode: 'XXX' }, 400, DIALOG, 'The "currencyCode" does not match to a Currency.'],
    [
      { displayName: 'A', paymentTermsId: '11111111-1111-1111-1111-111111111111' },
      400,
      DIALOG,
      'The "paymentTermsId" does not match to a Payment Terms.',
    ],
    [{ displayName: 'A', email: 'nobody' }, 400, DIALOG, 'The email address "nobody" is not valid.'],
    [
      { displayName: 'A', type: 'Robot' },
      400,
      'Unknown',
      "'Robot' is not an option. The existing options are: Company,Person",
    ],
    [{ displayName: 'A', balanceDue: 3 }, 400, 'BadRequest_InvalidOperation', "Control 'balanceDue' is read-only"],
  ])('%j is refused as the service refuses it', async (body, status, code, message) => {
    const answer = await erp.call('POST', 'customers', body)
    expect([answer.status, ...answer.error]).toEqual([status, code, message])
  })

  test('two names of one currency must agree', async () => {
    const { rows } = await erp.call('GET', 'currencies?$select=id,code')
    const idOf = (code: string): unknown => rows.find((row) => row['code'] === code)?.['id']
    const wrong = await erp.call('POST', 'customers', {
      displayName: 'A',
      currencyId: idOf('USD'),
      currencyCode: 'DKK',
    })
    expect(wrong.error).toEqual([DIALOG, 'The currency values do not match to a specific Currency.'])
    const right = await erp.call('POST', 'customers', {
      displayName: 'A',
      currencyId: idOf('USD'),
      currencyCode: 'usd',
    })
    expect(right.body).toMatchObject({ currencyId: idOf('USD'), currencyCode: 'USD' })
  })

  test('null clears a field, a changed country takes the address with it', async () => {
    const created = await create({
      displayName: 'Mover',
      country: 'DE',
      city: 'Kiel',
      postalCode: '24103',
      website: 'x',
    })
    const path = `customers(${String(created['id'])})`
    const moved = await erp.call('PATCH', path, { country: 'DK', website: null }, { 'If-Match': '*' })
    expect(moved.body).toMatchObject({ country: 'DK', city: '', postalCode: '', website: '' })
  })

  test('a rename keeps the id, and references follow a renamed code', async () => {
    const terms = await erp.call('POST', 'paymentTerms', { code: '9d', displayName: 'Nine', dueDateCalculation: '9d' })
    expect(terms.body).toMatchObject({ code: '9D', dueDateCalculation: '9D' })
    const created = await create({ displayName: 'Renamed', paymentTermsId: terms.body['id'] })
    await erp.call('PATCH', `paymentTerms(${String(terms.body['id'])})`, { code: '9DAYS' }, { 'If-Match': '*' })
    const path = `customers(${String(created['id'])})`
    const renamed = await erp.call('PATCH', path, { number: 'ZX-1' }, { 'If-Match': '*' })
    expect(renamed.body).toMatchObject({ id: created['id'], number: 'ZX-1', paymentTermsId: terms.body['id'] })
  })

  test('`Prefer: return-no-content` answers 204 with a location', async () => {
    const answer = await erp.call('POST', 'customers', { displayName: 'Silent' }, { Prefer: 'return-no-content' })
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(answer.headers.get('location')).toContain('/customers(')
  })
})

describe('batches', () => {
  const post = (body: string, at: { readonly id: string; readonly headers?: Body }): Body => ({
    id: at.id,
    method: 'POST',
    url: `companies(${CID})/customers`,
    headers: { 'Content-Type': 'application/json', ...at.headers },
    body: { displayName: body },
  })
  const batch = async (requests: readonly Body[], headers: Record<string, string> = {}) =>
    erp.call('POST', `${V2}/$batch`, { requests }, headers)
  const responses = (body: Body): readonly Body[] => body['responses'] as Body[]

  const mixed = async (): Promise<readonly Body[]> => {
    const { id } = await customerByNumber('C00020')
    return [
      post('Batch one', { id: 'a' }),
      {
        id: 'b',
        method: 'PATCH',
        url: `companies(${CID})/customers(${String(id)})`,
        headers: { 'Content-Type': 'application/json', 'If-Match': 'W/"stale"' },
        body: { city: 'Bonn' },
      },
      { id: 'c', method: 'GET', url: `companies(${CID})/customers/$count` },
    ]
  }

  test('A23: processing stops at the first failure, what came before stays', async () => {
    const answer = await batch(await mixed())
    expect(answer.status).toBe(200)
    expect(responses(answer.body).map((part) => [part['id'], part['status']])).toEqual([
      ['a', 201],
      ['b', 409],
    ])
    const created = responses(answer.body)[0]?.['body'] as Body
    expect((await erp.call('GET', `customers(${String(created['id'])})`)).status).toBe(200)
  })

  test('A23: with continue-on-error all are tried', async () => {
    const answer = await batch(await mixed(), { Prefer: 'odata.continue-on-error' })
    expect(responses(answer.body).map((part) => [part['id'], part['status']])).toEqual([
      ['a', 201],
      ['b', 409],
      ['c', 200],
    ])
    expect(Number(responses(answer.body)[2]?.['body'])).toBeGreaterThan(40)
  })

  test('A24: snapshot isolation takes everything back, the 201 stays in the answer', async () => {
    const bad = { ...post('', { id: '2' }), body: { displayName: 'Bad', type: 'Invalid Type' } }
    const answer = await batch([post('Snapshot', { id: '1' }), bad], { Isolation: 'snapshot' })
    expect(responses(answer.body).map((part) => part['status'])).toEqual([201, 400])
    expect(responses(answer.body)[1]?.['body']).toMatchObject({
      error: {
        code: 'Unknown',
        message: expect.stringContaining("'Invalid Type' is not an option. The existing options are: Company,Person"),
      },
    })
    const created = responses(answer.body)[0]?.['body'] as Body
    expect((await erp.call('GET', `customers(${String(created['id'])})`)).status).toBe(404)
  })

  test('the company may come by a header, and 101 requests are too many', async () => {
    const named = { id: '1', method: 'GET', url: 'customers/$count', headers: { Company: 'Fjordlys Trading' } }
    expect(responses((await batch([named])).body)[0]).toMatchObject({ status: 200 })
    const tooMany = await batch(Array.from({ length: 101 }, (_, at) => ({ ...named, id: String(at) })))
    expect(tooMany.status).toBe(500)
    expect(tooMany.error[1]).toContain("'100'")
  })
})

test('a multipart batch answers part by part', async () => {
  const part = (text: string): string =>
    `--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${text}\r\n`
  const body = `${part(`GET companies(${CID})/customers/$count HTTP/1.1\r\n`)}${part(`GET companies(${CID})/customer HTTP/1.1\r\n`)}--b--\r\n`
  const answer = await erp.call('POST', `${V2}/$batch`, body, { 'Content-Type': 'multipart/mixed; boundary=b' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^multipart\/mixed/)
  expect(answer.text).toContain('HTTP/1.1 200 OK')
  expect(answer.text).toContain('BadRequest_ResourceNotFound')
})
