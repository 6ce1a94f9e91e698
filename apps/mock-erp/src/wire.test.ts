/** The exchanges of wire-examples, part A, as far as this emulator has their sets. */
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

describe('sign-in', () => {
  const token = (secret: string): Promise<Response> =>
    erp.fetch(
      new Request('http://127.0.0.1:4010/3f0c1b52-9e4d-4a77-8f5e-0a6b1d2c7e11/oauth2/v2.0/token', {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: 'koble-demo',
          client_secret: secret,
          scope: 'https://api.businesscentral.dynamics.com/.default',
        }),
      }),
    )

  test('A1: client credentials give a bearer token that the API takes', async () => {
    const answer = await token('koble-demo-secret')
    const body = (await answer.json()) as Body
    expect(answer.status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 })
    const list = await erp.call('GET', `${V2}/companies`, undefined, {
      Authorization: `Bearer ${String(body['access_token'])}`,
    })
    expect(list.status).toBe(200)
  })

  test('A1: a wrong secret is an invalid client', async () => {
    const answer = await token('wrong')
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: 'invalid_client', error_codes: [7000215] })
  })

  test('A2: a token that is none is refused with the service’s error', async () => {
    const answer = await erp.call('GET', `${V2}/companies`, undefined, { Authorization: 'Bearer nonsense' })
    expect(answer.status).toBe(401)
    expect(answer.error).toEqual([
      'Authentication_InvalidCredentials',
      'The server has rejected the client credentials.',
    ])
  })
})

describe('companies', () => {
  test('A3: the list names the company', async () => {
    const answer = await erp.call('GET', `${V2}/companies`)
    expect(answer.headers.get('content-type')).toBe('application/json; odata.metadata=minimal; odata.streaming=true')
    expect(answer.headers.get('odata-version')).toBe('4.0')
    expect(answer.body['@odata.context']).toBe(`${V2}/$metadata#companies`)
    expect(answer.rows).toMatchObject([{ id: CID, name: 'Fjordlys Trading', displayName: 'Fjordlys Trading GmbH' }])
  })

  test('A4: they cannot be created', async () => {
    const answer = await erp.call('POST', `${V2}/companies`, { name: 'NEW' })
    expect(answer.status).toBe(405)
    expect(answer.error).toEqual([
      'BadRequest_MethodNotAllowed',
      "'POST' requests for 'companies' of EdmType 'Entity' are not allowed within Microsoft Dynamics NAV OData web services.",
    ])
  })

  test.each([
    `${V2}/companies(${CID})/customers/$count`,
    `${V2}/companies(name='Fjordlys%20Trading')/customers/$count`,
    `${V2}/customers/$count?company=Fjordlys%20Trading`,
    `${V2}/customers/$count?company=${CID}`,
    `${V2}/customers/$count`,
    `${V2.replace('/sandbox', '/3f0c1b52-9e4d-4a77-8f5e-0a6b1d2c7e11/Sandbox')}/customers/$count`,
  ])('the company of %s is found', async (url) => {
    const answer = await erp.call('GET', url)
    expect([answer.status, answer.text]).toEqual([200, '40'])
    expect(answer.headers.get('content-type')).toContain('text/plain')
  })
})

