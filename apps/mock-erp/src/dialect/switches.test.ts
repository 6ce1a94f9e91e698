/** Each switch changes what a client sees, and nothing else stands for it: a request per switch, and what each of its values answers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Answer, type TestErp } from '../testing/test-erp.ts'
import { createErpSwitches } from './switches.ts'

let erp: TestErp
let made = 0

/** What a case looks at: a status, a header, whether something is there. */
type Seen = string | number | boolean | null | undefined
interface Case {
  readonly look: () => Promise<Seen | readonly Seen[]>
  /** A value of the switch, and what is seen then. */
  readonly expected: readonly (readonly [value: string | number | boolean, seen: Seen | readonly Seen[]])[]
}

const anyTag = { 'If-Match': '*' }

const customer = async (more: object = {}): Promise<Answer> => {
  made += 1
  return erp.call('POST', 'customers', { displayName: `Customer ${made}`, ...more })
}
const customerPath = async (): Promise<string> => `customers(${String((await customer()).body['id'])})`
const batch = (requests: readonly object[], headers: Record<string, string> = {}) =>
  erp.call('POST', `${V2}/$batch`, { requests }, headers)
const statuses = (answer: Answer) => (answer.body['responses'] as { status: number }[]).map(({ status }) => status)
const create = (id: string, more: object = {}) => ({
  id,
  method: 'POST',
  url: `companies(${CID})/customers`,
  headers: { 'Content-Type': 'application/json' },
  body: { displayName: 'In a batch' },
  ...more,
})

