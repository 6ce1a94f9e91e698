import { describe, expect, test } from 'vitest'
import { account, paymentTermsOptions } from './entities/index.ts'
import { serviceRoot } from './open-client.ts'
import { recordUrls } from './record-url.ts'
import { id, openTest, refusal } from './testing/open-test.ts'

const list = (...value: object[]) => ({ body: { value } })
const tracked = { body: { ChangeTrackingEnabled: true } }

describe('the check of a connection', () => {
  const check = async (steps: Parameters<typeof openTest>[0]) =>
    (await openTest(steps).connector.check()).map(({ name, ok, message }) => `${ok ? 'ok' : 'no'} ${name}: ${message}`)

  test('shows each thing that Koble needs', async () => {
    const steps = [list(), list(), tracked, tracked, list(), list(), list(), list()]
    expect(await check(steps)).toEqual([
      'ok sign-in: Dynamics 365 accepts the credentials.',
      'ok read-accounts: Accounts and contacts can be read.',
      'ok change-tracking: Changes of accounts and contacts are followed.',
      'ok koble-solution: Installed.',
      'ok act-for-users: There is no user yet to ask for.',
    ])
  })

  test('says what is missing, and goes on', async () => {
    const checks = await check([
      { status: 403, body: refusal('0x80040220', 'Principal user is missing prvReadAccount privilege.') },
      { body: { ChangeTrackingEnabled: false } },
      tracked,
      { status: 404, body: refusal('0x8006088a', "Resource not found for the segment 'koble_companies'.") },
      list(),
    ])
    expect(checks.slice(1, 4)).toEqual([
      "no read-accounts: Reading account rows: Principal user is missing prvReadAccount privilege. Give Koble's application user in Dynamics 365 the role that Koble's solution brings.",
      "no change-tracking: Change tracking is off for account. Switch it on in the table's settings.",
      "no koble-solution: Reading koble_company rows: Resource not found for the segment 'koble_companies'. Check the organization's address, and that Koble's solution is installed in its newest version.",
    ])
  })
})

test.each([
  ['https://contoso.crm4.dynamics.com', 'https://contoso.crm4.dynamics.com/api/data/v9.2'],
  ['https://contoso.crm4.dynamics.com/', 'https://contoso.crm4.dynamics.com/api/data/v9.2'],
  ['https://contoso.crm4.dynamics.com/api/data/v9.1/', 'https://contoso.crm4.dynamics.com/api/data/v9.1'],
])('the service root of %s', (baseUrl, root) => {
  expect(serviceRoot(baseUrl)).toBe(root)
})

test('links for people lead to the record in the app', () => {
  const url = recordUrls('https://contoso.api.crm4.dynamics.com', undefined)
  expect(url(account, id('1'))).toBe(
    `https://contoso.crm4.dynamics.com/main.aspx?pagetype=entityrecord&etn=account&id=${id('1')}`,
  )
  expect(url(paymentTermsOptions, id('1'))).toBeNull()
})
