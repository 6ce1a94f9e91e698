import { describe, expect, test } from 'vitest'
import { countriesRegions, customers, customerStatistics } from './entities/index.ts'
import { companyId, kobleUser, openTest } from './testing/open-test.ts'

const url = 'https://koble.example/api/webhooks/business-central/abc'
const resource = (set: string) => `/api/koble/connector/v1.0/companies(${companyId})/${set}`
const registration = (id: string, more: object = {}) => ({
  subscriptionId: id,
  notificationUrl: url,
  resource: resource('customers'),
  clientState: 's3',
  expirationDateTime: '2026-08-24T10:00:00Z',
  ...more,
})
const list = (...value: object[]) => ({ body: { value } })
const wanted = { entities: [customers], url, secret: 's3' }
const renewBefore = Date.parse('2026-08-23T10:00:00Z')

describe('ensuring registrations', () => {
  test('makes what is missing, for the sets in which an entity’s changes are seen', async () => {
    const { connector, service } = openTest([
      list(),
      { status: 201, body: registration('a') },
      { status: 201, body: registration('b', { expirationDateTime: '2026-08-24T11:00:00Z' }) },
    ])
    const ensured = await connector.ensure({ ...wanted, entities: [customers, customerStatistics] })
    expect(ensured).toEqual({ renewBefore })
    expect(service.seen.slice(2)).toMatchObject(
      ['customers', 'customerLedgerEntries'].map((set) => ({
        method: 'POST',
        url: 'koble/connector/v1.0/subscriptions',
        body: { notificationUrl: url, resource: resource(set), clientState: 's3' },
      })),
    )
  })

  test('leaves what is there and fresh, however its resource is spelled', async () => {
    const there = registration('a', { resource: `https://api.test/v2.0/sandbox${resource('customers')}` })
    const { connector, lines } = openTest([list(there)])
    expect(await connector.ensure(wanted)).toEqual({ renewBefore })
    expect(lines()).toEqual(['GET koble/connector/v1.0/subscriptions'])
  })

  test('renews what has less than two days left', async () => {
    const old = registration('a', { expirationDateTime: '2026-08-23T09:59:00Z' })
    const { connector, service } = openTest([list(old), { body: registration('a') }])
    expect(await connector.ensure(wanted)).toEqual({ renewBefore })
    expect(service.seen[2]).toMatchObject({ method: 'PATCH', url: "koble/connector/v1.0/subscriptions('a')", body: {} })
    expect(service.seen[2]?.headers.get('if-match')).toBe('*')
  })

  test('replaces Koble’s own that are wrong, and touches nobody else’s', async () => {
    const { connector, lines } = openTest([
      list(
        registration('old-secret', { clientState: 'other' }),
        registration('old-address', { notificationUrl: 'https://koble.example/api/webhooks/business-central/old' }),
        registration('other-connection', { resource: resource('contacts') }),
        registration('other-company', {
          resource: resource('customers').replace(companyId, '11111111-1111-1111-1111-111111111111'),
        }),
        registration('somebody', { notificationUrl: 'https://other.example/hook' }),
      ),
      { status: 204 },
      { status: 404, body: {} },
      { status: 201, body: registration('new') },
    ])
    await connector.ensure(wanted)
    expect(lines().slice(1)).toEqual([
      "DELETE koble/connector/v1.0/subscriptions('old-secret')",
      "DELETE koble/connector/v1.0/subscriptions('old-address')",
      'POST koble/connector/v1.0/subscriptions',
    ])
  })

  test('of a table that the standard API does not have asks for nothing', async () => {
    const { connector, lines } = openTest([list()], { pages: false })
    expect(await connector.ensure({ ...wanted, entities: [customerStatistics] })).toEqual({ renewBefore: null })
    expect(lines()).toEqual(['GET v2.0/subscriptions'])
  })

  test('that the service refuses (no handshake) is an error that names the resource', async () => {
    const { connector } = openTest([
      list(),
      { status: 400, body: { error: { code: 'BadRequest', message: 'No handshake.' } } },
    ])
    await expect(connector.ensure({ ...wanted, entities: [countriesRegions] })).rejects.toThrow(
      `Subscribing to ${resource('countriesRegions')}: No handshake.`,
    )
  })
})

test('removing all takes the company’s that Koble’s own user made', async () => {
  const other = '11111111-1111-1111-1111-111111111111'
  const { connector, lines } = openTest([
    list(
      registration('customers', { userId: kobleUser.toUpperCase() }),
      registration('contacts', { resource: resource('contacts') }),
      registration('other-user', { userId: other }),
      registration('other-company', { resource: resource('customers').replace(companyId, other) }),
    ),
    { status: 204 },
    { status: 204 },
  ])
  await connector.removeAll()
  expect(lines().slice(1)).toEqual([
    "DELETE koble/connector/v1.0/subscriptions('customers')",
    "DELETE koble/connector/v1.0/subscriptions('contacts')",
  ])
})