const cases: Readonly<Record<keyof ReturnType<typeof createErpSwitches>['definitions'], Case>> = {
  companyNotFoundStatus: {
    look: async () => seen(await erp.call('GET', `${V2}/companies(name='Nobody')/customers`)),
    expected: [
      [404, [404, 'Internal_CompanyNotFound']],
      [400, [400, 'Internal_CompanyNotFound']],
    ],
  },
  challenge: {
    look: async () => {
      const answer = await erp.call('GET', 'customers', undefined, { Authorization: 'Bearer none' })
      return [answer.status, answer.headers.get('WWW-Authenticate')]
    },
    expected: [
      [true, [401, 'Bearer authorization_uri="/common/oauth2/v2.0/authorize"']],
      [false, [401, null]],
    ],
  },
  streamingContentType: {
    look: async () => (await erp.call('GET', 'customers')).headers.get('Content-Type'),
    expected: [
      [true, 'application/json; odata.metadata=minimal; odata.streaming=true'],
      [false, 'application/json; odata.metadata=minimal'],
    ],
  },
  decimalsAsText: {
    look: async () => {
      const path = await customerPath()
      const { body } = await erp.call('GET', path, undefined, { Accept: 'application/json;IEEE754Compatible=true' })
      return body['creditLimit'] as Seen
    },
    expected: [
      ['honored', '0'],
      ['ignored', 0],
    ],
  },
  preferReturnMinimal: {
    look: async () =>
      (await erp.call('POST', 'customers', { displayName: 'Minimal' }, { Prefer: 'return=minimal' })).status,
    expected: [
      ['ignored', 201],
      ['honored', 204],
    ],
  },
  createLocation: {
    look: async () => {
      const { body, headers } = await customer()
      return headers.get('Location')?.endsWith(`/customers(${String(body['id'])})`)
    },
    expected: [
      [true, true],
      [false, undefined],
    ],
  },
  patchOfMissingKey: {
    look: async () => {
      const path = `customers(${crypto.randomUUID()})`
      const { status } = await erp.call('PATCH', path, { displayName: 'Upserted' })
      return [status, (await erp.call('GET', path)).status]
    },
    expected: [
      ['refused', [404, 404]],
      ['creates', [201, 200]],
    ],
  },
  putOfEntity: {
    look: async () => seen(await erp.call('PUT', await customerPath(), { displayName: 'Put' }, anyTag)),
    expected: [
      ['refused', [405, 'BadRequest_MethodNotAllowed']],
      ['modifies', [200, '']],
    ],
  },
  unsupportedOptionStatus: {
    look: async () => seen(await erp.call('GET', 'customers?$search=x')),
    expected: [
      [501, [501, 'BadRequest_MethodNotImplemented']],
      [400, [400, 'BadRequest']],
    ],
  },
  querySyntaxStatus: {
    look: async () => seen(await erp.call('GET', "customers?$filter=number eq 'x")),
    expected: [
      [400, [400, 'BadRequest']],
      [404, [404, 'BadRequest_NotFound']],
    ],
  },
  malformedKeyStatus: {
    look: async () => seen(await erp.call('GET', 'customers(GUID)')),
    expected: [
      [404, [404, 'BadRequest_NotFound']],
      [400, [400, 'BadRequest_NotFound']],
    ],
  },
  nestedCalls: {
    look: async () => seen(await erp.call('GET', "customers?$filter=contains(tolower(displayName),'x')")),
    expected: [
      ['refused', [501, 'BadRequest_MethodNotImplemented']],
      ['evaluated', [200, '']],
    ],
  },
  calculatedFilters: {
    look: async () => [
      ...seen(await erp.call('GET', "customers?$filter=currencyCode eq 'EUR' and number ne 'X'")),
      (await erp.koble('GET', "customers?$filter=currencyCode eq 'EUR'")).status,
    ],
    expected: [
      ['evaluated', [200, '', 200]],
      ['refused', [400, 'Unknown', 200]],
    ],
  },
  skipToken: {
    look: async () => {
      const first = await erp.call('GET', 'paymentMethods?$select=code', undefined, { Prefer: 'odata.maxpagesize=1' })
      const link = String(first.body['@odata.nextLink'])
      const second = await erp.call('GET', link, undefined, { Prefer: 'odata.maxpagesize=1' })
      return [
        link.includes('&aid=FIFO&$skiptoken='),
        /&\$skiptoken='.+'$/.test(link),
        first.rows[0]?.['code'] !== second.rows[0]?.['code'],
      ]
    },
    expected: [
      ['fifo', [true, false, true]],
      ['quoted', [false, true, true]],
    ],
  },
  trackChanges: {
    look: async () => {
      const track = { Prefer: 'odata.track-changes' }
      const { status, body } = await erp.call('GET', 'customers?$select=number', undefined, track)
      return [status, /[?&](\w+)=[\w-]+$/.exec(String(body['@odata.deltaLink']))?.[1]]
    },
    expected: [
      ['ignored', [200, undefined]],
      ['refused', [500, undefined]],
      ['legacy', [200, 'deltaToken']],
    ],
  },
  etagHeader: {
    look: async () => {
      const { body, headers } = await erp.call('GET', await customerPath())
      return headers.get('ETag') === body['@odata.etag']
    },
    expected: [
      [true, true],
      [false, false],
    ],
  },
  etagCovers: {
    look: async () => {
      const { body } = await customer()
      const path = `customers(${String(body['id'])})`
      const before = await erp.call('GET', path)
      await pay(body['id'])
      const after = await erp.call('GET', path)
      return [
        before.body['balanceDue'] === after.body['balanceDue'],
        before.body['@odata.etag'] === after.body['@odata.etag'],
      ]
    },
    expected: [
      ['fields', [false, true]],
      ['figures', [false, false]],
    ],
  },
  staleTagStatus: {
    look: async () =>
      seen(await erp.call('PATCH', await customerPath(), { phoneNumber: '1' }, { 'If-Match': 'W/"stale"' })),
    expected: [
      [409, [409, 'Request_EntityChanged']],
      [412, [412, 'Request_EntityChanged']],
    ],
  },
  missingTagStatus: {
    look: async () => seen(await erp.call('PATCH', await customerPath(), { phoneNumber: '1' })),
    expected: [
      [400, [400, 'BadRequest_InvalidToken']],
      [412, [412, 'BadRequest_InvalidToken']],
    ],
  },
  ifMatchOfDeleteAndAction: {
    look: async () => {
      const quote = await document('salesQuotes')
      return [
        ...seen(await erp.call('DELETE', await customerPath())),
        ...seen(await erp.call('POST', `${quote}/Microsoft.NAV.makeOrder`)),
      ]
    },
    expected: [
      ['optional', [204, '', 204, '']],
      ['required', [400, 'BadRequest_InvalidToken', 400, 'BadRequest_InvalidToken']],
    ],
  },
  duplicateKeyStatus: {
    look: async () => {
      const { body } = await customer()
      return seen(await customer({ number: body['number'] }))
    },
    expected: [
      [400, [400, 'Internal_EntityWithSameKeyExists']],
      [409, [409, 'Internal_EntityWithSameKeyExists']],
    ],
  },
  multipartBatch: {
    look: async () => {
      const get = `GET companies(${CID})/currencies?$top=1 HTTP/1.1`
      const part = ['--b', 'Content-Type: application/http', '', get, '', '', '--b--', ''].join('\r\n')
      const type = { 'Content-Type': 'multipart/mixed; boundary=b' }
      return (await erp.call('POST', `${V2}/$batch`, part, type)).status
    },
    expected: [
      [true, 200],
      [false, 415],
    ],
  },
  batchDependencies: {
    look: async () => {
      const go = { Prefer: 'odata.continue-on-error' }
      const refer = { id: '2', method: 'GET', url: '$1' }
      const bad = create('2', { body: {} })
      const grouped = [create('1', { atomicityGroup: 'g' }), { ...bad, atomicityGroup: 'g' }]
      const chained = [create('1', { body: {} }), create('2', { dependsOn: ['1'] })]
      return [
        ...statuses(await batch([create('1'), refer], go)),
        ...statuses(await batch(grouped, go)),
        ...statuses(await batch(chained, go)),
      ]
    },
    expected: [
      ['honored', [201, 200, 400, 400, 424]],
      ['ignored', [201, 400, 201, 400, 400, 201]],
    ],
  },
  nullInBody: {
    look: async () => seen(await erp.call('PATCH', await customerPath(), { phoneNumber: null }, anyTag)),
    expected: [
      ['clears', [200, '']],
      ['refused', [400, 'BadRequest']],
    ],
  },
  nonInventoryMember: {
    look: async () => {
      made += 1
      const item = { displayName: 'Freight', type: 'Non-Inventory' }
      return (await erp.call('POST', 'items', item)).body['type'] as Seen
    },
    expected: [
      ['encoded', 'Non_x002d_Inventory'],
      ['plain', 'Non-Inventory'],
    ],
  },
  actionLocation: {
    look: async () => {
      const { status, headers } = await erp.call('POST', `${await document('salesQuotes')}/Microsoft.NAV.makeOrder`)
      const location = headers.get('Location')
      return [status, location === null ? null : (await erp.call('GET', location)).status]
    },
    expected: [
      [false, [204, null]],
      [true, [204, 200]],
    ],
  },
  duplicateSubscription: {
    look: async () => {
      made += 1
      const subscription = {
        notificationUrl: `https://receiver.example/${made}`,
        resource: `/api/v2.0/companies(${CID})/customers`,
      }
      await erp.call('POST', `${V2}/subscriptions`, subscription)
      return seen(await erp.call('POST', `${V2}/subscriptions`, subscription))
    },
    expected: [
      ['refused', [400, 'Internal_EntityWithSameKeyExists']],
      ['accepted', [201, '']],
    ],
  },
}