describe('reading', () => {
  test('A5: options work together, $top gives no next link, $count counts all', async () => {
    const answer = await erp.call(
      'GET',
      "customers?$select=id,number,displayName,blocked,lastModifiedDateTime&$filter=startswith(displayName,'S') and blocked eq '_x0020_'&$orderby=number&$top=2&$count=true",
    )
    expect(answer.body['@odata.context']).toBe(
      `${V2}/$metadata#companies(${CID})/customers(id,number,displayName,blocked,lastModifiedDateTime)`,
    )
    expect(answer.body['@odata.count']).toBe(3)
    expect(answer.body['@odata.nextLink']).toBeUndefined()
    expect(answer.rows.map((row) => row['displayName'])).toEqual([
      'Sankt Annæ Lys & Glas ApS',
      'Sølvberget Bok & Papir AS',
    ])
    expect(Object.keys(answer.rows[0] ?? {})).toEqual([
      '@odata.etag',
      'id',
      'number',
      'displayName',
      'blocked',
      'lastModifiedDateTime',
    ])
  })

  test('A6: pages follow an absolute link until none is left', async () => {
    const prefer = { Prefer: 'odata.maxpagesize=15' }
    const numbers: unknown[] = []
    let answer = await erp.call('GET', 'customers?$select=number', undefined, prefer)
    for (let pages = 1; ; pages += 1) {
      numbers.push(...answer.rows.map((row) => row['number']))
      const next = answer.body['@odata.nextLink']
      if (next === undefined) {
        expect(pages).toBe(3)
        break
      }
      expect(next).toMatch(
        new RegExp(`^${V2.replaceAll('.', '\\.')}/companies\\(${CID}\\)/customers\\?.*aid=FIFO&\\$skiptoken=`),
      )
      answer = await erp.call('GET', next as string, undefined, prefer)
    }
    expect(new Set(numbers).size).toBe(40)
  })

  test('A7: $count of a filter is a bare number', async () => {
    const answer = await erp.call('GET', "customers/$count?$filter=blocked eq 'All'")
    expect(answer.text).toBe('1')
  })

  test('A8: empty values are blank, zero or the zero GUID, never null; local currency shows its code', async () => {
    const { id } = await customerByNumber('C00010')
    const { body, headers } = await erp.call('GET', `customers(${String(id)})`)
    expect(body['@odata.context']).toBe(`${V2}/$metadata#companies(${CID})/customers/$entity`)
    expect(body['@odata.etag']).toMatch(/^W\/"[A-Za-z0-9+/]+=*"$/)
    expect(headers.get('etag')).toBe(body['@odata.etag'])
    expect(body).toMatchObject({
      number: 'C00010',
      displayName: 'Kranich & Söhne Schiffsbedarf GmbH',
      type: 'Company',
      state: '',
      country: 'DE',
      creditLimit: 50_000,
      taxLiable: false,
      currencyId: '00000000-0000-0000-0000-000000000000',
      currencyCode: 'EUR',
      paymentMethodId: '00000000-0000-0000-0000-000000000000',
      blocked: '_x0020_',
    })
    expect(Object.values(body)).not.toContain(null)
  })

  test('A14: three kinds of 404', async () => {
    const missing = await erp.call('GET', 'customers(00000000-0000-0000-0000-0000000000aa)')
    expect([missing.status, ...missing.error]).toEqual([
      404,
      'Internal_RecordNotFound',
      "The Customer does not exist. Identification fields and values: SystemId='{00000000-0000-0000-0000-0000000000AA}'",
    ])
    const segment = await erp.call('GET', 'customer')
    expect([segment.status, ...segment.error]).toEqual([
      404,
      'BadRequest_ResourceNotFound',
      "Resource not found for the segment 'customer'.",
    ])
    const company = await erp.call('GET', `${V2}/companies(11111111-1111-1111-1111-111111111111)/customers`)
    expect([company.status, ...company.error]).toEqual([
      404,
      'Internal_CompanyNotFound',
      'Cannot find company "11111111-1111-1111-1111-111111111111".',
    ])
  })

  test('A15: an unknown property in a filter is named', async () => {
    const answer = await erp.call('GET', "customers?$filter=foo eq 'x'")
    expect([answer.status, ...answer.error]).toEqual([
      400,
      'BadRequest',
      "Could not find a property named 'foo' on type 'Microsoft.NAV.customer'.",
    ])
  })

  test('A16: OR over two fields is not implemented, within one field it is', async () => {
    const answer = await erp.call('GET', "customers?$filter=city eq 'Kiel' or country eq 'AT'")
    expect([answer.status, ...answer.error]).toEqual([
      501,
      'BadRequest_MethodNotImplemented',
      "The 'OR' operator is not supported on distinct fields on an OData filter.",
    ])
    const allowed = await erp.call('GET', "customers?$filter=country eq 'AT' or country eq 'FI'")
    expect(allowed.rows).toHaveLength(3)
  })

  test('A17: lastModifiedDateTime takes up where the last read ended', async () => {
    const all = await erp.call('GET', 'customers?$orderby=lastModifiedDateTime desc&$top=1')
    const newest = String(all.rows[0]?.['lastModifiedDateTime'])
    const none = await erp.call(
      'GET',
      `customers?$filter=lastModifiedDateTime gt ${newest}&$orderby=lastModifiedDateTime`,
      undefined,
      {
        'Data-Access-Intent': 'ReadOnly',
      },
    )
    expect(none.rows).toEqual([])
    const before = new Date(Date.parse(newest) - 50).toISOString()
    const some = await erp.call('GET', `customers?$filter=lastModifiedDateTime gt ${before}`)
    expect(some.rows.length).toBeGreaterThan(0)
  })

  test('a set that the service has and the emulator does not is 501 in plain words', async () => {
    const answer = await erp.call('GET', 'salesOrders')
    expect([answer.status, ...answer.error]).toEqual([
      501,
      'BadRequest_MethodNotImplemented',
      "The entity set 'salesOrders' is not implemented by this emulator.",
    ])
  })

  test('codes compare upper-cased, a filter character is a pattern, a lambda is ignored', async () => {
    expect((await erp.call('GET', "customers/$count?$filter=number eq 'c00010'")).text).toBe('1')
    expect((await erp.call('GET', "customers/$count?$filter=displayName eq '*Älv*'")).text).toBe('1')
    expect(
      (await erp.call('GET', "customers/$count?$filter=contactsInformation/any(c:c/contactName eq 'x')")).text,
    ).toBe('40')
  })

  test('a value longer than its field is a filter error', async () => {
    const answer = await erp.call('GET', "customers?$filter=number eq 'AAAAAAAAAAAAAAAAAAAAAA'")
    expect(answer.error[0]).toBe('Application_FilterErrorException')
  })

  test('navigation properties expand: financial details, payment term, currency', async () => {
    const { body } = await erp.call(
      'GET',
      "customers?$filter=number eq 'C00170'&$expand=customerFinancialDetails,paymentTerm($select=code),currency($select=code)",
    )
    expect((body['value'] as Body[])[0]).toMatchObject({
      customerFinancialDetails: { number: 'C00170', balance: 3880.55 },
      paymentTerm: { code: '30D' },
      currency: { code: 'DKK' },
    })
  })
})

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

