import { isKobleError } from '@koble/core'
import { describe, expect, test } from 'vitest'
import { account, contact, transactioncurrency } from './entities/index.ts'
import { batchAnswer, id, kobleUser, openTest, refusal, root, textOf } from './testing/open-test.ts'

const system = 'modifiedon,_modifiedby_value,_modifiedonbehalfby_value'
const row = (end: string, more: object = {}) => ({
  '@odata.etag': `W/"${end}"`,
  accountid: id(end).toUpperCase(),
  name: `Account ${end}`,
  _transactioncurrencyid_value: null,
  paymenttermscode: null,
  modifiedon: '2026-08-21T10:02:13Z',
  _modifiedby_value: '00000000-0000-0000-0000-0000000000bb',
  _modifiedonbehalfby_value: null,
  ...more,
})

describe('a page of rows', () => {
  test('asks for the columns, the filter and the page size, and goes on by the service’s link', async () => {
    const link = `${root}/accounts?$select=name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E`
    const { connector, lines, asked } = openTest([
      { body: { value: [row('1')], '@odata.nextLink': link } },
      { body: { value: [row('2')] } },
    ])
    const request = {
      entity: account,
      fields: ['name', 'transactioncurrencyid', 'paymenttermscode'],
      where: [
        { field: 'statecode', operator: 'eq', value: 0 },
        { field: 'customertypecode', operator: 'ne', value: 8 },
        { field: 'name', operator: 'eq', value: "O'Neil" },
        { field: 'primarycontactid', operator: 'isBlank' },
      ],
      pageSize: 500,
    } as const
    const first = await connector.readPage({ ...request, cursor: null })
    const second = await connector.readPage({ ...request, cursor: first.nextCursor })
    expect(lines()).toEqual([
      `GET accounts?$select=accountid,name,_transactioncurrencyid_value,paymenttermscode,${system}` +
        `&$filter=statecode%20eq%200%20and%20(customertypecode%20ne%208%20or%20customertypecode%20eq%20null)` +
        `%20and%20name%20eq%20'O''Neil'%20and%20_primarycontactid_value%20eq%20null&$orderby=accountid`,
      'GET accounts?$select=name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E',
    ])
    const prefer = 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname",odata.maxpagesize=500'
    expect(asked().map(({ headers }) => headers.get('prefer'))).toEqual([prefer, prefer])
    expect(asked()[0]?.headers.get('odata-version')).toBe('4.0')
    expect(second).toMatchObject({ records: [{ id: id('2') }], nextCursor: null })
  })

  test('holds canonical values; a lookup that points to a table which is not mapped there is blank', async () => {
    const body = `{"value":[{"@odata.etag":"W/\\"7\\"","contactid":"${id('7')}","fullname":"","_ownerid_value":"${id('8')}","_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname":"team","_parentcustomerid_value":"${id('9').toUpperCase()}","_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname":"account","statecode":0,"modifiedon":"2026-08-21T10:02:13Z","_modifiedby_value":"${kobleUser}","_modifiedonbehalfby_value":null}]}`
    const { connector } = openTest([{ body }])
    const fields = ['fullname', 'ownerid', 'parentcustomerid', 'statecode']
    const page = await connector.readPage({ entity: contact, fields, where: [], cursor: null, pageSize: 10 })
    expect(page.records).toEqual([
      {
        id: id('7'),
        tag: 'W/"7"',
        values: { fullname: null, ownerid: null, parentcustomerid: id('9'), statecode: 0 },
        writtenByKoble: true,
        modifiedAt: Date.parse('2026-08-21T10:02:13Z'),
      },
    ])
  })

  test('money keeps its digits, options that are coupled show their value as text', async () => {
    const body = `{"value":[{"accountid":"${id('1')}","creditlimit":12345678901234.5600,"paymenttermscode":721230001,"exchangerate":0.0000000001}]}`
    const { connector } = openTest([{ body }])
    const fields = ['creditlimit', 'paymenttermscode', 'exchangerate']
    const page = await connector.readPage({ entity: account, fields, where: [], cursor: null, pageSize: 10 })
    expect(page.records[0]?.values).toEqual({
      creditlimit: '12345678901234.56',
      paymenttermscode: '721230001',
      exchangerate: '0.0000000001',
    })
  })

  test('what Koble wrote on a user’s behalf is that user’s', async () => {
    const written = row('1', { _modifiedby_value: kobleUser, _modifiedonbehalfby_value: id('5') })
    const { connector } = openTest([{ body: { value: [written] } }])
    const page = await connector.readPage({ entity: account, fields: [], where: [], cursor: null, pageSize: 10 })
    expect(page.records[0]?.writtenByKoble).toBe(false)
  })
})

