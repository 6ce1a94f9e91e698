import { isKobleError } from '@koble/core'
import { describe, expect, test } from 'vitest'
import { contacts, currencies, customers, salespeople } from './entities/index.ts'
import { companyId, id, kobleUser, openTest, tag } from './testing/open-test.ts'

const root = `koble/connector/v1.0/companies(${companyId})`
const standard = `v2.0/companies(${companyId})`
const row = (end: string, more: object = {}) => ({
  '@odata.etag': tag(end),
  id: id(end).toUpperCase(),
  displayName: `Customer ${end}`,
  country: 'DE',
  systemModifiedBy: '00000000-0000-0000-0000-0000000000bb',
  lastModifiedDateTime: '2026-08-20T14:03:11.89Z',
  ...more,
})

describe('a page of records', () => {
  test('asks for the fields, the filter and the page size, and goes on by the service’s link', async () => {
    const link = `https://api.test/v2.0/sandbox/api/${root}/customers?aid=FIFO&$skiptoken=%2710000%27`
    const { connector, service, lines } = openTest([
      { body: { value: [row('1')], '@odata.nextLink': link } },
      { body: { value: [row('2')] } },
    ])
    const request = {
      entity: customers,
      fields: ['displayName', 'country'],
      where: [
        { field: 'blocked', operator: 'eq', value: '_x0020_' },
        { field: 'country', operator: 'in', values: ['DE', "O'X"] },
        { field: 'currencyId', operator: 'isBlank' },
      ],
      pageSize: 500,
    } as const
    const first = await connector.readPage({ ...request, cursor: null })
    const second = await connector.readPage({ ...request, cursor: first.nextCursor })
    expect(lines()).toEqual([
      `GET ${root}/customers?$select=id,displayName,country,systemModifiedBy,lastModifiedDateTime` +
        `&$filter=blocked%20eq%20'_x0020_'%20and%20(country%20eq%20'DE'%20or%20country%20eq%20'O''X')` +
        `%20and%20currencyId%20eq%2000000000-0000-0000-0000-000000000000`,
      `GET ${root}/customers?aid=FIFO&$skiptoken=%2710000%27`,
    ])
    expect(service.seen.slice(1).map(({ headers }) => headers.get('prefer'))).toEqual([
      'odata.maxpagesize=500',
      'odata.maxpagesize=500',
    ])
    expect(second).toMatchObject({ records: [{ id: id('2') }], nextCursor: null })
  })

  test('holds canonical values, exact decimals and who wrote last', async () => {
    const fields = ['displayName', 'creditLimit', 'email', 'currencyId', 'paymentTermsId', 'country', 'privacyBlocked']
    const money =
      '{"value":[{"@odata.etag":"W/\\"7\\"","id":"' +
      id('7') +
      '","displayName":"Möbel Scherrer AG","creditLimit":12345678901234.5600,'
    const rest = `"email":"","currencyId":"00000000-0000-0000-0000-000000000000","paymentTermsId":"${id('9').toUpperCase()}","country":" ch","privacyBlocked":false,"systemModifiedBy":"${kobleUser}","lastModifiedDateTime":"2026-08-20T14:03:11.89Z"}]}`
    const { connector } = openTest([{ body: money + rest }])
    const page = await connector.readPage({ entity: customers, fields, where: [], cursor: null, pageSize: 10 })
    expect(page.records).toEqual([
      {
        id: id('7'),
        tag: 'W/"7"',
        values: {
          displayName: 'Möbel Scherrer AG',
          creditLimit: '12345678901234.56',
          email: null,
          currencyId: null,
          paymentTermsId: id('9'),
          country: 'CH',
          privacyBlocked: false,
        },
        writtenByKoble: true,
        modifiedAt: Date.parse('2026-08-20T14:03:11.890Z'),
      },
    ])
  })

  test('an answer of another shape is an error, not an empty page', async () => {
    const { connector, clock } = openTest(Array.from({ length: 6 }, () => ({ body: {} })))
    const read = connector.readPage({ entity: customers, fields: [], where: [], cursor: null, pageSize: 10 })
    const failed = expect(read).rejects.toThrow('something else than a list of records')
    await clock.advance(600_000)
    await failed
  })
})

test('a count is the service’s own', async () => {
  const { connector, lines } = openTest([{ body: { '@odata.count': 63, value: [] } }])
  expect(await connector.count(customers, [])).toBe(63)
  expect(lines()).toEqual([`GET ${root}/customers?$select=id&$top=1&$count=true`])
})

