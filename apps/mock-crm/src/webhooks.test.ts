/** Webhooks: registration over the API and delivery (reference/wire-examples.md, B18 and B19). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { errorOf, openClient, rowsOf, type Client, type Json } from './testing/client.ts'
import { textOf } from './text-of.ts'

interface Delivery {
  readonly url: string
  readonly headers: Headers
  readonly body: Json
}

let client: Client
let deliveries: Delivery[]
let answers: number[]

beforeEach(async () => {
  deliveries = []
  answers = []
  client = await openClient({
    fetch: (url, init) => {
      deliveries.push({ url, headers: new Headers(init.headers), body: { ...Object(JSON.parse(textOf(init.body))) } })
      return Promise.resolve(new Response(null, { status: answers.shift() ?? 200 }))
    },
  })
})
afterEach(() => client.crm.close())

async function register(message: string, more: object = {}): Promise<string> {
  const endpoint = await client.create('serviceendpoints', {
    name: 'Koble',
    contract: 8,
    url: 'http://127.0.0.1:4000/hooks/dv',
    authtype: 5,
    authvalue: "<settings><setting name='x-koble-key' value='9f2' /></settings>",
    messageformat: 2,
  })
  const messageId = String(
    rowsOf(await client.get(`sdkmessages?$select=sdkmessageid&$filter=name eq '${message}'`))[0]?.['sdkmessageid'],
  )
  const filters = await client.get(
    `sdkmessagefilters?$select=sdkmessagefilterid&$filter=primaryobjecttypecode eq 'account' and sdkmessageid/name eq '${message}'`,
  )
  return client.create('sdkmessageprocessingsteps', {
    name: `Koble: ${message} of account`,
    mode: 1,
    stage: 40,
    rank: 1,
    supporteddeployment: 0,
    asyncautodelete: true,
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
    'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${String(rowsOf(filters)[0]?.['sdkmessagefilterid'])})`,
    ...more,
  })
}

async function deliver(): Promise<void> {
  client.crm.clock.advance(60_000)
  await client.crm.idle()
}

it('an update of a filtered column is delivered with headers and context', async () => {
  const id = await client.create('accounts', { name: 'Adatum' })
  const step = await register('Update', { filteringattributes: 'name,telephone1' })
  await client.patch(`accounts(${id})?tag=koble`, { telephone1: '+44 1223 555010' })
  expect(deliveries).toEqual([])
  await deliver()
  expect(deliveries).toHaveLength(1)
  const [delivery] = deliveries
  expect(delivery?.url).toBe('http://127.0.0.1:4000/hooks/dv')
  expect(delivery?.headers.get('x-koble-key')).toBe('9f2')
  expect(delivery?.headers.get('x-ms-dynamics-entity-name')).toBe('account')
  expect(delivery?.headers.get('x-ms-dynamics-request-name')).toBe('Update')
  expect(delivery?.headers.get('x-ms-dynamics-organization')).toBeTruthy()
  expect(delivery?.body).toMatchObject({
    MessageName: 'Update',
    PrimaryEntityName: 'account',
    PrimaryEntityId: id,
    Stage: 40,
    Mode: 1,
    Depth: 1,
    SharedVariables: [{ key: 'tag', value: 'koble' }],
    OwningExtension: { Id: step, LogicalName: 'sdkmessageprocessingstep' },
  })
  const target = Object(Object(Object(delivery?.body['InputParameters'])[0]).value)
  const keys = [...Object(target.Attributes)].map((attribute) => String(Object(attribute).key))
  expect(keys.toSorted()).toEqual(['accountid', 'modifiedby', 'modifiedon', 'telephone1'])
})

it('an update of other columns is not delivered', async () => {
  const id = await client.create('accounts', { name: 'Adatum' })
  await register('Update', { filteringattributes: 'name' })
  await client.patch(`accounts(${id})`, { fax: '1' })
  await deliver()
  expect(deliveries).toEqual([])
})

it('a sent column counts as changed even with the same value', async () => {
  const id = await client.create('accounts', { name: 'Adatum' })
  await register('Update', { filteringattributes: 'name' })
  await client.patch(`accounts(${id})`, { name: 'Adatum' })
  await deliver()
  expect(deliveries).toHaveLength(1)
})

it('creates and deletes carry the row or a reference; other tables are silent', async () => {
  await register('Create')
  await register('Delete')
  const id = await client.create('accounts', { name: 'Born' })
  await client.create('contacts', { lastname: 'Silent' })
  await client.remove(`accounts(${id})`)
  await deliver()
  expect(deliveries.map(({ body }) => String(body['MessageName'])).toSorted()).toEqual(['Create', 'Delete'])
  const created = deliveries.find(({ body }) => body['MessageName'] === 'Create')
  expect(created?.body['OutputParameters']).toEqual([{ key: 'id', value: id }])
  const deleted = deliveries.find(({ body }) => body['MessageName'] === 'Delete')
  expect(Object(Object(Object(deleted?.body['InputParameters'])[0]).value).__type).toMatch(/^EntityReference:/)
})

it('CreateMultiple raises one message a row', async () => {
  await register('Create')
  await client.post('accounts/Microsoft.Dynamics.CRM.CreateMultiple', {
    Targets: [1, 2, 3].map((number) => ({ '@odata.type': 'Microsoft.Dynamics.CRM.account', name: `Row ${number}` })),
  })
  await deliver()
  expect(deliveries).toHaveLength(3)
})

it.each([
  ['503 is tried once more', [503], 2, []],
  ['503 twice is a failed system job', [503, 503], 2, [31]],
  ['400 is final', [400], 1, [31]],
])('%s', async (_, statuses, count, jobs) => {
  answers = [...statuses]
  await register('Create')
  await client.create('accounts', { name: 'Retried' })
  await deliver()
  await deliver()
  expect(deliveries).toHaveLength(count)
  const found = rowsOf(await client.get('asyncoperations?$select=statuscode,message'))
  expect(found.map((job) => job['statuscode'])).toEqual(jobs)
})

it('a writer with the privilege keeps webhooks silent, others may not ask', async () => {
  const bypass = { 'MSCRM.BypassBusinessLogicExecution': 'CustomSync,CustomAsync' }
  const id = await client.create('accounts', { name: 'Silent' })
  await register('Update')
  await register('Delete')
  expect((await client.patch(`accounts(${id})`, { fax: '1' }, bypass)).status).toBe(204)
  expect((await client.remove(`accounts(${id})`, bypass)).status).toBe(204)
  await deliver()
  expect(deliveries).toEqual([])
  const cookie = await client.crm.fetch(
    new Request('http://127.0.0.1:4020/session', {
      method: 'POST',
      headers: { Origin: 'http://127.0.0.1:4020' },
      body: JSON.stringify({ email: 'anna.krog@fjordlys.example', password: 'koble-demo' }),
    }),
  )
  const refused = await client.call('GET', 'WhoAmI', {
    token: null,
    headers: { ...bypass, Cookie: (cookie.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' },
  })
  expect(refused.status).toBe(403)
})

it('a deletion carries the tag of its request', async () => {
  const id = await client.create('accounts', { name: 'Tagged' })
  await register('Delete')
  await client.remove(`accounts(${id})?tag=koble`)
  await deliver()
  expect(deliveries[0]?.body['SharedVariables']).toEqual([{ key: 'tag', value: 'koble' }])
})

it('a disabled or deleted step is silent', async () => {
  const first = await register('Create')
  const second = await register('Create')
  await client.patch(`sdkmessageprocessingsteps(${first})`, { statecode: 1, statuscode: 2 })
  await client.remove(`sdkmessageprocessingsteps(${second})`)
  await client.create('accounts', { name: 'Quiet' })
  await deliver()
  expect(deliveries).toEqual([])
})

it('the secret of an endpoint is never shown', async () => {
  await register('Create')
  const answer = await client.get('serviceendpoints?$filter=contract eq 8')
  expect(rowsOf(answer)).toHaveLength(1)
  expect(answer.text).not.toContain('9f2')
})

it('a synchronous step is refused plainly', async () => {
  await expect(register('Create', { mode: 0 })).rejects.toThrow('not implemented by this emulator')
})

it('a step without a message is refused', async () => {
  const answer = await client.post('sdkmessageprocessingsteps', { name: 'x', mode: 1 })
  expect([answer.status, errorOf(answer).code]).toEqual([400, '0x80040203'])
})

it('registrations survive a reset', async () => {
  await register('Create')
  await client.post('/emulator/reset', { seed: 'empty', localCurrency: 'GBP' })
  await client.create('accounts', { name: 'After' })
  await deliver()
  expect(deliveries).toHaveLength(1)
})