const seen = ({ status, error }: Answer): readonly Seen[] => [status, error[0]]

async function document(set: string): Promise<string> {
  const { body } = await customer()
  const { body: created } = await erp.call('POST', set, { customerId: body['id'] })
  return `${set}(${String(created['id'])})`
}

/** The customer pays one in advance: its balance moves, its record does not. */
async function pay(customerId: unknown): Promise<void> {
  const code = `PAY${made}`
  const journal = `customerPaymentJournals(${String((await erp.call('POST', 'customerPaymentJournals', { code })).body['id'])})`
  await erp.call('POST', `${journal}/customerPayments`, { customerId, postingDate: '2026-01-31', amount: -1 })
  expect((await erp.call('POST', `${journal}/Microsoft.NAV.post`)).status).toBe(204)
}

beforeAll(async () => {
  erp = await openErp({
    seed: { seed: 'empty', localCurrency: 'EUR' },
    fetch: (url) => Promise.resolve(new Response(new URL(url).searchParams.get('validationToken'))),
  })
})

afterEach(() => erp.control('DELETE', 'dialect'))
afterAll(() => erp.close())

describe.each(Object.entries(cases))('%s', (name, { look, expected }) => {
  test.each(expected)('%j', async (value, wanted) => {
    expect((await erp.control('PUT', 'dialect', { [name]: value })).status).toBe(200)
    expect(await look()).toEqual(wanted)
  })

  test('all its values are tried, its default as it stands', async () => {
    const { definitions } = createErpSwitches()
    const definition = definitions[name as keyof typeof definitions]
    expect(expected.map(([value]) => value)).toEqual([...definition.values])
    const byDefault = expected.find(([value]) => value === definition.default)?.[1]
    expect(await look()).toEqual(byDefault)
  })
})
