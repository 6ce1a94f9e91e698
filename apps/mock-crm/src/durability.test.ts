/** What was acknowledged is there after a restart; seeds are deterministic; resets keep what they promise. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { errorOf, linkOf, openClient, rowsOf } from './testing/client.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'koble-crm-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

it('rows, versions, delta tokens, options and registrations go on after a restart', async () => {
  const first = await openClient({ dataDir: directory })
  const id = await first.create('accounts', { name: 'Durable' })
  const link = linkOf(await first.get('accounts?$select=name', { Prefer: 'odata.track-changes' }), '@odata.deltaLink')
  await first.create('serviceendpoints', { name: 'Koble', contract: 8, url: 'http://127.0.0.1:1/', authtype: 5 })
  await first.post('InsertOptionValue', {
    EntityLogicalName: 'account',
    AttributeLogicalName: 'paymenttermscode',
    Value: 721230001,
    Label: { LocalizedLabels: [{ Label: 'Own', LanguageCode: 1033 }] },
  })
  const etag = (await first.get(`accounts(${id})?$select=name`)).json['@odata.etag']
  const token = await first.token()
  await first.crm.close()

  const second = await openClient({ dataDir: directory })
  expect((await second.get(`accounts(${id})?$select=name`)).json).toMatchObject({
    name: 'Durable',
    '@odata.etag': etag,
  })
  expect(rowsOf(await second.get(link))).toEqual([])
  expect(rowsOf(await second.get('serviceendpoints'))).toHaveLength(1)
  expect((await second.patch(`accounts(${id})`, { paymenttermscode: 721230001 })).status).toBe(204)
  expect(rowsOf(await second.get(link))).toHaveLength(1)
  expect((await second.call('GET', 'WhoAmI', { token })).status).toBe(200)
  await second.crm.close()
})

it('a second process on the same directory is refused with one sentence', async () => {
  const first = await openClient({ dataDir: directory })
  await expect(openClient({ dataDir: directory })).rejects.toThrow(directory)
  await first.crm.close()
})

it('the same seed gives the same rows', async () => {
  const read = async (): Promise<unknown> => {
    const client = await openClient()
    const rows = rowsOf(await client.get('accounts?$select=name,_ownerid_value,_primarycontactid_value&$orderby=name'))
    await client.crm.close()
    return rows.map(({ '@odata.etag': _etag, ...row }) => row)
  }
  expect(await read()).toEqual(await read())
})

it.each([
  [{ seed: 'empty', localCurrency: 'GBP' }, 0, 'GBP', 1],
  [{ seed: 'demo' }, 12, 'EUR', 2],
  [{ seed: 'large', counts: { accounts: 30, contacts: 40 } }, 30, 'EUR', 1],
])('reset to %j', async (body, accounts, currency, currencies) => {
  const client = await openClient()
  await client.create('systemusers', { firstname: 'Kept', lastname: 'Person' })
  const answer = await client.post('/emulator/reset', body)
  expect(answer.status).toBeLessThan(300)
  expect(rowsOf(await client.get('accounts?$select=name'))).toHaveLength(accounts)
  const base = rowsOf(await client.get('organizations?$select=name&$expand=basecurrencyid($select=isocurrencycode)'))
  expect(base).toMatchObject([{ basecurrencyid: { isocurrencycode: currency } }])
  expect(rowsOf(await client.get('transactioncurrencies?$select=isocurrencycode'))).toHaveLength(currencies)
  expect(rowsOf(await client.get("systemusers?$filter=lastname eq 'Person'"))).toHaveLength(1)
  await client.crm.close()
})

it('an unknown seed and a bad currency are refused and change nothing', async () => {
  const client = await openClient()
  for (const body of [{ seed: 'other' }, { seed: 'empty', localCurrency: 'pounds' }]) {
    expect((await client.post('/emulator/reset', body)).status).toBe(400)
  }
  expect(rowsOf(await client.get('accounts?$select=name'))).toHaveLength(12)
  await client.crm.close()
})

it('load creates by the API’s rules and lists what it refused', async () => {
  const client = await openClient()
  const answer = await client.post('/emulator/load', {
    accounts: [{ name: 'Loaded' }, { name: 'x'.repeat(200) }],
    contacts: [{ lastname: 'Loaded' }],
  })
  expect(answer.json['created']).toEqual({ accounts: 1, contacts: 1 })
  expect(answer.json['refused']).toMatchObject([{ set: 'accounts', index: 1, code: '0x80044331' }])
  await client.crm.close()
})

it('throttling answers the service’s codes', async () => {
  const client = await openClient()
  await client.call('PUT', '/emulator/limits', { body: { requestsPer5Minutes: 2 } })
  await client.get('WhoAmI')
  await client.get('WhoAmI')
  const answer = await client.get('WhoAmI')
  expect(answer.status).toBe(429)
  expect(errorOf(answer).code).toBe('0x80072322')
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
  await client.crm.close()
})
