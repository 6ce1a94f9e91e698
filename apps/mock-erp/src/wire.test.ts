/** The exchanges of wire-examples, part A, as far as this emulator has their sets: signing in, reading, limits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Body, type TestErp } from './testing/test-erp.ts'

let erp: TestErp

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())

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
    const answer = await erp.call('GET', 'fixedAssets')
    expect([answer.status, ...answer.error]).toEqual([
      501,
      'BadRequest_MethodNotImplemented',
      "The entity set 'fixedAssets' is not implemented by this emulator.",
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

  test('A28: who waits too long for a place is told when to come again', async () => {
    await erp.control('PUT', 'limits', { concurrent: 1, queued: 1, queueWaitMs: 5, latencyMs: 100 })
    const answers = await Promise.all([erp.call('GET', 'currencies'), erp.call('GET', 'currencies')])
    await erp.control('PUT', 'limits', { preset: 'off' })
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [200, null],
      [503, '15'],
    ])
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
