/** Delta links as they were before version 24, where the switch asks for them (business-central-protocol, section 4.5). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openErp, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
const track = { Prefer: 'odata.track-changes' }

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  await erp.control('PUT', 'dialect', { trackChanges: 'legacy' })
})
afterAll(() => erp.close())

const create = async (displayName: string): Promise<string> =>
  String((await erp.call('POST', 'customers', { displayName })).body['id'])

test('a delta link tells what was created, changed and deleted since', async () => {
  const [kept, gone] = [await create('Kept'), await create('Gone')]
  const all = await erp.call('GET', 'customers?$select=displayName', undefined, track)
  const created = await create('Created')
  await erp.call('PATCH', `customers(${kept})`, { displayName: 'Renamed' }, { 'If-Match': '*' })
  await erp.call('DELETE', `customers(${gone})`)
  const delta = await erp.call('GET', String(all.body['@odata.deltaLink']))
  expect(delta.rows).toEqual([
    expect.objectContaining({ displayName: 'Created' }),
    expect.objectContaining({ displayName: 'Renamed' }),
    { '@odata.context': expect.stringMatching(/customers\/\$deletedEntity$/), id: gone, reason: 'changed' },
  ])
  expect(created).not.toBe(kept)
  const later = await erp.call('GET', String(delta.body['@odata.deltaLink']))
  expect([later.status, later.rows]).toEqual([200, []])
})

test('an expired token is gone, and says where to begin again', async () => {
  const { body } = await erp.call('GET', 'customers?$select=number', undefined, track)
  await erp.control('PUT', 'faults', { rules: [{ kind: 'expireDelta', times: 1 }] })
  const answer = await erp.call('GET', String(body['@odata.deltaLink']))
  expect(answer.status).toBe(410)
  const again = new URL(String(answer.headers.get('Location')))
  expect(again.search).toBe(`?${new URLSearchParams({ $select: 'number' }).toString()}`)
  expect((await erp.call('GET', again.href)).status).toBe(200)
})

test('a set without tracking refuses it, and so does a filter', async () => {
  expect((await erp.call('GET', 'currencies', undefined, track)).error).toEqual([
    'Internal_ServerError',
    'Entity does not support delta requests',
  ])
  expect((await erp.call('GET', "customers?$filter=number eq '1'", undefined, track)).status).toBe(501)
})

test('without the switch a delta token is no query option', async () => {
  const { body } = await erp.call('GET', 'customers', undefined, track)
  await erp.control('DELETE', 'dialect')
  expect((await erp.call('GET', String(body['@odata.deltaLink']))).body['@odata.deltaLink']).toBeUndefined()
})