describe('records by id', () => {
  const missing = (code: string, status = 404) => ({
    status,
    headers: {},
    body: { error: { code, message: 'Not there.' } },
  })
  const probe = { id: '1', status: 200, headers: {}, body: { value: [] } }
  const read = (steps: Parameters<typeof openTest>[0], ids = [id('1'), id('2')]) => {
    const opened = openTest(steps)
    return { ...opened, result: opened.connector.readByIds({ entity: customers, fields: ['displayName'], ids }) }
  }

  test('are asked for in one request', async () => {
    const { result, lines } = read([{ body: { value: [row('2'), row('1')] } }])
    expect([...(await result).keys()].toSorted()).toEqual([id('1'), id('2')])
    expect(lines()).toEqual([
      `GET ${root}/customers?$select=id,displayName,systemModifiedBy,lastModifiedDateTime&$filter=id%20eq%20${id('1')}%20or%20id%20eq%20${id('2')}`,
    ])
  })

  test('one that the list lacks is gone only when a read by key says so, beside a proof that the table can be read', async () => {
    const { result, service } = read([
      { body: { value: [row('1')] } },
      { body: { responses: [probe, { id: '2', ...missing('Internal_RecordNotFound') }] } },
    ])
    expect(await result).toEqual(
      new Map([
        [id('1'), expect.objectContaining({ id: id('1') })],
        [id('2'), 'gone'],
      ]),
    )
    expect(service.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: 'koble/connector/v1.0/$batch',
      body: {
        requests: [
          { id: '1', method: 'GET', url: `companies(${companyId})/customers?$select=id&$top=1` },
          {
            id: '2',
            method: 'GET',
            url: `companies(${companyId})/customers(${id('2')})?$select=id,displayName,systemModifiedBy,lastModifiedDateTime`,
          },
        ],
      },
    })
    expect(service.seen.at(-1)?.headers.get('prefer')).toBe('odata.continue-on-error')
  })

  test('an empty list in error deletes nothing', async () => {
    const { result } = read([
      { body: { value: [] } },
      {
        body: {
          responses: [probe, { id: '2', status: 200, body: row('1') }, { id: '3', status: 200, body: row('2') }],
        },
      },
    ])
    expect([...(await result).values()]).toEqual([
      expect.objectContaining({ id: id('1') }),
      expect.objectContaining({ id: id('2') }),
    ])
  })

  test.each<[string, object[]]>([
    [
      'the table cannot be read',
      [
        { id: '1', ...missing('Authorization_RequestDenied', 403) },
        { id: '2', ...missing('Internal_RecordNotFound') },
      ],
    ],
    ['the company is not there', [probe, { id: '2', ...missing('Internal_CompanyNotFound') }]],
    ['the page is not there', [probe, { id: '2', ...missing('BadRequest_ResourceNotFound') }]],
    ['a gateway answers 404', [probe, { id: '2', status: 404, headers: {}, body: '<html>' }]],
    ['the record may not be read', [probe, { id: '2', ...missing('Authorization_RequestDenied', 403) }]],
    ['the batch leaves it unanswered', [probe]],
    ['the proof is missing', [{ id: '2', ...missing('Internal_RecordNotFound') }]],
  ])('nothing is gone when %s', async (_, responses) => {
    const { result } = read([{ body: { value: [] } }, { body: { responses } }], [id('2')])
    const error = await result.catch((thrown: unknown) => thrown)
    expect(isKobleError(error)).toBe(true)
  })

  test('a 403 to the list is an error of the whole reading', async () => {
    const { result } = read([
      { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'No permission.' } } },
    ])
    await expect(result).rejects.toMatchObject({
      detail: { kind: 'unauthorized', origin: 'erp', code: 'erp-not-authorized' },
    })
  })
})

