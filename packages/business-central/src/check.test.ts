import { describe, expect, test } from 'vitest'
import { listCompanies } from './companies.ts'
import { companyId, id, noPagesStep, openTest, sessionStep } from './testing/open-test.ts'
import { manualClock, scriptedService, silentLog, type Step } from '@koble/odata-client/testing'
import { connectBusinessCentral } from './connect.ts'
import { customers, customerStatistics } from './entities/index.ts'
import { recordUrls } from './record-url.ts'

const baseUrl = 'https://api.test/v2.0/sandbox'
const list = (...value: object[]): Step => ({ body: { value } })
const company: Step = { body: { id: companyId, name: 'FJORD', displayName: 'Fjordlys Trading' } }
const feed = list({
  tableName: 'customers',
  highestRowVersion: 1,
  lowestUncommittedRowVersion: 2,
  lastDeletionEntryNumber: 0,
})
const failure = (status: number, code: string): Step => ({ status, body: { error: { code, message: 'No.' } } })

describe('the check of a connection', () => {
  const check = async (steps: readonly Step[]) => {
    const clock = manualClock()
    const service = scriptedService(`${baseUrl}/api`, steps)
    const access = { fetch: service.fetch, baseUrl, companyId, credentials: { token: 't' }, clock, log: silentLog }
    const checks = await connectBusinessCentral(access).check()
    return checks.map(({ name, ok, message }) => `${ok ? 'ok' : 'no'} ${name}: ${message}`)
  }

  test('shows each thing that Koble needs', async () => {
    expect(await check([list(), company, sessionStep, list(), list(), feed])).toEqual([
      'ok sign-in: Business Central accepts the credentials.',
      'ok company: The company is Fjordlys Trading.',
      'ok koble-pages: Installed, version 1.0.',
      'ok read-customers: Customers and salespeople can be read.',
      'ok change-feed: Changes of 1 tables are followed.',
    ])
  })

  test('says what is missing without the extension', async () => {
    const checks = await check([list(), company, noPagesStep, list(), list()])
    expect(checks).toHaveLength(4)
    expect(checks[2]).toMatch(/^no koble-pages: Not installed\. .*deletions are not seen.*customers lack displayName2/)
  })

  test.each<[string, readonly Step[], RegExp]>([
    [
      'sign-in',
      [failure(401, 'Authentication_InvalidCredentials'), failure(401, 'Authentication_InvalidCredentials')],
      /^no sign-in: Signing in: No\. Check client id/,
    ],
    [
      'company',
      [list(), failure(404, 'Internal_CompanyNotFound')],
      /^no company: The company: No\. Check the connection's company\.$/,
    ],
    [
      'koble-pages',
      [list(), company, failure(403, 'Authorization_RequestDenied')],
      /^no koble-pages: Koble's pages: No\. Give Koble's application/,
    ],
    [
      'read-customers',
      [list(), company, sessionStep, failure(403, ''), feed],
      /^no read-customers: Reading customers: No\. Give Koble's application/,
    ],
  ])('a failed %s is a line that says what to do', async (_, steps, line) => {
    const checks = await check(steps)
    expect(checks.find((each) => each.startsWith('no'))).toMatch(line)
  })
})

test('the companies of an environment can be listed', async () => {
  const clock = manualClock()
  const service = scriptedService(`${baseUrl}/api`, [
    list({ id: companyId.toUpperCase(), name: 'FJORD', displayName: '' }, { name: 'without id' }),
  ])
  const access = { fetch: service.fetch, baseUrl: `${baseUrl}/`, credentials: { token: 't' }, clock, log: silentLog }
  expect(await listCompanies(access)).toEqual([{ id: companyId, name: 'FJORD', displayName: 'FJORD' }])
  expect(service.lines()).toEqual(['GET v2.0/companies'])
})

test('the sign-in is the client credentials flow of the vendor’s directory', async () => {
  const clock = manualClock()
  const service = scriptedService('https://login.microsoftonline.com', [
    { body: { access_token: 'abc', expires_in: 3599 } },
    (request) => ({ body: { value: [{ id: companyId, name: request.headers.get('authorization') ?? '' }] } }),
  ])
  const credentials = { clientId: 'app', clientSecret: 's', tenant: 'contoso.example' }
  const companies = await listCompanies({ fetch: service.fetch, baseUrl, credentials, clock, log: silentLog })
  expect(companies[0]?.name).toBe('Bearer abc')
  expect(service.seen[0]?.url).toBe('contoso.example/oauth2/v2.0/token')
})

describe('live statistics', () => {
  test('come from the ERP’s own calculation, each with its instant', async () => {
    const blank = Object.fromEntries(Object.keys(customerStatistics.fields).map((field) => [field, null]))
    const row = { ...blank, id: id('1'), balance: 100.5, asOf: '2026-08-21T10:00:00.5Z', lastInvoiceDate: '0001-01-01' }
    const { connector, lines } = openTest([list(row)])
    const found = await connector.readCustomerStatistics([id('1')])
    expect(found.get(id('1'))).toMatchObject({
      values: { balance: '100.5', lastInvoiceDate: null },
      asOf: '2026-08-21T10:00:00.500Z',
      partial: false,
    })
    expect(lines()[0]).toContain(`/customerStatistics?$select=id,number,displayName`)
  })

  test('are partial without the extension, and lack what is not known', async () => {
    const row = { id: id('1'), number: '10000', balance: 100.5, overdueAmount: 7, totalSalesExcludingTax: 1 }
    const { connector, lines } = openTest([list(row)], { pages: false })
    expect((await connector.readCustomerStatistics([id('1')])).get(id('1'))).toEqual({
      id: id('1'),
      values: { number: '10000', balance: '100.5', overdueAmount: '7' },
      asOf: '2026-08-21T10:00:00.000Z',
      partial: true,
    })
    expect(lines()).toEqual([`GET v2.0/companies(${companyId})/customerFinancialDetails?$filter=id%20eq%20${id('1')}`])
  })
})

describe('links for people', () => {
  test('lead to the record in the web client', () => {
    const saas = recordUrls('https://api.businesscentral.dynamics.com/v2.0/contoso/Sandbox', undefined, 'Fjord & Co')
    expect(saas(customers, id('1'))).toBe(
      `https://businesscentral.dynamics.com/contoso/Sandbox?company=Fjord%20%26%20Co&page=21&filter='Customer'.'SystemId'%20IS%20'${id('1')}'`,
    )
    expect(saas(customerStatistics, id('1'))).toBeNull()
    const local = recordUrls('http://127.0.0.1:4010/v2.0/sandbox', undefined, undefined)
    expect(local(customers, id('1'))).toBe(`http://127.0.0.1:4010/customers/${id('1')}`)
  })
})