test.each([
  [63, 63],
  [4_999, 4_999],
  [5_000, null],
])('a count of %i is %j: the service stops at 5,000', async (count, expected) => {
  const { connector, lines } = openTest([{ body: { '@odata.count': count, value: [] } }])
  expect(await connector.count(account, [])).toBe(expected)
  expect(lines()).toEqual(['GET accounts?$select=accountid&$count=true'])
})

describe('rows by id', () => {
  const probe = { status: 200, body: { value: [] } }
  const missing = (code: string, status = 404) => ({ status, body: refusal(code) })
  const read = (steps: Parameters<typeof openTest>[0], ids = [id('1'), id('2')]) => {
    const opened = openTest(steps)
    return { ...opened, result: opened.connector.readByIds({ entity: account, fields: ['name'], ids }) }
  }

  test('are asked for in one request', async () => {
    const { result, lines } = read([{ body: { value: [row('2'), row('1')] } }])
    expect([...(await result).keys()].toSorted()).toEqual([id('1'), id('2')])
    const values = `[%22${id('1')}%22,%22${id('2')}%22]`
    expect(decodeURIComponent(lines()[0] ?? '')).toBe(
      decodeURIComponent(
        `GET accounts?$select=accountid,name,${system}&$filter=Microsoft.Dynamics.CRM.In(PropertyName='accountid',PropertyValues=${values})`,
      ),
    )
  })

  test('one that the list lacks is gone only when a read by key says so, beside a proof that the table can be read', async () => {
    const { result, asked } = read([{ body: { value: [row('1')] } }, batchAnswer(probe, missing('0x80040217'))])
    expect((await result).get(id('2'))).toBe('gone')
    const batch = textOf(asked()[1]?.body)
    expect(batch).toContain('GET /api/data/v9.2/accounts?$select=accountid&$top=1 HTTP/1.1')
    expect(batch).toContain(`GET /api/data/v9.2/accounts(${id('2')})?$select=accountid,name,${system} HTTP/1.1`)
    expect(asked()[1]?.headers.get('prefer')).toBe('odata.continue-on-error')
    expect(asked()[1]?.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary="batch_/)
  })

  test('an empty list in error deletes nothing', async () => {
    const { result } = read([
      { body: { value: [] } },
      batchAnswer(probe, { status: 200, body: row('1') }, { status: 200, body: row('2') }),
    ])
    expect([...(await result).values()]).toMatchObject([{ id: id('1') }, { id: id('2') }])
  })

  test.each<[string, { status: number; body?: unknown }[]]>([
    ['the table cannot be read', [missing('0x80040220', 403), missing('0x80040217')]],
    ['the table is not there', [probe, missing('0x8006088a')]],
    ['a gateway answers 404', [probe, { status: 404 }]],
    ['the row may not be read', [probe, missing('0x80040220', 403)]],
    ['the batch leaves it unanswered', [probe]],
    ['the proof is no list', [{ status: 200, body: {} }, missing('0x80040217')]],
  ])('nothing is gone when %s', async (_, parts) => {
    const { result } = read([{ body: { value: [] } }, batchAnswer(...parts)], [id('2')])
    expect(isKobleError(await result.catch((thrown: unknown) => thrown))).toBe(true)
  })
})

test('rows by values are looked up in one request', async () => {
  const { connector, lines } = openTest([{ body: { value: [] } }])
  const request = { entity: transactioncurrency, fields: [], field: 'isocurrencycode', values: ['USD', "O'X"] }
  expect(await connector.findByValues(request)).toEqual([])
  expect(lines()).toEqual([
    `GET transactioncurrencies?$select=transactioncurrencyid,${system}&$filter=isocurrencycode%20eq%20'USD'%20or%20isocurrencycode%20eq%20'O''X'`,
  ])
})

test('a column that was asked for and is not there is an error, never a blank', async () => {
  const { connector } = openTest([{ body: { value: [row('1')] } }])
  const request = { entity: account, fields: ['telephone1'], where: [], cursor: null, pageSize: 1 }
  await expect(connector.readPage(request)).rejects.toThrow('a row without telephone1')
})