describe('records by values', () => {
  test('are looked up in one request, and what a pattern found too much is dropped', async () => {
    const { connector, lines } = openTest([
      { body: { value: [row('1', { displayName: 'GAGN & GAMAN' }), row('2', { displayName: 'Gagn' })] } },
    ])
    const found = await connector.findByValues({
      entity: customers,
      fields: ['displayName'],
      field: 'displayName',
      values: ['Gagn & Gaman', "O'Neil"],
    })
    expect(found.map((record) => record.id)).toEqual([id('1')])
    expect(lines()).toEqual([
      `GET ${root}/customers?$select=id,displayName,systemModifiedBy,lastModifiedDateTime` +
        `&$filter=tolower(displayName)%20eq%20'gagn%20%26%20gaman'%20or%20tolower(displayName)%20eq%20'o''neil'`,
    ])
  })

  test('of a code field are compared as the service stores them', async () => {
    const { connector, lines } = openTest([{ body: { value: [] } }])
    await connector.findByValues({ entity: currencies, fields: [], field: 'code', values: ['usd'] })
    expect(lines()[0]).toContain("$filter=code%20eq%20'USD'")
  })
})

describe('without Koble’s pages', () => {
  test('the standard API is read under its own names', async () => {
    const body = { value: [{ ...row('1'), phoneNo: '1' }] }
    const { connector, lines } = openTest([{ body }], { pages: false })
    const request = {
      entity: salespeople,
      fields: ['displayName', 'phoneNumber'],
      where: [],
      cursor: null,
      pageSize: 5,
    }
    const page = await connector.readPage(request)
    expect(lines()).toEqual([
      `GET ${standard}/salespeoplePurchasers?$select=id,displayName,phoneNo,lastModifiedDateTime`,
    ])
    expect(page.records[0]).toMatchObject({ values: { phoneNumber: '1' }, writtenByKoble: null })
  })

  test('a field that is not there is an error, never a blank', async () => {
    const { connector } = openTest([], { pages: false })
    const request = { entity: contacts, fields: ['displayName', 'firstName'], where: [], cursor: null, pageSize: 5 }
    await expect(connector.readPage(request)).rejects.toThrow('has no firstName of contacts')
  })
})

test('a row without an id is an error of the service, not a crash', async () => {
  const { connector } = openTest([{ body: { value: [{ displayName: 'x' }] } }])
  const read = connector.readPage({ entity: customers, fields: [], where: [], cursor: null, pageSize: 1 })
  await expect(read).rejects.toMatchObject({ detail: { kind: 'unavailable', origin: 'erp' } })
})

test('a field that was asked for and is not there is an error, never a blank', async () => {
  const { connector } = openTest([{ body: { value: [row('1')] } }])
  const request = { entity: customers, fields: ['email'], where: [], cursor: null, pageSize: 1 }
  await expect(connector.readPage(request)).rejects.toThrow('a record without email')
})

test('a null, which the service never sends, stands for the type’s empty value', async () => {
  const nulls = { creditLimit: null, privacyBlocked: null, email: null, currencyId: null }
  const { connector } = openTest([{ body: { value: [row('1', nulls)] } }])
  const page = await connector.readPage({
    entity: customers,
    fields: Object.keys(nulls),
    where: [],
    cursor: null,
    pageSize: 1,
  })
  expect(page.records[0]?.values).toEqual({ creditLimit: '0', privacyBlocked: false, email: null, currencyId: null })
})

describe('a condition on a field that the page computes', () => {
  const where = [
    { field: 'type', operator: 'eq', value: 'Person' },
    { field: 'customerId', operator: 'isNotBlank' },
  ] as const
  const person = (end: string, customerId: string) => row(end, { customerId })
  const blank = '00000000-0000-0000-0000-000000000000'

  test('is evaluated here', async () => {
    const { connector, lines } = openTest([{ body: { value: [person('1', id('9')), person('2', blank)] } }])
    const request = { entity: contacts, fields: ['displayName'], where, cursor: null, pageSize: 5 }
    expect((await connector.readPage(request)).records).toMatchObject([
      { id: id('1'), values: { displayName: 'Customer 1' } },
    ])
    expect(lines()[0]).toContain("customerId,systemModifiedBy,lastModifiedDateTime&$filter=type%20eq%20'Person'")
    expect(lines()[0]?.endsWith("'Person'")).toBe(true)
  })

  test('is counted here', async () => {
    const { connector } = openTest([{ body: { value: [person('1', id('9')), person('2', blank)] } }])
    expect(await connector.count(contacts, where)).toBe(1)
  })

  test('is the service’s where it is an equality', async () => {
    const { connector, lines } = openTest([{ body: { '@odata.count': 2, value: [] } }])
    expect(await connector.count(contacts, [{ field: 'customerId', operator: 'eq', value: id('9') }])).toBe(2)
    expect(lines()[0]).toContain(`customerId%20eq%20${id('9')}`)
  })
})
