import { describe, expect, test } from 'vitest'
import { account, paymentTermsOptions } from './entities/index.ts'
import { id, kobleUser, openTest, root } from './testing/open-test.ts'

const url = 'https://koble.example/api/webhooks/dataverse/abc'
const list = (...value: object[]) => ({ body: { value } })
const endpoint = { serviceendpointid: id('e'), name: 'Koble', url }
const attributes = Object.keys(account.fields)
  .filter((field) => field !== 'exchangerate')
  .join(',')
const steps = ['Create', 'Update', 'Delete'].map((message, index) => ({
  sdkmessageprocessingstepid: id(String(index)),
  name: `Koble: ${message} of account`,
  filteringattributes: message === 'Update' ? attributes : null,
}))
const messages = list(
  { sdkmessageid: id('c'), name: 'Create' },
  { sdkmessageid: id('d'), name: 'Update' },
  { sdkmessageid: id('f'), name: 'Delete' },
)
const filter = list({ sdkmessagefilterid: id('a') })
const created = (set: string, end: string) => ({
  status: 204,
  headers: { 'odata-entityid': `${root}/${set}(${id(end)})` },
})
const wanted = { entities: [account, paymentTermsOptions], url, secret: `9<f&'2` }

describe('ensuring registrations', () => {
  test('makes an endpoint that carries the secret, and a step a message', async () => {
    const step = [filter, created('sdkmessageprocessingsteps', '1')]
    const { connector, asked, lines } = openTest([
      list(),
      created('serviceendpoints', 'e'),
      list(),
      messages,
      ...step,
      ...step,
      ...step,
    ])
    expect(await connector.ensure(wanted)).toEqual({ renewBefore: null })
    expect(asked()[1]).toMatchObject({
      method: 'POST',
      url: 'serviceendpoints',
      body: {
        name: 'Koble',
        contract: 8,
        messageformat: 2,
        url,
        authtype: 5,
        authvalue: "<settings><setting name='x-koble-key' value='9&lt;f&amp;&apos;2' /></settings>",
      },
    })
    expect(asked()[5]).toMatchObject({
      method: 'POST',
      url: 'sdkmessageprocessingsteps',
      body: {
        name: 'Koble: Create of account',
        mode: 1,
        stage: 40,
        rank: 1,
        supporteddeployment: 0,
        asyncautodelete: true,
        'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${id('e')})`,
        'sdkmessageid@odata.bind': `/sdkmessages(${id('c')})`,
        'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${id('a')})`,
      },
    })
    expect(lines()[4]).toContain("primaryobjecttypecode%20eq%20'account'%20and%20sdkmessageid/name%20eq%20'Create'")
  })

  test('only renews the secret where all is there', async () => {
    const { connector, lines } = openTest([list(endpoint), { status: 204 }, list(...steps)])
    await connector.ensure(wanted)
    expect(lines().map((line) => line.split('?')[0])).toEqual([
      'GET serviceendpoints',
      `PATCH serviceendpoints(${id('e')})`,
      `GET serviceendpoints(${id('e')})/serviceendpoint_sdkmessageprocessingstep`,
    ])
  })

  test('watches only the columns that Koble maps, and puts others right', async () => {
    const old = steps.map((step) => ({ ...step, filteringattributes: null }))
    const { connector, asked } = openTest([list(endpoint), { status: 204 }, list(...old), { status: 204 }])
    await connector.ensure(wanted)
    expect(asked().slice(3)).toMatchObject([
      { method: 'PATCH', url: `sdkmessageprocessingsteps(${id('1')})`, body: { filteringattributes: attributes } },
    ])
  })

  test('leaves out a message that the service does not have', async () => {
    const step = [filter, created('sdkmessageprocessingsteps', '1')]
    const { connector, lines } = openTest([list(endpoint), { status: 204 }, list(), messages, list(), ...step, ...step])
    await connector.ensure(wanted)
    expect(lines().filter((line) => line === 'POST sdkmessageprocessingsteps')).toHaveLength(2)
  })

  test('leaves steps of tables that another connection asked for', async () => {
    const other = { sdkmessageprocessingstepid: id('9'), name: 'Koble: Update of contact', filteringattributes: null }
    const { connector, lines } = openTest([list(endpoint), { status: 204 }, list(...steps, other)])
    await connector.ensure(wanted)
    expect(lines()).toHaveLength(3)
  })

  test('leaves the endpoint of another Koble, and keeps one of its own', async () => {
    const elsewhere = {
      serviceendpointid: id('1'),
      name: 'Koble',
      url: 'https://other.example/api/webhooks/dataverse/abc',
    }
    const old = { serviceendpointid: id('2'), name: 'Koble', url: 'https://koble.example/api/webhooks/dataverse/old' }
    const { connector, lines } = openTest([
      list(elsewhere, old, endpoint),
      list(),
      { status: 204 },
      { status: 204 },
      list(...steps),
    ])
    await connector.ensure(wanted)
    expect(lines().filter((line) => !line.startsWith('GET'))).toEqual([
      `DELETE serviceendpoints(${id('2')})`,
      `PATCH serviceendpoints(${id('e')})`,
    ])
  })

  test('points an endpoint with an earlier secret to the new address', async () => {
    const old = { ...endpoint, url: 'https://koble.example/api/webhooks/dataverse/old' }
    const { connector, asked } = openTest([list(old), { status: 204 }, list(...steps)])
    await connector.ensure(wanted)
    expect(asked()[1]).toMatchObject({ method: 'PATCH', url: `serviceendpoints(${id('e')})`, body: { url } })
  })
})

test('removing all takes the steps before their endpoint, and leaves those of other users', async () => {
  const others = { ...endpoint, serviceendpointid: id('b'), _createdby_value: id('c') }
  const own = { ...endpoint, _createdby_value: kobleUser.toUpperCase() }
  const { connector, lines } = openTest([
    list(others, own),
    list(...steps.slice(0, 1)),
    { status: 204 },
    { status: 204 },
  ])
  await connector.removeAll()
  expect(lines().slice(-2)).toEqual([
    `DELETE sdkmessageprocessingsteps(${id('0')})`,
    `DELETE serviceendpoints(${id('e')})`,
  ])
})