describe('reports', () => {
  test('aged receivables of one customer, and of all with a total', async () => {
    const { id } = await customerByNumber('C00050')
    const one = await erp.call('GET', `customers(${String(id)})/agedAccountsReceivable`)
    expect(one.body).toMatchObject({ customerNumber: 'C00050', balanceDue: 7137.36, periodLengthFilter: '30D' })
    const all = await erp.call('GET', 'agedAccountsReceivables')
    const [total] = all.rows.slice(-1)
    const sum = all.rows.slice(0, -1).reduce((cents, row) => cents + Math.round(Number(row['balanceDue']) * 100), 0)
    expect([total?.['name'], Math.round(Number(total?.['balanceDue']) * 100)]).toEqual(['Total', sum])
  })

  test('contactsInformation needs its customer', async () => {
    const { id } = await customerByNumber('C00010')
    const answer = await erp.call('GET', `customers(${String(id)})/contactsInformation`)
    expect(
      answer.rows.map((row) => row['contactType']).toSorted((one, other) => String(one).localeCompare(String(other))),
    ).toEqual(['Company', 'Person', 'Person'])
    expect((await erp.call('GET', 'contactsInformation')).status).toBe(400)
  })
})

describe('limits', () => {
  test('A28: over the rate the answer is 429 in the service’s words', async () => {
    await erp.control('PUT', 'limits', { requestsPer5Minutes: 1 })
    await erp.call('GET', 'currencies')
    const answer = await erp.call('GET', 'currencies')
    await erp.control('PUT', 'limits', { preset: 'off' })
    expect(answer.status).toBe(429)
    expect(answer.error[0]).toBe('Application_TooManyRequests')
    expect(answer.error[1]).toMatch(/^Too many requests reached\. Actual \(\d+\)\. Maximum \(1\)\.$/)
    expect((await erp.call('GET', 'currencies')).status).toBe(200)
  })
})

describe('other roots', () => {
  test('A32: a custom page with the company by name', async () => {
    const url = V2.replace('/api/v2.0', "/api/koble/connector/v1.0/companies(name='Fjordlys%20Trading')")
    const answer = await erp.call('GET', `${url}/customers?$filter=number eq 'C00010'`)
    expect(answer.body['@odata.context']).toBe(
      `${V2.replace('/api/v2.0', '/api/koble/connector/v1.0')}/$metadata#companies(name='Fjordlys%20Trading')/customers`,
    )
    expect(answer.rows).toMatchObject([{ number: 'C00010', currencyCode: '' }])
  })

  test('A33: the resources that support webhooks are listed by pattern', async () => {
    const url = V2.replace('/api/v2.0', '/api/microsoft/runtime/beta')
    const answer = await erp.call(
      'GET',
      `${url}/companies(${CID})/webhookSupportedResources?$filter=resource eq 'v2.0*'`,
    )
    const resources = answer.rows.map((row) => row['resource'])
    expect(resources).toContain('v2.0/customers')
    expect(resources.every((resource) => String(resource).startsWith('v2.0/'))).toBe(true)
  })

  test.each(['', '/', '/$metadata'])('the root answers %s', async (path) => {
    const answer = await erp.call('GET', `${V2}${path}`)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('customers')
  })
})
